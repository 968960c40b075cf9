import Inventory
import Assessment
import Descriptors

/// GitLab's code quality report: the part of the Code Climate format that merge requests show.
public enum GitLabCodeQualityReport: ReportFormat {
  /// The name on the command line.
  public static let name = "gitlab-codequality"

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let findings = report.assessment.findings
    let places = FindingPlaces(report)
    var prints = UniqueFingerprints()
    var writer = JSONWriter(capacity: 1 << 20)
    writer.lines(Ranking(findings).all) { writer, index in
      let finding = findings[index]
      let span = places.span(of: finding)
      writer.object { writer in
        writer.member("description", SafeText.line("\(finding.markedMessage). \(finding.remedy.english)"))
        writer.member("check_name", SafeText.line(finding.ruleName))
        writer.member("fingerprint", prints.next(finding))
        writer.member("severity", severity(finding))
        writer.member(
          "location",
          object: { writer in
            writer.member("path", FindingPlaces.path(span.file))
            writer.member(
              "lines",
              object: {
                $0.member("begin", span.start.line)
                $0.member("end", max(span.start.line, span.end.line))
              })
          })
      }
    }
    writer.newline()
    return writer.pieces
  }

  /// What a waiver accepts counts for nothing here either; it stays in the list.
  private static func severity(_ finding: Finding) -> String {
    if finding.isSilenced { return "info" }
    switch finding.severity {
    case .critical: return "blocker"
    case .high: return "critical"
    case .medium: return "major"
    case .low: return "minor"
    case .info: return "info"
    }
  }
}
