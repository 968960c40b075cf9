import Assessment

/// Coverage, trees, integrity.
extension WeeklyPageMaker {
  private typealias Column = PageTable.Column
  private typealias Cell = PageTable.Cell
  private typealias Row = PageTable.Row

  var coverage: PageSection {
    var blocks: [PageBlock] = []
    if report.isDoubtful {
      blocks.append(note(words.fill("noteDoubtful", listed(report.coverage.doubtful)), .alarm))
    }
    blocks.append(.table(counts))
    if report.points.count > 1 {
      blocks.append(
        .lines(
          LineChart(
            caption: words["trendCoverage"], labels: report.points.map(label),
            lines: [
              LineChart.Line(
                label: words["cShare"], look: "understood", values: report.points.map(\.understood)),
              LineChart.Line(
                label: words["cLocatedShare"], look: "located", values: report.points.map(\.located)),
            ], share: words.percent)))
    }
    return section("coverage", blocks)
  }

  private var counts: PageTable {
    let (then, now) = (report.coverage.then, report.coverage.now)
    func number(_ name: String, _ count: (ScanSnapshot.Counts) -> Int) -> Row {
      let before = then.map(count)
      return Row(cells: [
        Cell(words[name]), Cell(before.map { words.base.number($0) } ?? "\u{2013}"),
        Cell(words.base.number(count(now))), Cell(before.map { words.signed(count(now) - $0) } ?? ""),
      ])
    }
    func share(_ name: String, _ share: (ScanSnapshot.Counts) -> Int?) -> Row {
      Row(
        cells: [
          Cell(words[name]), Cell(words.percent(then.flatMap(share))), Cell(words.percent(share(now))),
          Cell(""),
        ], isSum: true)
    }
    return PageTable(
      caption: words["coverageCaption"],
      columns: [Column("")] + ["then", "now", "change"].map { Column(words[$0], number: true) },
      rows: [
        number("cFound", \.found), number("cUnderstood", \.understood), number("cNot", \.notInfrastructure),
        number("cNotUnderstood", \.notUnderstood), number("cUnreadable", \.unreadable),
        share("cShare", WeeklyCoverage.understood), number("cResources", \.resources),
        number("cHolders", \.dataBearing), number("cLocated", \.located),
        share("cLocatedShare", WeeklyCoverage.located),
      ])
  }

  /// A fleet has thousands; the page stays one that can be read.
  private static var mostTrees: Int { 200 }

  var trees: PageSection {
    let severities = Array(Severity.allCases.reversed())
    let rows = report.trees.prefix(Self.mostTrees).map { tree in
      Row(
        cells: [
          Cell(tree.name), Cell(tree.owner ?? words["nobody"]),
          Cell(tree.latest.shown, tag: tree.isStale ? "alarm" : nil), cell(tree.inPeriod),
        ] + severities.map { cell(tree.open[$0] ?? 0) } + [
          Cell(words.signed(tree.balance.net)), Cell(words.base.number(tree.balance.now)),
        ])
    }
    let columns =
      [
        Column(words["tree"]), Column(words["owner"]), Column(words["lastScan"]),
        Column(words["scansInPeriod"], number: true),
      ] + severities.map { Column(words.severity($0), number: true) } + [
        Column(words["net"], number: true), Column(words["openFindings"], number: true),
      ]
    return PageSection(
      anchor: "trees", title: words["trees"], lead: nil,
      blocks: [
        .table(
          PageTable(
            caption: words["treesCaption"], columns: columns, rows: rows,
            rest: left(report.trees.count - Self.mostTrees)))
      ])
  }

  var integrity: PageSection {
    let previous =
      report.previous.map { words.fill("integrityPrevious", $0.at, $0.digest) } ?? words["integrityNone"]
    // A tree that was left out this week is missing, though not for so long that it counts as a gap.
    let late = staleTrees.map { note($0, .alarm) } + gaps().map { note($0, .warning) }
    let missing = late.isEmpty ? [note(words["integrityGaps"])] : late
    return PageSection(
      anchor: "integrity", title: words["integrity"], lead: nil,
      blocks: [note(words.fill("integrityThis", WeeklyJSON.digest(report))), note(previous)] + missing)
  }
}
