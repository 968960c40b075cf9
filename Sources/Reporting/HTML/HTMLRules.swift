import Assessment

/// Every rule of every policy with how it was decided: what passed and what nothing was found of, too.
struct HTMLRules {
  private static let verdicts: [Verdict] = [
    .pass, .fail, .conditional, .undetermined, .evidenceRequired, .notApplicable,
  ]

  private let report: ScanReport
  private let words: HTMLWords

  init(_ report: ScanReport, words: HTMLWords) {
    self.report = report
    self.words = words
  }

  var fields: Fields {
    let rules = report.assessment.rules
    let listed = Set(report.assessment.findings.map { RuleKey(policy: $0.policy, rule: $0.rule) })
    let silent = rules.count { !listed.contains(RuleKey(policy: $0.policy, rule: $0.id)) }
    var fields = Fields()
    fields.own("lead", words.fill("rulesLead", words.count("rule", rules.count), words.number(silent)))
    fields.list("verdicts", Self.verdicts.map(head))
    fields.list(
      "tables",
      report.assessment.policies.map { policy in
        var fields = Fields()
        fields.own("policy", policy.id)
        fields.own("title", policy.title)
        fields.own("caption", words.fill("rulesCaption", policy.id, policy.version))
        fields.list("rules", rules.filter { $0.policy == policy.id }.map(row))
        return fields
      })
    return fields
  }

  private func head(_ verdict: Verdict) -> Fields {
    var fields = Fields()
    fields.own("id", verdict.rawValue)
    fields.own("label", words.verdict(verdict))
    return fields
  }

  private func row(_ rule: RuleOutcome) -> Fields {
    var fields = Fields()
    fields.own("id", rule.id)
    fields.own("key", "\(rule.policy)/\(rule.id)")
    fields.own("title", words.title(rule))
    fields.own("severity", rule.severity.rawValue)
    fields.own("severityWord", words.severity(rule.severity))
    fields.own("cites", rule.cites.map(\.shown).joined(separator: "; "))
    fields.list(
      "cells",
      Self.verdicts.map { verdict in
        let count = rule.counts[verdict] ?? 0
        var fields = Fields()
        fields.own("count", words.number(count))
        // What passed is not listed, so that there is nothing to lead to.
        let leads = count > 0 && verdict != .pass && verdict != .notApplicable
        if leads { fields.own("link", "v=\(verdict.rawValue)") } else { fields.flag("link", false) }
        return fields
      })
    return fields
  }
}
