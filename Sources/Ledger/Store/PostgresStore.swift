import CPostgres

/// A ledger on a PostgreSQL server, for a fleet: all its tables stand in the schema `bornage` of a database.
///
/// libpq is loaded when a server is named and not before: linked in, it and the libraries behind it would cost every
/// scan 4 ms of start-up.
final class PostgresStore: LedgerStore {
  /// One writer at a time, whatever the tree: texts are shared, and who inserts them in another order would deadlock.
  private static let writerLock = "SELECT pg_advisory_xact_lock(\(SQLiteStore.mark))"

  let location: String
  let words = SQLWords(identity: "BIGINT PRIMARY KEY")
  private let connection: OpaquePointer
  private var statements: [String: PostgresStatement] = [:]

  /// True for what names a server.
  static func isServer(_ location: String) -> Bool {
    location.hasPrefix("postgres://") || location.hasPrefix("postgresql://")
  }

  /// Connects.
  ///
  /// - Parameter url: as libpq reads it; what it leaves out, `PGPASSFILE` and its like supply.
  init(url: String, for purpose: LedgerPurpose, patience: Int) throws(LedgerError) {
    location = Self.shown(url)
    if let reason = cpostgres_load() {
      throw LedgerError(
        .unreachable, location, "needs PostgreSQL's library", detail: String(cString: reason),
        remedy: "install it (Debian: apt-get install libpq5), or name a file, which needs no library")
    }
    // What the address says comes last and wins.
    let options = [
      ("connect_timeout", "15"), ("fallback_application_name", "bornage"), ("client_encoding", "UTF8"),
      ("dbname", url),
    ]
    let opened = CStrings.with(options.map { $0.0 }) { names in
      CStrings.with(options.map { $0.1 }) { values in cpostgres_connect(names, values, 1) }
    }
    guard let opened else {
      throw LedgerError(
        .unreachable, location, "cannot be reached", detail: "out of memory", remedy: "free some memory")
    }
    guard cpostgres_is_connected(opened) else {
      let words = Self.message(opened)
      cpostgres_finish(opened)
      throw LedgerError(
        .unreachable, location, "cannot be reached", detail: words,
        remedy: "look at the address, the server and the rights of its user; nothing was stored")
    }
    connection = opened
    cpostgres_silence(connection)
    try run("SET search_path TO bornage; SET lock_timeout TO '\(patience)s'; SET synchronous_commit TO on")
  }

  deinit { cpostgres_finish(connection) }

  /// An address without the password and without the options, which may hold one.
  static func shown(_ url: String) -> String {
    let bare = url.prefix { $0 != "?" }
    guard let scheme = bare.firstRange(of: "://"), let at = bare.lastIndex(of: "@"), at > scheme.upperBound else {
      return String(bare)
    }
    let user = bare[scheme.upperBound..<at].prefix { $0 != ":" }
    return "\(bare[..<scheme.upperBound])\(user)\(bare[at...])"
  }

  private static func message(_ connection: OpaquePointer) -> String {
    let text = cpostgres_error(connection).map { String(cString: $0) } ?? ""
    return text.split(whereSeparator: \.isNewline).joined(separator: ", ")
  }

  func prepare(_ sql: String) throws(LedgerError) -> any LedgerStatement {
    if let ready = statements[sql] { return ready }
    let name = "s\(statements.count)"
    let result = cpostgres_prepare(connection, name, sql.replacing("?", with: "$"))
    defer { cpostgres_clear(result) }
    try check(result)
    let statement = PostgresStatement(name: name, store: self)
    statements[sql] = statement
    return statement
  }

  func run(_ script: String) throws(LedgerError) {
    let result = cpostgres_execute(connection, script)
    defer { cpostgres_clear(result) }
    try check(result)
  }

  fileprivate func run(_ name: String, _ values: [SQLValue]) throws(LedgerError) -> OpaquePointer? {
    let texts: [String?] = values.map { value in
      switch value {
      case .null: nil
      case .integer(let number): String(number)
      case .text(let text): text
      }
    }
    let result = CStrings.with(texts) { cpostgres_run(connection, name, Int32(values.count), $0) }
    do throws(LedgerError) {
      try check(result)
    } catch {
      cpostgres_clear(result)
      throw error
    }
    return result
  }

  private func check(_ result: OpaquePointer?) throws(LedgerError) {
    let status = result.map { cpostgres_result_status($0) }
    if status == Int32(CPOSTGRES_COMMAND_OK) || status == Int32(CPOSTGRES_TUPLES_OK) { return }
    let state = result.flatMap { cpostgres_result_state($0) }.map { String(cString: $0) }
    throw PostgresFault.error(state, Self.message(connection), location: location)
  }

  func begin(_ purpose: LedgerPurpose) throws(LedgerError) {
    switch purpose {
    case .reading: try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    // Each statement sees what others have committed, so that it is enough to be alone from here on.
    case .recording: try run("BEGIN ISOLATION LEVEL READ COMMITTED; \(Self.writerLock)")
    }
  }

  func commit() throws(LedgerError) { try run("COMMIT") }

  func rollback() { cpostgres_clear(cpostgres_execute(connection, "ROLLBACK")) }

  func hasSchema() throws(LedgerError) -> Bool {
    try rows("SELECT count(*) FROM pg_tables WHERE schemaname = 'bornage' AND tablename = 'migrations'") {
      (row) throws(LedgerError) in try row.integer(0)
    } == [1]
  }

  func makePlace() throws(LedgerError) {
    let found = try rows("SELECT count(*) FROM pg_namespace WHERE nspname = 'bornage'") {
      (row) throws(LedgerError) in try row.integer(0)
    }
    // Asked first: who may fill the schema need not be allowed to make one.
    if found == [0] { try run("CREATE SCHEMA bornage") }
  }

  /// The server watches over its own files.
  func faults() throws(LedgerError) -> [String] { [] }
}

/// A statement that the server holds ready. Its rows arrive at once.
final class PostgresStatement: LedgerStatement {
  private let name: String
  private unowned let store: PostgresStore
  private var result: OpaquePointer?
  private var row: Int32 = -1

  init(name: String, store: PostgresStore) {
    self.name = name
    self.store = store
  }

  deinit { clear() }

  private func clear() {
    if let result { cpostgres_clear(result) }
    result = nil
    row = -1
  }

  func bind(_ values: [SQLValue]) throws(LedgerError) {
    clear()
    result = try store.run(name, values)
  }

  func step() throws(LedgerError) -> Bool {
    guard let result else { return false }
    row += 1
    if row < cpostgres_row_count(result) { return true }
    clear()
    return false
  }

  func integer(_ column: Int) -> Int64? { text(column).flatMap { Int64($0) } }

  func text(_ column: Int) -> String? {
    guard let result, !cpostgres_is_null(result, row, Int32(column)),
      let start = cpostgres_value(result, row, Int32(column))
    else { return nil }
    let count = Int(cpostgres_length(result, row, Int32(column)))
    return start.withMemoryRebound(to: UInt8.self, capacity: count) {
      String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
    }
  }
}
