import Assessment
import Testing

@testable import Reporting

@Suite("Monday's report: what moved")
struct WeeklyMovementTests {
  private typealias Made = HandMadeHistory

  private func kinds(_ report: WeeklyReport) -> [WeeklyMovement.Kind] { report.movements.map(\.kind) }

  private func isEven(_ report: WeeklyReport) -> Bool {
    report.bySeverity.values.allSatisfy(\.isEven) && report.byCategory.values.allSatisfy(\.isEven)
      && report.balance.isEven && report.trees.allSatisfy(\.balance.isEven)
  }

  @Test("what is new and what is fixed; what stays is no movement")
  func newAndFixed() throws {
    let report = try Made.week(
      Made.snapshot([Made.finding("A"), Made.finding("B")]),
      Made.snapshot([Made.finding("B"), Made.finding("C", severity: .critical)]))
    #expect(kinds(report) == [.new, .fixed])
    #expect(report.movements.map(\.finding?.rule) == ["C", "A"])
    #expect(report.balance == WeeklyBalance(then: 2, new: 1, fixed: 1, now: 2))
    #expect(report.balance.net == 0)
    #expect(report.bySeverity[.critical]?.net == 1)
    #expect(isEven(report))
  }

  @Test("a finding whose file, line or order changes has not moved")
  func moves() throws {
    let report = try Made.week(
      Made.snapshot([Made.finding("A", on: "x"), Made.finding("B", on: "y")]),
      Made.snapshot([
        Made.finding("B", on: "y", file: "other.yaml", line: 7),
        Made.finding("A", on: "x", file: "main.yaml", line: 90),
      ]))
    #expect(report.movements.isEmpty)
    #expect(report.balance == WeeklyBalance(then: 2, now: 2))
  }

  @Test("of twins in two files, the one whose file is gone is fixed")
  func twins() throws {
    let report = try Made.week(
      Made.snapshot([
        Made.finding("A", on: "x", file: "a.yaml"), Made.finding("A", on: "x", file: "b.yaml"),
      ]), Made.snapshot([Made.finding("A", on: "x", file: "b.yaml")]))
    #expect(kinds(report) == [.fixed])
    #expect(report.movements.first?.before?.file == "a.yaml")
  }

  @Test("what comes back is no new finding, and keeps no age from before")
  func reopened() throws {
    var history = HandMadeHistory()
    history.add("2026-11-09", Made.snapshot([Made.finding("A")]))
    history.add("2026-11-16", Made.snapshot([]))
    history.add("2026-11-23", Made.snapshot([]))
    history.add("2026-11-30", Made.snapshot([Made.finding("A")]))
    let report = try history.report()
    #expect(kinds(report) == [.reopened])
    #expect(report.movements.first?.firstSeen.day == "2026-11-30")
    #expect(report.balance == WeeklyBalance(reopened: 1, now: 1))
    #expect(isEven(report))
  }

  @Test("graver, and more certain, is worse; the sums by severity still come out even")
  func worsened() throws {
    let report = try Made.week(
      Made.snapshot([
        Made.finding("A", severity: .medium), Made.finding("B", verdict: .undetermined),
        Made.finding("C", severity: .critical),
      ]),
      Made.snapshot([
        Made.finding("A", severity: .critical), Made.finding("B", verdict: .fail),
        Made.finding("C", severity: .low),
      ]))
    #expect(Set(kinds(report)) == [.worsened, .eased])
    #expect(kinds(report).count { $0 == .worsened } == 2)
    #expect(report.bySeverity[.critical]?.regraded == 0)
    #expect(report.bySeverity[.medium] == WeeklyBalance(then: 1, regraded: -1))
    #expect(isEven(report))
  }

  @Test("the same rule broken by another value is the same debt, and as old")
  func changed() throws {
    let report = try Made.week(
      Made.snapshot([Made.finding("A", on: "x", value: "US")]),
      Made.snapshot([Made.finding("A", on: "x", value: "CN")]))
    #expect(kinds(report) == [.changed])
    #expect(report.movements.first?.firstSeen.day == "2026-11-23")
    #expect(report.balance == WeeklyBalance(then: 1, now: 1))
  }

