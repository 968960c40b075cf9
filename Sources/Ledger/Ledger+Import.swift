import Assessment
public import Descriptors

/// What became of an export that was read.
public struct ImportSummary: Sendable, Hashable {
  /// Scans that are in the ledger now.
  public var stored = 0
  /// Scans that were there before.
  public var present = 0
}

extension Ledger {
  /// Takes over the history that an export holds: scans that are there already are left as they are.
  ///
  /// Each scan is put together, held against its digest and recorded by itself, so that an import that was broken off
  /// can be run again.
  ///
  /// - Parameters:
  ///   - lines: one after the other, nil at the end; without their line ends.
  ///   - path: the export's name, for messages.
  public func importing(
    path: String, _ lines: () throws(LedgerError) -> SourceBytes?
  ) throws(LedgerError) -> ImportSummary {
    var reader = ExportReader(path: path)
    var summary = ImportSummary()
    while !reader.isFinished, let line = try lines() {
      guard let (scan, moment) = try reader.take(line) else { continue }
      let recording = try transaction(.recording) { () throws(LedgerError) in
        try record(scan, at: moment, mayShift: false, repeatsCount: true)
      }
      switch recording {
      case .stored: summary.stored += 1
      case .alreadyRecorded: summary.present += 1
      }
    }
    try reader.finish()
    return summary
  }
}

/// Puts scans together from the lines of an export.
private struct ExportReader {
  private let path: String
  private var line = 0
  private var scans = 0
  /// The scan whose lines are being read.
  private var pending: (id: String, moment: Moment, tree: String, owner: String?, head: ScanSnapshot)?
  private var tree: String?
  /// What stands in the tree at the moment of the scan, by kind and digest.
  private var standing: [[String: LedgerRecord]] = RecordKind.allCases.map { _ in [:] }
  private(set) var isFinished = false

  init(path: String) {
    self.path = path
  }

  /// Reads a line; returns the scan that is complete with it.
  mutating func take(_ text: SourceBytes) throws(LedgerError) -> (scan: PendingScan, moment: Moment)? {
    line += 1
    let reading = DescriptorReader.read(text, as: .json, path: path)
    guard reading.problems.isEmpty, let node = reading.tree.documents.first, node.kind == .mapping else {
      throw error(reading.problems.first?.message ?? "the line holds no JSON object")
    }
    if line == 1 {
      try begin(node)
      return nil
    }
    if node["scan"] != nil {
      let complete = try close()
      try open(node)
      return complete
    }
    if let table = node["came"]?.text {
      let record = try record(node, table)
      standing[record.kind.rawValue][record.record.digest] = record.record
    } else if let table = node["went"]?.text, let digest = node["digest"]?.text {
      standing[try kind(table).rawValue][digest] = nil
    } else if node["end"] != nil {
      let complete = try close()
      isFinished = true
      guard node["scans"]?.int == scans else { throw error("scans are missing before this line") }
      return complete
    } else {
      throw error("the line is none of an export's")
    }
    return nil
  }

  /// Says so if lines are missing at the end.
  func finish() throws(LedgerError) {
    guard isFinished else { throw error("the export is cut off: its last line is missing") }
  }

  private func begin(_ node: Node) throws(LedgerError) {
    guard node["format"]?.text == Ledger.exportFormat else {
      throw error("this is no export of a ledger; `bornage ledger export` writes one")
    }
    let version = node["formatVersion"]?.text ?? ""
    guard version.split(separator: ".").first == Ledger.exportVersion.split(separator: ".").first else {
      throw error("the export has a shape that this program does not know; use the bornage that wrote it")
    }
  }

  private mutating func open(_ node: Node) throws(LedgerError) {
    guard let id = node["scan"]?.text, let name = node["tree"]?.text,
      let moment = node["recordedAt"]?.text.flatMap(Moment.init)
    else { throw error("a scan needs a digest, a tree and a time") }
    if name != tree {
      tree = name
      standing = RecordKind.allCases.map { _ in [:] }
    }
    pending = (id, moment, name, node["owner"]?.text, head(node))
  }

  private mutating func close() throws(LedgerError) -> (scan: PendingScan, moment: Moment)? {
    guard let pending else { return nil }
    self.pending = nil
    scans += 1
    let records = ScanRecords(byKind: standing.map { Array($0.values) })
    let scan = PendingScan(head: pending.head, records: records, tree: pending.tree, owner: pending.owner)
    guard scan.id(at: pending.moment) == pending.id else {
      throw error("scan \(pending.id.prefix(12)), which ends before this line, is not as it was exported")
    }
    return (scan, pending.moment)
  }

  private func head(_ node: Node) -> ScanSnapshot {
    func text(_ name: String) -> String { node[name]?.text ?? "" }
    func number(_ name: String) -> Int { node[name]?.int ?? 0 }
    var counts = ScanSnapshot.Counts()
    counts.found = number("found")
    counts.understood = number("understood")
    counts.notInfrastructure = number("not_infrastructure")
    counts.notUnderstood = number("not_understood")
    counts.unreadable = number("unreadable")
    counts.resources = number("resources")
    counts.dataBearing = number("data_bearing")
    counts.located = number("located")
    counts.isIncomplete = number("incomplete") == 1
    return ScanSnapshot(
      tool: ScanSnapshot.Tool(
        version: text("tool"), atlasAsOf: text("atlas_as_of"), atlasSHA256: text("atlas_sha256")),
      asOf: text("as_of"),
      policies: node["policies"].map { list in
        list.items.map {
          ScanSnapshot.Policy(
            id: $0["id"]?.text ?? "", version: $0["version"]?.text ?? "", sha256: $0["sha256"]?.text ?? "")
        }
      } ?? [],
      coverage: counts, digest: text("snapshot"))
  }

  private func kind(_ table: String) throws(LedgerError) -> RecordKind {
    guard let kind = RecordKind(table: table) else { throw error("a kind of record that is not known") }
    return kind
  }

  private func record(_ node: Node, _ table: String) throws(LedgerError) -> (kind: RecordKind, record: LedgerRecord) {
    let kind = try kind(table)
    let values: [SQLValue] = kind.columns.map { column in
      let value = node[column.name]
      switch column.form {
      case .integer: return .number(orNull: value?.int)
      case .text, .shared: return LedgerText.value(value?.text)
      }
    }
    return (kind, LedgerRecord(kind, values))
  }

  private func error(_ what: String) -> LedgerError {
    LedgerError(
      .conflict, message: "\(path):\(line): \(what); the scans before it are in the ledger, the rest is not")
  }
}
