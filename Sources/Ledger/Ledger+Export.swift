import Assessment
import Reporting

extension Ledger {
  /// What the first line of an export says that it is.
  static let exportFormat = "bornage-ledger"
  /// The shape of an export: a removed or changed member raises the first number, an added one the second.
  static let exportVersion = "1.0"

  /// The whole history as NDJSON, to be read by ``importing(_:)`` or by other programs: a line for each scan, followed by
  /// a line for everything that came with it and everything that went.
  ///
  /// The same history gives the same bytes, whatever back end it is in and in whatever order it was recorded.
  public func export() throws(LedgerError) -> [[UInt8]] {
    try transaction(.reading) { () throws(LedgerError) in
      let first = Self.line {
        $0.member("format", Self.exportFormat)
        $0.member("formatVersion", Self.exportVersion)
      }
      var pieces: [[UInt8]] = [first]
      var count = 0
      try walk { (changes) throws(LedgerError) in
        count += 1
        pieces.append(Self.lines(of: changes))
      }
      let last = Self.line {
        $0.member("end", Self.exportFormat)
        $0.member("scans", count)
      }
      pieces.append(last)
      return pieces
    }
  }

  private static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(capacity: 256, breaksLines: false)
    writer.document(body)
    writer.newline()
    return writer.bytes
  }

  private static func lines(of changes: ScanChanges) -> [UInt8] {
    var writer = JSONWriter(breaksLines: false)
    writer.document { scan(changes, &$0) }
    writer.newline()
    for kind in RecordKind.allCases {
      for digest in changes.went[kind.rawValue].sorted() {
        writer.document {
          $0.member("went", kind.table)
          $0.member("digest", digest)
        }
        writer.newline()
      }
      for row in changes.came[kind.rawValue].sorted(by: { $0.digest < $1.digest }) {
        writer.document {
          $0.member("came", kind.table)
          members(row.record, of: kind, &$0)
        }
        writer.newline()
      }
    }
    return writer.bytes
  }

  private static func members(_ record: LedgerRecord, of kind: RecordKind, _ writer: inout JSONWriter) {
    for (column, value) in zip(kind.columns, record.values) {
      switch value {
      case .null: continue
      case .integer(let number): writer.member(named: column.name, Int(number))
      case .text(let text): writer.member(named: column.name, text)
      }
    }
  }

  private static func scan(_ changes: ScanChanges, _ writer: inout JSONWriter) {
    let entry = changes.entry
    writer.member("scan", entry.id)
    writer.member("tree", entry.tree)
    writer.member("owner", entry.owner)
    writer.member("recordedAt", entry.recordedAt)
    for (column, value) in zip(ScanHead.columns, ScanHead.values(entry.head)) {
      switch value {
      case .null: continue
      case .integer(let number): writer.member(named: column, Int(number))
      case .text(let text): writer.member(named: column, text)
      }
    }
    writer.member("policies", lines: entry.head.policies) { writer, policy in
      writer.object {
        $0.member("id", policy.id)
        $0.member("version", policy.version)
        $0.member("sha256", policy.sha256)
      }
    }
  }
}
