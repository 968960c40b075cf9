import Assessment
import Descriptors
import Inventory

/// The report for people: each finding with its place in the source, the clause, the reason and the remedy.
///
/// Undetermined findings with the same cause are told once, with where they are; of one rule's findings the first
/// are shown and the rest counted, since the whole list is the machine formats' business.
public enum TextReport: ReportFormat {
  /// The name on the command line.
  public static let name = "text"

  /// How many places of a group are named.
  static let mostPlaces = 3

  /// The whole report as bytes, in one piece.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    var writer = TextWriter(style: style, secrets: SecretSpans(report.resources))
    for notice in report.notices { writer.labelled("note", notice) }
    if !report.notices.isEmpty { writer.line() }
    let ranking = Ranking(report.assessment.findings) { !$0.isSilenced }
    var shown: [RuleKey: Int] = [:]
    for severity in ranking.severities {
      write(ranking.of(severity), of: report, &shown, &writer)
    }
    for (rule, count) in shown.sorted(by: { $0.key < $1.key }) where count > style.mostPerRule {
      let name = "\(rule.policy)/\(rule.rule)"
      writer.line(
        "... " + style.say("and \(count: count - style.mostPerRule) more of \(name): see `--format json`"))
    }
    if shown.values.contains(where: { $0 > style.mostPerRule }) { writer.line() }
    writer.waived(report.assessment.findings.filter(\.isWaived))
    TextComparison(report: report).write(&writer)
    TextSummary(report: report).write(&writer)
    return [writer.bytes]
  }

  /// The findings of one severity: first those that stand for themselves, then the groups.
  private static func write(
    _ indices: [Int], of report: ScanReport, _ shown: inout [RuleKey: Int], _ writer: inout TextWriter
  ) {
    let findings = report.assessment.findings
    let parts = FindingGroups(indices, of: findings)
    for index in parts.singles {
      let rule = RuleKey(policy: findings[index].policy, rule: findings[index].rule)
      shown[rule, default: 0] += 1
      if shown[rule, default: 0] <= writer.style.mostPerRule { writer.finding(findings[index], report) }
    }
    for group in parts.groups { writer.group(group, report) }
  }
}

/// A rule of a policy: two policies may use one identifier.
struct RuleKey: Hashable, Comparable, Sendable {
  let policy: String
  let rule: String

  static func < (left: RuleKey, right: RuleKey) -> Bool {
    (left.policy, left.rule) < (right.policy, right.rule)
  }
}
