import Assessment
import Inventory

/// The end of the text report: what was covered first, then what was found.
struct TextSummary {
  let report: ScanReport

  func write(_ writer: inout TextWriter) {
    coverage(&writer)
    writer.line()
    findings(&writer)
    writer.line()
    writer.line(
      "\(writer.paint("Outcome", .bold)): \(SafeText.line(report.outcome.reason)) (exit code \(report.outcome.exitCode))."
    )
    writer.line("The atlas is as of \(report.atlasAsOf); what was not understood was not judged.")
  }

  private func coverage(_ writer: inout TextWriter) {
    let coverage = report.coverage
    writer.line(writer.paint("Coverage", .bold))
    writer.line(
      "  \(coverage.found) file\(coverage.found == 1 ? "" : "s"): \(coverage.understood) understood, \(coverage.notInfrastructure) not infrastructure, "
        + "\(coverage.notUnderstood) not understood, \(coverage.unreadable) unreadable"
        + (coverage.ignored > 0 ? "; \(coverage.ignored) more left out by ignore files" : "")
        + (coverage.excluded > 0 ? "; \(coverage.excluded) more left out by `excludes`" : ""))
    if !coverage.filesByDialect.isEmpty {
      writer.line("  understood: \(list(coverage.filesByDialect, most: 12))")
    }
    if !coverage.notUnderstoodKinds.isEmpty {
      writer.line("  not understood: \(list(coverage.notUnderstoodKinds, most: 12))")
    }
    writer.line(
      "  \(coverage.resources) resources, \(coverage.dataBearing) of them data-bearing: "
        + "\(coverage.located) located, \(coverage.undetermined) with an undetermined place")
    if !coverage.unknownTypes.isEmpty {
      let total = coverage.unknownTypes.values.reduce(0, +)
      writer.line("  \(total) of types that no card knows: \(list(coverage.unknownTypes, most: 8))")
    }
    if !coverage.notCreated.isEmpty {
      let total = coverage.notCreated.values.reduce(0, +)
      writer.line(
        "  \(total) declared but not created with the parameters in force (others: `--set NAME=VALUE`): "
          + list(coverage.notCreated, most: 8))
    }
    let serious = coverage.unread.filter(\.makesIncomplete)
    for unread in serious.prefix(20) {
      let line = unread.line.map { ":\($0)" } ?? ""
      writer.line(
        "  \(writer.paint("unread", .red)) \(SafeText.line(unread.path))\(line): \(SafeText.line(unread.reason))"
      )
    }
    if serious.count > 20 { writer.line("  ... and \(serious.count - 20) more unread: see `--format json`") }
    let others = coverage.unread.count - serious.count
    if others > 0 {
      writer.line(
        "  \(others) note\(others == 1 ? "" : "s") on parts that were not read: see `--format json`")
    }
  }

  private func list(_ counts: [String: Int], most: Int) -> String {
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(most).map { "\($0.value) \(SafeText.line($0.key))" }.joined(separator: ", ")
    return sorted.count > most ? "\(shown), and \(sorted.count - most) more" : shown
  }

  private func findings(_ writer: inout TextWriter) {
    writer.line(writer.paint("Findings", .bold))
    let counts = counts()
    for policy in report.assessment.policies {
      let rules = report.assessment.rules.count { $0.policy == policy.id }
      let parts = Severity.allCases.reversed().compactMap { severity -> String? in
        let verdicts = Verdict.allCases.compactMap { verdict in
          counts[Kind(policy: policy.id, severity: severity, verdict: verdict)].map { (verdict, $0) }
        }
        guard !verdicts.isEmpty else { return nil }
        let total = verdicts.reduce(0) { $0 + $1.1 }
        let list = verdicts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
        return "\(total) \(severity.rawValue) (\(list))"
      }
      writer.line(
        "  \(SafeText.line("\(policy.id) \(policy.version)")), \(rules) rules: "
          + (parts.isEmpty ? "no findings in what was understood" : parts.joined(separator: "; ")))
    }
    for ceilings in report.assessment.ceilings { TextCeilings(ceilings: ceilings).write(&writer) }
    let waived = report.assessment.findings.count(where: \.isWaived)
    grace(&writer)
    if waived > 0 { writer.line("  \(waived) more waived: they count for no threshold") }
  }

  /// What only new knowledge brought, by what brought it.
  private func grace(_ writer: inout TextWriter) {
    let counts: [Grace: Int] = report.graces.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    for (grace, count) in counts.sorted(by: { ($0.key.until, $0.key.cause) < ($1.key.until, $1.key.cause) }) {
      writer.line(
        "  \(count) of them only by \(SafeText.line(grace.cause)): they count from \(grace.until) on")
    }
  }

  private struct Kind: Hashable {
    let policy: String
    let severity: Severity
    let verdict: Verdict
  }

  private func counts() -> [Kind: Int] {
    let findings = report.assessment.findings
    return findings.indices.reduce(into: [:]) { counts, index in
      if findings[index].isWaived { return }
      let kind = Kind(
        policy: findings[index].policy, severity: findings[index].severity, verdict: findings[index].verdict)
      counts[kind, default: 0] += 1
    }
  }
}
