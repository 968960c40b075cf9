import Inventory
import Assessment
import Descriptors

/// Checkstyle XML, which editors and review tools have read for twenty years: the findings by file.
public enum CheckstyleReport: ReportFormat {
  /// The name on the command line.
  public static let name = "checkstyle"

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let places = FindingPlaces(report)
    let findings = report.assessment.findings
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">\n"
    // What was not read is an error at its own place, since silence about it would look like praise.
    let unread = Dictionary(grouping: report.coverage.unread, by: \.path)
    let found = Dictionary(grouping: findings.indices) { places.span(of: findings[$0]).file }
    for file in Set(unread.keys).union(found.keys).sorted() {
      text += "  <file name=\"\(XMLText.attribute(FindingPlaces.path(file)))\">\n"
      for part in unread[file] ?? [] {
        error(
          line: part.line ?? 1, column: nil, severity: part.makesIncomplete ? "error" : "info",
          message: "not read: \(part.reason.english)", source: "bornage.coverage", &text)
      }
      for index in found[file] ?? [] {
        let finding = findings[index]
        let span = places.span(of: finding)
        error(
          line: span.start.line, column: span.start.column, severity: severity(finding),
          message: "\(finding.markedMessage). \(finding.remedy.english)",
          source: "bornage.\(finding.policy).\(finding.rule)", &text)
      }
      text += "  </file>\n"
    }
    return [Array((text + "</checkstyle>\n").utf8)]
  }

  private static func severity(_ finding: Finding) -> String {
    switch Loudness(finding) {
    case .error: "error"
    case .warning: "warning"
    case .note: "info"
    }
  }

  private static func error(
    line: Int, column: Int?, severity: String, message: String, source: String, _ text: inout String
  ) {
    text += "    <error line=\"\(line)\""
    if let column { text += " column=\"\(column)\"" }
    text += " severity=\"\(severity)\" message=\"\(XMLText.attribute(message))\""
    text += " source=\"\(XMLText.attribute(source))\"/>\n"
  }
}
