import Assessment

/// Ages, due dates, waivers, requests for evidence.
extension WeeklyPageMaker {
  private typealias Column = PageTable.Column
  private typealias Cell = PageTable.Cell
  private typealias Row = PageTable.Row

  var ageing: PageSection {
    let ageing = report.ageing
    let severities = Array(Severity.allCases.reversed())
    let total = max(1, ageing.open.count)
    let rows = ageing.buckets.map { bucket in
      Row(
        cells: [Cell(bucket.name)] + severities.map { cell(bucket.counts[$0] ?? 0) } + [
          Cell(words.base.number(bucket.total), bar: bucket.total * 1000 / total)
        ])
    }
    var blocks: [PageBlock] = [
      .table(
        PageTable(
          caption: words["ageingCaption"],
          columns: [Column(words["age"])] + severities.map { Column(words.severity($0), number: true) } + [
            Column(words["openFindings"], number: true)
          ], rows: rows)),
      note(
        words.fill(
          "meanOpen", words.tenths(ageing.open.tenths), words.count("finding", ageing.open.count))),
      note(meanClosed(ageing)),
    ]
    if ageing.atLeast > 0 {
      blocks.append(note(words.fill("meanAtLeast", words.count("finding", ageing.atLeast))))
    }
    if ageing.closedOtherwise > 0 {
      blocks.append(note(words.fill("meanOtherwise", words.count("finding", ageing.closedOtherwise))))
    }
    return section("ageing", blocks)
  }

  private func meanClosed(_ ageing: WeeklyAgeing) -> String {
    guard ageing.closedEver.count > 0 else { return words["meanClosedNever"] }
    let ever = words.count("finding", ageing.closedEver.count)
    guard ageing.closed.count > 0 else {
      return words.fill("meanClosedNone", words.tenths(ageing.closedEver.tenths), ever)
    }
    return words.fill(
      "meanClosed", words.tenths(ageing.closed.tenths), words.count("finding", ageing.closed.count),
      words.tenths(ageing.closedEver.tenths), ever)
  }

  var due: PageSection {
    let days = Severity.allCases.reversed().compactMap { severity in
      report.settings.due[severity].map { "\(words.severity(severity)) \($0)" }
    }
    let lead = words.fill("dueLead", days.joined(separator: ", "))
    let soon = "\(report.settings.dueSoon)"
    guard !report.due.isEmpty else {
      return section("due", lead: lead, [note(words.fill("dueNone", soon), .good)])
    }
    let groups = FindingGroup.of(report.due)
    let told = groups.prefix(most)
    return section(
      "due", lead: lead,
      [
        .list(
          PageList(
            caption: words.fill("dueCaption", soon), items: told.map(item),
            rest: left(report.due.count - told.reduce(0) { $0 + $1.members.count })))
      ])
  }

  // MARK: Waivers

  var waivers: PageSection {
    let list = report.waivers.list
    guard !list.isEmpty else { return section("waivers", [note(words["waiversNone"])]) }
    let columns = [
      Column(words["waiver"]), Column(words["state"]), Column(words["expires"]), Column(words["approver"]),
      Column(words["tree"]), Column(words["gravest"]), Column(words["findings"], number: true),
    ]
    let rows = list.prefix(most).map { waiver in
      Row(cells: [
        Cell(waiver.id), Cell(state(waiver), tag: waiver.state.rawValue), Cell(waiver.expires),
        Cell(waiver.approver), Cell(waiver.tree),
        Cell(words.severity(waiver.severity), tag: waiver.severity.rawValue), cell(waiver.findings),
      ])
    }
    let approvers = report.waivers.byApprover.map { row in
      Row(cells: [
        Cell(row.approver), cell(row.open), cell(row.expiring), cell(row.expired), cell(row.findings),
      ])
    }
    var blocks: [PageBlock] = [
      .table(
        PageTable(
          caption: words["waiversCaption"], columns: columns, rows: Array(rows), rest: rest(list.count))),
      .table(
        PageTable(
          caption: words["approverCaption"],
          columns: [Column(words["approver"])]
            + ["wOpen", "wExpiring", "wExpired", "findings"].map { Column(words[$0], number: true) },
          rows: approvers)),
    ]
    if let share = report.waivers.shares[.critical], share.waived > 0 {
      blocks.append(note(words.fill("waivedCritical", "\(share.waived)", "\(share.all)"), .warning))
    }
    return section("waivers", blocks)
  }

  private func state(_ waiver: WeeklyWaiver) -> String {
    switch waiver.state {
    case .expired: words["w_expired"]
    case .expiring: words.fill("w_expiring", words.count("day", waiver.daysLeft))
    case .open: words["w_open"]
    }
  }

  // MARK: Requests

  var requests: PageSection {
    guard !report.requests.isEmpty else { return section("requests", [note(words["requestsNone"])]) }
    let rows = report.requests.map { request in
      Row(cells: [
        Cell(request.owner ?? words["nobody"]), cell(request.count), cell(request.oldest),
      ])
    }
    return section(
      "requests",
      [
        .table(
          PageTable(
            caption: words["requestsCaption"],
            columns: [
              Column(words["owner"]), Column(words["count"], number: true),
              Column(words["oldest"], number: true),
            ], rows: rows))
      ])
  }
}
