import Descriptors

/// Reads a policy's own questions.
extension PolicyDesk {
  private static let checkKeys = [
    "fact", "path", "xpath", "equals", "not", "like", "at-least", "at-most", "present", "missing",
  ]
  private static let testKeys = ["equals", "not", "like", "at-least", "at-most", "present"]

  func check(_ rule: some Keyed, _ category: Category) -> Demand? {
    guard let value = rule["check"], let node = mapping(value, "`check`", keys: Self.checkKeys) else {
      return nil
    }
    let others = (Self.demandKeys[category] ?? []).filter { $0 != "check" && rule[$0] != nil }
    if let other = others.first {
      report(
        "`check` and `\(other)` cannot stand in one rule", at: value, remedy: "make two rules of it")
    }
    guard let subject = subject(of: node) else { return nil }
    guard Self.testKeys.contains(where: { node[$0] != nil }) else {
      report(
        "the check has no test", at: value, remedy: "add one of: \(Self.testKeys.joined(separator: ", "))")
      return nil
    }
    var demand = CheckDemand(category: category, subject: subject)
    demand.equals = node["equals"].map { words($0, "equals").map(\.text) } ?? []
    demand.not = node["not"].map { words($0, "not").map(\.text) } ?? []
    demand.like = node["like"].map { words($0, "like").map(\.text) } ?? []
    demand.atLeast = number("at-least", of: node)
    demand.atMost = number("at-most", of: node)
    if node["present"] != nil { demand.present = truth("present", of: node) }
    if case .fact = subject { demand.missing = .notApplicable }
    if let missing: CheckDemand.Missing = choice("missing", of: node, "verdict") { demand.missing = missing }
    return .check(demand)
  }

  private func subject(of node: Node) -> CheckDemand.Subject? {
    let given = ["fact", "path", "xpath"].filter { node[$0] != nil }
    guard given.count == 1, let value = node[given[0]] else {
      report(
        given.isEmpty ? "the check looks at nothing" : "a check looks at one thing", at: node,
        remedy: "name one of: fact, path, xpath")
      return nil
    }
    switch given[0] {
    case "fact":
      guard let name = text("fact", of: node) else { return nil }
      if Facts.named(name) == nil {
        reportUnknown("fact", name, at: value, among: Facts.names + [Facts.tagPrefix + "NAME"])
      }
      return .fact(name)
    case "xpath":
      guard let expression = text("xpath", of: node) else { return nil }
      if let mistake = XPath.mistake(in: expression) {
        report(
          "`\(expression.shortened)`: \(mistake)", at: value, remedy: "write it as in `//disk/source/@file`")
      }
      return .xpath(expression)
    default:
      let paths = words(value, "path").compactMap { text, item -> RawPath? in
        if let path = RawPath(text) { return path }
        report(
          "`\(text.shortened)` is no path", at: item,
          remedy: "join keys by dots, as in `Properties.Tags[*].Key`; begin with `$` for the document")
        return nil
      }
      return paths.isEmpty ? nil : .paths(paths)
    }
  }

  private func number(_ key: String, of node: Node) -> Double? {
    guard let text = text(key, of: node), let value = node[key] else { return nil }
    if let number = Double(text), number.isFinite { return number }
    report("`\(key)` must be a number", at: value, remedy: "write `\(key): 180`")
    return nil
  }
}
