import Assessment
public import Atlas
public import Reporting

import Descriptors
import Discovery
import Inventory

/// One scan, from paths to the report's model: the way of the data in one place.
public struct Scan: Sendable {
  private let options: ScanOptions
  private let atlas: Atlas
  private let context: ScanContext
  private let policies: [Policy]
  private let gate: ScanGate
  private let excludes: [Excludes]
  private let notices: [Phrase]
  private let waivers: [WaiverFile]
  private let reference: ScanReference
  private let graces: GraceOffice?
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
    try self.init(try Settings(options), knowledge: knowledge)
  }

  /// Checks policies and waivers before anything is scanned.
  ///
  /// - Parameters:
  ///   - settings: what holds for the run.
  ///   - recordsProvenance: true if the report is to say what went in, with a digest of every file.
  ///   - knowledge: what is known, shared by many scans.
  /// - Throws: ``UsageError`` for a mistake of the user's.
  public init(
    _ settings: Settings, recordsProvenance: Bool = false, knowledge: SharedKnowledge = SharedKnowledge()
  ) throws(UsageError) {
    var options = settings.options
    options.recordsProvenance = options.recordsProvenance || recordsProvenance
    self.options = options
    atlas = knowledge.atlas
    cards = knowledge.cards
    context = try ScanContext(settings)
    if let date = options.sourceDate, !SourceDate.isValid(date) {
      throw UsageError(
        "`--source-date \(date)` is no time of RFC 3339; write it with a zone, such as 2026-11-28T06:00:00Z")
    }
    let chosen = try PolicyChoice(settings)
    policies = try SettledPolicies.load(chosen, settings: settings, context: context, knowledge: knowledge)
    notices = chosen.notices
    waivers = try WaiverChoice.load(settings.inForce[.waivers] ?? [], atlas: atlas)
    gate = ScanGate(settings)
    excludes = settings.excludes
    graces = try GraceChoice.office(settings, policies: policies, atlas: atlas, day: Self.day(options))
    reference = try ScanReference(
      options, baseline: settings.baseline, context: context, day: Self.day(options))
  }

  /// A scan with policies that are loaded already, apart from any configuration.
  init(_ options: ScanOptions, policies: [Policy], atlas: Atlas) throws(UsageError) {
    self.options = options
    self.atlas = atlas
    self.policies = policies
    cards = CardIndex()
    context = try ScanContext(paths: [], given: options.contexts, values: options.values)
    gate = ScanGate()
    excludes = []
    notices = []
    waivers = []
    reference = ScanReference()
    graces = nil
  }

  /// Runs the scan.
  public func run() async -> (report: ScanReport, excerpts: FileExcerpts) {
    let taking = StockTaking(options, context: context, atlas: atlas, cards: cards, excludes: excludes)
    let reading = await taking.begin(tracksUse: reference.past != nil)
    async let before = judgedBefore(reading)
    let stock = await taking.complete(reading)
    let raw = RescannedFiles(stock.excerpts, limits: options.limits)
    let judged = ScanReference.Judged(
      resources: stock.resources, assessment: await judge(stock, raw: raw), coverage: stock.coverage, raw: raw
    )
    let (assessment, comparison) = reference.compare(judged, before: await before)
    let graces = self.graces?.graces(of: assessment.findings, resources: stock.resources) ?? [:]
    let report = ScanReport(
      version: Version.current, atlasAsOf: atlas.asOf,
      notices: notices + (self.graces?.notices ?? []) + (comparison?.notices ?? []),
      coverage: stock.coverage,
      resources: stock.resources, assessment: assessment,
      outcome: gate.outcome(stock.coverage, assessment.findings, graces: graces, comparison), atlas: atlas,
      asOf: options.asOf,
      provenance: options.recordsProvenance ? ProvenanceRecord.make(options, stock.inputs, atlas) : nil,
      thresholds: gate.thresholds, graces: graces, comparison: comparison)
    return (report, stock.excerpts)
  }

  /// The findings of the commit that the scan is held against, read beside the working tree.
  private func judgedBefore(
    _ present: StockTaking.FirstReading
  ) async -> (judged: ScanReference.Judged, notes: [Phrase])? {
    guard let past = reference.past else { return nil }
    let (reading, notes) = await PastReading(past: past.tree, roots: past.roots, jobs: options.jobs).run(
      beside: present, context: past.context, finder: TreeContextFinder(atlas: atlas))
    let stock = await StockTaking(options, context: past.context, atlas: atlas).complete(reading)
    let raw = RescannedFiles(stock.excerpts, limits: options.limits, files: reading.discovery.files)
    let judged = ScanReference.Judged(
      resources: stock.resources, assessment: await judge(stock, raw: raw), coverage: stock.coverage, raw: raw
    )
    return (judged, notes)
  }

  private func judge(_ stock: StockTaking.Stock, raw: RescannedFiles) async -> AssessmentResult {
    let judged = await assess(stock.resources, raw: raw)
    return WaiverOffice(
      files: waivers, requests: stock.requests, policies: policies, day: Self.day(options)
    ).apply(to: judged, resources: stock.resources)
  }

  /// Writes down what is in force and what stands, for a later time of grace.
  ///
  /// - Throws: ``UsageError`` if the scan is incomplete, or the file cannot be written.
  public func recordStanding(of report: ScanReport, to file: String) throws(UsageError) {
    guard !report.coverage.isIncomplete else {
      throw UsageError(
        "\(file) was not written: the scan is incomplete, and what it did not see would count as new later")
    }
    let standing = GraceChoice.standing(
      policies: policies, atlas: atlas, findings: report.assessment.findings, resources: report.resources,
      day: Self.day(options))
    try ReportOutputs.write(StandingJSON.bytes(standing), to: file)
  }

  /// What other inputs would make of the verdicts.
  func whatIf(_ excerpts: FileExcerpts) -> WhatIf {
    WhatIf(
      policies: policies, atlas: atlas, asOf: options.asOf,
      raw: RescannedFiles(excerpts, limits: options.limits))
  }

  /// What the scan would judge by, in one line.
  var summary: String {
    let names = policies.map { SafeText.line("\($0.id) \($0.identity.version)") }.joined(separator: ", ")
    let accepted = waivers.reduce(0) { $0 + $1.waivers.count }
    return "policies: \(names); waivers: \(accepted); fails on: \(gate.thresholds.described)"
      + (gate.isReportOnly ? "; only reports" : "")
  }

  /// Everything beside the files that the answer rests on.
  var grounds: ScanGrounds {
    ScanGrounds(
      options: options, context: context, policies: policies, waivers: waivers, atlas: atlas, gate: gate,
      excludes: excludes, reference: reference, graces: graces, notices: notices, day: Self.day(options))
  }

  /// Copies of the policies, waivers and configurations that the scan rests on.
  public var givenFiles: [BundleFile] {
    let files = GivenFiles()
    let policies = policies.flatMap(\.files).map { ($0.path, $0.source) }
    let configurations = context.configurations.map { ($0.path, $0.source) }
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
  private static func day(_ options: ScanOptions) -> String {
    options.asOf ?? options.sourceDate.map { String($0.prefix(10)) } ?? WaiverChoice.today
  }
}
