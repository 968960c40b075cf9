/// A kind of record that a scan consists of; each has a table of its own.
enum RecordKind: Int, CaseIterable, Sendable {
  case finding
  case waiver
  case resource
  case flow

  /// A column beside those that every table has.
  struct Column: Sendable {
    /// How the value is kept.
    enum Form: Sendable {
      /// As it is.
      case text
      /// As a number.
      case integer
      /// As the number of a row of `texts`: long, and the same in many records.
      case shared
    }

    let name: String
    let form: Form

    init(_ name: String, _ form: Form = .text) {
      self.name = name
      self.form = form
    }
  }

  /// The table.
  var table: String {
    switch self {
    case .finding: "findings"
    case .waiver: "waivers"
    case .resource: "resources"
    case .flow: "flows"
    }
  }

  /// The kind with a table of that name.
  init?(table: String) {
    guard let kind = Self.allCases.first(where: { $0.table == table }) else { return nil }
    self = kind
  }

  /// The columns that say what the record says, in order. `twin` tells records apart that are alike in all else.
  var columns: [Column] { Self.columns[rawValue] }

  private static let columns: [[Column]] = [findingColumns, waiverColumns, resourceColumns, flowColumns]

  private static let findingColumns = [
    Column("fingerprint"), Column("decision"), Column("rule"), Column("policy"), Column("category"),
    Column("severity"), Column("verdict"), Column("resource", .shared), Column("file", .shared),
    Column("line", .integer), Column("message", .shared), Column("value", .shared), Column("twin", .integer),
  ]

  private static let waiverColumns = [
    Column("fingerprint"), Column("occurrence", .integer), Column("state"), Column("waiver"),
    Column("expires"), Column("approved_by"), Column("twin", .integer),
  ]

  private static let resourceColumns = [
    Column("key", .shared), Column("name", .shared), Column("file", .shared), Column("line", .integer),
    Column("service"), Column("kind"), Column("holds_data", .integer), Column("classes"), Column("places"),
    Column("countries"), Column("located", .integer), Column("operators"), Column("control"),
    Column("custody"), Column("keys", .shared), Column("algorithms"), Column("twin", .integer),
  ]

  private static let flowColumns = [
    Column("source", .shared), Column("file", .shared), Column("line", .integer), Column("kind"),
    Column("target", .shared), Column("host"), Column("target_key", .shared), Column("places"),
    Column("countries"), Column("operators"), Column("control"), Column("twin", .integer),
  ]
}

/// A finding, waiver, resource or flow as a row, with shared texts written out.
struct LedgerRecord: Sendable {
  /// What it says, in the order of ``RecordKind/columns``.
  let values: [SQLValue]
  /// Half a SHA-256 over kind and values, in hexadecimal: two records with the same digest are the same.
  let digest: String

  init(_ kind: RecordKind, _ values: [SQLValue]) {
    self.values = values
    var material = DigestMaterial(kind.table)
    for value in values { material.add(value) }
    digest = material.half
  }

  /// Records of what may be alike in all columns: the second and later ones get a number in the last.
  static func distinct(_ kind: RecordKind, _ rows: [[SQLValue]]) -> [LedgerRecord] {
    var seen: [String: Int] = [:]
    return rows.map { row in
      let record = LedgerRecord(kind, row + [.integer(0)])
      let twin = seen[record.digest, default: 0]
      seen[record.digest] = twin + 1
      return twin == 0 ? record : LedgerRecord(kind, row + [.number(twin)])
    }
  }
}
