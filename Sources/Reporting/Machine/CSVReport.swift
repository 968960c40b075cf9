import Assessment
import Atlas
import Descriptors
import Inventory

/// The findings for spreadsheets (RFC 4180): one line each, gravest first.
public enum CSVReport: ReportFormat {
  /// The name on the command line.
  public static let name = "csv"

  private static let columns = [
    "severity", "verdict", "waiver", "policy", "rule", "title", "category", "file", "line", "column",
    "resource", "type", "kind", "places", "countries", "operator", "message", "remedy", "clauses", "evidence",
    "cause",
    "waiver_id", "waiver_kind", "waiver_reason", "waiver_approved_by", "waiver_expires", "fingerprint",
  ]

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let words = FactWords(atlas: report.atlas)
    let titles = Dictionary(
      report.assessment.rules.map { (RuleKey(policy: $0.policy, rule: $0.id), $0.title) },
      uniquingKeysWith: { first, _ in first })
    let findings = report.assessment.findings
    var head: [UInt8] = []
    write(columns, to: &head)
    return [head]
      + JSONWriter.pieces(of: Ranking(findings).all) { indices in
        var bytes: [UInt8] = []
        for index in indices {
          let finding = findings[index]
          let title = titles[RuleKey(policy: finding.policy, rule: finding.rule)] ?? ""
          write(cells(finding, title, finding.resource.map { report.resources[$0] }, words), to: &bytes)
        }
        return bytes
      }
  }

  private static func cells(_ finding: Finding, _ title: String, _ resource: Resource?, _ words: FactWords)
    -> [String]
  {
    let span = finding.span
    return [
      finding.severity.rawValue, finding.verdict.rawValue, state(finding.waiver), finding.policy,
      finding.rule, title, finding.category.rawValue, span?.file ?? "",
      span.map { "\($0.start.line)" } ?? "", span.map { "\($0.start.column)" } ?? "",
    ] + self.resource(resource, words) + [
      finding.message.english, finding.remedy.english, finding.clauses,
      finding.evidenceLines.joined(separator: "; "), finding.cause?.english ?? "",
    ] + waiver(finding.waiver) + [finding.fingerprint]
  }

  private static func resource(_ resource: Resource?, _ words: FactWords) -> [String] {
    guard let resource else { return ["", "", "", "", "", ""] }
    return [
      resource.key, resource.type, resource.kind.rawValue, words.places(resource.place),
      words.countries(resource.place), words.operators(resource.operatorID),
    ]
  }

  private static func state(_ waiver: WaiverState?) -> String {
    switch waiver {
    case .waived?: "waived"
    case .requested?: "requested"
    case nil: ""
    }
  }

  private static func waiver(_ waiver: WaiverState?) -> [String] {
    switch waiver {
    case .waived(let id, let kind, let reason, let approver, let expires)?:
      [id, kind, reason, approver, expires]
    case .requested(let reason)?: ["", "", reason, "", ""]
    case nil: ["", "", "", "", ""]
    }
  }

  private static func write(_ cells: [String], to bytes: inout [UInt8]) {
    bytes += cells.map(InventoryCSV.cell).joined(separator: ",").utf8
    bytes += "\r\n".utf8
  }
}
