import Assessment
import Descriptors
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
  /// - Parameters:
  ///   - graces: findings that do not count yet, by fingerprint.
  ///   - comparison: what the scan was held against.
  func outcome(
    _ coverage: Coverage, _ findings: [Finding], graces: [String: Grace], _ comparison: ScanComparison?
  ) -> ScanReport.Outcome {
    let grave = findings.filter { !$0.isSilenced && thresholds.isReached(by: $0) }
    let counted = grave.count { graces[$0.fingerprint] == nil }
    let later = grave.count - counted
    var found = Self.found(counted, thresholds)
    if let reason = comparison?.reason { found = "\(found)\(reason)" }
    if later > 0 {
      found = "\(found); \(count: later) more do not count yet, since only new knowledge brought them"
    }
    var code: Int32 = counted > 0 ? 1 : 0
    var reason = found
    if let gap = incompleteness(coverage) {
      if !allowsIncomplete { code = 3 }
      reason =
        allowsIncomplete
        ? "\(found); the scan is incomplete, which was allowed: \(gap)"
        : "the scan is incomplete: \(gap); \(found)"
    }
    guard isReportOnly else { return ScanReport.Outcome(exitCode: code, reason: reason) }
    return ScanReport.Outcome(
      exitCode: 0,
      reason: code == 0
        ? "\(reason); this scan only reports, so its exit code is 0"
        : "\(reason); this scan only reports, so its exit code is 0 instead of \(Int(code))")
  }

  private static func found(_ number: Int, _ thresholds: Thresholds) -> Phrase {
    guard thresholds.isPlain else {
      return number == 1
        ? "\(count: number) finding at or above the thresholds (\(thresholds.described))"
        : "\(count: number) findings at or above the thresholds (\(thresholds.described))"
    }
    if thresholds.standard == .never { return "no finding counts, since the threshold is none" }
    let least = Phrase(term: thresholds.standard.word)
    return number == 1
      ? "\(count: number) finding at or above \(least)" : "\(count: number) findings at or above \(least)"
  }

  private func incompleteness(_ coverage: Coverage) -> Phrase? {
    let unread = coverage.unread.count { $0.makesIncomplete }
    if unread > 0 {
      return unread == 1
        ? "\(count: unread) path that should have been read could not be read whole"
        : "\(count: unread) paths that should have been read could not be read whole"
    }
    guard let minimumCoverage, coverage.dataBearing > 0 else { return nil }
    let share = coverage.located * 100 / coverage.dataBearing
    return share < minimumCoverage
      ? "\(share) % of the data-bearing resources are located, less than the \(minimumCoverage) % asked for"
      : nil
  }
}
