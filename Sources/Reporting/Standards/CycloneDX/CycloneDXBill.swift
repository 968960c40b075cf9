import Assessment
import Atlas
import Descriptors
import Inventory

/// A whole bill of materials.
struct CycloneDXBill: Sendable {
  private let report: ScanReport
  private let version: String
  private let time: ReportTime
  private let serial: String
  private let refs: [String]
  private let assets: CycloneDXAssets
  private let words: FactWords

  init(_ report: ScanReport, version: String) {
    self.report = report
    self.version = version
    time = ReportTime(report)
    let uuids = ReportUUIDs(report, time: time)
    serial = uuids.ofRun("cyclonedx\0\(version)")
    refs = uuids.resources
    assets = CycloneDXAssets(report.resources, refs: refs)
    words = FactWords(atlas: report.atlas)
  }

  /// Keys and certificates are cryptographic assets; everything else that is declared is a service.
  private static func isAsset(_ resource: Resource) -> Bool {
    resource.kind == .key || resource.kind == .certificate
  }

  /// The whole bill as bytes, in pieces.
  var pieces: [[UInt8]] {
    let indices = Array(report.resources.indices)
    var writer = JSONWriter(capacity: 1 << 20)
    writer.object { writer in
      writer.member("$schema", "http://cyclonedx.org/schema/bom-\(version).schema.json")
      writer.member("bomFormat", "CycloneDX")
      writer.member("specVersion", version)
      writer.member("serialNumber", "urn:uuid:\(serial)")
      writer.member("version", 1)
      metadata(&writer)
      components(indices, &writer)
      writer.member(
        "services",
        array: { writer in
          let services = indices.filter { !Self.isAsset(report.resources[$0]) }
          for remote in assets.remotes { self.remote(remote.ref, remote.remote, &writer) }
          writer.parallelElements(services) { writer, index in service(index, &writer) }
        })
      writer.member("dependencies", parallelLines: indices.filter { !assets.dependencies[$0].isEmpty }) {
        writer, index in
        writer.object {
          $0.member("ref", refs[index])
          $0.member("dependsOn", strings: assets.dependencies[index])
        }
      }
      compositions(&writer)
    }
    writer.newline()
    return writer.pieces
  }

  // MARK: Metadata

  private func metadata(_ writer: inout JSONWriter) {
    writer.member(
      "metadata",
      object: { writer in
        writer.member("timestamp", time.stamp)
        writer.member("lifecycles", array: { writer in writer.object { $0.member("phase", "design") } })
        writer.member(
          "tools",
          object: { writer in
            writer.member(
              "components",
              array: { writer in
                writer.object {
                  $0.member("type", "application")
                  $0.member("name", "bornage")
                  $0.member("version", report.version)
                }
              })
          })
        writer.member(
          "component",
          object: {
            $0.member("type", "application")
            $0.member("bom-ref", serial)
            $0.member("name", "described infrastructure")
          })
        writer.member("properties", array: { writer in properties(&writer) })
      })
  }

  private func properties(_ writer: inout JSONWriter) {
    let coverage = report.coverage
    writer.property("time-basis", time.basis)
    writer.property("atlas-as-of", report.atlasAsOf)
    writer.property("atlas-sha256", report.provenance?.atlasSHA256)
    writer.property("cards-sha256", report.provenance?.cardsSHA256)
    for policy in report.assessment.policies {
      writer.property("policy", "\(policy.id) \(policy.version), SHA-256 \(policy.sha256)")
    }
    writer.property("files-found", String(coverage.found))
    writer.property("files-understood", String(coverage.understood))
    writer.property("files-not-understood", String(coverage.notUnderstood))
    writer.property("files-unreadable", String(coverage.unreadable))
    writer.property("resources-data-bearing", String(coverage.dataBearing))
    writer.property("resources-located", String(coverage.located))
    writer.property("outcome", report.outcome.reason.english)
  }

