import Assessment

/// Every rule of every policy with how it was decided: what passed and what nothing was found of, too.
struct HTMLRules {
  private static let verdicts: [Verdict] = [
    .pass, .fail, .conditional, .undetermined, .evidenceRequired, .notApplicable,
  ]

  private let report: ScanReport
  private let words: HTMLWords
  /// How many findings each rule has, by verdict.
  private let listed: [RuleKey: [Verdict: Int]]
  /// Those of them that speak of the whole scan.
  private let asked: [RuleKey: [Verdict: Int]]

  init(_ report: ScanReport, words: HTMLWords) {
    self.report = report
    self.words = words
    var (listed, asked): ([RuleKey: [Verdict: Int]], [RuleKey: [Verdict: Int]]) = ([:], [:])
    for finding in report.assessment.findings {
      let key = RuleKey(policy: finding.policy, rule: finding.rule)
      listed[key, default: [:]][finding.verdict, default: 0] += 1
      if finding.resource == nil { asked[key, default: [:]][finding.verdict, default: 0] += 1 }
    }
    self.listed = listed
    self.asked = asked
  }

  var fields: Fields {
    let rules = report.assessment.rules
    let silent = rules.count { listed[RuleKey(policy: $0.policy, rule: $0.id)] == nil }
    var fields = Fields()
    fields.own("lead", words.fill("rulesLead", words.count("rule", rules.count), words.number(silent)))
    fields.list(
      "verdicts",
      Self.verdicts.map { verdict in
        var fields = Fields()
        fields.own("label", words.verdict(verdict))
        return fields
      })
    fields.list(
      "tables",
      report.assessment.policies.map { policy in
        var fields = Fields()
        fields.own("title", words.say(policy.phrase))
        fields.own("caption", words.fill("rulesCaption", policy.id, policy.version))
        fields.list("rules", rules.filter { $0.policy == policy.id }.map(row))
        return fields
      })
    return fields
  }

  private func row(_ rule: RuleOutcome) -> Fields {
    let key = RuleKey(policy: rule.policy, rule: rule.id)
    let listed = listed[key] ?? [:]
    var fields = Fields()
    fields.own("id", rule.id)
    fields.own("key", "\(rule.policy)/\(rule.id)")
    fields.own("title", words.title(rule))
    fields.own("severity", rule.severity.rawValue)
    fields.own("severityWord", words.severity(rule.severity))
    fields.own("cites", words.clauses(rule.cites))
    fields.list(
      "cells",
      Self.verdicts.map { verdict in
        let count = (rule.counts[verdict] ?? 0) + (asked[key]?[verdict] ?? 0)
        var fields = Fields()
        fields.own("count", words.number(count))
        // A policy may leave what is undetermined to another rule; that has to be seen somewhere.
        let isListed = verdict == .pass || verdict == .notApplicable || listed[verdict] != nil
        fields.flag("unlisted", count > 0 && !isListed)
        return fields
      })
    let total = listed.values.reduce(0, +)
    if total > 0 { fields.own("found", words.number(total)) } else { fields.flag("found", false) }
    return fields
  }
}
