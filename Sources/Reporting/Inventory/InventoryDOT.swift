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
      lines.append("    label=\(Self.quoted([country]));")
      for (index, resource) in countries[country] ?? [] {
        let label = [resource.name, resource.kind.rawValue, words.operators(resource.operatorID)]
        lines.append("    r\(index) [label=\(Self.quoted(label))];")
      }
      lines.append("  }")
    }
    var targets: [[String]: Int] = [:]
    for (index, resource) in shown {
      for flow in resource.flows {
        let label = [flow.target, words.countries(flow.place), words.operators(flow.operatorID)]
        let target = targets[label] ?? targets.count
        if targets.updateValue(target, forKey: label) == nil {
          lines.append("  t\(target) [shape=ellipse, label=\(Self.quoted(label))];")
        }
        lines.append("  r\(index) -> t\(target) [label=\(Self.quoted([flow.kind.rawValue]))];")
      }
    }
    lines.append("}")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Lines in the quotes of the language; what breaks lines within one of them is made harmless.
  static func quoted(_ lines: [String]) -> String {
    // By scalars: a sign with a combining character behind it is still the sign.
    let safe = lines.map { line in
      SafeText.line(line).unicodeScalars.reduce(into: "") { safe, scalar in
        if scalar == "\"" || scalar == "\\" { safe += "\\" }
        safe.unicodeScalars.append(scalar)
      }
    }
    return "\"\(safe.joined(separator: "\\n"))\""
  }
}
