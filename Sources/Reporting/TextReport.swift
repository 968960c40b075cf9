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

  /// The whole report as bytes.
  public static func render(_ report: ScanReport, style: ReportStyle) -> [UInt8] {
    var writer = TextWriter(style: style, secrets: SecretSpans(report.resources))
    for notice in report.notices { writer.line("\(writer.paint("note", .bold)): \(SafeText.line(notice))") }
    if !report.notices.isEmpty { writer.line() }
    let (groups, single) = split(report.assessment.findings)
    var shown: [String: Int] = [:]
    for severity in Severity.allCases.reversed() {
      for finding in single where finding.severity == severity {
        let key = "\(SafeText.line(finding.policy))/\(SafeText.line(finding.rule))"
        shown[key, default: 0] += 1
        if shown[key, default: 0] <= style.mostPerRule { writer.finding(finding, report) }
      }
      for group in groups where group[0].severity == severity { writer.group(group, report) }
    }
    for (rule, count) in shown.sorted(by: { $0.key < $1.key }) where count > style.mostPerRule {
      writer.line("... and \(count - style.mostPerRule) more findings of \(rule): see `--format json`")
    }
    if shown.values.contains(where: { $0 > style.mostPerRule }) { writer.line() }
    TextSummary(report: report).write(&writer)
    return writer.bytes
  }

  /// Findings that differ only in where they are become groups, in the order in which they first appear.
  private static func split(_ findings: [Finding]) -> (groups: [[Finding]], single: [Finding]) {
    var groups: [[Finding]] = []
    var indices: [String: Int] = [:]
    var single: [Finding] = []
    for finding in findings {
      guard finding.verdict == .undetermined, let cause = finding.cause else {
        single.append(finding)
        continue
      }
      let key = "\(finding.policy)\u{0}\(finding.rule)\u{0}\(finding.severity)\u{0}\(cause)"
      if let index = indices[key] {
        groups[index].append(finding)
      } else {
        indices[key] = groups.count
        groups.append([finding])
      }
    }
    return (groups, single)
  }
}
