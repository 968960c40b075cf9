/// A value on its way into a statement or out of a row; the ledger needs no others.
enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case text(String)

  /// A text that may be absent.
  static func text(orNull text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
  /// A number.
  static func number(_ value: Int) -> SQLValue { .integer(Int64(value)) }
  /// A number that may be absent.
  static func number(orNull value: Int?) -> SQLValue { value.map { .integer(Int64($0)) } ?? .null }
  /// A yes or no.
  static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
}

/// What a transaction is for.
public enum LedgerPurpose: Sendable {
  /// To look something up.
  case reading
  /// To add a scan; a ledger that is not there yet is made.
  case recording
}

/// A back end: SQLite or PostgreSQL, spoken to in the SQL that both understand.
///
/// Parameters are written `?1`, `?2`; the schema's words that differ are in ``SQLWords``.
protocol LedgerStore: AnyObject {
  /// Where it is, as it may be shown: without a password.
  var location: String { get }
  /// The words of the schema that differ.
  var words: SQLWords { get }
  /// A statement made ready, or the one that was made ready for the same text before.
  func prepare(_ sql: String) throws(LedgerError) -> any LedgerStatement
  /// Runs statements without parameters.
  func run(_ script: String) throws(LedgerError)
  /// Opens a transaction; one for recording keeps every other writer waiting until it ends.
  func begin(_ purpose: LedgerPurpose) throws(LedgerError)
  /// Ends the transaction; when it returns, what was recorded survives a loss of power.
  func commit() throws(LedgerError)
  /// Undoes the transaction.
  func rollback()
  /// True if the ledger's tables are there.
  func hasSchema() throws(LedgerError) -> Bool
  /// Makes the place for the tables; called within a transaction for recording.
  func makePlace() throws(LedgerError)
  /// What the back end itself finds wrong with its files.
  func faults() throws(LedgerError) -> [String]
}

/// A prepared statement.
protocol LedgerStatement: AnyObject {
  /// Starts it anew with these values.
  func bind(_ values: [SQLValue]) throws(LedgerError)
  /// Goes to the next row; false if there is none.
  func step() throws(LedgerError) -> Bool
  /// A column of the row; nil for NULL and for what is no number.
  func integer(_ column: Int) -> Int64?
  /// A column of the row; nil for NULL.
  func text(_ column: Int) -> String?
}

/// The words of the schema that SQLite and PostgreSQL spell differently.
struct SQLWords: Sendable {
  /// The type of a table's own number: SQLite keeps a row under it only if it is spelled so.
  let identity: String
}

/// A row with typed columns: what has to be there and is not is damage, never a made-up value.
struct LedgerRow {
  let statement: any LedgerStatement
  let location: String

  func integer(_ column: Int) throws(LedgerError) -> Int64 {
    guard let value = statement.integer(column) else {
      throw LedgerError.damaged(location, "a number is missing")
    }
    return value
  }

  func int(_ column: Int) throws(LedgerError) -> Int { Int(try integer(column)) }

  func text(_ column: Int) throws(LedgerError) -> String {
    guard let value = statement.text(column) else {
      throw LedgerError.damaged(location, "a text is missing")
    }
    return value
  }

  func optionalText(_ column: Int) -> String? { statement.text(column) }
  func optionalInteger(_ column: Int) -> Int64? { statement.integer(column) }
}

extension LedgerStore {
  /// How many values one statement carries at most: far below what either back end takes.
  static var batch: Int { 3000 }

  /// Runs a statement and gives every row to a closure.
  func each(
    _ sql: String, _ values: [SQLValue] = [], _ body: (LedgerRow) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    let row = LedgerRow(statement: statement, location: location)
    while try statement.step() { try body(row) }
  }

  /// Runs a statement and makes a value of every row.
  func rows<Value>(
    _ sql: String, _ values: [SQLValue] = [], _ make: (LedgerRow) throws(LedgerError) -> Value
  ) throws(LedgerError) -> [Value] {
    var all: [Value] = []
    try each(sql, values) { (row) throws(LedgerError) in all.append(try make(row)) }
    return all
  }

  /// Runs a statement that answers nothing.
  func execute(_ sql: String, _ values: [SQLValue] = []) throws(LedgerError) {
    try each(sql, values) { (_) throws(LedgerError) in }
  }

  /// The number that the next row of a table gets; only to be asked within a transaction for recording.
  func nextID(_ table: String) throws(LedgerError) -> Int64 {
    try rows("SELECT coalesce(max(id), 0) + 1 FROM \(table)") { (row) throws(LedgerError) in
      try row.integer(0)
    }.first ?? 1
  }

  /// Inserts rows, many at a time: a server is asked hundreds of times less often.
  func insert(_ table: String, _ columns: [String], _ rows: [[SQLValue]]) throws(LedgerError) {
    let most = max(1, Self.batch / columns.count)
    var start = 0
    while start < rows.count {
      let part = rows[start..<min(rows.count, start + most)]
      let groups = (0..<part.count).map { row in
        "(" + (1...columns.count).map { "?\(row * columns.count + $0)" }.joined(separator: ",") + ")"
      }
      try execute(
        "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES \(groups.joined(separator: ","))",
        Array(part.joined()))
      start += most
    }
  }

  /// Runs a statement for many values, some at a time, with `{list}` standing for them and `first` before them.
  func inParts(
    _ sql: String, first: [SQLValue] = [], _ values: [SQLValue], _ body: (LedgerRow) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    var start = 0
    while start < values.count {
      let part = values[start..<min(values.count, start + Self.batch)]
      let list = (1...part.count).map { "?\($0 + first.count)" }.joined(separator: ",")
      try each(sql.replacing("{list}", with: list), first + part, body)
      start += Self.batch
    }
  }
}
