/// Charts as coordinates for the templates to draw.
enum ChartDrawing {
  private static let width = 720.0
  private static let left = 46.0
  private static let top = 12.0
  private static let height = 170.0

  // MARK: Columns

  static func columns(_ chart: ColumnChart, look: (String, inout Fields) -> Void) -> Fields {
    let sums = chart.columns.map { column in column.values.map { $0.reduce(0, +) } }
    let step = niceStep(sums.compactMap { $0 }.max() ?? 1)
    let most = Double(step * 4)
    let slot = (width - left - 8) / Double(max(1, chart.columns.count))
    let wide = min(44, slot * 0.66)
    var bars: [Fields] = []
    var labels: [Fields] = []
    var stacks: [Fields] = []
    for (index, column) in chart.columns.enumerated() {
      let middle = left + slot * (Double(index) + 0.5)
      labels.append(label(column.label, x: middle, y: top + height + 18))
      if let sum = sums[index] {
        labels.append(label(chart.number(sum), x: middle, y: top + height * (1 - Double(sum) / most) - 4))
      }
      stacks.append(stack(column, chart, Double(max(1, sums.compactMap { $0 }.max() ?? 1)), look))
      var base = 0.0
      for (part, value) in zip(chart.parts, column.values ?? []) where value > 0 {
        let tall = height * Double(value) / most
        base += tall
        var fields = Fields()
        fields.own("x", (middle - wide / 2).tenths)
        fields.own("y", (top + height - base).tenths)
        fields.own("wide", wide.tenths)
        fields.own("tall", tall.tenths)
        fields.own("hint", "\(column.label): \(part.label) \(chart.number(value))")
        look(part.look, &fields)
        bars.append(fields)
      }
    }
    var fields = frame(chart.caption) { chart.number($0 * step) }
    fields.list("bars", bars)
    fields.list("labels", labels)
    fields.list("stacks", stacks)
    fields.list("legend", legend(chart.parts.reversed().map { ($0.label, $0.look) }, look))
    fields.own("summary", summary(chart, sums))
    return fields
  }

  /// A column for mail readers, which draw no graphics: blocks on top of each other.
  private static func stack(
    _ column: (label: String, values: [Int]?), _ chart: ColumnChart, _ most: Double,
    _ look: (String, inout Fields) -> Void
  ) -> Fields {
    var fields = Fields()
    fields.own("stackLabel", column.label)
    fields.own("stackSum", column.values.map { chart.number($0.reduce(0, +)) } ?? "\u{2013}")
    let blocks = zip(chart.parts, column.values ?? []).reversed().filter { $0.1 > 0 }
    fields.list(
      "stackBlocks",
      blocks.map { part, value in
        var fields = Fields()
        fields.own("tall", "\(max(1, Int(110 * Double(value) / most)))")
        look(part.look, &fields)
        return fields
      })
    return fields
  }

  private static func legend(
    _ parts: [(String, String)], _ look: (String, inout Fields) -> Void
  ) -> [Fields] {
    parts.map { label, name in
      var fields = Fields()
      fields.own("key", label)
      look(name, &fields)
      return fields
    }
  }

  /// The chart in words, for those who do not see it.
  private static func summary(_ chart: ColumnChart, _ sums: [Int?]) -> String {
    let parts = zip(chart.columns, sums).map { "\($0.label) \($1.map(chart.number) ?? "\u{2013}")" }
    return "\(chart.caption): \(parts.joined(separator: ", "))"
  }

  // MARK: Lines

  static func lines(_ chart: LineChart) -> Fields {
    let slot = (width - left - 8) / Double(max(1, chart.labels.count))
    func x(_ index: Int) -> Double { left + slot * (Double(index) + 0.5) }
    func y(_ value: Int) -> Double { top + height * (1 - Double(value) / 1000) }
    var fields = frame(chart.caption) { "\($0 * 25)\u{00A0}%" }
    fields.list(
      "lines",
      chart.lines.map { line in
        var fields = Fields()
        fields.own("look", line.look)
        fields.list("segments", segments(line.values, x: x, y: y))
        fields.list(
          "dots",
          line.values.enumerated().compactMap { index, value in
            guard let value else { return nil }
            var fields = Fields()
            fields.own("x", x(index).tenths)
            fields.own("y", y(value).tenths)
            fields.own("hint", "\(chart.labels[index]): \(line.label) \(chart.share(value))")
            return fields
          })
        return fields
      })
    fields.list(
      "labels",
      chart.labels.enumerated().map { label($1, x: x($0), y: top + height + 18) })
    fields.list(
      "legend", legend(chart.lines.map { ($0.label, $0.look) }) { name, fields in fields.own("look", name) })
    let words = chart.lines.map { line in
      "\(line.label) \(line.values.map(chart.share).joined(separator: ", "))"
    }
    fields.own("summary", "\(chart.caption): \(words.joined(separator: "; "))")
    return fields
  }

  /// A small line for a cell.
  static func spark(_ values: [Int?]) -> Fields {
    let most = Double(max(1, values.compactMap { $0 }.max() ?? 1))
    let step = 76 / Double(max(1, values.count - 1))
    func x(_ index: Int) -> Double { 2 + step * Double(index) }
    func y(_ value: Int) -> Double { 2 + 14 * (1 - Double(value) / most) }
    var fields = Fields()
    fields.list("segments", segments(values, x: x, y: y))
    if let last = values.lastIndex(where: { $0 != nil }), let value = values[last] {
      fields.own("lastX", x(last).tenths)
      fields.own("lastY", y(value).tenths)
    }
    fields.own(
      "sparkSummary",
      values.map { value in value.map { "\($0 / 10).\($0 % 10)" } ?? "\u{2013}" }.joined(separator: ", "))
    return fields
  }

  /// Points that follow each other without a gap, as lines.
  private static func segments(_ values: [Int?], x: (Int) -> Double, y: (Int) -> Double) -> [Fields] {
    var runs: [[String]] = [[]]
    for (index, value) in values.enumerated() {
      if let value {
        runs[runs.count - 1].append("\(x(index).tenths),\(y(value).tenths)")
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { $0.count > 1 }.map { run in
      var fields = Fields()
      fields.own("points", run.joined(separator: " "))
      return fields
    }
  }

  // MARK: The frame

  /// The smallest round number of which four cover a height: 1, 2, 5, 10, 20 and so on.
  static func niceStep(_ most: Int) -> Int {
    var power = 1
    while true {
      for step in [power, 2 * power, 5 * power] where step * 4 >= most { return step }
      power *= 10
    }
  }

  private static func frame(_ caption: String, tick text: (Int) -> String) -> Fields {
    var fields = Fields()
    fields.own("caption", caption)
    fields.list(
      "ticks",
      (0...4).map { tick in
        var fields = Fields()
        fields.own("y", (top + height * (1 - Double(tick) / 4)).tenths)
        fields.own("textY", (top + height * (1 - Double(tick) / 4) + 4).tenths)
        fields.own("tick", text(tick))
        return fields
      })
    return fields
  }

  private static func label(_ text: String, x: Double, y: Double) -> Fields {
    var fields = Fields()
    fields.own("x", x.tenths)
    fields.own("y", y.tenths)
    fields.own("labelText", text)
    return fields
  }
}
