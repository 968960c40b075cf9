import Assessment
public import Atlas
public import Reporting

import Descriptors
import Inventory

/// One scan, from paths to the report's model: the way of the data in one place.
public struct Scan: Sendable {
  private let options: ScanOptions
  private let atlas: Atlas
  private let context: ScanContext
  private let policies: [Policy]
  private let threshold: Severity
  private let notices: [Phrase]
  private let waivers: [WaiverFile]

  /// Checks options, configuration and policies before anything is scanned.
  ///
  /// - Throws: ``UsageError`` for a mistake of the user's.
  public init(_ options: ScanOptions, atlas: Atlas = Atlas()) throws(UsageError) {
    self.options = options
    self.atlas = atlas
    context = try ScanContext(paths: options.paths, given: options.contexts, values: options.values)
    let chosen = try PolicyChoice(
      asked: options.policies, parameters: options.policyParameters, configurations: context.configurations)
    if let day = options.asOf, !CalendarDay.isValid(day) {
      throw UsageError("`--as-of \(day)` is no day; write it as year-month-day, such as 2031-06-01")
    }
    policies = try chosen.load(atlas: atlas)
    notices = chosen.notices
    waivers = try WaiverChoice.load(options.waivers, configurations: context.configurations, atlas: atlas)
    threshold = try Self.threshold(options.failOn ?? context.configurations.lazy.compactMap(\.failOn).first)
  }

  /// A scan with policies that are loaded already, apart from any configuration.
  init(_ options: ScanOptions, policies: [Policy], atlas: Atlas) throws(UsageError) {
    self.options = options
    self.atlas = atlas
    self.policies = policies
    context = try ScanContext(paths: [], given: options.contexts, values: options.values)
    threshold = .high
    notices = []
    waivers = []
  }

  /// Runs the scan.
  public func run() async -> (report: ScanReport, excerpts: FileExcerpts) {
    let stock = await StockTaking(options, context: context, atlas: atlas).run()
    let judged = await assess(stock.resources, raw: RescannedFiles(stock.excerpts, limits: options.limits))
    let assessment = WaiverOffice(
      files: waivers, requests: stock.requests, policies: policies, day: options.asOf ?? WaiverChoice.today
    ).apply(to: judged, resources: stock.resources)
    let report = ScanReport(
      version: Version.current, atlasAsOf: atlas.asOf, notices: notices, coverage: stock.coverage,
      resources: stock.resources, assessment: assessment, threshold: threshold,
      outcome: outcome(stock.coverage, assessment), atlas: atlas)
    return (report, stock.excerpts)
  }

  private func assess(_ resources: [Resource], raw: RescannedFiles) async -> AssessmentResult {
    let assessor = Assessor(policies: policies, atlas: atlas, asOf: options.asOf, raw: raw)
    // Each part makes its judges ready anew: a part for each job, and none for a handful of resources.
    let count = min(options.jobs, resources.count / 256 + 1)
    let parts = await Workers.map(count, jobs: options.jobs) { part in
      assessor.judge(resources, in: (resources.count * part / count)..<(resources.count * (part + 1) / count))
    }
    return assessor.conclude(parts, of: resources.count)
  }

  private static func threshold(_ word: String?) throws(UsageError) -> Severity {
    guard let word else { return .high }
    guard let severity = Severity(rawValue: word) else {
      let words = Severity.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: word, among: words).map { "; did you mean `\($0)`?" } ?? ""
      throw UsageError("`\(word)` is no severity\(near) (\(words.joined(separator: ", ")))")
    }
    return severity
  }

  private func outcome(_ coverage: Coverage, _ assessment: AssessmentResult) -> ScanReport.Outcome {
    let counted = assessment.findings.count { $0.severity >= threshold && !$0.isWaived }
    let least = Phrase(term: threshold.rawValue)
    let found: Phrase =
      counted == 1
      ? "\(count: counted) finding at or above \(least)" : "\(count: counted) findings at or above \(least)"
    if let reason = incompleteness(coverage) {
      guard options.allowIncomplete else {
        return ScanReport.Outcome(exitCode: 3, reason: "the scan is incomplete: \(reason); \(found)")
      }
      return ScanReport.Outcome(
        exitCode: counted > 0 ? 1 : 0,
        reason: "\(found); the scan is incomplete, which was allowed: \(reason)")
    }
    return ScanReport.Outcome(exitCode: counted > 0 ? 1 : 0, reason: found)
  }

  private func incompleteness(_ coverage: Coverage) -> Phrase? {
    let unread = coverage.unread.count { $0.makesIncomplete }
    if unread > 0 {
      return unread == 1
        ? "\(count: unread) path that should have been read could not be read whole"
        : "\(count: unread) paths that should have been read could not be read whole"
    }
    guard let minimum = options.minimumCoverage, coverage.dataBearing > 0 else { return nil }
    let share = coverage.located * 100 / coverage.dataBearing
    return share < minimum
      ? "\(share) % of the data-bearing resources are located, less than the \(minimum) % asked for" : nil
  }
}
