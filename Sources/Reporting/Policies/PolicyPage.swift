public import Assessment

/// The page of a policy for its readers, in Markdown: rules, clauses, what is checked, what is not, what to bring.
public struct PolicyPage: Sendable {
  private let policy: Policy
  private let language: Language
  private let words: DemandWords

  /// The page of a policy in a language; what is not translated stays in English.
  public init(_ policy: Policy, language: Language) {
    self.policy = policy
    self.language = language
    words = DemandWords(language: language)
  }

  private func pick(_ english: String, _ french: String) -> String { language.pick(english, french) }
  private func own(_ english: String, _ french: String?) -> String {
    language == .french ? french ?? english : english
  }

  /// The page.
  public var markdown: String {
    var text = "# \(cell(own(policy.identity.title, policy.french.title)))\n\n"
    text += pick(
      "Generated from `Policies/\(policy.id).yaml`; do not edit.",
      "Page produite à partir de `Policies/\(policy.id).yaml` ; ne pas modifier.")
    text += "\n\n"
    if let description = policy.description {
      text += cell(own(description, policy.french.description)) + "\n\n"
    }
    text += facts
    text += parameters
    text += scale
    text += rules(pick("What is checked", "Ce qui est vérifié"), policy.rules + policy.dormant)
    text += evidence
    text += notes
    text += unverified
    return text
  }

  private var facts: String {
    var rows: [(String, String)] = [
      (pick("Policy", "Politique"), "`\(policy.id)` \(policy.identity.version)")
    ]
    if let source = policy.source {
      let parts = [source.issuer, source.edition, source.date].compactMap { $0 }.joined(separator: ", ")
      rows.append((pick("Source", "Source"), source.title + (parts.isEmpty ? "" : " (\(parts))")))
    }
    if let from = policy.validFrom { rows.append((pick("In force from", "En vigueur depuis le"), from)) }
    if let until = policy.validUntil { rows.append((pick("No longer from", "Caduque à partir du"), until)) }
    if !policy.bases.isEmpty {
      rows.append((pick("Builds on", "S'appuie sur"), policy.bases.map(\.id).joined(separator: ", ")))
    }
    rows.append(
      (
        pick("Unlabelled data counts as", "Les données sans étiquette comptent comme"),
        "`\(policy.unlabelled)`"
      ))
    return table(["", ""], rows.map { [$0.0, $0.1] }) + "\n"
  }

  private var parameters: String {
    guard !policy.parameters.isEmpty else { return "" }
    return "## \(pick("Parameters", "Paramètres"))\n\n"
      + table(
        [
          pick("Parameter", "Paramètre"), pick("Meaning", "Sens"), pick("Default", "Défaut"),
          pick("Values", "Valeurs"),
        ],
        policy.parameters.map {
          [
            "`\($0.name)`", own($0.title, $0.frenchTitle), $0.values.joined(separator: ", "),
            $0.allowed.joined(separator: ", "),
          ]
        }) + "\n"
  }

  private var scale: String {
    guard let scale = policy.ceilings else { return "" }
    return "## \(pick("Ceilings", "Plafonds"))\n\n"
      + pick(
        "A breach caps its objectives on the scale \(scale.name), from 0 to \(scale.top). A report shows how high each can still reach, never an award.",
        "Un écart plafonne ses objectifs sur l'échelle \(scale.name), de 0 à \(scale.top). Le rapport montre jusqu'où chacun peut encore aller, jamais une attribution."
      ) + "\n\n"
      + table(
        [pick("Objective", "Objectif"), "", pick("Weight", "Poids"), pick("Asked for", "Demandé")],
        scale.objectives.map {
          ["\($0.id)", own($0.title, $0.frenchTitle), "\($0.weight)", "\($0.demanded)"]
        }) + "\n"
  }

  private func rules(_ title: String, _ rules: [Rule]) -> String {
    let judging = rules.filter { $0.category != .evidence }
    guard !judging.isEmpty else { return "" }
    return "## \(title)\n\n"
      + table(
        [
          pick("Rule", "Règle"), pick("Demand", "Exigence"), pick("Passes if", "Conforme si"),
          pick("Applies to", "Porte sur"), pick("Severity", "Gravité"), pick("Clauses", "Articles"),
          pick("What to do", "Que faire"),
        ],
        judging.map { rule in
          [
            "`\(rule.id)`", own(rule.title, rule.french.title),
            words.sentences(rule.demand).joined(separator: "; ") + dates(rule),
            words.scope(rule.applies) ?? pick("all", "tout"), severity(rule), clauses(rule),
            own(rule.remedy, rule.french.remedy),
          ]
        }) + "\n"
  }

