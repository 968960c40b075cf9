import Assessment
import Descriptors
import Glibc
import Reporting

/// Writes baselines and keeps them in step with what a scan finds: `bornage baseline`.
public struct BaselineKeeping: Sendable {
  /// What is to be done with the file.
  public enum Task: Sendable {
    /// Everything that is found now becomes a decision.
    case write(overwrites: Bool)
    /// What is fixed goes, what is new comes in, the rest stays.
    case update(renewsExpired: Bool)
    /// What is fixed goes, the rest stays.
    case prune
  }

  private let options: ScanOptions
  private let reason: String?
  private let expires: String?

  /// A keeper.
  ///
  /// - Parameters:
  ///   - options: those of the scan; ``ScanOptions/baseline`` is the file.
  ///   - reason: why new decisions are taken.
  ///   - expires: the last day of new decisions, `2027-03-31`.
  /// - Throws: ``UsageError`` for a day that is none or has passed.
  public init(_ options: ScanOptions, reason: String? = nil, expires: String? = nil) throws(UsageError) {
    if let expires {
      guard CalendarDay.isValid(expires) else {
        throw UsageError("`--expires \(expires)` is no day; write it as year-month-day, such as 2031-06-01")
      }
      guard expires >= options.asOf ?? WaiverChoice.today else {
        throw UsageError("`--expires \(expires)` has passed: such a decision would silence nothing")
      }
    }
    self.options = options
    self.reason = reason
    self.expires = expires
  }

  /// Scans, and writes the file.
  ///
  /// - Returns: what was done, a line each.
  /// - Throws: ``UsageError`` for a mistake in the options or in the file, or if it cannot be written.
  public func run(_ task: Task) async throws(UsageError) -> [String] {
    let path = try place()
    let old = try current(path, task)
    var options = options
    // The scan finds everything; what the baseline makes of it is this function's business.
    options.ignoresBaseline = true
    options.since = nil
    let (report, excerpts) = try await Scan(options).run()
    let texts = excerpts.texts
    let scope = old.scope(of: options.paths, coverage: report.coverage) { [options] in
      texts.text(of: $0, maxBytes: options.limits.bytes)
    }
    let outcome = BaselineOffice(old.baseline, day: options.asOf ?? WaiverChoice.today, scope: scope).apply(
      to: report.assessment, resources: report.resources)
    let relative = RelativePaths(folder: old.folder)
    let made = old.baseline.renewed(
      by: outcome, resources: report.resources, path: { relative.path($0) }, renewal(task))
    try ReportOutputs.write(BaselineFile.bytes(made), to: path)
    return lines(old, made, outcome, report)
  }

  /// The decisions of a baseline, a line each, and what is to be known of them.
  ///
  /// - Throws: ``UsageError`` if there is none, or it is broken.
  public func show() throws(UsageError) -> [String] {
    let path = try place()
    guard access(path, F_OK) == 0 else { throw Self.missing(path) }
    let baseline = try BaselineInHand.load(path).baseline
    let day = options.asOf ?? WaiverChoice.today
    guard !baseline.entries.isEmpty else { return ["the baseline holds no decision"] }
    var lines: [String] = []
    for entry in baseline.entries {
      let subject = entry.resource.isEmpty ? "the whole scan" : entry.resource
      let count = entry.count > 1 ? " (\(entry.count) times)" : ""
      let end =
        entry.expires.map { entry.isExpired(on: day) ? ", EXPIRED on \($0)" : ", until \($0)" } ?? ""
      lines.append(
        SafeText.line(
          "\(entry.gravity.words.english)[\(entry.rule)] \(subject)\(count): \(entry.value)\(end)"))
      lines.append(SafeText.line("    \(entry.file)" + (entry.reason.map { ": \($0)" } ?? "")))
    }
    let expired = baseline.entries.count { $0.isExpired(on: day) }
    let total = baseline.entries.reduce(0) { $0 + $1.count }
    lines.append("\(total) decisions" + (expired > 0 ? ", \(expired) of them expired" : ""))
    return lines
  }

  private func place() throws(UsageError) -> String {
    let settings = try Settings(options)
    if let asked = settings.baseline { return asked }
    guard let place = BaselineInHand.place(paths: options.paths, configurations: settings.configurations)
    else {
      throw UsageError("standard input has no place for a baseline; name one with `--baseline FILE`")
    }
    return place
  }

  private func current(_ path: String, _ task: Task) throws(UsageError) -> BaselineInHand {
    let exists = access(path, F_OK) == 0
    switch task {
    case .write(let overwrites):
      guard !exists || overwrites else {
        throw UsageError(
          "the baseline \(SafeText.line(path)) is there already; `bornage baseline update` keeps its reasons and "
            + "ends, `--force` writes it anew")
      }
      return BaselineInHand(path: path, baseline: Baseline())
    case .update, .prune:
      guard exists else { throw Self.missing(path) }
      return try BaselineInHand.load(path)
    }
  }

  private static func missing(_ path: String) -> UsageError {
    UsageError(
      "there is no baseline at \(SafeText.line(path)); make it with `bornage baseline write`, or name it with "
        + "`--baseline FILE`")
  }

  private func renewal(_ task: Task) -> Baseline.Renewal {
    switch task {
    case .write: Baseline.Renewal(takesNew: true, reason: reason, expires: expires)
    case .update(let renewsExpired):
      Baseline.Renewal(takesNew: true, reason: reason, expires: expires, renewsExpired: renewsExpired)
    case .prune: Baseline.Renewal(takesNew: false)
    }
  }

  private func lines(
    _ old: BaselineInHand, _ made: Baseline, _ outcome: BaselineOffice.Outcome, _ report: ScanReport
  ) -> [String] {
    func total(_ entries: [Baseline.Entry]) -> Int { entries.reduce(0) { $0 + $1.count } }
    let fixed = total(outcome.fixed)
    let added = total(made.entries) - total(old.baseline.entries) + fixed
    var lines = [
      "\(SafeText.line(old.path)): \(total(made.entries)) decisions, \(max(0, added)) added, \(fixed) fixed and taken out"
    ]
    for entry in outcome.fixed.prefix(50) {
      lines.append(
        SafeText.line("  fixed: \(entry.rule) \(entry.resource) (\(entry.value)) in \(entry.file)"))
    }
    if outcome.fixed.count > 50 { lines.append("  ... and \(outcome.fixed.count - 50) more") }
    let unseen = total(outcome.unseen)
    if unseen > 0 {
      lines.append(
        "\(unseen) kept unseen: this scan did not look at their files or policies, or could not read them")
    }
    let expired = total(made.entries.filter { $0.isExpired(on: options.asOf ?? WaiverChoice.today) })
    if expired > 0 {
      lines.append(
        "\(expired) have run out and silence nothing; `bornage baseline update --renew-expired` decides anew")
    }
    if report.outcome.exitCode == 3 {
      lines.append(
        "note: \(SafeText.line(report.outcome.reason.english)); what was not read is not in the baseline")
    }
    return lines
  }
}
