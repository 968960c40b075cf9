import Assessment

/// In short, what is new, what moved.
extension WeeklyPageMaker {
  private typealias Column = PageTable.Column
  private typealias Cell = PageTable.Cell
  private typealias Row = PageTable.Row

  var headline: PageSection {
    var blocks: [PageBlock] = [.table(severities), .table(categories)]
    if report.undecided > 0 {
      blocks.append(note(words.fill("undecidedNote", words.base.number(report.undecided))))
    }
    if report.passing > 0 {
      blocks.append(note(words.fill("passingNote", words.count("finding", report.passing))))
    }
    if report.points.count > 1 {
      blocks.append(.columns(trend))
      if report.points.contains(where: \.isCarried) { blocks.append(note(words["trendCarried"])) }
    }
    return section("headline", blocks)
  }

  private func columns(_ first: String) -> [Column] {
    [Column(words[first])]
      + ["then", "new", "reopened", "waiverEnded", "fixed", "waived", "regraded", "net", "now"].map {
        Column(words[$0], number: true)
      }
  }

  private func row(_ name: Cell, _ balance: WeeklyBalance, isSum: Bool = false) -> Row {
    func number(_ count: Int, _ sign: String = "") -> Cell {
      Cell(count == 0 ? "0" : sign + words.base.number(count))
    }
    return Row(
      cells: [
        name, number(balance.then), number(balance.new, "+"), number(balance.reopened, "+"),
        number(balance.waiverEnded, "+"), number(balance.fixed, "\u{2212}"),
        number(balance.waived, "\u{2212}"), Cell(words.signed(balance.regraded)),
        Cell(words.signed(balance.net)), number(balance.now),
      ], isSum: isSum)
  }

  private var severities: PageTable {
    let rows = Severity.allCases.reversed().map { severity in
      row(
        Cell(words.severity(severity), tag: severity.rawValue), report.bySeverity[severity] ?? WeeklyBalance()
      )
    }
    return PageTable(
      caption: words["bySeverity"], columns: columns("severity"),
      rows: rows + [row(Cell(words["sum"]), report.balance, isSum: true)])
  }

  private var categories: PageTable {
    let names = Category.allCases.map(\.rawValue)
    let rows = report.byCategory.sorted {
      (names.firstIndex(of: $0.key) ?? names.count, $0.key)
        < (names.firstIndex(of: $1.key) ?? names.count, $1.key)
    }.map { row(Cell(words.category($0.key)), $0.value) }
    return PageTable(
      caption: words["byCategory"], columns: columns("category"),
      rows: rows + [row(Cell(words["sum"]), report.balance, isSum: true)])
  }

  private var trend: ColumnChart {
    let severities = Array(Severity.allCases)
    return ColumnChart(
      caption: words["trendOpen"],
      parts: severities.map { ColumnChart.Part(label: words.severity($0), look: $0.rawValue) },
      columns: report.points.map { point in
        (label: label(point), values: point.open.map { open in severities.map { open[$0] ?? 0 } })
      }, number: words.base.number)
  }

  /// Weeks are told by their number, other periods by their day.
  ///
  /// In brackets where an earlier scan stands in.
  func label(_ point: WeeklyPoint) -> String {
    let name = report.settings.period == 7 ? week(point.at.week) : String(point.at.day.dropFirst(5))
    return point.isCarried ? "(\(name))" : name
  }

  /// `W49` from `2026-W49`, by the letter that the language gives weeks.
  private func week(_ name: String) -> String { words.fill("week", String(name.suffix(2))) }

  // MARK: New countries, operators, hosts

  var arrivals: PageSection {
    guard report.hasBase else { return section("arrivals", [note(words["arrivalsFirst"])]) }
    guard !report.arrivals.isEmpty else { return section("arrivals", [note(words["arrivalsNone"], .good)]) }
    let items = report.arrivals.prefix(most).map { arrival in
      let isPlace = arrival.kind != .host && arrival.kind != .flowCountry && arrival.kind != .flowOperator
      var details = [
        words.fill(
          "arrivalCount", words.count(isPlace ? "resource" : "flow", arrival.count), arrival.example,
          arrival.tree, arrival.place), words.fill("because", words.causes(arrival.causes)),
      ]
      if arrival.wasKnown { details.append(words["arrivalKnown"]) }
      return PageList.Item(
        tags: [
          PageTag(
            label: words["a_\(arrival.kind.rawValue)"], look: arrival.wasKnown ? "plain" : "alarm")
        ], text: name(of: arrival), details: details)
    }
    return section(
      "arrivals",
      [
        .list(
          PageList(caption: words["arrivals"], items: Array(items), rest: rest(report.arrivals.count)))
      ])
  }

  // MARK: Movement

  var movement: PageSection {
    guard !report.movements.isEmpty else {
      return section("movement", [note(words["movementNone"], .good)] + knowledge)
    }
    let groups = FindingGroup.of(report.movements)
    let told = groups.prefix(most)
    return section(
      "movement",
      [.table(causes)] + knowledge + [
        .list(
          PageList(
            caption: words["listCaption"], items: told.map(item),
            rest: left(report.movements.count - told.reduce(0) { $0 + $1.members.count })))
      ])
  }

  private var causes: PageTable {
    let kinds = WeeklyMovement.Kind.allCases.filter { kind in
      report.causes.contains { ($0.counts[kind] ?? 0) > 0 }
    }
    return PageTable(
      caption: words["causesCaption"],
      columns: [Column(words["cause"])] + kinds.map { Column(words.kind($0), number: true) },
      rows: report.causes.map { row in
        Row(cells: [Cell(words.causes(row.causes))] + kinds.map { cell(row.counts[$0] ?? 0) })
      })
  }

  private var knowledge: [PageBlock] {
    guard !report.knowledge.isEmpty else { return [] }
    let rows = report.knowledge.map { change in
      Row(cells: [
        Cell(
          [words["cause_\(change.kind.rawValue)"], change.name].filter { !$0.isEmpty }.joined(separator: " ")),
        Cell(change.from ?? words["notApplied"]), Cell(change.to ?? words["notApplied"]),
      ])
    }
    return [
      .table(
        PageTable(
          caption: words["knowledge"],
          columns: [Column(words["what"]), Column(words["from"]), Column(words["to"])], rows: rows))
    ]
  }
}
