import CSQLite
import Glibc

/// A ledger in one file.
///
/// The C library rather than a Swift layer over it: GRDB brings the whole of Foundation and would take the program from
/// 14.5 to 63 MB for every user, while libsqlite3 is on nearly every machine and costs 0.3 ms of start-up.
///
/// A rollback journal, not a write-ahead log: the ledger stays one file that can be copied, cached by a pipeline and
/// kept on a network share, and can be read where nothing may be written. A log gains nothing for one transaction a
/// scan. `synchronous=EXTRA` waits for the disk before a commit counts, the journal's removal included, so that what
/// was said to be recorded is there after a loss of power.
final class SQLiteStore: LedgerStore {
  /// Marks the file as a ledger of ours, for `file` and for ourselves: `Born`.
  static let mark: Int64 = 0x426F_726E

  let location: String
  let words = SQLWords(identity: "INTEGER PRIMARY KEY")
  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - purpose: for recording, a file that is not there is made.
  ///   - patience: how many seconds to wait for another program's lock.
  init(path: String, for purpose: LedgerPurpose, patience: Int) throws(LedgerError) {
    location = path
    var status = stat()
    let exists = stat(path, &status) == 0
    if !exists, purpose == .reading {
      throw LedgerError(
        .missing, path, "cannot be opened", detail: String(cString: strerror(errno)),
        remedy: "name the file that `bornage record` wrote")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      throw LedgerError(.foreign, path, "is no file", remedy: "name a file")
    }
    // A name such as `:memory:` is a file like any other.
    let name = path.hasPrefix("/") ? path : "./" + path
    // Also to read: what a killed program left half done has to be undone first.
    let flags = SQLITE_OPEN_READWRITE | (purpose == .recording ? SQLITE_OPEN_CREATE : 0)
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard let opened, code == SQLITE_OK else {
      let error = SQLiteFault.error(code, opened, location: path)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Int32(patience) * 1000)
    try run("PRAGMA synchronous=EXTRA; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF")
    try recognise(purpose)
    try run("PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON")
    if purpose == .reading { try run("PRAGMA query_only=ON") }
  }

  deinit {
    // Statements that are still alive keep the handle until they end.
    sqlite3_close_v2(handle)
  }

  /// A file that somebody else's program keeps its data in is left alone.
  private func recognise(_ purpose: LedgerPurpose) throws(LedgerError) {
    if purpose == .recording, sqlite3_db_readonly(handle, "main") == 1 {
      throw LedgerError(
        .readOnly, location, "may not be written to", remedy: "choose a file that you may write to")
    }
    let mark = try number("PRAGMA application_id")
    if mark == Self.mark { return }
    guard mark == 0, try number("SELECT count(*) FROM sqlite_master") == 0 else {
      throw LedgerError(
        .foreign, location, "is a database of another program", remedy: "name another file")
    }
  }

  private func number(_ sql: String) throws(LedgerError) -> Int64 {
    try rows(sql) { (row) throws(LedgerError) in try row.integer(0) }.first ?? 0
  }

  func prepare(_ sql: String) throws(LedgerError) -> any LedgerStatement {
    if let ready = statements[sql] { return ready }
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, 0, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw error(code) }
    let statement = SQLiteStatement(prepared, handle: handle, location: location)
    statements[sql] = statement
    return statement
  }

  func run(_ script: String) throws(LedgerError) {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  func begin(_ purpose: LedgerPurpose) throws(LedgerError) {
    try run(purpose == .recording ? "BEGIN IMMEDIATE" : "BEGIN")
  }

  func commit() throws(LedgerError) { try run("COMMIT") }

  func rollback() {
    for statement in statements.values { statement.reset() }
    // After some errors SQLite has rolled back already, and then there is nothing to do.
    if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
  }

  func hasSchema() throws(LedgerError) -> Bool {
    try number("SELECT count(*) FROM sqlite_master WHERE name = 'migrations'") == 1
  }

  func makePlace() throws(LedgerError) { try run("PRAGMA application_id=\(Self.mark)") }

  func faults() throws(LedgerError) -> [String] {
    try rows("PRAGMA integrity_check") { (row) throws(LedgerError) in try row.text(0) }.filter { $0 != "ok" }
  }

  private func error(_ code: Int32) -> LedgerError { SQLiteFault.error(code, handle, location: location) }
}

/// A statement of SQLite's.
final class SQLiteStatement: LedgerStatement {
  private let statement: OpaquePointer
  private let handle: OpaquePointer
  private let location: String

  init(_ statement: OpaquePointer, handle: OpaquePointer, location: String) {
    self.statement = statement
    self.handle = handle
    self.location = location
  }

  deinit { sqlite3_finalize(statement) }

  func reset() { sqlite3_reset(statement) }

  func bind(_ values: [SQLValue]) throws(LedgerError) {
    reset()
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code: Int32 =
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(var text):
          text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
              // An empty text must not become NULL, which a missing address would make of it.
              characters.baseAddress.map {
                csqlite_bind_text(statement, index, $0, sqlite3_uint64(characters.count))
              } ?? csqlite_bind_text(statement, index, "", 0)
            }
          }
        }
      guard code == SQLITE_OK else { throw SQLiteFault.error(code, handle, location: location) }
    }
  }

  func step() throws(LedgerError) -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else {
      let error = SQLiteFault.error(code, handle, location: location)
      reset()
      throw error
    }
    // A statement that has ended holds no lock.
    reset()
    return false
  }

  func integer(_ column: Int) -> Int64? {
    let index = Int32(column)
    guard sqlite3_column_type(statement, index) == SQLITE_INTEGER else { return nil }
    return sqlite3_column_int64(statement, index)
  }

  func text(_ column: Int) -> String? {
    let index = Int32(column)
    guard sqlite3_column_type(statement, index) == SQLITE_TEXT,
      let start = sqlite3_column_text(statement, index)
    else { return nil }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}
