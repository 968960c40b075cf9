public import Assessment
public import Atlas
public import Descriptors

/// Reads inventories back that were saved: records (`--format snapshot`) and reports (`--format json`).
public struct SavedReport {
  private let atlas: Atlas

  /// True for bytes that begin as a record or a report does.
  public static func isSaved(_ source: SourceBytes) -> Bool {
    withExtendedLifetime(source) {
      let head = String(decoding: source.raw.prefix(512), as: UTF8.self).filter { !$0.isWhitespace }
      return head.hasPrefix("{\"format\":\"\(SnapshotWriter.format)\"")
        || head.hasPrefix("{\"schemaVersion\":")
    }
  }

  /// Reads a record or a report.
  ///
  /// - Parameters:
  ///   - path: the file, for messages.
  ///   - atlas: says who controls the operators of a report, which names only these.
  /// - Throws: ``SnapshotError`` for what is broken or neither of the two.
  public static func read(
    _ source: SourceBytes, path: String, atlas: Atlas
  ) throws(SnapshotError) -> ScanSnapshot {
    let root = try SnapshotReader.root(of: source, path: path)
    if root["format"] != nil { return try SnapshotReader.read(source, path: path) }
    guard root["schemaVersion"] != nil, let list = root["resources"], list.kind == .sequence else {
      throw SnapshotError(
        message: "\(SafeText.line(path)) is neither a record nor a report of a scan; make one with "
          + "`bornage scan --format snapshot=FILE`")
    }
    let reader = SavedReport(atlas: atlas)
    let tool = root["tool"]
    return ScanSnapshot(
      tool: ScanSnapshot.Tool(
        version: tool?["version"]?.text ?? "", atlasAsOf: tool?["atlasAsOf"]?.text ?? ""),
      asOf: tool?["atlasAsOf"]?.text ?? "", resources: list.items.map { reader.resource($0) },
      flows: list.items.flatMap { reader.flows($0) })
  }

  private func resource(_ node: Node) -> SnapshotResource {
    let file = node["file"]?.text ?? ""
    let places = Array(items(node["places"]))
    let operators = operators(node["operator"])
    let keys = items(node["keyCustody"]).filter { $0["custody"] != nil }.map { key in
      SnapshotResource.Key(
        custody: key["custody"]?.text ?? "", reference: key["reference"]?.text, place: key["place"]?.text,
        operatorID: key["operator"]?.text, rotationDays: key["rotationDays"]?.int)
    }
    return SnapshotResource(
      key: key(node), name: node["name"]?.text ?? "", file: file,
      line: node["span"]?["startLine"]?.int ?? 0, kind: node["kind"]?.text ?? "",
      holdsData: node["holdsData"]?.bool ?? false, places: codes(places), countries: countries(places),
      isLocated: !places.contains { $0["unknown"] != nil }, operators: operators,
      control: control(operators), custody: keys.map(\.custody).min(), keys: keys)
  }

  private func flows(_ node: Node) -> [SnapshotFlow] {
    items(node["flows"]).map { flow in
      let target = flow["target"]?.text ?? ""
      let targetKey = flow["targetKey"]?.text
      let operators = operators(flow["operator"])
      return SnapshotFlow(
        source: key(node), file: node["file"]?.text ?? "", line: flow["line"]?.int ?? 0,
        kind: flow["kind"]?.text ?? "", target: target,
        host: targetKey == nil ? SnapshotMaker.host(in: target) : nil, targetKey: targetKey,
        places: codes(items(flow["places"])), countries: countries(items(flow["places"])),
        operators: operators, control: control(operators))
    }
  }

  /// The identifier is the file and the key.
  private func key(_ node: Node) -> String {
    let id = node["id"]?.text ?? ""
    let prefix = (node["file"]?.text ?? "") + "#"
    return id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : id
  }

  private func items(_ node: Node?) -> [Node] { node.map { Array($0.items) } ?? [] }

  private func codes(_ places: [Node]) -> [String] { sorted(places.compactMap { $0["code"]?.text }) }

  private func countries(_ places: [Node]) -> [String] {
    sorted(
      places.flatMap { place -> [String] in
        guard place["code"] != nil else { return [] }
        let codes = items(place["countries"]).compactMap(\.text)
        return codes.isEmpty ? [SnapshotMaker.anywhere] : codes
      })
  }

  private func operators(_ node: Node?) -> [String] { sorted(items(node).compactMap { $0["id"]?.text }) }

  private func control(_ operators: [String]) -> [String] {
    sorted(operators.compactMap { atlas.operatorEntry($0)?.control?.code })
  }

  private func sorted(_ words: [String]) -> [String] { Set(words).sorted() }
}
