import Descriptors
import Inventory

/// The inventory for people: how much stands where, who runs it, and then each resource.
struct InventoryText {
  private let inventory: InventoryReport
  private let style: ReportStyle
  private let words: FactWords
  private var lines: [String] = []

  init(_ inventory: InventoryReport, _ style: ReportStyle) {
    self.inventory = inventory
    self.style = style
    words = FactWords(atlas: inventory.atlas, style: style)
  }

  func render() -> [UInt8] {
    var copy = self
    copy.write()
    return Array((copy.lines.joined(separator: "\n") + "\n").utf8)
  }

  private mutating func write() {
    let coverage = inventory.coverage
    lines = [style.say(CoverageWords.files(coverage)), style.say(CoverageWords.resources(coverage))]
    let holders = inventory.holders
    guard !holders.isEmpty else {
      lines += ["", style.say("Nothing that holds data was understood.")]
      return
    }
    let (words, style) = (words, style)
    section("Where data stands", groups(holders) { words.countries($0.place) })
    section("Who runs it", groups(holders) { runner($0) })
    section(
      "What kind of data",
      groups(holders) { resource in
        let name = words.dataClass(resource)
        return name.isEmpty ? style.say("not labelled") : name
      })
    lines += ["", style.say("Resources that hold data")]
    lines += Table.lines(
      [headings(["kind", "place", "operator", "at rest", "key", "declared at"])]
        + holders.map { resource in
          [
            resource.name, kind(resource), words.places(resource.place),
            words.operators(resource.operatorID), words.atRest(resource.atRest),
            words.custody(resource.keyState),
            "\(resource.span.file):\(resource.span.start.line)",
          ]
        })
    outward(holders)
  }

  private func headings(_ words: [Phrase]) -> [String] { [""] + words.map { style.say($0) } }

  private func kind(_ resource: Resource) -> String { style.say(Phrase(term: resource.kind.rawValue)) }

  private func runner(_ resource: Resource) -> String {
    let control = words.control(resource.operatorID)
    let laws = words.laws(resource.operatorID)
    let names = words.operators(resource.operatorID)
    guard names != words.unknown else { return names }
    return style.say(
      laws.isEmpty
        ? "\(names), controlled from \(control)"
        : "\(names), controlled from \(control), reached by \(laws.joined(separator: ", "))")
  }

  private mutating func section(_ title: Phrase, _ groups: [(name: String, kinds: [String: Int])]) {
    lines += ["", style.say(title)]
    lines += Table.lines(
      groups.map { group in
        let kinds = group.kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [
          "\(group.kinds.values.reduce(0, +))", group.name,
          kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", "),
        ]
      })
  }

  /// Resources by a word, the largest group first.
  private func groups(
    _ resources: [Resource], by word: (Resource) -> String
  ) -> [(name: String, kinds: [String: Int])] {
    var groups: [String: [String: Int]] = [:]
    for resource in resources {
      groups[word(resource), default: [:]][kind(resource), default: 0] += 1
    }
    return groups.map { (name: $0.key, kinds: $0.value) }.sorted { left, right in
      let (more, less) = (left.kinds.values.reduce(0, +), right.kinds.values.reduce(0, +))
      return more != less ? more > less : left.name < right.name
    }
  }

  /// Where data goes from there, each way once.
  private mutating func outward(_ holders: [Resource]) {
    var counts: [[String]: Int] = [:]
    for resource in inventory.resources {
      for flow in resource.flows {
        let row = [
          style.say(Phrase(term: flow.kind.rawValue)), style.say(flow.shownTarget),
          words.countries(flow.place), words.operators(flow.operatorID),
        ]
        counts[row, default: 0] += 1
      }
    }
    guard !counts.isEmpty else { return }
    lines += ["", style.say("Where data goes")]
    lines += Table.lines(
      [headings(["flow", "to", "country", "operator"])]
        + counts.sorted { ($1.value, $0.key.joined()) < ($0.value, $1.key.joined()) }.map {
          ["\($0.value)"] + $0.key
        })
  }
}

/// Columns of text.
enum Table {
  /// Rows as lines, each column as wide as its widest cell up to a bound; the last one is not padded.
  static func lines(_ rows: [[String]]) -> [String] {
    let rows = rows.map { $0.map { SafeText.line($0) } }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      min(48, rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0)
    }
    return rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() {
        line += " " + cell
        if column + 1 < row.count {
          line += String(repeating: " ", count: max(0, widths[column] - cell.count) + 1)
        }
      }
      return line
    }
  }
}