  @Test("waived, waiver run out, waiver withdrawn, and gone while waived")
  func waivers() throws {
    let report = try Made.week(
      Made.snapshot([
        Made.finding("A"), Made.finding("B", waiver: ("W-1", "2026-11-25")),
        Made.finding("C", waiver: ("W-2", "2027-02-01")), Made.finding("D", waiver: ("W-3", "2027-02-01")),
      ]),
      Made.snapshot([
        Made.finding("A", waiver: ("W-4", "2027-01-01")), Made.finding("B"), Made.finding("C"),
      ]))
    let found = Dictionary(uniqueKeysWithValues: report.movements.map { ($0.finding?.rule ?? "", $0) })
    #expect(found["A"]?.kind == .waived)
    #expect(found["B"]?.kind == .waiverEnded)
    #expect(found["B"]?.causes == [.calendar])
    #expect(found["C"]?.causes == [.waivers])
    #expect(found["D"]?.kind == .waivedFixed)
    #expect(report.balance == WeeklyBalance(then: 1, waiverEnded: 2, waived: 1, now: 2))
    #expect(isEven(report))
    // W-1 has run out over what is still there, W-2 was taken back, W-3 has nothing left.
    #expect(report.waivers.list.map(\.id) == ["W-1", "W-4"])
    #expect(report.waivers.list.map(\.state) == [.expired, .open])
  }

  @Test("what arrives waived is new and waived: it is not open")
  func arrivesWaived() throws {
    let report = try Made.week(
      Made.snapshot([]), Made.snapshot([Made.finding("A", waiver: ("W", "2026-12-10"))]))
    #expect(kinds(report) == [.new, .waived])
    #expect(report.balance == WeeklyBalance(new: 1, waived: 1))
    #expect(report.waivers.list.map(\.state) == [.expiring])
    #expect(isEven(report))
  }

  @Test("what came and went within the week is counted, and is no movement")
  func passing() throws {
    var history = HandMadeHistory()
    history.add("2026-11-23", Made.snapshot([]))
    history.add("2026-11-25", Made.snapshot([Made.finding("A")]))
    history.add("2026-11-30", Made.snapshot([]))
    let report = try history.report()
    #expect(report.movements.isEmpty)
    #expect(report.passing == 1)
  }

  @Test("questions for documents are no findings")
  func requests() throws {
    let report = try Made.week(
      Made.snapshot([Made.finding("E", verdict: .evidenceRequired)]),
      Made.snapshot([Made.finding("E", verdict: .evidenceRequired)]))
    #expect(report.balance == WeeklyBalance())
    #expect(report.requests == [WeeklyRequests(owner: nil, count: 1, oldest: 7)])
  }

  @Test("a job that starts seconds earlier or later compares with last week's all the same")
  func jitter() throws {
    for (first, second, now) in [
      ("2026-11-23T06:00:03Z", "2026-11-30T06:00:01Z", "2026-11-30T06:00:02Z"),
      ("2026-11-23T06:00:00Z", "2026-11-30T06:05:00Z", "2026-11-30T06:09:00Z"),
    ] {
      var history = HandMadeHistory()
      history.add("2026-11-16", Made.snapshot([]))
      history.add(first, Made.snapshot([Made.finding("A")]))
      history.add(second, Made.snapshot([Made.finding("A"), Made.finding("B")]))
      let report = try history.report(at: now)
      #expect(report.movements.map(\.finding?.rule) == ["B"])
      #expect(report.gaps.isEmpty)
    }
  }

  @Test("a week without a scan is stale and missing; later scans than the report's moment do not count")
  func missing() throws {
    var history = HandMadeHistory()
    history.add("2026-11-09", Made.snapshot([]))
    history.add("2026-12-07", Made.snapshot([Made.finding("A")]))
    let stale = try history.report()
    #expect(stale.isStale)
    #expect(stale.movements.isEmpty)
    let late = try history.report(at: "2026-12-07T07:00:00Z")
    #expect(!late.isStale)
    #expect(late.gaps.map(\.weeks) == [["2026-W47", "2026-W48", "2026-W49"]])
  }

  @Test("several trees: each against its own last week")
  func trees() throws {
    var history = HandMadeHistory()
    history.add("2026-11-23", Made.snapshot([Made.finding("A")]), tree: "one", owner: "team-a")
    history.add("2026-11-24", Made.snapshot([Made.finding("A")]), tree: "two")
    history.add("2026-11-30", Made.snapshot([]), tree: "one", owner: "team-a")
    history.add("2026-11-30", Made.snapshot([Made.finding("A"), Made.finding("B")]), tree: "two")
    let report = try history.report()
    #expect(report.trees.map(\.name) == ["one", "two"])
    #expect(report.trees.map(\.owner) == ["team-a", nil])
    #expect(report.movements.map(\.tree) == ["two", "one"])
    #expect(report.balance == WeeklyBalance(then: 2, new: 1, fixed: 1, now: 2))
  }
}
