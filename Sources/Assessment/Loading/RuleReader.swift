import Descriptors
import Inventory

/// Reads one rule.
extension PolicyDesk {
  private static let ruleKeys = [
    "id", "title", "category", "applies", "severity", "cites", "remedy", "undetermined", "conditional",
    "on-fail", "binds", "from", "until", "note",
  ]

  /// A rule; nil after a mistake that leaves nothing to go on with.
  func rule(_ node: Node) -> Rule? {
    guard node.kind == .mapping else {
      report(
        "a rule must be a mapping, not \(node.kind.described)", at: node, remedy: "begin it with `- id:`")
      return nil
    }
    var category: Category?
    if node["category"] == nil {
      reportMissingCategory(node)
    } else {
      category = choice("category", of: node, "category")
    }
    checkKeys(of: node, category)
    let demand = category.flatMap { self.demand($0, of: node) }
    let id = requiredText("id", of: node, "the rule")
    if let id, let value = node["id"], id.utf8.contains(where: { !$0.isIdentifier }) {
      report(
        "`\(id.shortened)` is no identifier", at: value, remedy: "use letters, digits, `.`, `-` and `_` only")
    }
    let title = requiredText("title", of: node, "the rule")
    let severity = severities(of: node)
    let remedy =
      category == .evidence
      ? text("remedy", of: node) ?? "file the document with the report"
      : requiredText("remedy", of: node, "the rule")
    let scope = scope(of: node, category)
    let cites = citations(of: node)
    let breach = evidenceOnFail(node)
    let (from, until) = period(node)
    let undetermined: Treatment? = choice("undetermined", of: node, "treatment")
    let conditional: Treatment? = choice("conditional", of: node, "treatment")
    let binds: Binds? = choice("binds", of: node, "party")
    _ = text("note", of: node)
    guard let demand, let id, let title, let remedy else { return nil }
    return Rule(
      id: id, title: title, demand: demand, applies: scope, severity: severity.all,
      severityByClass: severity.byClass, cites: cites, remedy: remedy, undetermined: undetermined ?? .warn,
      conditional: conditional ?? .warn, breachAsksForEvidence: breach, binds: binds ?? .both, from: from,
      until: until)
  }

  private func reportMissingCategory(_ node: Node) {
    report(
      "the rule has no `category`", at: node,
      remedy: "add `category:` with one of: \(Category.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  private func checkKeys(of node: Node, _ category: Category?) {
    guard let category, let own = Self.demandKeys[category] else {
      let all = Category.allCases.flatMap { Self.demandKeys[$0] ?? [] }
      _ = mapping(node, "the rule", keys: Self.ruleKeys + all)
      return
    }
    _ = mapping(node, "a rule of category \(category.rawValue)", keys: Self.ruleKeys + own) { key in
      let homes = Category.allCases.filter { Self.demandKeys[$0]?.contains(key) ?? false }
      guard !homes.isEmpty else { return nil }
      return "it belongs to \(homes.map(\.rawValue).joined(separator: ", ")); "
        + "a rule of category \(category.rawValue) takes: \(own.joined(separator: ", "))"
    }
  }

  // MARK: Severity, period, breach

  private func severities(of node: Node) -> (all: Severity, byClass: [String: Severity]) {
    guard let value = node["severity"] else {
      report(
        "the rule has no `severity`", at: node,
        remedy: "add `severity:` with one of: critical, high, medium, low, info")
      return (.medium, [:])
    }
    guard value.kind == .mapping else {
      return (choice("severity", of: node, "severity") ?? .medium, [:])
    }
    var all: Severity?
    var byClass: [String: Severity] = [:]
    for (key, _) in value.entries {
      guard let name = key.text, let severity: Severity = choice(name, of: value, "severity") else {
        continue
      }
      if name == "default" {
        all = severity
      } else if classNames.contains(name) {
        byClass[name] = severity
      } else {
        reportUnknown("data class", name, at: key, among: ["default"] + classNames)
      }
    }
    if all == nil, value["default"] == nil {
      report(
        "`severity` by class has no default", at: value, remedy: "add `default: medium` for the other classes"
      )
    }
    return (all ?? .medium, byClass)
  }

  private func evidenceOnFail(_ node: Node) -> Bool {
    guard let text = text("on-fail", of: node), let value = node["on-fail"] else { return false }
    let choices = [Verdict.fail.rawValue, Verdict.evidenceRequired.rawValue]
    if !choices.contains(text) { reportUnknown("verdict", text, at: value, among: choices) }
    return text == choices[1]
  }

  private func period(_ node: Node) -> (from: String?, until: String?) {
    let from = date("from", of: node)
    let until = date("until", of: node)
    if let from, let until, let value = node["until"], until <= from {
      report("the rule ends before it begins", at: value, remedy: "let `until` be later than `from`")
    }
    return (from, until)
  }

  // MARK: Scope and citations

  private func scope(of node: Node, _ category: Category?) -> Scope {
    var scope = Scope()
    if let value = node["applies"],
      let applies = mapping(value, "`applies`", keys: ["class", "kind", "role", "dialect", "holds-data"])
    {
      scope.classes = words("class", of: applies, "data class", among: classNames)
      scope.kinds = words("kind", of: applies, "kind of resource", among: Kind.allCases.map(\.rawValue))
      scope.roles = words("role", of: applies, "role", among: Role.allCases.map(\.rawValue))
      scope.dialects = words("dialect", of: applies, "dialect", among: Dialects.all.map(\.id))
      if let holds = applies["holds-data"] {
        if holds.equals("any") { return scope }
        scope.holdsData = holds.bool
        if holds.bool == nil {
          reportUnknown(
            "answer to `holds-data`", holds.text ?? "", at: holds, among: ["true", "false", "any"])
        }
        return scope
      }
    }
    let dataOnly: [Category] = [.residency, .operator, .encryptionAtRest]
    if let category, dataOnly.contains(category), scope.kinds.isEmpty, scope.roles.isEmpty,
      node["flows"] == nil
    {
      scope.holdsData = true
    }
    return scope
  }

  private func citations(of node: Node) -> [Citation] {
    guard let value = node["cites"] else { return [] }
    guard value.kind == .sequence else {
      report(
        "`cites` must be a list", at: value, remedy: "write `cites: [{ catalog: gdpr, control: \"44\" }]`")
      return []
    }
    return value.items.flatMap { item -> [Citation] in
      guard let entry = mapping(item, "a citation", keys: ["catalog", "control"]),
        let catalog = requiredText("catalog", of: entry, "the citation")
      else { return [] }
      guard let control = entry["control"] else {
        report("the citation has no `control`", at: entry, remedy: "add the article or control")
        return []
      }
      return words(control, "control").map { Citation(catalog: catalog, control: $0.text) }
    }
  }
}

extension UInt8 {
  /// A byte of an identifier: letter, digit, `.`, `-`, `_`.
  fileprivate var isIdentifier: Bool {
    (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self) || (0x30...0x39).contains(self)
      || self == 0x2D || self == 0x2E || self == 0x5F
  }
}
