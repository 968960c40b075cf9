import Assessment
import CSQLite
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite("Ledger: opening, shapes and trouble")
struct OpeningTests {
  private func kind(_ location: String, _ purpose: LedgerPurpose, patience: Int = 1) -> LedgerError.Kind? {
    do {
      _ = try Ledger.open(location, for: purpose, patience: patience)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test("what is no ledger is said to be none, and left alone")
  func notOurs() throws {
    let folder = try TemporaryFolder()
    let missing = folder.url.appendingPathComponent("none.db").path
    #expect(kind(missing, .reading) == .missing)
    #expect(!FileManager.default.fileExists(atPath: missing))
    #expect(kind(folder.url.path, .recording) == .foreign)
    let text = try folder.write("notes.txt", String(repeating: "no database at all\n", count: 100))
    #expect(kind(text, .recording) == .foreign)
    #expect(kind(text, .reading) == .foreign)
    #expect(kind(folder.url.appendingPathComponent("no/folder.db").path, .recording) == .readOnly)
    #expect(kind(try folder.write("empty.db", ""), .reading) == .missing)

    let other = folder.url.appendingPathComponent("other.db").path
    var handle: OpaquePointer?
    sqlite3_open(other, &handle)
    sqlite3_exec(handle, "CREATE TABLE accounts (id INTEGER)", nil, nil, nil)
    sqlite3_close(handle)
    let before = try Data(contentsOf: URL(fileURLWithPath: other))
    #expect(kind(other, .recording) == .foreign)
    #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == before)
  }

  @Test("a name that SQLite would keep in memory is a file")
  func oddNames() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.path + "/:memory:"
    _ = try Ledger.open(path, for: .recording).record(Sample.scan([1]), tree: "t")
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("a file with a damaged page is found out")
  func damaged() throws {
    let backend = try Backend(.sqlite)
    _ = try backend.open().record(Sample.scan(1...300), tree: "t", at: Sample.week(0))
    let url = URL(fileURLWithPath: backend.location)
    let whole = try Data(contentsOf: url)
    var broken = 0
    for page in stride(from: 1, to: whole.count / 4096, by: 7) {
      var data = whole
      data.replaceSubrange((page * 4096)..<(page * 4096 + 2048), with: Data(repeating: 0xA5, count: 2048))
      try data.write(to: url)
      do {
        if !(try backend.open(.reading).check().isEmpty) { broken += 1 }
      } catch let error as LedgerError {
        #expect(error.kind == .damaged)
        broken += 1
      }
    }
    #expect(broken == stride(from: 1, to: whole.count / 4096, by: 7).reduce(0) { count, _ in count + 1 })
    try whole.prefix(whole.count / 2).write(to: url)
    let ledger = try? backend.open(.reading)
    #expect(ledger == nil || ledger?.check().isEmpty == false)
  }

  @Test("who waits too long for another writer is told so", arguments: Backend.available)
  func busy(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let first = try backend.open()
    try first.store.begin(.recording)
    defer { first.store.rollback() }
    let error = #expect(throws: LedgerError.self) {
      try backend.open(.recording, patience: 1).record(Sample.scan([1]), tree: "t")
    }
    #expect(error?.kind == .busy)
    #expect(error?.message.contains("try again") == true)
  }

  @Test("a ledger of an earlier shape is brought to the present one, also to read", arguments: Backend.available)
  func migrations(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    _ = try backend.open().record(Sample.scan(1...3), tree: "t", at: Sample.week(0))
    let further =
      Migration.all + [
        Migration(version: 2, script: { _ in "ALTER TABLE scans ADD COLUMN remark TEXT" }),
        Migration(version: 3, script: { _ in "UPDATE scans SET remark = 'moved'" }),
      ]
    let ledger = try Ledger.open(backend.location, for: .reading, patience: 5, migrations: further)
    #expect(try Migration.current(of: ledger.store) == 3)
    let remarks = try ledger.store.rows("SELECT remark FROM scans") { (row) throws(LedgerError) in row.optionalText(0) }
    #expect(remarks == ["moved"])
    // This program does not know what a later one meant.
    #expect(throws: LedgerError.self) { try backend.open(.reading) }
    let error = #expect(throws: LedgerError.self) { try backend.open(.recording) }
    #expect(error?.kind == .newer)
  }

  @Test("a step that fails leaves the earlier shape", arguments: Backend.available)
  func brokenMigration(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    _ = try backend.open().record(Sample.scan(1...3), tree: "t", at: Sample.week(0))
    let further =
      Migration.all + [
        Migration(
          version: 2, script: { _ in "ALTER TABLE scans ADD COLUMN remark TEXT; UPDATE nothing SET a = 1" })
      ]
    #expect(throws: LedgerError.self) {
      try Ledger.open(backend.location, for: .recording, patience: 5, migrations: further)
    }
    let ledger = try backend.open()
    #expect(try Migration.current(of: ledger.store) == 1)
    #expect(ledger.check().isEmpty)
  }

  @Test(
    "no password is shown",
    arguments: [
      ("postgres://ada:secret@db.example:5432/ledger", "postgres://ada@db.example:5432/ledger"),
      ("postgresql://ada:se@cret@db/ledger?password=x", "postgresql://ada@db/ledger"),
      ("postgres:///ledger?host=/run&password=x", "postgres:///ledger"),
      ("postgres://db/ledger", "postgres://db/ledger"),
    ])
  func passwords(address: String, shown: String) {
    #expect(PostgresStore.shown(address) == shown)
  }

  @Test("a server that is not there is said to be unreachable")
  func noServer() throws {
    let folder = try TemporaryFolder()
    #expect(kind("postgres://ada:secret@/ledger?host=\(folder.url.path)", .reading) == .unreachable)
  }

  @Test("a scan is named by the beginning of its digest, if no other begins so")
  func digests() throws {
    let backend = try Backend(.sqlite)
    let ledger = try backend.open()
    guard case .stored(let id) = try ledger.record(Sample.scan([1]), tree: "t") else { return }
    #expect(try ledger.scan(String(id.prefix(4)).uppercased()).id == id)
    for wrong in ["", "abc", "%", "____", id + "0", "0' OR '1'='1"] {
      #expect(throws: LedgerError.self, "\(wrong)") { try ledger.scan(wrong) }
    }
  }
}