  private func dates(_ rule: Rule) -> String {
    var parts: [String] = []
    if let from = rule.from { parts.append(pick("from \(from)", "à partir du \(from)")) }
    if let until = rule.until { parts.append(pick("until \(until)", "jusqu'au \(until)")) }
    for (name, values) in rule.when.sorted(by: { $0.key < $1.key }) {
      let list = language.list(values)
      parts.append(pick("if `\(name)` is \(list)", "si `\(name)` vaut \(list)"))
    }
    if let ceiling = rule.ceiling {
      let list = language.list(ceiling.objectives, .and)
      parts.append(pick("caps \(list) at \(ceiling.level)", "plafonne \(list) à \(ceiling.level)"))
    }
    if rule.breachAsksForEvidence {
      parts.append(pick("a breach asks for evidence", "un écart demande une preuve"))
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
  }

  private func severity(_ rule: Rule) -> String {
    ([severity(rule.severity)]
      + rule.severityByClass.sorted { $0.key < $1.key }.map { "\(severity($0.value)) (\($0.key))" })
      .joined(separator: ", ")
  }

  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical: pick("critical", "critique")
    case .high: pick("high", "élevée")
    case .medium: pick("medium", "moyenne")
    case .low: pick("low", "faible")
    case .info: pick("info", "information")
    }
  }

  private func clauses(_ rule: Rule) -> String {
    rule.cites.map {
      "\($0.catalog) \($0.control)" + ($0.isVerified ? "" : pick(" (unverified)", " (non vérifié)"))
    }
    .joined(separator: ", ")
  }

  /// What no descriptor can show.
  private var evidence: String {
    let rules = (policy.rules + policy.dormant).compactMap { rule -> [String]? in
      guard case .evidence(let ask) = rule.demand else { return nil }
      return [
        "`\(rule.id)`", own(rule.title, rule.french.title), own(ask, rule.french.ask) + dates(rule),
        clauses(rule),
      ]
    }
    guard !rules.isEmpty else { return "" }
    return "## \(pick("Evidence to bring", "Preuves à apporter"))\n\n"
      + pick(
        "No descriptor can show these; every report lists them with an empty slot.",
        "Aucun descripteur ne peut le montrer ; chaque rapport le liste avec une case vide.") + "\n\n"
      + table(
        [
          pick("Rule", "Règle"), pick("Demand", "Exigence"), pick("Document", "Document"),
          pick("Clauses", "Articles"),
        ],
        rules) + "\n"
  }

  /// What rules do not see.
  private var notes: String {
    let rules = (policy.rules + policy.dormant).filter { $0.note != nil }
    guard !rules.isEmpty else { return "" }
    return "## \(pick("What is not checked", "Ce qui n'est pas vérifié"))\n\n"
      + rules.map { "- `\($0.id)`: \(cell(own($0.note ?? "", $0.french.note)))\n" }.joined() + "\n"
  }

  private var unverified: String {
    let rules = (policy.rules + policy.dormant).filter { $0.cites.contains { !$0.isVerified } }
    guard !rules.isEmpty else { return "" }
    let list = rules.map { "`\($0.id)`" }.joined(separator: ", ")
    return "## \(pick("Unverified", "Non vérifié"))\n\n"
      + pick(
        "These rules rest on clauses that nobody has held against their source: \(list).",
        "Ces règles reposent sur des articles qui n'ont pas été confrontés à leur source : \(list).") + "\n"
  }

  private func table(_ head: [String], _ rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows.map { $0.map(cell) }
    return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }

  /// Text of a policy within Markdown: one line, no cell's end, no markup of HTML.
  private func cell(_ text: String) -> String {
    SafeText.line(text).unicodeScalars.reduce(into: "") { cell, scalar in
      switch scalar {
      case "|": cell += "\\|"
      case "<": cell += "&lt;"
      case "*": cell += "\\*"
      default: cell.unicodeScalars.append(scalar)
      }
    }
  }
}
