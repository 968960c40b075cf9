import Assessment
import Atlas
import Inventory

/// Places, keys, dates and dependence.
extension WeeklyPageMaker {
  private typealias Column = PageTable.Column
  private typealias Cell = PageTable.Cell
  private typealias Row = PageTable.Row

  var places: PageSection {
    section(
      "places",
      [
        .table(tally(report.countries, "countriesCaption", ["country"]) { [Cell(words.country($0))] }),
        .table(
          tally(report.operators, "operatorsCaption", ["operator", "control"]) { id in
            let control = report.atlas.operatorEntry(id)?.control?.code
            return [
              Cell(facts.operatorName(id)), Cell(control.map { words.country($0) } ?? words["notKnown"]),
            ]
          }),
      ])
  }

  private func tally(
    _ tally: WeeklyTally, _ caption: String, _ heads: [String], _ name: (String) -> [Cell]
  ) -> PageTable {
    let columns =
      heads.map { Column(words[$0]) }
      + tally.classes.map { Column($0.isEmpty ? words["unlabelled"] : $0, number: true) }
      + ["then", "now"].map { Column(words[$0], number: true) }
    let most = tally.rows.map(\.now).max() ?? 1
    let rows = tally.rows.map { row in
      let blanks = heads.dropFirst().map { _ in Cell("") }
      return Row(
        cells: (row.name.map(name) ?? [Cell(words["notKnown"])] + blanks)
          + tally.classes.map { cell(row.byClass[$0] ?? 0) }
          + [cell(row.then), Cell(words.base.number(row.now), bar: row.now * 1000 / max(1, most))])
    }
    return PageTable(caption: words[caption], columns: columns, rows: rows)
  }

  // MARK: Keys and dates

  var keys: PageSection {
    let keys = report.keys
    var blocks: [PageBlock] = [
      .table(
        tally(keys.custody, "custodyCaption", ["custody"]) { code in
          [Cell(Custody(code: code).map { "\(code) \(words.base.custody($0))" } ?? code)]
        })
    ]
    if !keys.slow.isEmpty {
      let rows = keys.slow.prefix(most).map { key in
        Row(cells: [
          Cell(key.resource), Cell(key.custody),
          Cell(key.days.map { words.count("day", $0) } ?? words["rotationOff"]),
          Cell("\(key.tree), \(key.place)"),
        ])
      }
      blocks.append(
        .table(
          PageTable(
            caption: words.fill("slowCaption", "\(report.settings.longestRotation)"),
            columns: ["key", "custody", "rotation", "place"].map { Column(words[$0]) }, rows: Array(rows),
            rest: rest(keys.slow.count))))
    }
    if !keys.algorithms.isEmpty {
      let list = keys.algorithms.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
      blocks.append(note(words.fill("algorithmsLine", list.joined(separator: ", "))))
    }
    return section("keys", blocks + [note(words["noCertificates"])])
  }

  var dates: PageSection {
    let lead = words.fill(
      "datesLead", report.settings.at.adding(days: report.settings.datesAhead).day)
    guard !report.dates.isEmpty else {
      return section("dates", lead: lead, [note(words["datesNone"])])
    }
    let rows = report.dates.prefix(most).map { date in
      let owner = date.kind == .qualificationEnds ? facts.operatorName(date.of) : date.of
      return Row(cells: [
        Cell(date.day), Cell(words["d_\(date.kind.rawValue)"]), Cell(owner), Cell(date.name),
        Cell(date.title),
      ])
    }
    return section(
      "dates", lead: lead,
      [
        .table(
          PageTable(
            caption: words["datesCaption"],
            columns: ["dayColumn", "event", "of", "name", "what"].map { Column(words[$0]) },
            rows: Array(rows), rest: rest(report.dates.count)))
      ])
  }

  // MARK: Dependence

  var dependence: PageSection {
    let dependence = report.dependence
    return section(
      "dependence",
      [
        .table(
          shares(dependence.laws, "lawsCaption", "law") { id in
            report.atlas.law(id).map { "\(id), \($0.cite)" } ?? id
          }),
        .table(shares(dependence.operators, "byOperatorCaption", "operator") { facts.operatorName($0) }),
        .table(shares(dependence.control, "controlCaption", "country") { words.country($0) }),
      ])
  }

  private func shares(
    _ rows: [WeeklyDependence.Row], _ caption: String, _ head: String, _ name: (String) -> String
  ) -> PageTable {
    PageTable(
      caption: words[caption],
      columns: [Column(words[head])]
        + ["certain", "possible", "then", "now", "trend"].map { Column(words[$0], number: true) },
      rows: rows.prefix(most).map { row in
        Row(cells: [
          Cell(name(row.name)), cell(row.certain), cell(row.possible), Cell(words.percent(row.then)),
          Cell(words.percent(row.now), bar: row.now),
          Cell("", trend: row.trend.count(where: { $0 != nil }) > 1 ? row.trend : []),
        ])
      }, rest: rest(rows.count))
  }
}
