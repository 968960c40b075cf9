import Assessment
import Testing

@testable import Ledger

@Suite("Ledger: recording")
struct RecordingTests {
  @Test(
    "PostgreSQL is tested beside SQLite",
    .enabled(if: Backend.server != nil, "BORNAGE_TEST_POSTGRES is not set; .ci/postgres starts a server"))
  func bothBackEnds() {
    #expect(Backend.available == [.sqlite, .postgres])
  }

  @Test("a scan is given back as it was recorded", arguments: Backend.available)
  func roundTrip(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    var scan = Sample.scan(1...20)
    scan.findings[3].waiver = SnapshotFinding.Waiver(
      state: "waived", id: "w-1", expires: "2027-01-01", approvedBy: "Ada")
    scan.findings[4].file = nil
    scan.findings[4].line = nil
    scan.findings[4].resource = nil
    scan.findings = SnapshotOrder.sorted(scan.findings)
    let recording = try backend.open().record(
      scan, tree: "acme/infra", owner: "platform", at: Sample.week(0))
    guard case .stored(let id) = recording else {
      Issue.record("it was not stored")
      return
    }
    let found = try backend.open(.reading).snapshot(of: id)
    #expect(found.snapshot == scan)
    #expect(found.tree == "acme/infra")
    #expect(found.owner == "platform")
    #expect(found.recordedAt == Sample.week(0).text)
    #expect(try backend.open(.reading).snapshot(of: String(id.prefix(8))).id == id)
  }

