public import Assessment
public import Descriptors

/// Why a file is no record of a scan.
public struct SnapshotError: Error, Sendable {
  /// What is wrong, where, and what to do.
  public let message: String
}

/// Reads the record of a scan back.
public struct SnapshotReader {
  private let path: String

  /// Reads a record.
  ///
  /// - Parameter path: the file, for messages.
  /// - Throws: ``SnapshotError`` for what is broken, something else, or of a shape that this program does not know.
  public static func read(_ source: SourceBytes, path: String) throws(SnapshotError) -> ScanSnapshot {
    let root = try root(of: source, path: path)
    guard root["format"]?.text == SnapshotWriter.format else {
      throw SnapshotError(
        message:
          "\(SafeText.line(path)) is no record of a scan; make one with `bornage scan --format snapshot=FILE`"
      )
    }
    return try SnapshotReader(path: path).snapshot(root)
  }

  /// The one document of a JSON file.
  static func root(of source: SourceBytes, path: String) throws(SnapshotError) -> Node {
    let reading = DescriptorReader.read(source, as: .json, path: path)
    if let problem = reading.problems.first {
      let place = problem.position.map { ":\($0.line):\($0.column)" } ?? ""
      throw SnapshotError(message: "\(SafeText.line(path))\(place): \(problem.message); \(problem.remedy)")
    }
    guard let root = reading.tree.documents.first, root.kind == .mapping else {
      throw SnapshotError(
        message: "\(SafeText.line(path)) holds no JSON object; name a saved report or record")
    }
    return root
  }

  private func snapshot(_ root: Node) throws(SnapshotError) -> ScanSnapshot {
    let version = root["formatVersion"]?.text ?? ""
    guard version.split(separator: ".").first == SnapshotWriter.formatVersion.split(separator: ".").first
    else {
      throw SnapshotError(
        message:
          "\(SafeText.line(path)) is a record of shape `\(SafeText.line(version))`, which this program does "
          + "not know; read it with the bornage that wrote it, or scan again")
    }
    var findings: [SnapshotFinding] = []
    for node in items(root["findings"]) { findings.append(try finding(node)) }
    var resources: [SnapshotResource] = []
    for node in items(root["resources"]) { resources.append(try resource(node)) }
    var flows: [SnapshotFlow] = []
    for node in items(root["flows"]) { flows.append(try flow(node)) }
    let tool = root["tool"]
    return ScanSnapshot(
      tool: ScanSnapshot.Tool(
        version: text(tool?["version"]), atlasAsOf: text(tool?["atlasAsOf"]),
        atlasSHA256: text(tool?["atlasSHA256"])),
      asOf: text(root["asOf"]),
      policies: items(root["policies"]).map {
        ScanSnapshot.Policy(id: text($0["id"]), version: text($0["version"]), sha256: text($0["sha256"]))
      },
      coverage: counts(root["coverage"]), findings: findings, resources: resources, flows: flows,
      digest: text(root["digest"]))
  }

  private func counts(_ node: Node?) -> ScanSnapshot.Counts {
    var counts = ScanSnapshot.Counts()
    counts.found = node?["found"]?.int ?? 0
    counts.understood = node?["understood"]?.int ?? 0
    counts.notInfrastructure = node?["notInfrastructure"]?.int ?? 0
    counts.notUnderstood = node?["notUnderstood"]?.int ?? 0
    counts.unreadable = node?["unreadable"]?.int ?? 0
    counts.resources = node?["resources"]?.int ?? 0
    counts.dataBearing = node?["dataBearing"]?.int ?? 0
    counts.located = node?["located"]?.int ?? 0
    counts.isIncomplete = node?["incomplete"]?.bool ?? false
    return counts
  }

  private func finding(_ node: Node) throws(SnapshotError) -> SnapshotFinding {
    guard let severity = Severity(rawValue: text(node["severity"])),
      let verdict = Verdict(rawValue: text(node["verdict"]))
    else { throw error(node, "a finding has no known severity and verdict") }
    let waiver = node["waiver"].map {
      SnapshotFinding.Waiver(
        state: text($0["state"]), id: text($0["id"]), expires: text($0["expires"]),
        approvedBy: text($0["approvedBy"]))
    }
    return SnapshotFinding(
      fingerprint: try required("fingerprint", of: node), decision: node["decision"]?.text,
      rule: try required("rule", of: node), policy: text(node["policy"]), category: text(node["category"]),
      severity: severity, verdict: verdict, resource: node["resource"]?.text, file: node["file"]?.text,
      line: node["line"]?.int, message: text(node["message"]), value: text(node["value"]), waiver: waiver)
  }

  private func resource(_ node: Node) throws(SnapshotError) -> SnapshotResource {
    SnapshotResource(
      key: try required("key", of: node), name: text(node["name"]), file: text(node["file"]),
      line: node["line"]?.int ?? 0, service: node["service"]?.text, kind: text(node["kind"]),
      holdsData: node["holdsData"]?.bool ?? false, classes: texts(node["classes"]),
      places: texts(node["places"]), countries: texts(node["countries"]),
      isLocated: node["located"]?.bool ?? false, operators: texts(node["operators"]),
      control: texts(node["control"]), custody: node["custody"]?.text,
      keys: items(node["keys"]).map { key in
        SnapshotResource.Key(
          custody: text(key["custody"]), reference: key["reference"]?.text, place: key["place"]?.text,
          operatorID: key["operator"]?.text, rotationDays: key["rotationDays"]?.int)
      },
      algorithms: texts(node["algorithms"]))
  }

  private func flow(_ node: Node) throws(SnapshotError) -> SnapshotFlow {
    SnapshotFlow(
      source: try required("source", of: node), file: text(node["file"]), line: node["line"]?.int ?? 0,
      kind: text(node["kind"]), target: text(node["target"]), host: node["host"]?.text,
      targetKey: node["targetKey"]?.text, places: texts(node["places"]), countries: texts(node["countries"]),
      operators: texts(node["operators"]), control: texts(node["control"]))
  }

  // MARK: Nodes

  private func required(_ name: String, of node: Node) throws(SnapshotError) -> String {
    guard let text = node[name]?.text else { throw error(node, "the entry has no `\(name)`") }
    return text
  }

  private func error(_ node: Node, _ message: String) -> SnapshotError {
    let start = node.span.start
    return SnapshotError(
      message: "\(SafeText.line(path)):\(start.line):\(start.column): \(message); scan again to write it anew"
    )
  }

  private func text(_ node: Node?) -> String { node?.text ?? "" }
  private func items(_ node: Node?) -> [Node] { node.map { Array($0.items) } ?? [] }
  private func texts(_ node: Node?) -> [String] { items(node).compactMap(\.text) }
}
