public import Assessment

/// What changed in effect between two policies, in words.
public struct PolicyDifference: Sendable {
  private let old: Policy
  private let new: Policy
  private let words = DemandWords(language: .english)

  /// The difference of two policies.
  public init(from old: Policy, to new: Policy) {
    self.old = old
    self.new = new
  }

  /// The difference, a line each; empty if nothing changed in effect.
  public var lines: [String] {
    var lines = head
    let before = (old.rules + old.dormant).reduce(into: [:]) { $0[$1.id] = $1 }
    let after = (new.rules + new.dormant).reduce(into: [:]) { $0[$1.id] = $1 }
    let on = (old: Set(old.rules.map(\.id)), new: Set(new.rules.map(\.id)))
    for rule in new.rules + new.dormant {
      guard let known = before[rule.id] else {
        let asks = words.sentences(rule.demand).joined(separator: "; ")
        lines.append(
          "+ \(rule.id) (\(rule.severity.rawValue)): \(SafeText.line(rule.title)): \(SafeText.line(asks))")
        continue
      }
      var changes = self.changes(known, rule)
      if on.old.contains(rule.id) != on.new.contains(rule.id) {
        changes.append(
          on.new.contains(rule.id) ? "a parameter switches it on" : "a parameter switches it off")
      }
      guard !changes.isEmpty else { continue }
      lines.append("~ \(rule.id): \(SafeText.line(rule.title))")
      lines += changes.map { "    \(SafeText.line($0))" }
    }
    for rule in old.rules + old.dormant where after[rule.id] == nil {
      lines.append("- \(rule.id) (\(rule.severity.rawValue)): \(SafeText.line(rule.title))")
    }
    return lines
  }

  private var head: [String] {
    var lines: [String] = []
    func compare(_ what: String, _ before: String?, _ after: String?) {
      guard before != after else { return }
      lines.append("\(what): \(SafeText.line(before ?? "none")) -> \(SafeText.line(after ?? "none"))")
    }
    compare("unlabelled data counts as", old.unlabelled, new.unlabelled)
    compare(
      "valid", PolicySheet.period(old.validFrom, old.validUntil),
      PolicySheet.period(new.validFrom, new.validUntil))
    let names = Set((old.parameters + new.parameters).map(\.name)).sorted()
    for name in names {
      compare(
        "parameter \(name)", old.parameters.first { $0.name == name }?.values.joined(separator: ", "),
        new.parameters.first { $0.name == name }?.values.joined(separator: ", "))
    }
    if old.classes != new.classes { lines.append("labels, names or paths mean other data classes") }
    return lines
  }

  private func changes(_ old: Rule, _ new: Rule) -> [String] {
    var changes: [String] = []
    func compare(_ what: String, _ before: String, _ after: String) {
      guard before != after else { return }
      changes.append("\(what): \(before) -> \(after)")
    }
    let before = words.sentences(old.demand)
    let after = words.sentences(new.demand)
    if before != after {
      compare("asks", before.joined(separator: "; "), after.joined(separator: "; "))
    } else if old.demand != new.demand {
      changes.append("asks the same of a crypto profile whose values changed")
    }
    compare("applies to", words.scope(old.applies) ?? "all", words.scope(new.applies) ?? "all")
    compare("severity", severity(old), severity(new))
    compare("undetermined", old.undetermined.rawValue, new.undetermined.rawValue)
    compare("conditional", old.conditional.rawValue, new.conditional.rawValue)
    compare("a breach", breach(old), breach(new))
    compare(
      "holds", PolicySheet.period(old.from, old.until) ?? "always",
      PolicySheet.period(new.from, new.until) ?? "always")
    compare("binds", old.binds.rawValue, new.binds.rawValue)
    compare("waivable", old.isWaivable ? "yes" : "no", new.isWaivable ? "yes" : "no")
    compare(
      "cites", old.cites.map(\.shown).joined(separator: ", "), new.cites.map(\.shown).joined(separator: ", "))
    return changes
  }

  private func severity(_ rule: Rule) -> String {
    ([rule.severity.rawValue]
      + rule.severityByClass.sorted { $0.key < $1.key }.map { "\($0.value.rawValue) for \($0.key)" })
      .joined(separator: ", ")
  }

  private func breach(_ rule: Rule) -> String { rule.breachAsksForEvidence ? "asks for evidence" : "fails" }
}
