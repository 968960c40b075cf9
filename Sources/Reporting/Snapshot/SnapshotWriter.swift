public import Assessment

/// Writes the record of a scan as JSON: a line for each finding, resource and flow, so that records can be compared
/// line by line.
public enum SnapshotWriter {
  /// What the file says that it is.
  static let format = "bornage-snapshot"
  /// The shape of the file: a removed or changed member raises the first number, an added one the second.
  static let formatVersion = "1.0"

  /// The record as bytes.
  public static func bytes(_ snapshot: ScanSnapshot) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 18)
    writer.object { writer in
      writer.member("format", format)
      writer.member("formatVersion", formatVersion)
      writer.member("digest", snapshot.digest)
      content(snapshot, &writer)
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  /// SHA-256 over the record without its digest, in hexadecimal.
  static func digest(of snapshot: ScanSnapshot) -> String {
    var writer = JSONWriter(capacity: 1 << 18)
    writer.object { content(snapshot, &$0) }
    return Digest.hexadecimal(of: Array(writer.pieces.joined()))
  }

  private static func content(_ snapshot: ScanSnapshot, _ writer: inout JSONWriter) {
    writer.member(
      "tool",
      object: {
        $0.member("version", snapshot.tool.version)
        $0.member("atlasAsOf", snapshot.tool.atlasAsOf)
        $0.member("atlasSHA256", snapshot.tool.atlasSHA256)
      })
    writer.member("asOf", snapshot.asOf)
    writer.member("policies", lines: snapshot.policies) { writer, policy in
      writer.object {
        $0.member("id", policy.id)
        $0.member("version", policy.version)
        $0.member("sha256", policy.sha256)
      }
    }
    writer.member("coverage", object: { counts(snapshot.coverage, &$0) })
    writer.member("findings", lines: snapshot.findings) { writer, finding in
      writer.object { write(finding, &$0) }
    }
    writer.member("resources", lines: snapshot.resources) { writer, resource in
      writer.object { write(resource, &$0) }
    }
    writer.member("flows", lines: snapshot.flows) { writer, flow in writer.object { write(flow, &$0) } }
  }

  private static func counts(_ counts: ScanSnapshot.Counts, _ writer: inout JSONWriter) {
    writer.member("found", counts.found)
    writer.member("understood", counts.understood)
    writer.member("notInfrastructure", counts.notInfrastructure)
    writer.member("notUnderstood", counts.notUnderstood)
    writer.member("unreadable", counts.unreadable)
    writer.member("resources", counts.resources)
    writer.member("dataBearing", counts.dataBearing)
    writer.member("located", counts.located)
    writer.member("incomplete", counts.isIncomplete)
  }

  private static func write(_ finding: SnapshotFinding, _ writer: inout JSONWriter) {
    writer.member("rule", finding.rule)
    writer.member("policy", finding.policy)
    writer.member("category", finding.category)
    writer.member("severity", finding.severity.rawValue)
    writer.member("verdict", finding.verdict.rawValue)
    writer.member("resource", finding.resource)
    writer.member("file", finding.file)
    if let line = finding.line { writer.member("line", line) }
    writer.member("message", finding.message)
    writer.member("value", finding.value)
    writer.member("fingerprint", finding.fingerprint)
    if finding.decision != finding.fingerprint { writer.member("decision", finding.decision) }
    guard let waiver = finding.waiver else { return }
    writer.member(
      "waiver",
      object: {
        $0.member("state", waiver.state)
        $0.member("id", waiver.id)
        $0.member("expires", waiver.expires)
        $0.member("approvedBy", waiver.approvedBy)
      })
  }

  private static func write(_ resource: SnapshotResource, _ writer: inout JSONWriter) {
    writer.member("key", resource.key)
    writer.member("name", resource.name)
    writer.member("file", resource.file)
    writer.member("line", resource.line)
    writer.member("service", resource.service)
    writer.member("kind", resource.kind)
    writer.member("holdsData", resource.holdsData)
    writer.member("classes", strings: resource.classes)
    writer.member("places", strings: resource.places)
    writer.member("countries", strings: resource.countries)
    writer.member("located", resource.isLocated)
    writer.member("operators", strings: resource.operators)
    writer.member("control", strings: resource.control)
    writer.member("custody", resource.custody)
    writer.member(
      "keys",
      array: { writer in
        for key in resource.keys {
          writer.object {
            $0.member("custody", key.custody)
            $0.member("reference", key.reference)
            $0.member("place", key.place)
            $0.member("operator", key.operatorID)
            if let days = key.rotationDays { $0.member("rotationDays", days) }
          }
        }
      })
    writer.member("algorithms", strings: resource.algorithms)
  }

  private static func write(_ flow: SnapshotFlow, _ writer: inout JSONWriter) {
    writer.member("source", flow.source)
    writer.member("file", flow.file)
    writer.member("line", flow.line)
    writer.member("kind", flow.kind)
    writer.member("target", flow.target)
    writer.member("host", flow.host)
    writer.member("targetKey", flow.targetKey)
    writer.member("places", strings: flow.places)
    writer.member("countries", strings: flow.countries)
    writer.member("operators", strings: flow.operators)
    writer.member("control", strings: flow.control)
  }
}
