import Inventory

/// The inventory as a graph for Graphviz: resources in boxes of their countries, flows as arrows.
struct InventoryDOT {
  private let inventory: InventoryReport
  private let words: FactWords

  init(_ inventory: InventoryReport) {
    self.inventory = inventory
    words = FactWords(atlas: inventory.atlas)
  }

  func render() -> [UInt8] {
    var lines = ["digraph inventory {", "  rankdir=LR;", "  node [shape=box];"]
    let shown = inventory.resources.enumerated().filter { $0.element.holdsData || !$0.element.flows.isEmpty }
    let countries = Dictionary(grouping: shown) { words.countries($0.element.place) }
    for (number, country) in countries.keys.sorted().enumerated() {
      lines.append("  subgraph cluster_\(number) {")
      lines.append("    label=\(Self.quoted(country));")
      for (index, resource) in countries[country] ?? [] {
        let label = "\(resource.name)\n\(resource.kind.rawValue)\n\(words.operators(resource.operatorID))"
        lines.append("    r\(index) [label=\(Self.quoted(label))];")
      }
      lines.append("  }")
    }
    var targets: [String: Int] = [:]
    for (index, resource) in shown {
      for flow in resource.flows {
        let label = "\(flow.target)\n\(words.countries(flow.place))\n\(words.operators(flow.operatorID))"
        let target = targets[label] ?? targets.count
        if targets.updateValue(target, forKey: label) == nil {
          lines.append("  t\(target) [shape=ellipse, label=\(Self.quoted(label))];")
        }
        lines.append("  r\(index) -> t\(target) [label=\(Self.quoted(flow.kind.rawValue))];")
      }
    }
    lines.append("}")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// A text in the quotes of the language; line breaks of ours stay, others are made harmless.
  static func quoted(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var safe = ""
      for character in SafeText.line(line) {
        if character == "\"" || character == "\\" { safe.append("\\") }
        safe.append(character)
      }
      return safe
    }
    return "\"\(lines.joined(separator: "\\n"))\""
  }
}
