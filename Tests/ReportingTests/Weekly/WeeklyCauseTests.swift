import Assessment
import Testing

@testable import Reporting

@Suite("Monday's report: why it moved")
struct WeeklyCauseTests {
  private typealias Made = HandMadeHistory

  private func causes(_ before: ScanSnapshot, _ after: ScanSnapshot) throws -> [ChangeCause]? {
    try Made.week(before, after).movements.first?.causes
  }

  private let none: [SnapshotFinding] = []
  private var one: [SnapshotFinding] { [Made.finding("A", on: "x")] }
  private let same = [Made.bucket("x")]

  @Test("the same record, and one other thing changed: that is the cause")
  func single() throws {
    let before = Made.snapshot(none, same)
    #expect(try causes(before, Made.snapshot(one, same, policy: "bb")) == [.policy])
    #expect(try causes(before, Made.snapshot(one, same, atlas: "2026-11-20")) == [.atlas])
    #expect(try causes(before, Made.snapshot(one, same, version: "1.1.0")) == [.tool])
    #expect(try causes(before, Made.snapshot(one, same)) == [.infrastructure])
  }

  @Test("several changed and the record is the same: all are named")
  func undecidable() throws {
    let after = Made.snapshot(one, same, version: "1.1.0", policy: "bb")
    #expect(try causes(Made.snapshot(none, same), after) == [.policy, .tool])
    #expect(WeeklyWords(.english).causes([.policy, .tool]).hasPrefix("policy or tool: "))
  }

  @Test("a new resource, or one that is described otherwise: the infrastructure")
  func described() throws {
    let moved = [Made.bucket("x", countries: ["US"], places: ["us-east-1"])]
    #expect(try causes(Made.snapshot(none, []), Made.snapshot(one, same, policy: "bb")) == [.infrastructure])
    #expect(
      try causes(Made.snapshot(none, same), Made.snapshot(one, moved, policy: "bb")) == [.infrastructure])
    // Another program may merely read it otherwise.
    #expect(
      try causes(Made.snapshot(none, same), Made.snapshot(one, moved, version: "1.1.0"))
        == [.infrastructure, .tool])
  }

  @Test("an operator was bought: the description is the same, and the atlas is the cause")
  func bought() throws {
    let after = Made.snapshot(one, [Made.bucket("x", control: ["CN"])], atlas: "2026-11-20")
    let report = try Made.week(Made.snapshot(none, same), after)
    #expect(report.movements.first?.causes == [.atlas])
    #expect(report.arrivals.map(\.name) == ["CN"])
    #expect(report.arrivals.map(\.kind) == [.control])
    #expect(report.arrivals.first?.causes == [.atlas])
  }

  @Test("a policy that is applied for the first time, or no longer, whatever else changed")
  func applied() throws {
    let finding = Made.finding("A", on: "new", policy: "eu-dora")
    let two = Made.snapshot([finding], [Made.bucket("new")], policies: ["eu-gdpr", "eu-dora"])
    let oneOnly = Made.snapshot(none, [])
    #expect(try causes(oneOnly, two) == [.policy])
    #expect(try causes(two, oneOnly) == [.policy])
  }

  @Test("what is gone while less could be read need not be gone")
  func lost() throws {
    let before = Made.snapshot(one, same)
    #expect(try causes(before, Made.snapshot(none, [])) == [.infrastructure])
    let after = Made.snapshot(none, [], understood: 9, notUnderstood: 1)
    #expect(try causes(before, after) == [.infrastructure, .coverage])
    let report = try Made.week(before, after)
    #expect(report.isDoubtful)
    #expect(report.coverage.doubtful == ["shop"])
    #expect(report.ageing.closed.count == 0)
    #expect(report.ageing.closedOtherwise == 1)
  }

  @Test("a resource that moved to another file is the same resource")
  func movedFile() throws {
    let before = Made.snapshot(none, [Made.bucket("x", file: "a.yaml", line: 3)])
    let after = Made.snapshot(
      [Made.finding("A", on: "x", file: "b.yaml")], [Made.bucket("x", file: "b.yaml", line: 9)], policy: "bb")
    #expect(try causes(before, after) == [.policy])
  }

  @Test("a finding that no record explains may come from anything that changed")
  func unrecorded() throws {
    let after = Made.snapshot([Made.finding("A")], policy: "bb")
    #expect(try causes(Made.snapshot(none), after) == [.infrastructure, .policy])
    #expect(try causes(Made.snapshot(none), Made.snapshot([Made.finding("A")])) == [.infrastructure])
  }

  @Test("each step is judged by itself: a policy change on Tuesday explains nothing of Thursday")
  func steps() throws {
    var history = HandMadeHistory()
    history.add("2026-11-23", Made.snapshot([], [Made.bucket("x")]))
    history.add("2026-11-24", Made.snapshot([Made.finding("P", on: "x")], [Made.bucket("x")], policy: "bb"))
    history.add(
      "2026-11-26",
      Made.snapshot(
        [Made.finding("P", on: "x"), Made.finding("I", on: "x")], [Made.bucket("x")], policy: "bb"))
    let report = try history.report()
    let found = Dictionary(uniqueKeysWithValues: report.movements.map { ($0.finding?.rule ?? "", $0.causes) })
    #expect(found == ["P": [.policy], "I": [.infrastructure]])
    #expect(report.causes.map(\.causes) == [[.infrastructure], [.policy]])
    #expect(report.knowledge.map(\.kind) == [.policy])
  }

  @Test("the first scan of a tree brings everything")
  func first() throws {
    var history = HandMadeHistory()
    history.add("2026-11-30", Made.snapshot([Made.finding("A")]))
    let report = try history.report()
    #expect(report.movements.map(\.causes) == [[.firstScan]])
    #expect(!report.hasBase)
    #expect(!report.isStale)
  }
}
