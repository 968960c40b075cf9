import Assessment
public import Descriptors

/// The state of one tree as it is put down for a later run, and read again.
public struct FleetRecord: Sendable {
  private static let version = 1

  /// The digest of everything that bears on the entry; empty if it must not be taken over.
  public let key: String
  /// What became of the tree.
  public let entry: FleetEntry

  /// A record.
  public init(key: String, entry: FleetEntry) {
    self.key = key
    self.entry = entry
  }

  /// The bytes to put down.
  public var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 10)
    writer.object { writer in
      writer.member("version", Self.version)
      writer.member("key", key)
      writer.member("entry", object: { Self.members(entry, &$0) })
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  static func members(_ entry: FleetEntry, _ writer: inout JSONWriter) {
    writer.member("name", entry.name)
    writer.member("path", entry.path)
    writer.member("exitCode", Int(entry.exitCode))
    writer.member("reason", entry.reason)
    writer.member("failed", entry.hasFailed)
    writer.member("files", entry.files)
    writer.member("dataBearing", entry.dataBearing)
    writer.member("located", entry.located)
    writer.member("total", object: { FleetSummary.members(entry.total, &$0) })
    writer.member("owners", lines: entry.owners) { writer, item in
      writer.object {
        $0.member("owner", item.owner)
        FleetSummary.members(item.tally, &$0)
      }
    }
    writer.member("reports", lines: entry.reports) { writer, report in
      writer.object {
        $0.member("file", report.file)
        $0.member("sha256", report.sha256)
      }
    }
  }

  /// Reads what was put down; nil if it is no whole record of this version.
  public init?(_ source: SourceBytes) {
    let reading = DescriptorReader.read(source, as: .json, path: "state")
    guard reading.problems.isEmpty, let root = reading.tree.documents.first,
      root["version"]?.int == Self.version, let key = root["key"]?.text, let node = root["entry"],
      let name = node["name"]?.text, let path = node["path"]?.text,
      let exitCode = node["exitCode"]?.int.flatMap(Int32.init(exactly:)), let reason = node["reason"]?.text,
      let hasFailed = node["failed"]?.bool, let files = node["files"]?.int,
      let dataBearing = node["dataBearing"]?.int, let located = node["located"]?.int,
      let total = node["total"].flatMap(Self.tally), let owners = node["owners"]?.items,
      let reports = node["reports"]?.items
    else { return nil }
    var entry = FleetEntry(name: name, path: path, exitCode: exitCode, reason: reason)
    entry.hasFailed = hasFailed
    entry.files = files
    entry.dataBearing = dataBearing
    entry.located = located
    entry.total = total
    for item in owners {
      guard let owner = item["owner"]?.text, let tally = Self.tally(item) else { return nil }
      entry.owners.append((owner, tally))
    }
    for item in reports {
      guard let file = item["file"]?.text, let sha256 = item["sha256"]?.text else { return nil }
      entry.reports.append(FleetEntry.Report(file: file, sha256: sha256))
    }
    self.key = key
    self.entry = entry
  }

  private static func tally(_ node: Node) -> FleetTally? {
    var tally = FleetTally()
    for severity in Severity.allCases {
      guard let count = node[severity.rawValue]?.int else { return nil }
      if count > 0 { tally.open[severity] = count }
    }
    guard let waived = node["waived"]?.int else { return nil }
    tally.waived = waived
    return tally
  }
}
