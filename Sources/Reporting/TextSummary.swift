import Assessment
import Descriptors
import Inventory

/// The end of the text report: what was covered first, then what was found.
struct TextSummary {
  let report: ScanReport

  func write(_ writer: inout TextWriter) {
    coverage(&writer)
    writer.line()
    findings(&writer)
    writer.line()
    writer.labelled("Outcome", "\(report.outcome.reason) (exit code \(Int(report.outcome.exitCode))).")
    writer.line(
      writer.style.say(
        "The atlas is as of \(day: report.atlasAsOf); what was not understood was not judged."))
  }

  private func coverage(_ writer: inout TextWriter) {
    let coverage = report.coverage
    let style = writer.style
    writer.line(writer.paint(style.say("Coverage"), .bold))
    writer.line("  " + style.say(CoverageWords.files(coverage, withIgnored: true)))
    if !coverage.filesByDialect.isEmpty {
      writer.line("  " + style.say("understood: \(list(coverage.filesByDialect, most: 12))"))
    }
    if !coverage.notUnderstoodKinds.isEmpty {
      writer.line("  " + style.say("not understood: \(list(coverage.notUnderstoodKinds, most: 12))"))
    }
    writer.line("  " + style.say(CoverageWords.resources(coverage)))
    if !coverage.unknownTypes.isEmpty {
      let total = coverage.unknownTypes.values.reduce(0, +)
      writer.line(
        "  "
          + style.say("\(count: total) of types that no card knows: \(list(coverage.unknownTypes, most: 8))"))
    }
    if !coverage.notCreated.isEmpty {
      let total = coverage.notCreated.values.reduce(0, +)
      let types = list(coverage.notCreated, most: 8)
      writer.line(
        "  "
          + style.say(
            "\(count: total) declared but not created with the parameters in force (others: `--set NAME=VALUE`): \(types)"
          ))
    }
    unread(&writer)
  }

  private func unread(_ writer: inout TextWriter) {
    let style = writer.style
    let serious = report.coverage.unread.filter(\.makesIncomplete)
    for unread in serious.prefix(20) {
      let line = unread.line.map { ":\($0)" } ?? ""
      writer.line(
        "  \(writer.paint(style.say("unread"), .red)) \(SafeText.line(unread.path))\(line): \(style.say(unread.reason))"
      )
    }
    if serious.count > 20 {
      writer.line("  ... " + style.say("and \(count: serious.count - 20) more unread: see `--format json`"))
    }
    let others = report.coverage.unread.count - serious.count
    if others > 0 {
      writer.line(
        "  "
          + style.say(
            others == 1
              ? "\(count: others) note on parts that were not read: see `--format json`"
              : "\(count: others) notes on parts that were not read: see `--format json`"))
    }
  }

  private func list(_ counts: [String: Int], most: Int) -> Phrase {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = Phrase.enumeration(sorted.prefix(most).map { "\(count: $0.value) \($0.key)" })
    return sorted.count > most ? "\(shown), and \(count: sorted.count - most) more" : shown
  }

  private func findings(_ writer: inout TextWriter) {
    let style = writer.style
    writer.line(writer.paint(style.say("Findings"), .bold))
    let counts = counts()
    for policy in report.assessment.policies {
      let rules = report.assessment.rules.count { $0.policy == policy.id }
      let parts = Severity.allCases.reversed().compactMap { severity -> Phrase? in
        let verdicts = Verdict.allCases.compactMap { verdict in
          counts[Kind(policy: policy.id, severity: severity, verdict: verdict)].map { (verdict, $0) }
        }
        guard !verdicts.isEmpty else { return nil }
        let total = verdicts.reduce(0) { $0 + $1.1 }
        let list = Phrase.enumeration(verdicts.map { "\(count: $0.1) \(Phrase($0.0))" })
        return "\(count: total) \(Phrase(severity)) (\(list))"
      }
      let found =
        parts.isEmpty
        ? nothing(of: policy.id) : Phrase.enumeration(parts, separator: "; ")
      writer.line(
        "  " + style.say("\(policy.id) \(policy.version), \(count: rules) rules: \(found)"))
    }
    for ceilings in report.assessment.ceilings { TextCeilings(ceilings: ceilings).write(&writer) }
    let waived = report.assessment.findings.count(where: \.isWaived)
    grace(&writer)
    if waived > 0 {
      writer.line("  " + style.say("\(count: waived) more waived: they count for no threshold"))
    }
    let known = report.assessment.findings.count(where: \.isKnown)
    if known > 0 {
      writer.line("  " + style.say("\(count: known) more known from before: they count for no threshold"))
    }
    if let since = report.comparison?.since {
      writer.line("  " + style.say("against \(since.shown): \(since.words)"))
    }
  }

  /// What is said of a policy without a finding that counts.
  private func nothing(of policy: String) -> Phrase {
    report.assessment.findings.contains { $0.policy == policy && $0.isKnown }
      ? "no findings beside those known from before" : "no findings in what was understood"
  }

  /// What only new knowledge brought, by what brought it.
  private func grace(_ writer: inout TextWriter) {
    for phrase in TextGraces.phrases(report) { writer.line("  " + writer.style.say(phrase)) }
  }

  private struct Kind: Hashable {
    let policy: String
    let severity: Severity
    let verdict: Verdict
  }

  private func counts() -> [Kind: Int] {
    let findings = report.assessment.findings
    return findings.indices.reduce(into: [:]) { counts, index in
      if findings[index].isSilenced { return }
      let kind = Kind(
        policy: findings[index].policy, severity: findings[index].severity, verdict: findings[index].verdict)
      counts[kind, default: 0] += 1
    }
  }
}
