/// The page as Markdown, for an issue, a wiki or a pull request.
struct WeeklyMarkdown {
  private var text = ""

  static func text(_ page: WeeklyPage) -> String {
    var writer = WeeklyMarkdown()
    writer.write(page)
    return writer.text
  }

  private mutating func write(_ page: WeeklyPage) {
    line("# \(page.title)")
    line()
    for text in page.head { line(text + "  ") }
    line()
    for note in page.notes { self.note(note) }
    if !page.notes.isEmpty { line() }
    line("| " + page.figures.map { MarkdownText.prose($0.label) }.joined(separator: " | ") + " |")
    line("|" + String(repeating: " ---: |", count: page.figures.count))
    let figures = page.figures.map { figure in
      "**\(figure.value)**" + (figure.change.isEmpty ? "" : " (\(figure.change))")
    }
    line("| " + figures.joined(separator: " | ") + " |")
    for section in page.sections { self.section(section) }
    line()
    for text in page.foot { line("*\(MarkdownText.prose(text))*") }
  }

  private mutating func section(_ section: PageSection) {
    line()
    line("## \(section.title)")
    if let lead = section.lead {
      line()
      line(MarkdownText.prose(lead))
    }
    for block in section.blocks {
      line()
      switch block {
      case .note(let note): self.note(note)
      case .table(let table): self.table(table)
      case .list(let list): self.list(list)
      case .columns(let chart): columns(chart)
      case .lines(let chart): lines(chart)
      }
    }
  }

  private mutating func note(_ note: PageNote) {
    let sign =
      switch note.tone {
      case .alarm: "- **!!** "
      case .warning: "- **!** "
      case .good, .plain: "- "
      }
    line(sign + MarkdownText.prose(note.text))
  }

  private mutating func list(_ list: PageList) {
    line("**\(MarkdownText.prose(list.caption))**")
    line()
    for item in list.items {
      let tags = item.tags.map { "**\(MarkdownText.prose($0.label))**" }.joined(separator: " ")
      line("- \(tags) \(MarkdownText.prose(item.text))")
      for detail in item.details { line("  - \(MarkdownText.prose(detail))") }
      for place in item.places { line("    - \(MarkdownText.prose(place))") }
    }
    if let rest = list.rest { line("- \(MarkdownText.prose(rest))") }
  }

  private mutating func table(_ table: PageTable) {
    line("**\(MarkdownText.prose(table.caption))**")
    line()
    row(table.columns.map { MarkdownText.prose($0.title) })
    row(table.columns.map { $0.isNumber ? "---:" : "---" })
    for cells in table.rows {
      row(
        cells.cells.map { cell in
          let text = Self.text(cell)
          return cells.isSum && !text.isEmpty ? "**\(text)**" : text
        })
    }
    if let rest = table.rest {
      line()
      line(MarkdownText.prose(rest))
    }
  }

  private static func text(_ cell: PageTable.Cell) -> String {
    if !cell.trend.isEmpty { return WeeklyText.sparks(cell.trend) }
    // A sign before a number is no markup within a cell.
    let isNumber = cell.text.unicodeScalars.allSatisfy {
      "0123456789+\u{2212}±.,\u{2013}\u{202F}\u{A0}%".unicodeScalars.contains($0)
    }
    return isNumber ? cell.text : MarkdownText.prose(cell.text)
  }

  private mutating func columns(_ chart: ColumnChart) {
    let parts = Array(zip(chart.parts.indices, chart.parts).reversed())
    line("**\(MarkdownText.prose(chart.caption))**")
    line()
    row([""] + parts.map { MarkdownText.prose($0.1.label) } + ["\u{2211}"])
    row(["---"] + parts.map { _ in "---:" } + ["---:"])
    for column in chart.columns {
      let values = column.values
      row(
        [column.label] + parts.map { part in values.map { chart.number($0[part.0]) } ?? "\u{2013}" }
          + [values.map { chart.number($0.reduce(0, +)) } ?? "\u{2013}"])
    }
  }

  private mutating func lines(_ chart: LineChart) {
    line("**\(MarkdownText.prose(chart.caption))**")
    line()
    row([""] + chart.labels)
    row(["---"] + chart.labels.map { _ in "---:" })
    for series in chart.lines {
      row(
        [MarkdownText.prose(series.label)]
          + series.values.map(chart.share))
    }
  }

  private mutating func row(_ cells: [String]) { line("| \(cells.joined(separator: " | ")) |") }
  private mutating func line(_ text: String = "") { self.text += text + "\n" }
}
