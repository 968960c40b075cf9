import Descriptors
import Inventory

/// Reads one rule.
extension PolicyDesk {
  /// The keys of every rule, whatever its category.
  static let ruleKeys = [
    "id", "title", "category", "applies", "severity", "cites", "remedy", "undetermined", "conditional",
    "on-fail", "binds", "from", "until", "note", "when", "per-class", "waivable", "ceiling",
    "fr",
  ]

  /// What to do about a document that is asked for, if the rule does not say.
  static let filing = "file the document with the report"

  /// A rule as one or more files say it, and its variants for single data classes; empty after a mistake that leaves
  /// nothing to go on with.
  func rules(_ draft: RuleDraft) -> [Rule] {
    let node = draft.fields
    for layer in node.layers where layer.kind != .mapping {
      report(
        "a rule must be a mapping, not \(layer.kind.described)", at: layer, remedy: "begin it with `- id:`")
      return []
    }
    var category: Category?
    if node["category"] == nil {
      reportMissingCategory(node.node)
    } else {
      category = choice("category", of: node, "category")
    }
    for layer in node.layers { checkKeys(of: layer, category) }
    checkCategory(node)
    guard let all = rule(node, category, draft.origins) else { return [] }
    let variants = classVariants(node)
    guard !variants.isEmpty else { return [all] }
    let byClass = variants.compactMap { name, fields -> Rule? in
      var variant = rule(fields, category, draft.origins, variant: name)
      variant?.applies.classes = [name]
      return variant
    }
    var rest = all
    rest.applies.exceptClasses = variants.map(\.name)
    return [rest] + byClass
  }

  private func rule(
    _ node: Layered, _ category: Category?, _ origins: [String], variant: String? = nil
  ) -> Rule? {
    let demand = category.flatMap { self.demand($0, of: node) }
    let id = identifier(of: node, variant: variant)
    let title = requiredText("title", of: node, "the rule")
    let severity = severities(of: node)
    let remedy =
      category == .evidence
      ? text("remedy", of: node) ?? Self.filing
      : requiredText("remedy", of: node, "the rule")
    let scope = scope(of: node, category)
    let cites = citations(of: node)
    let breach = evidenceOnFail(node)
    let (from, until) = period(node)
    let undetermined: Treatment? = choice("undetermined", of: node, "treatment")
    let conditional: Treatment? = choice("conditional", of: node, "treatment")
    let binds: Binds? = choice("binds", of: node, "party")
    let note = text("note", of: node)
    let french = translation(of: node, keys: ["title", "remedy", "ask", "note"])
    let when = conditions(of: node)
    let ceiling = ceiling(of: node)
    let waivable = node["waivable"].map { _ in truth("waivable", of: node) } ?? true
    guard let demand, let id, let title, let remedy else { return nil }
    let isBeyond = isBeyondDemand(ceiling)
    return Rule(
      id: id, title: title, demand: demand, applies: scope, severity: isBeyond ? .info : severity.all,
      severityByClass: isBeyond ? [:] : severity.byClass, cites: cites, remedy: remedy,
      undetermined: undetermined ?? .warn,
      conditional: conditional ?? .warn, breachAsksForEvidence: breach, binds: binds ?? .both, from: from,
      until: until, note: note, french: french, when: when, ceiling: ceiling, isWaivable: waivable,
      origins: origins,
      span: node.node.span)
  }

  /// True if a breach leaves every objective at the level that is asked for.
  private func isBeyondDemand(_ ceiling: RuleCeiling?) -> Bool {
    guard let ceiling, let scale else { return false }
    return scale.objectives.allSatisfy {
      !ceiling.objectives.contains($0.id) || ($0.demanded > 0 && $0.demanded <= ceiling.level)
    }
  }

  private func identifier(of node: Layered, variant: String?) -> String? {
    guard let id = requiredText("id", of: node, "the rule") else { return nil }
    if let value = node["id"], id.utf8.contains(where: { !$0.isIdentifier }) {
      report(
        "`\(id.shortened)` is no identifier", at: value, remedy: "use letters, digits, `.`, `-` and `_` only")
    }
    return variant.map { "\(id)/\($0)" } ?? id
  }

