import Assessment
import Testing

@testable import Reporting

@Suite("Monday's report: ages, due dates, places, keys, coverage")
struct WeeklyFiguresTests {
  private typealias Made = HandMadeHistory

  /// One finding that appears on each day, all still there on the last one.
  private func aged(_ days: [String]) throws -> WeeklyReport {
    var history = HandMadeHistory()
    history.add("2026-01-01", Made.snapshot([]))
    for index in days.indices {
      history.add(days[index], Made.snapshot(days[...index].map { Made.finding($0) }))
    }
    return try history.report()
  }

  @Test("an age is in one bucket, at its edges too")
  func buckets() throws {
    // 181, 180, 91, 90, 31, 30, 8 and 7 days, and today.
    let report = try aged([
      "2026-06-02", "2026-06-03", "2026-08-31", "2026-09-01", "2026-10-30", "2026-10-31", "2026-11-22",
      "2026-11-23", "2026-11-30",
    ])
    #expect(report.ageing.buckets.map(\.name) == ["0-7", "8-30", "31-90", "91-180", "> 180"])
    #expect(report.ageing.buckets.map(\.total) == [2, 2, 2, 2, 1])
    #expect(report.ageing.open.count == 9)
    #expect(report.ageing.open.days == 181 + 180 + 91 + 90 + 31 + 30 + 8 + 7)
    #expect(report.ageing.open.tenths == 687)
    #expect(report.ageing.atLeast == 0)
  }

  @Test("time to remediation counts what the infrastructure closed")
  func remediation() throws {
    var history = HandMadeHistory()
    history.add("2026-11-01", Made.snapshot([Made.finding("A"), Made.finding("B")]))
    history.add("2026-11-16", Made.snapshot([Made.finding("B")]))
    history.add("2026-11-23", Made.snapshot([Made.finding("B")]))
    history.add("2026-11-30", Made.snapshot([]))
    let ageing = try history.report().ageing
    #expect(ageing.closed == WeeklyAgeing.Mean(count: 1, days: 29))
    #expect(ageing.closedEver == WeeklyAgeing.Mean(count: 2, days: 44))
    #expect(ageing.closedEver.tenths == 220)
  }

  @Test("overdue the day after the last one; due within a fortnight; the rest is not listed")
  func due() throws {
    var history = HandMadeHistory()
    // Critical findings have 15 days.
    for (day, name) in [("2026-11-14", "over"), ("2026-11-15", "today"), ("2026-11-29", "soon")] {
      let before = history.scans.last?.snapshot.findings ?? []
      history.add(day, Made.snapshot(before + [Made.finding(name, severity: .critical)]))
    }
    history.add(
      "2026-11-30",
      Made.snapshot(
        (history.scans.last?.snapshot.findings ?? []) + [
          Made.finding("later", severity: .critical), Made.finding("never", severity: .info),
        ]))
    let report = try history.report()
    #expect(report.due.map(\.finding.rule) == ["over", "today", "soon"])
    #expect(report.due.map(\.daysLeft) == [-1, 0, 14])
    #expect(report.due.first?.due == "2026-11-29")
  }

  @Test("new countries, operators and hosts, each with its cause; what came back is said to be known")
  func arrivals() throws {
    var history = HandMadeHistory()
    history.add("2026-11-16", Made.snapshot([], [Made.bucket("x", countries: ["DE"])]))
    history.add("2026-11-23", Made.snapshot([], [Made.bucket("x")]))
    history.add(
      "2026-11-30",
      Made.snapshot(
        [],
        [
          Made.bucket("x", countries: ["DE"], places: ["eu-central-1"]), Made.bucket("y", operators: ["ovh"]),
        ],
        flows: [
          SnapshotFlow(
            source: "y", file: "main.yaml", line: 4, kind: "log-sink", target: "logs.example.net",
            host: "logs.example.net", countries: ["US"], operators: ["splunk"])
        ]))
    let report = try history.report()
    #expect(report.arrivals.map(\.name) == ["DE", "ovh", "US", "splunk", "logs.example.net"])
    #expect(report.arrivals.map(\.kind) == [.country, .holder, .flowCountry, .flowOperator, .host])
    #expect(report.arrivals.map(\.wasKnown) == [true, false, false, false, false])
    #expect(report.arrivals.allSatisfy { $0.causes == [.infrastructure] })
  }

