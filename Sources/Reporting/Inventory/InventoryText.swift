import Atlas
import Descriptors
import Inventory

/// The inventory for people: how much stands where, who runs it, and then each resource.
struct InventoryText {
  private let inventory: InventoryReport
  private let words: FactWords
  private var lines: [String] = []

  init(_ inventory: InventoryReport) {
    self.inventory = inventory
    words = FactWords(atlas: inventory.atlas)
  }

  func render() -> [UInt8] {
    var copy = self
    copy.write()
    return Array((copy.lines.joined(separator: "\n") + "\n").utf8)
  }

  private mutating func write() {
    let coverage = inventory.coverage
    lines = [
      "\(coverage.found) file\(coverage.found == 1 ? "" : "s"): \(coverage.understood) understood, \(coverage.notInfrastructure) not infrastructure, "
        + "\(coverage.notUnderstood) not understood, \(coverage.unreadable) unreadable",
      "\(coverage.resources) resources, \(coverage.dataBearing) of them data-bearing: \(coverage.located) located, "
        + "\(coverage.undetermined) with an undetermined place",
    ]
    let holders = inventory.holders
    guard !holders.isEmpty else {
      lines += ["", "Nothing that holds data was understood."]
      return
    }
    let summary = InventorySummary(inventory)
    section("Where data stands, by country", summary.byCountry)
    operators(summary)
    section("What kind of data, by class", summary.byClass)
    lines += ["", "Resources that hold data"]
    lines += Table.lines(
      [["", "kind", "place", "operator", "qualified", "at rest", "key", "declared at"]]
        + holders.map { resource in
          [
            resource.name, resource.kind.rawValue, words.places(resource.place),
            words.operators(resource.operatorID), qualified(resource), words.atRest(resource.atRest),
            words.custody(resource.keyState),
            "\(resource.span.file):\(resource.span.start.line)",
          ]
        })
    outward(holders)
    hosts(summary)
  }

  private mutating func section(_ title: String, _ groups: [InventorySummary.Group]) {
    lines += ["", title]
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
    lines += ["", "Who has a part in it, by operator"]
    let unknown = inventory.holders.count { $0.operatorID.candidates.isEmpty }
    for found in summary.operators {
      let roles = found.roles.map { "\($0.name) of \($0.count)" }.joined(separator: ", ")
      guard let entry = inventory.atlas.operatorEntry(found.id) else {
        line("  \(found.id): not in the atlas")
        line("      parts: \(roles)")
        continue
      }
      let mark = entry.source.unsure ? " (unsure)" : ""
      line(
        "  \(found.id): \(entry.entity); seat \(entry.seat?.englishName ?? "not known"), controlled from "
          + "\(entry.control?.englishName ?? "not known")\(mark)")
      line("      parts: \(roles)")
      if !entry.laws.isEmpty { line("      reached by: \(entry.laws.joined(separator: ", "))") }
      for supply in entry.suppliers {
        line("      technology: \(AtlasAnswer.summary(supply, on: inventory.asOf))")
      }
      for qualification in entry.qualifications {
        line("      qualification: \(brief(qualification))")
      }
    }
    if unknown > 0 { line("  not known who runs: \(unknown) that hold data") }
  }

  /// A qualification in one line, without its source: `bornage atlas --operator` tells that.
  private func brief(_ qualification: Qualification) -> String {
    let period = [qualification.from.map { "from \($0)" }, qualification.until.map { "until \($0)" }]
    let words =
      [qualification.status, qualification.level] + period + [qualification.scope]
      + [qualification.unsure ? "unsure" : nil]
    var text = "\(qualification.scheme): \(words.compactMap { $0 }.joined(separator: ", "))"
    if qualification.status == "held", case .open(let why) = qualification.period(on: inventory.asOf) {
      text += "; \(why)"
    } else if qualification.status == "held",
      case .excluded(let why) = qualification.period(on: inventory.asOf)
    {
      text += "; \(why)"
    }
    return text
  }

  /// Hosts are never left out for want of knowledge.
  private mutating func hosts(_ summary: InventorySummary) {
    guard !summary.unknownHosts.isEmpty else { return }
    lines += ["", "Hosts that the atlas does not know"]
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

  private mutating func line(_ text: String) { lines.append(SafeText.line(text)) }

  /// Where data goes from there, each way once.
  private mutating func outward(_ holders: [Resource]) {
    var counts: [[String]: Int] = [:]
    let roles = OperatorRoles(atlas: inventory.atlas)
    for resource in inventory.resources {
      for flow in resource.flows {
        let row = [
          flow.kind.rawValue, flow.target, words.countries(flow.place), words.operators(flow.operatorID),
          roles.role(of: flow),
        ]
        counts[row, default: 0] += 1
      }
    }
    guard !counts.isEmpty else { return }
    lines += ["", "Where data goes"]
    lines += Table.lines(
      [["", "flow", "to", "country", "operator", "as"]]
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
