import Atlas
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
    words = FactWords(atlas: inventory.atlas, speech: style.speech)
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
    let summary = InventorySummary(inventory, speech: style.speech)
    section("Where data stands, by country", summary.byCountry)
    operators(summary)
    section("What kind of data, by class", summary.byClass)
    lines += ["", style.say("Resources that hold data")]
    lines += Table.lines(
      [headings(["kind", "place", "operator", "qualified", "at rest", "key", "declared at"])]
        + holders.map { resource in
          [
            resource.name, word(resource.kind.rawValue), words.places(resource.place),
            words.operators(resource.operatorID), qualified(resource), words.atRest(resource.atRest),
            words.custody(resource.keyState),
            "\(resource.span.file):\(resource.span.start.line)",
          ]
        })
    outward(holders)
    hosts(summary)
  }

  private func headings(_ words: [Phrase]) -> [String] { [""] + words.map { style.say($0) } }

  private func word(_ term: String) -> String { style.say(Phrase(term: term)) }

  private mutating func section(_ title: Phrase, _ groups: [InventorySummary.Group]) {
    lines += ["", style.say(title)]
    lines += Table.lines(
      groups.map { group in
        [
          "\(group.count)", group.name,
          group.kinds.map { "\($0.count) \($0.name)" }.joined(separator: ", "),
        ]
      })
  }

  /// Everybody who has a part, with control, laws and what is held as qualification.
  private mutating func operators(_ summary: InventorySummary) {
    lines += ["", style.say("Who has a part in it, by operator")]
    let unknown = inventory.holders.count { $0.operatorID.candidates.isEmpty }
    for found in summary.operators {
      let roles = Phrase.enumeration(
        found.roles.map { "\(Phrase(term: $0.name)) of \(count: $0.count)" as Phrase })
      guard let entry = inventory.atlas.operatorEntry(found.id) else {
        line("  ", "\(found.id): not in the atlas")
        line("      ", "parts: \(roles)")
        continue
      }
      line("  ", brief(entry))
      line("      ", "parts: \(roles)")
      if !entry.laws.isEmpty { line("      ", "reached by: \(entry.laws.joined(separator: ", "))") }
      for supply in entry.suppliers {
        line("      ", "technology: \(AtlasAnswer.summary(supply, on: inventory.asOf))")
      }
      for qualification in entry.qualifications {
        line("      ", "qualification: \(brief(qualification))")
      }
    }
    if unknown > 0 { line("  ", "not known who runs: \(count: unknown) that hold data") }
  }

  /// An operator in one line.
  private func brief(_ entry: Operator) -> Phrase {
    let (seat, control) = (entry.seat.map { Phrase($0) }, entry.control.map { Phrase($0) })
    let text: Phrase =
      "\(entry.id): \(Phrase(name: entry.entity)); seat \(seat ?? "not known"), controlled from \(control ?? "not known")"
    return entry.source.unsure ? "\(text) (unsure)" : text
  }

  /// A qualification in one line, without its source: `bornage atlas --operator` tells that.
  private func brief(_ qualification: Qualification) -> Phrase {
    let words: [Phrase?] = [
      Phrase(term: qualification.status), qualification.level.map(Phrase.init(verbatim:)),
      qualification.from.map { "from \(day: $0)" }, qualification.until.map { "until \(day: $0)" },
      qualification.scope.map(Phrase.init(term:)), qualification.unsure ? "unsure" : nil,
    ]
    let text: Phrase = "\(qualification.scheme): \(Phrase.enumeration(words.compactMap { $0 }))"
    guard qualification.status == "held" else { return text }
    return switch qualification.period(on: inventory.asOf) {
    case .covers: text
    case .open(let why), .excluded(let why): "\(text); \(why)"
    }
  }

  /// Hosts are never left out for want of knowledge.
  private mutating func hosts(_ summary: InventorySummary) {
    guard !summary.unknownHosts.isEmpty else { return }
    lines += ["", style.say("Hosts that the atlas does not know")]
    lines += Table.lines(summary.unknownHosts.map { ["\($0.count)", $0.name] })
  }

  /// The schemes that cover a resource; with `?` those that must be shown.
  private func qualified(_ resource: Resource) -> String {
    let facts = OperatorFacts(atlas: inventory.atlas, day: inventory.asOf)
    var words: [String] = []
    for cover in facts.covers(resource) {
      let word: String? =
        switch cover.answer {
        case .covers: cover.qualification.scheme
        case .open: "\(cover.qualification.scheme)?"
        case .excluded: nil
        }
      if let word, !words.contains(word) { words.append(word) }
    }
    return words.joined(separator: ", ")
  }

  private mutating func line(_ indent: String, _ text: Phrase) { lines.append(indent + style.say(text)) }

  /// Where data goes from there, each way once.
  private mutating func outward(_ holders: [Resource]) {
    var counts: [[String]: Int] = [:]
    let roles = OperatorRoles(atlas: inventory.atlas)
    for resource in inventory.resources {
      for flow in resource.flows {
        let row = [
          word(flow.kind.rawValue), style.say(flow.shownTarget), words.countries(flow.place),
          words.operators(flow.operatorID), word(roles.role(of: flow)),
        ]
        counts[row, default: 0] += 1
      }
    }
    guard !counts.isEmpty else { return }
    lines += ["", style.say("Where data goes")]
    lines += Table.lines(
      [headings(["flow", "to", "country", "operator", "as"])]
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
