public import Assessment
import Descriptors

/// A policy as it takes effect: every rule after inheritance, with where it comes from.
public struct PolicySheet: Sendable {
  private let policy: Policy
  private let words = DemandWords(language: .english)

  /// The sheet of a policy.
  public init(_ policy: Policy) {
    self.policy = policy
  }

  /// The sheet, a line each.
  public var lines: [String] {
    var lines = [
      "\(policy.id) \(policy.identity.version): \(SafeText.line(policy.identity.title))",
      "  file      sha256 \(policy.identity.sha256)",
    ]
    if let released = policy.released { lines.append("  released  \(released)") }
    for base in policy.bases {
      lines.append(
        "  extends   \(SafeText.line(base.id)) \(SafeText.line(base.version)), sha256 \(base.sha256)")
    }
    if let source = policy.source {
      let parts = [source.issuer, source.edition, source.date].compactMap { $0 }
      lines.append("  source    \(SafeText.line(([source.title] + parts).joined(separator: ", ")))")
    }
    if let period = Self.period(policy.validFrom, policy.validUntil) { lines.append("  valid     \(period)") }
    lines.append("  unlabelled data counts as `\(SafeText.line(policy.unlabelled))`")
    for parameter in policy.parameters {
      lines.append(
        "  parameter \(parameter.name) = \(SafeText.line(parameter.values.joined(separator: ", ")))"
          + " (\(SafeText.line(parameter.origin))): \(SafeText.line(parameter.title))")
    }
    if let scale = policy.ceilings {
      lines.append("  scale     \(SafeText.line(scale.name)), 0 to \(scale.top)")
      for objective in scale.objectives {
        lines.append(
          "            \(SafeText.line("\(objective.id) \(objective.title)")): weight \(objective.weight), "
            + "\(objective.demanded) asked for")
      }
    }
    for rule in policy.rules { lines += [""] + self.lines(rule) }
    for rule in policy.dormant { lines += [""] + self.lines(rule, isOff: true) }
    return lines
  }

  private func lines(_ rule: Rule, isOff: Bool = false) -> [String] {
    var severity = rule.severity.rawValue
    for (name, own) in rule.severityByClass.sorted(by: { $0.key < $1.key }) {
      severity += ", \(own.rawValue) for \(name)"
    }
    var lines = [
      "\(isOff ? "(off) " : "")\(rule.id)  \(severity)  \(rule.category.rawValue)",
      "  \(SafeText.line(rule.title))",
    ]
    lines += words.sentences(rule.demand).map { "  asks      \(SafeText.line($0))" }
    if let scope = words.scope(rule.applies) { lines.append("  applies   \(SafeText.line(scope))") }
    if let ceiling = rule.ceiling {
      lines.append(
        "  ceiling   a breach leaves \(SafeText.line(ceiling.objectives.joined(separator: ", "))) "
          + "at most at \(ceiling.level)")
    }
    if !rule.when.isEmpty {
      let when = rule.when.sorted { $0.key < $1.key }.map {
        "\($0.key) is \($0.value.joined(separator: " or "))"
      }
      lines.append("  when      \(SafeText.line(when.joined(separator: " and ")))")
    }
    if !rule.cites.isEmpty {
      lines.append("  cites     \(SafeText.line(rule.cites.map(\.shown).joined(separator: ", ")))")
    }
    var treatment: [String] = []
    if rule.undetermined != .warn { treatment.append("undetermined: \(rule.undetermined.rawValue)") }
    if rule.conditional != .warn { treatment.append("conditional: \(rule.conditional.rawValue)") }
    if rule.breachAsksForEvidence { treatment.append("a breach asks for evidence") }
    if !rule.isWaivable { treatment.append("not waivable") }
    if rule.binds != .both { treatment.append("binds the \(rule.binds.rawValue)") }
    if !treatment.isEmpty { lines.append("  treated   \(treatment.joined(separator: "; "))") }
    if let period = Self.period(rule.from, rule.until) { lines.append("  holds     \(period)") }
    if let note = rule.note { lines.append("  note      \(SafeText.line(note))") }
    lines.append("  remedy    \(SafeText.line(rule.remedy))")
    let over = rule.origins.dropFirst().map { ", over \($0)" }.joined()
    lines.append(
      "  from      \(SafeText.line(rule.origins[0] + over)) (\(SafeText.line(rule.span.file)):\(rule.span.start.line))"
    )
    return lines
  }

  static func period(_ from: String?, _ until: String?) -> String? {
    switch (from, until) {
    case (nil, nil): nil
    case (let from?, nil): "from \(from)"
    case (nil, let until?): "until \(until)"
    case (let from?, let until?): "from \(from) until \(until)"
    }
  }
}
