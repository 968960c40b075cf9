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
  private let notices: [String]
  private let waivers: [WaiverFile]
  private let cards: CardIndex

  /// Checks options, configuration and policies before anything is scanned.
  ///
  /// - Throws: ``UsageError`` for a mistake of the user's.
  public init(_ options: ScanOptions, atlas: Atlas = Atlas()) throws(UsageError) {
    try self.init(options, knowledge: SharedKnowledge(atlas: atlas))
  }

  /// One of many scans that share what they know.
  ///
  /// - Throws: ``UsageError`` for a mistake of the user's.
  public init(_ options: ScanOptions, knowledge: SharedKnowledge) throws(UsageError) {
    self.options = options
    atlas = knowledge.atlas
    cards = knowledge.cards
    context = try ScanContext(paths: options.paths, given: options.contexts, values: options.values)
    let chosen = try PolicyChoice(
      asked: options.policies, parameters: options.policyParameters, configurations: context.configurations)
    _ = try AskedDay.checked(options.asOf)
    if let date = options.sourceDate, !SourceDate.isValid(date) {
      throw UsageError(
        "`--source-date \(date)` is no time of RFC 3339; write it with a zone, such as 2026-11-28T06:00:00Z")
    }
    policies = try knowledge.policies(of: chosen)
    notices = chosen.notices
    waivers = try WaiverChoice.load(options.waivers, configurations: context.configurations, atlas: atlas)
    threshold = try Self.threshold(options.failOn ?? context.configurations.lazy.compactMap(\.failOn).first)
  }

  /// A scan with policies that are loaded already, apart from any configuration.
  init(_ options: ScanOptions, policies: [Policy], atlas: Atlas) throws(UsageError) {
    self.options = options
    self.atlas = atlas
    self.policies = policies
    cards = CardIndex()
    context = try ScanContext(paths: [], given: options.contexts, values: options.values)
    threshold = .high
    notices = []
    waivers = []
  }

  /// Runs the scan.
  public func run() async -> (report: ScanReport, excerpts: FileExcerpts) {
    let stock = await StockTaking(options, context: context, atlas: atlas, cards: cards).run()
    let judged = await assess(stock.resources, raw: RescannedFiles(stock.excerpts, limits: options.limits))
    let assessment = WaiverOffice(
      files: waivers, requests: stock.requests, policies: policies, day: waiverDay
    ).apply(to: judged, resources: stock.resources)
    let report = ScanReport(
      version: Version.current, atlasAsOf: atlas.asOf, notices: notices, coverage: stock.coverage,
      resources: stock.resources, assessment: assessment, threshold: threshold,
      outcome: outcome(stock.coverage, assessment), atlas: atlas, asOf: options.asOf,
      provenance: options.recordsProvenance ? ProvenanceRecord.make(options, stock.inputs, atlas) : nil)
    return (report, stock.excerpts)
  }

  /// What other inputs would make of the verdicts.
  func whatIf(_ excerpts: FileExcerpts) -> WhatIf {
    WhatIf(
      policies: policies, atlas: atlas, asOf: options.asOf,
      raw: RescannedFiles(excerpts, limits: options.limits))
  }

  /// Everything beside the files that the answer rests on.
  var grounds: ScanGrounds {
    ScanGrounds(
      options: options, context: context, policies: policies, waivers: waivers, atlas: atlas,
      threshold: threshold, notices: notices, day: waiverDay)
  }

  /// Copies of the policies, waivers and configurations that the scan rests on.
  public var givenFiles: [BundleFile] {
    let files = GivenFiles()
    let policies = policies.flatMap(\.files).map { ($0.path, $0.source) }
    let configurations = context.configurations.map { ("\($0.folder)/\(Configuration.fileName)", $0.source) }
    return files.copies(policies, role: .policy, folder: "policies")
      + files.copies(waivers.map { ($0.path, $0.source) }, role: .waivers, folder: "waivers")
      + files.copies(configurations, role: .configuration, folder: "configuration")
  }

  private func assess(_ resources: [Resource], raw: RescannedFiles) async -> AssessmentResult {
    let assessor = Assessor(
      policies: policies, atlas: atlas, asOf: options.asOf, raw: raw, keepsJudgements: options.keepsJudgements
    )
    // Each part makes its judges ready anew: a part for each job, and none for a handful of resources.
    let count = min(options.jobs, resources.count / 256 + 1)
    let parts = await Workers.map(count, jobs: options.jobs) { part in
      assessor.judge(resources, in: (resources.count * part / count)..<(resources.count * (part + 1) / count))
    }
    return assessor.conclude(parts, of: resources.count)
  }

  /// A time stamp that is given takes the place of the clock.
  private var waiverDay: String {
    options.asOf ?? options.sourceDate.map { String($0.prefix(10)) } ?? WaiverChoice.today
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
    let found = "\(counted) finding\(counted == 1 ? "" : "s") at or above \(threshold.rawValue)"
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

  private func incompleteness(_ coverage: Coverage) -> String? {
    let unread = coverage.unread.count { $0.makesIncomplete }
    if unread > 0 {
      return "\(unread) path\(unread == 1 ? "" : "s") that should have been read could not be read whole"
    }
    guard let minimum = options.minimumCoverage, coverage.dataBearing > 0 else { return nil }
    let share = coverage.located * 100 / coverage.dataBearing
    return share < minimum
      ? "\(share) % of the data-bearing resources are located, less than the \(minimum) % asked for" : nil
  }
}