  @Test("texts are kept to the byte", arguments: Backend.available)
  func texts(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    var scan = Sample.scan(1...6)
    // Two spellings of one letter, which Swift holds for equal.
    let spellings = ["caf\u{E9}", "cafe\u{301}", "", "'; DROP TABLE scans; --", "a\nb\t\u{1F4A9}", "##[error]"]
    for (index, text) in spellings.enumerated() {
      scan.findings[index].message = text
      scan.resources[index].classes = [text]
    }
    let ledger = try backend.open()
    guard case .stored(let id) = try ledger.record(scan, tree: "t", at: Sample.week(0)) else { return }
    let found = try ledger.snapshot(of: id).snapshot
    #expect(found.findings.map { Array($0.message.utf8) } == scan.findings.map { Array($0.message.utf8) })
    #expect(
      found.resources.map { $0.classes.map { Array($0.utf8) } }
        == scan.resources.map { $0.classes.map { Array($0.utf8) } })
    #expect(ledger.check().isEmpty)
  }

  @Test("a character that PostgreSQL cannot keep is shown by its picture", arguments: Backend.available)
  func nul(kind: Backend.Kind) throws {
    var scan = Sample.scan([1])
    scan.findings[0].message = "a\0b"
    let ledger = try Backend(kind).openKept()
    guard case .stored(let id) = try ledger.ledger.record(scan, tree: "t", at: Sample.week(0)) else { return }
    #expect(try ledger.ledger.snapshot(of: id).snapshot.findings[0].message == "a\u{2400}b")
  }

  @Test("what is there already is not recorded again", arguments: Backend.available)
  func idempotent(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    let scan = Sample.scan(1...3)
    let monday = Sample.week(0)
    let later = Moment(microseconds: monday.microseconds + 3_600_000_000)
    guard case .stored(let id) = try ledger.record(scan, tree: "t", at: monday) else { return }
    let again = Recording.alreadyRecorded(id: id, at: monday.text)
    #expect(try ledger.record(scan, tree: "t", at: monday) == again)
    #expect(try ledger.record(scan, tree: "t", at: later) == again, "the same day, the same findings")
    #expect(try ledger.record(scan, tree: "other", at: monday) != again)
    // A week in which nothing changed is a week all the same.
    guard case .stored = try ledger.record(scan, tree: "t", at: Sample.week(1)) else {
      Issue.record("the next week is missing")
      return
    }
    #expect(try ledger.scans(tree: "t").count == 2)
  }

  @Test("there and back again on one day leaves three scans", arguments: Backend.available)
  func backAgain(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    for (hour, numbers) in [[1, 2], [1], [1, 2]].enumerated() {
      let at = Moment(microseconds: Sample.week(0).microseconds + Int64(hour) * 3_600_000_000)
      _ = try ledger.record(Sample.scan(numbers), tree: "t", at: at)
    }
    let scans = try ledger.scans(tree: "t")
    #expect(scans.count == 3)
    #expect(try ledger.snapshot(of: scans[2].id).snapshot.findings.count == 2)
    #expect(try ledger.findingCounts() == [scans[0].id: 2, scans[1].id: 1, scans[2].id: 2])
  }

  @Test("a tree is in one state at a time", arguments: Backend.available)
  func conflict(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    _ = try ledger.record(Sample.scan([1]), tree: "t", at: Sample.week(0))
    let error = #expect(throws: LedgerError.self) {
      try ledger.record(Sample.scan([2]), tree: "t", at: Sample.week(0))
    }
    #expect(error?.kind == .conflict)
    #expect(try ledger.scans().count == 1)
    // The clock's moment is moved on instead.
    _ = try ledger.record(Sample.scan([1]), tree: "clock")
    _ = try ledger.record(Sample.scan([2]), tree: "clock")
    #expect(try ledger.scans(tree: "clock").count == 2)
    #expect(ledger.check().isEmpty)
  }

  @Test("a week without a change adds a scan and nothing else", arguments: Backend.available)
  func quietWeeks(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    for week in 0..<5 { _ = try ledger.record(Sample.scan(1...50), tree: "t", at: Sample.week(week)) }
    let rows = try RecordKind.allCases.map { kind in
      try ledger.store.rows("SELECT count(*) FROM \(kind.table)") { (row) throws(LedgerError) in try row.int(0) }
    }
    #expect(rows == [[50], [0], [50], [50]])
    #expect(try ledger.scans().count == 5)
  }

  @Test("a finding and its message are written once, however many lines it moves", arguments: Backend.available)
  func movedLines(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    for week in 0..<3 {
      var scan = Sample.scan([1, 2])
      for index in scan.findings.indices { scan.findings[index].line = 10 + week }
      _ = try ledger.record(scan, tree: "t", at: Sample.week(week))
    }
    let messages = try ledger.store.rows("SELECT body FROM texts WHERE body LIKE 'bucket % stands%'") {
      (row) throws(LedgerError) in try row.text(0)
    }
    #expect(messages.count == 2)
    let histories = try ledger.histories(tree: "t")
    #expect(histories.map(\.stretches.count) == [1, 1], "a moved line is no new finding")
    #expect(histories.map(\.finding.line) == [12, 12])
  }

  @Test("what fails in the middle leaves nothing", arguments: Backend.available)
  func rollback(kind: Backend.Kind) throws {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    _ = try ledger.record(Sample.scan([1]), tree: "t", at: Sample.week(0))
    let before = try ledger.export()
    #expect(throws: LedgerError.self) {
      try ledger.transaction(.recording) { () throws(LedgerError) in
        _ = try ledger.record(
          PendingScan(Sample.scan([1, 2]), tree: "t", owner: nil), at: Sample.week(1), mayShift: false,
          repeatsCount: false)
        throw LedgerError(.failed, message: "stopped here")
      }
    }
    #expect(try ledger.export() == before)
    #expect(ledger.check().isEmpty)
  }

  @Test("two writers at once both end up stored", arguments: Backend.available)
  func twoWriters(kind: Backend.Kind) async throws {
    let backend = try Backend(kind)
    let location = backend.location
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for week in 0..<10 {
            let ledger = try Ledger.open(location, for: .recording)
            _ = try ledger.record(
              Sample.scan((writer + week)...(writer + week + 30)), tree: "tree-\(writer % 2)",
              at: Moment(microseconds: Sample.week(week).microseconds + Int64(writer)))
          }
        }
      }
      try await group.waitForAll()
    }
    let ledger = try backend.open(.reading)
    #expect(try ledger.scans().count == 40)
    #expect(ledger.check().isEmpty)
  }
}

extension Backend {
  /// A ledger together with what keeps its file.
  func openKept() throws -> (ledger: Ledger, backend: Backend) { (try open(), self) }
}
