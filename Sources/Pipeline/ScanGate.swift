import Assessment
import Inventory
import Reporting

/// Decides how a scan ends: what counts, whether it is complete, and whether it only reports.
struct ScanGate: Sendable {
  /// From which severity findings count.
  var thresholds = Thresholds()
  /// True if findings and gaps leave the exit code 0.
  var isReportOnly = false
  /// True if gaps do.
  var allowsIncomplete = false
  /// Percentage of data-bearing resources that must be located.
  var minimumCoverage: Int?

  init() {}

  init(_ settings: Settings) {
    thresholds = settings.thresholds
    isReportOnly = settings.isReportOnly
    allowsIncomplete = settings.options.allowIncomplete
    minimumCoverage = settings.options.minimumCoverage
  }

  /// The exit code, with its reason.
  ///
  /// - Parameter graces: findings that do not count yet, by fingerprint.
  func outcome(
    _ coverage: Coverage, _ findings: [Finding], graces: [String: Grace]
  ) -> ScanReport.Outcome {
    let grave = findings.filter { !$0.isWaived && thresholds.isReached(by: $0) }
    let counted = grave.count { graces[$0.fingerprint] == nil }
    let later = grave.count - counted
    var found = Self.found(counted, thresholds)
    if later > 0 { found += "; \(later) more do not count yet, since only new knowledge brought them" }
    let gap = incompleteness(coverage)
    var code: Int32 = counted > 0 ? 1 : 0
    var reason = found
    if let gap, allowsIncomplete {
      reason = "\(found); the scan is incomplete, which was allowed: \(gap)"
    } else if let gap {
      code = 3
      reason = "the scan is incomplete: \(gap); \(found)"
    }
    guard isReportOnly else { return ScanReport.Outcome(exitCode: code, reason: reason) }
    let instead = code == 0 ? "" : " instead of \(code)"
    return ScanReport.Outcome(
      exitCode: 0, reason: "\(reason); this scan only reports, so its exit code is 0\(instead)")
  }

  private static func found(_ count: Int, _ thresholds: Thresholds) -> String {
    let findings = "\(count) finding\(count == 1 ? "" : "s")"
    guard thresholds.isPlain else {
      return "\(findings) at or above the thresholds (\(thresholds.described))"
    }
    return thresholds.standard == .never
      ? "no finding counts, since the threshold is none"
      : "\(findings) at or above \(thresholds.standard.word)"
  }

  private func incompleteness(_ coverage: Coverage) -> String? {
    let unread = coverage.unread.count { $0.makesIncomplete }
    if unread > 0 {
      return "\(unread) path\(unread == 1 ? "" : "s") that should have been read could not be read whole"
    }
    guard let minimumCoverage, coverage.dataBearing > 0 else { return nil }
    let share = coverage.located * 100 / coverage.dataBearing
    return share < minimumCoverage
      ? "\(share) % of the data-bearing resources are located, less than the \(minimumCoverage) % asked for"
      : nil
  }
}