  /// The rule for single classes: what `per-class` says, laid over the rule.
  private func classVariants(_ node: Layered) -> [(name: String, fields: Layered)] {
    guard let value = node["per-class"] else { return [] }
    guard value.kind == .mapping else {
      report(
        "`per-class` must be a mapping", at: value, remedy: "write `per-class: { health: { allow: [FR] } }`")
      return []
    }
    return value.entries.compactMap { key, body in
      guard let name = key.text else { return nil }
      guard classNames.contains(name) else {
        reportUnknown("data class", name, at: key, among: classNames)
        return nil
      }
      let own = Category.allCases.flatMap { Self.demandKeys[$0] ?? [] }
      let keys = ["title", "severity", "remedy", "undetermined", "conditional", "on-fail", "cites"] + own
      guard let body = mapping(body, "the variant for `\(name)`", keys: keys) else { return nil }
      return (name, Layered(body, over: node))
    }
  }

  /// An override changes what a rule asks, not which question it answers.
  private func checkCategory(_ node: Layered) {
    guard node.layers.count > 1, let own = node.node["category"], let base = node.inherited("category"),
      own.text != base.text
    else { return }
    report(
      "the rule it overrides is of category \(base.text ?? "?")", at: own,
      remedy: "remove that one under `remove:`, and give this one an identifier of its own")
  }

  /// `when`: parameters with the values under which the rule is in effect.
  private func conditions(of node: Layered) -> [String: [String]] {
    guard let value = node["when"] else { return [:] }
    guard value.kind == .mapping else {
      report("`when` must be a mapping", at: value, remedy: "write `when: { parameter: [values] }`")
      return [:]
    }
    var found: [String: [String]] = [:]
    for (key, list) in value.entries {
      guard let name = key.text else { continue }
      guard let parameter = parameters[name] else {
        reportUnknown("parameter", name, at: key, among: parameters.keys.sorted())
        continue
      }
      found[name] = words(list, name).map { word, item in
        if !parameter.allowed.isEmpty, !parameter.allowed.contains(word) {
          reportUnknown("value of the parameter `\(name)`", word, at: item, among: parameter.allowed)
        }
        return word
      }
    }
    return found
  }

  /// The words of a policy or a rule in French.
  func translation(of node: some Keyed, keys: [String]) -> Translation {
    guard let value = node["fr"], let words = mapping(value, "`fr`", keys: keys) else { return Translation() }
    return Translation(
      title: text("title", of: words), description: text("description", of: words),
      remedy: text("remedy", of: words), ask: text("ask", of: words), note: text("note", of: words))
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

  private func severities(of node: Layered) -> (all: Severity, byClass: [String: Severity]) {
    guard let value = node["severity"] else {
      report(
        "the rule has no `severity`", at: node.node,
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

  private func evidenceOnFail(_ node: Layered) -> Bool {
    guard let text = text("on-fail", of: node), let value = node["on-fail"] else { return false }
    let choices = [Verdict.fail.rawValue, Verdict.evidenceRequired.rawValue]
    if !choices.contains(text) { reportUnknown("verdict", text, at: value, among: choices) }
    return text == choices[1]
  }

  private func period(_ node: Layered) -> (from: String?, until: String?) {
    let from = date("from", of: node)
    let until = date("until", of: node)
    if let from, let until, let value = node["until"], until <= from {
      report("the rule ends before it begins", at: value, remedy: "let `until` be later than `from`")
    }
    return (from, until)
  }

  // MARK: Scope and citations

  private func scope(of node: Layered, _ category: Category?) -> Scope {
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

  private func citations(of node: Layered) -> [Citation] {
    guard let value = node["cites"] else { return [] }
    guard value.kind == .sequence else {
      report(
        "`cites` must be a list", at: value, remedy: "write `cites: [{ catalog: gdpr, control: \"44\" }]`")
      return []
    }
    return value.items.flatMap { item -> [Citation] in
      guard let entry = mapping(item, "a citation", keys: ["catalog", "control", "unverified"]),
        let catalog = requiredText("catalog", of: entry, "the citation")
      else { return [] }
      guard let control = entry["control"] else {
        report("the citation has no `control`", at: entry, remedy: "add the article or control")
        return []
      }
      let isVerified = !demandedTrue("unverified", of: entry)
      return words(control, "control").map {
        Citation(catalog: catalog, control: $0.text, isVerified: isVerified)
      }
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