  @Test("by country, operator and class; a resource that may stand in two countries counts in each")
  func tallies() throws {
    let report = try Made.week(
      Made.snapshot([], [Made.bucket("x")]),
      Made.snapshot(
        [],
        [
          Made.bucket("x", countries: ["DE", "FR"], classes: ["health"]),
          Made.bucket("y", countries: [], operators: ["ovh"], control: ["FR"]),
        ]))
    #expect(report.countries.classes == ["health", ""])
    #expect(report.countries.rows.map(\.name) == ["DE", "FR", nil])
    #expect(report.countries.rows.map(\.now) == [1, 1, 1])
    #expect(report.countries.rows.map(\.then) == [0, 1, 0])
    #expect(report.countries.rows.first?.byClass == ["health": 1])
    #expect(report.dependence.total == 2)
    #expect(report.dependence.control.map(\.name) == ["FR", "US"])
    #expect(report.dependence.control.map(\.now) == [500, 500])
    #expect(report.dependence.control.map(\.then) == [0, 1000])
    #expect(report.dependence.laws.contains { $0.name.lowercased().contains("cloud-act") && $0.now == 500 })
  }

  @Test("custody by its lowest step; customers' keys that never change")
  func keys() throws {
    let report = try Made.week(
      Made.snapshot([], []),
      Made.snapshot(
        [],
        [
          Made.bucket("a", custody: "K1"), Made.bucket("b", custody: "K2"),
          Made.bucket("c", custody: "K2", rotation: 365), Made.bucket("d", custody: "K3", rotation: 900),
          Made.bucket("e"),
        ]))
    #expect(report.keys.custody.rows.map(\.name) == ["K1", "K2", "K3"])
    #expect(report.keys.custody.rows.map(\.now) == [1, 2, 1])
    #expect(report.keys.slow.map(\.resource) == ["d", "b"])
    #expect(report.keys.slow.map(\.days) == [900, nil])
  }

  @Test("fewer findings while more is understood is a success, while less is understood is none")
  func coverage() throws {
    let before = Made.snapshot([Made.finding("A"), Made.finding("B")], [Made.bucket("x")])
    let better = try Made.week(before, Made.snapshot([Made.finding("A")], [Made.bucket("x")], understood: 11))
    #expect(!better.isDoubtful)
    for worse in [
      Made.snapshot([Made.finding("A")], [Made.bucket("x")], understood: 9),
      Made.snapshot([Made.finding("A")], [], understood: 10),
      Made.snapshot([Made.finding("A")], [Made.bucket("x")], incomplete: true),
    ] { #expect(try Made.week(before, worse).isDoubtful) }
    // As many findings as before are nothing to celebrate anyway.
    #expect(try !Made.week(before, Made.snapshot(before.findings, [], understood: 9)).isDoubtful)
  }

  @Test("the trend has a point for each week since the first scan")
  func trend() throws {
    var history = HandMadeHistory()
    history.add("2026-11-09", Made.snapshot([Made.finding("A")]))
    history.add("2026-11-23", Made.snapshot([Made.finding("A"), Made.finding("B", severity: .low)]))
    history.add("2026-11-30", Made.snapshot([Made.finding("B", severity: .low)]))
    let report = try history.report()
    #expect(report.points.map(\.at.day) == ["2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"])
    #expect(report.points.map { $0.open?.values.reduce(0, +) } == [1, 1, 2, 1])
    #expect(report.points.last?.open == [.low: 1])
  }

  @Test("weeks of ISO 8601 around the turn of the year, and dates of mails")
  func moments() throws {
    let weeks = [
      "2026-01-01": "2026-W01", "2026-12-31": "2026-W53", "2027-01-03": "2026-W53", "2027-01-04": "2027-W01",
      "2024-12-30": "2025-W01", "2026-11-30": "2026-W49",
    ]
    for (day, week) in weeks { #expect(Moment.of(day)?.week == week) }
    #expect(Moment("2026-11-30T07:05:09+01:00")?.mailDate == "Mon, 30 Nov 2026 06:05:09 +0000")
    #expect(Moment("2028-02-29T23:59:59Z")?.mailDate == "Tue, 29 Feb 2028 23:59:59 +0000")
    #expect(Moment.of("2026-11-31") == nil)
  }
}