  /// Whether the bill is whole cannot be known from descriptors; that it is not, can.
  private func compositions(_ writer: inout JSONWriter) {
    let coverage = report.coverage
    let lacks =
      coverage.isIncomplete || coverage.notUnderstood > 0 || coverage.unreadable > 0
      || !coverage.unknownTypes.isEmpty
    writer.member(
      "compositions",
      array: { writer in writer.object { $0.member("aggregate", lacks ? "incomplete" : "unknown") } })
  }

  // MARK: Components

  private func components(_ indices: [Int], _ writer: inout JSONWriter) {
    writer.member(
      "components",
      array: { writer in
        for asset in assets.assets { CycloneDXCrypto.write(asset.ref, asset.asset, &writer) }
        for index in indices where Self.isAsset(report.resources[index]) {
          writer.object { writer in
            let resource = report.resources[index]
            writer.member("type", "cryptographic-asset")
            writer.member("bom-ref", refs[index])
            head(resource, &writer)
            CycloneDXCrypto.declared(resource.kind, &writer)
            writer.member("properties", array: { writer in facts(resource, &writer) })
          }
        }
        for input in report.provenance?.inputs ?? [] { file(input, &writer) }
      })
  }

  private func file(_ input: Provenance.Input, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "file")
      writer.member("bom-ref", NamedUUID("file\0\(input.path)", in: ReportUUIDs.namespace).description)
      writer.member("name", SafeText.line(input.path))
      writer.member(
        "hashes",
        array: { writer in
          writer.object {
            $0.member("alg", "SHA-256")
            $0.member("content", input.sha256)
          }
        })
    }
  }

  // MARK: Services

  private func head(_ resource: Resource, _ writer: inout JSONWriter) {
    writer.member("group", resource.dialect)
    writer.member("name", SafeText.line(resource.name.isEmpty ? resource.key : resource.name))
    writer.member("description", SafeText.line("\(resource.kind.rawValue), \(resource.type)"))
  }

  private func service(_ index: Int, _ writer: inout JSONWriter) {
    let resource = report.resources[index]
    writer.object { writer in
      writer.member("bom-ref", refs[index])
      provider(CycloneDXAssets.only(resource.operatorID), &writer)
      head(resource, &writer)
      if let crosses = crosses(resource) { writer.member("x-trust-boundary", crosses) }
      data(index, resource, &writer)
      writer.member("properties", array: { writer in facts(resource, &writer) })
    }
  }

  private func remote(_ ref: String, _ remote: CycloneDXAssets.Remote, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("bom-ref", ref)
      provider(remote.operatorID, &writer)
      writer.member("name", SafeText.line(remote.name))
      writer.member("description", "Named by the descriptors, declared by none.")
      if let endpoint = Self.endpoint(remote.name) { writer.member("endpoints", strings: [endpoint]) }
      if remote.crosses { writer.member("x-trust-boundary", true) }
    }
  }

  private func provider(_ id: String?, _ writer: inout JSONWriter) {
    guard let id else { return }
    let entry = report.atlas.operatorEntry(id)
    writer.member(
      "provider",
      object: { writer in
        writer.member("name", SafeText.line(entry?.entity ?? id))
        if let seat = entry?.seat {
          writer.member("address", object: { $0.member("country", seat.code) })
        }
      })
  }

  /// What looks like a URL or a host is one; a region, a name, a path or a placeholder is not.
  private static func endpoint(_ name: String) -> String? {
    let isURL = name.contains("://")
    guard isURL || name.contains("."), !name.hasPrefix("/"), name.utf8.allSatisfy(isAddress) else {
      return nil
    }
    // Without a scheme, what stands before a port would be read as one.
    return isURL || !name.contains(":") ? name : "//\(name)"
  }

  /// The characters of RFC 3986, without those that a percent sign stands for.
  private static func isAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: Array("-._~:/?#[]@!$&'()*+,;=".utf8).contains(byte)
    }
  }

  /// Whether its use leaves a zone of trust: it is reachable from outside, or hands data to another operator.
  private func crosses(_ resource: Resource) -> Bool? {
    if resource.transit.contains(where: { $0.exposure == .external }) { return true }
    if let ours = CycloneDXAssets.only(resource.operatorID) {
      let others = resource.flows.compactMap { CycloneDXAssets.only($0.operatorID) }
      if others.contains(where: { $0 != ours }) { return true }
    }
    return resource.transit.isEmpty ? nil : false
  }

  // MARK: Data

  private func data(_ index: Int, _ resource: Resource, _ writer: inout JSONWriter) {
    guard resource.holdsData || !resource.flows.isEmpty || !resource.inflows.isEmpty else { return }
    let label = words.dataClass(resource)
    let classification = label.isEmpty ? "unknown" : SafeText.line(label)
    writer.member(
      "data",
      array: { writer in
        if resource.holdsData {
          writer.object {
            $0.member("flow", "unknown")
            $0.member("classification", classification)
            $0.member("name", "held")
          }
        }
        for (flow, end) in zip(resource.flows, assets.ends[index]) {
          self.flow(flow, to: end, classification, &writer)
        }
        for inflow in resource.inflows {
          writer.object { writer in
            writer.member("flow", "inbound")
            writer.member("classification", classification)
            writer.member("name", inflow.kind.rawValue)
            writer.member("source", strings: [link(refs[inflow.source])])
          }
        }
      })
  }

  private func flow(_ flow: Flow, to end: String, _ classification: String, _ writer: inout JSONWriter) {
    let direction = Self.direction(flow.kind)
    writer.object { writer in
      writer.member("flow", direction)
      // An image or a package is somebody else's data.
      writer.member("classification", direction == "inbound" ? "unknown" : classification)
      writer.member("name", flow.kind.rawValue)
      writer.member(
        "description",
        SafeText.line(
          "to \(flow.target); place: \(words.places(flow.place)); operator: \(words.operators(flow.operatorID)); "
            + "in transit: \(Self.transit(flow.transit))"))
      if direction == "inbound" {
        writer.member("source", strings: [link(end)])
      } else {
        writer.member("destination", strings: [link(end)])
      }
    }
  }

  private func link(_ ref: String) -> String { "urn:cdx:\(serial)/1#\(ref)" }

  private static func direction(_ kind: FlowKind) -> String {
    switch kind {
    case .replica, .backup, .snapshotCopy, .logSink, .eventSink, .delivery, .edgeCache, .keyReplica:
      "outbound"
    case .imagePull, .packagePull: "inbound"
    case .endpoint, .mount, .peering, .identity: "bi-directional"
    }
  }

  private static func transit(_ state: Possible<TransitState>?) -> String {
    guard let state else { return "not asked" }
    var found = state.candidates.map { candidate in
      guard candidate.value.encrypted else { return "clear text is accepted" }
      return candidate.value.minimumVersion.map { "encrypted, TLS \($0.code) at least" } ?? "encrypted"
    }
    if state.unknown != nil { found.append("undetermined") }
    return found.joined(separator: " or ")
  }

  // MARK: Facts

  private func facts(_ resource: Resource, _ writer: inout JSONWriter) {
    writer.property("key", resource.key)
    writer.property("file", resource.span.file)
    writer.property("line", String(resource.span.start.line))
    writer.property("kind", resource.kind.rawValue)
    writer.property("holds-data", resource.holdsData ? "true" : "false")
    writer.property("place", words.places(resource.place))
    writer.property("countries", words.countries(resource.place))
    writer.property("operator", words.operators(resource.operatorID))
    writer.property("control", words.control(resource.operatorID))
    writer.property("laws", words.laws(resource.operatorID).joined(separator: " "))
    writer.property("encryption-at-rest", words.atRest(resource.atRest))
    writer.property("key-custody", words.custody(resource.keyState))
    for fact in resource.transit {
      writer.property(
        "in-transit", "\(fact.what.english) (\(fact.exposure.rawValue)): \(Self.transit(fact.state))")
    }
    for secret in resource.clearSecrets { writer.property("secret-in-clear-text", secret.name) }
  }
}
