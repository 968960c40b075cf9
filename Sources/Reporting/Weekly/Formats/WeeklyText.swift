/// The page as plain text, for terminals and the text part of a mail.
struct WeeklyText {
  private var lines: [String] = []
  private let width = 100
  /// What follows a caption.
  private let colon: String

  private init(colon: String) { self.colon = colon }

  static func text(_ page: WeeklyPage, only anchors: Set<String>? = nil, after: [String] = []) -> String {
    var writer = WeeklyText(colon: page.language.pick(":", "\u{A0}:"))
    writer.write(page, only: anchors)
    for text in after { writer.wrapped(text) }
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ page: WeeklyPage, only anchors: Set<String>?) {
    line(page.title)
    line(String(repeating: "=", count: page.title.count))
    for text in page.head { wrapped(text) }
    line()
    for note in page.notes { self.note(note) }
    if !page.notes.isEmpty { line() }
    for figure in page.figures {
      let change = figure.change.isEmpty ? "" : "  (\(figure.change))"
      line("  \(padded(figure.value, to: 8, right: true))  \(figure.label)\(change)")
    }
    for section in page.sections where anchors?.contains(section.anchor) ?? true { self.section(section) }
    line()
    for text in page.foot { wrapped(text) }
  }

  private mutating func section(_ section: PageSection) {
    line()
    line(section.title)
    line(String(repeating: "-", count: section.title.count))
    if let lead = section.lead { wrapped(lead) }
    for block in section.blocks {
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
      case .alarm: "!! "
      case .warning: " ! "
      case .good, .plain: "   "
      }
    wrapped(sign + note.text, hanging: 3)
  }

  private mutating func list(_ list: PageList) {
    line()
    line(SafeText.line(list.caption) + colon)
    for item in list.items {
      let tags = item.tags.map { "[\(SafeText.line($0.label))]" }.joined(separator: " ")
      line("  \(tags) \(SafeText.line(item.text))")
      for detail in item.details { wrapped("      " + detail, hanging: 8) }
      for place in item.places { wrapped("      - " + place, hanging: 10) }
    }
    if let rest = list.rest { line("  \(rest)") }
  }

  private mutating func table(_ table: PageTable) {
    line()
    line(SafeText.line(table.caption) + colon)
    var rows = [table.columns.map { SafeText.line($0.title) }]
    for row in table.rows { rows.append(row.cells.map(Self.text)) }
    let widths = table.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = row.indices.map { column in
        padded(row[column], to: widths[column], right: table.columns[column].isNumber)
      }
      line("  " + cells.joined(separator: "  ").trimmingEnd)
    }
    if let rest = table.rest { line("  \(rest)") }
  }

  private static func text(_ cell: PageTable.Cell) -> String {
    cell.trend.isEmpty ? SafeText.line(cell.text) : sparks(cell.trend)
  }

  /// Shares as small columns; a blank where nothing is known.
  static func sparks(_ values: [Int?]) -> String {
    let heights = Array("▁▂▃▄▅▆▇█")
    let most = max(1, values.compactMap { $0 }.max() ?? 1)
    return String(values.map { value in value.map { heights[min(7, $0 * 7 / most)] } ?? " " })
  }

  private mutating func columns(_ chart: ColumnChart) {
    let sums = chart.columns.map { column in column.values.map { $0.reduce(0, +) } }
    let most = max(1, sums.compactMap { $0 }.max() ?? 1)
    line()
    line(chart.caption + colon)
    for (column, sum) in zip(chart.columns, sums) {
      guard let sum, let values = column.values else {
        line("  \(padded(column.label, to: 6))  \u{2013}")
        continue
      }
      let parts = zip(chart.parts, values).reversed().filter { $0.1 > 0 }.map {
        "\($0.0.label) \(chart.number($0.1))"
      }
      let bar = String(repeating: "█", count: sum * 30 / most)
      line(
        "  \(padded(column.label, to: 6))  \(padded(chart.number(sum), to: 6, right: true))  \(padded(bar, to: 30))  "
          + parts.joined(separator: ", "))
    }
  }

  private mutating func lines(_ chart: LineChart) {
    line()
    line("\(chart.caption)\(colon) \(chart.labels.first ?? "") \u{2013} \(chart.labels.last ?? "")")
    for series in chart.lines { line("  \(Self.sparks(series.values))  \(series.label)") }
  }

  // MARK: Lines

  private mutating func line(_ text: String = "") { lines.append(text) }

  private func padded(_ text: String, to width: Int, right isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return isRight ? blanks + text : text + blanks
  }

  /// Text in lines of the page's width; a word that is longer stays whole.
  private mutating func wrapped(_ text: String, hanging: Int = 0) {
    let safe = SafeText.line(text)
    var row = String(safe.prefix { $0 == " " })
    var isEmpty = true
    for word in safe.split(separator: " ") {
      if !isEmpty, row.count + 1 + word.count > width {
        line(row)
        row = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      row += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    line(row)
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmingEnd: String {
    var text = Substring(self)
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
