import Assessment

/// The movement for spreadsheets (RFC 4180): a line each, the gravest first.
enum WeeklyCSV {
  private static let columns = [
    "kind", "causes", "severity", "severity_before", "verdict", "verdict_before", "category", "policy",
    "rule",
    "tree", "owner", "resource", "file", "line", "first_seen", "seen_at", "due", "waiver_id",
    "waiver_expires", "waiver_approved_by", "message", "fingerprint",
  ]

  static func bytes(_ report: WeeklyReport) -> [UInt8] {
    var bytes: [UInt8] = []
    write(columns, to: &bytes)
    for movement in report.movements {
      guard let finding = movement.finding else { continue }
      let waiver = finding.waiver ?? movement.before?.waiver
      let isGone = movement.after == nil
      let due = isGone ? nil : report.settings.due[finding.severity]
      write(
        [
          movement.kind.rawValue, movement.causes.map(\.rawValue).joined(separator: " or "),
          movement.after?.severity.rawValue ?? "", movement.before?.severity.rawValue ?? "",
          movement.after?.verdict.rawValue ?? "", movement.before?.verdict.rawValue ?? "",
          finding.category, finding.policy, finding.rule, movement.tree, movement.owner ?? "",
          finding.resource ?? "", finding.file ?? "", finding.line.map { "\($0)" } ?? "",
          movement.firstSeen.text, movement.at.text,
          due.map { movement.firstSeen.adding(days: $0).day } ?? "", waiver?.id ?? "", waiver?.expires ?? "",
          waiver?.approvedBy ?? "", finding.message, finding.fingerprint,
        ], to: &bytes)
    }
    return bytes
  }

  private static func write(_ cells: [String], to bytes: inout [UInt8]) {
    bytes += cells.map(InventoryCSV.cell).joined(separator: ",").utf8
    bytes += "\r\n".utf8
  }
}
