import Descriptors

/// Reads a policy's scale and what its rules mean on it.
extension PolicyDesk {
  /// Scales have few levels, and weights are shares.
  private static let levels = 1...9
  private static let weights = 1...1000

  /// The scale of a family of policies: the last word counts.
  func readCeilings(of members: [PolicyFamily]) -> CeilingScale? {
    guard let value = members.last(where: { $0.root["ceilings"] != nil })?.root["ceilings"],
      let node = mapping(value, "`ceilings`", keys: ["name", "top", "objectives"]),
      let name = requiredText("name", of: node, "`ceilings`"),
      let top = number("top", of: node, in: Self.levels)
    else { return nil }
    guard let list = node["objectives"], list.kind == .mapping, !list.entries.isEmpty else {
      report(
        "`ceilings` has no `objectives`", at: node,
        remedy: "add `objectives: { SOV-1: { title: ..., weight: 15, demanded: 2 } }`")
      return nil
    }
    let objectives = list.entries.compactMap { key, body -> CeilingScale.Objective? in
      guard let id = key.text,
        let body = mapping(
          body, "the objective `\(id.shortened)`", keys: ["title", "weight", "demanded", "fr"]),
        let title = requiredText("title", of: body, "the objective `\(id.shortened)`"),
        let weight = number("weight", of: body, in: Self.weights)
      else { return nil }
      let demanded = body["demanded"].map { _ in number("demanded", of: body, in: 0...top) } ?? 0
      return demanded.map {
        CeilingScale.Objective(
          id: id, title: title, frenchTitle: translation(of: body, keys: ["title"]).title, weight: weight,
          demanded: $0)
      }
    }
    return CeilingScale(name: name, top: top, objectives: objectives)
  }

  /// What a breach of the rule means on the scale.
  func ceiling(of node: Layered) -> RuleCeiling? {
    guard let value = node["ceiling"] else { return nil }
    guard let scale else {
      report(
        "the rule has a `ceiling`, but the policy has no scale", at: value,
        remedy: "add `ceilings:` with its name, top and objectives")
      return nil
    }
    guard let body = mapping(value, "`ceiling`", keys: ["objective", "level"]) else { return nil }
    let names = scale.objectives.map(\.id)
    let objectives = words("objective", of: body, "objective", among: names)
    if objectives.isEmpty {
      report("the ceiling names no objective", at: body, remedy: "add `objective: \(names.first ?? "NAME")`")
    }
    return number("level", of: body, in: 0...(scale.top - 1)).map {
      RuleCeiling(objectives: Array(objectives), level: $0)
    }
  }

  private func number(_ key: String, of node: Node, in range: ClosedRange<Int>) -> Int? {
    guard let value = node[key] else {
      report("`\(key)` is missing", at: node, remedy: "add `\(key): \(range.upperBound)`")
      return nil
    }
    guard let number = text(key, of: node).flatMap({ Int($0) }), range.contains(number) else {
      report(
        "`\(key)` must be a whole number", at: value,
        remedy: "write one from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }
}
