import Assessment
import Atlas
import Descriptors
import Ledger
import Reporting

/// Makes Monday's report: `bornage report`.
public enum WeeklyRun {
  /// The report as bytes.
  ///
  /// - Returns: the bytes, and true if no tree was scanned within the period.
  /// - Throws: ``UsageError`` for a mistake in the options, and if there is nothing to report on.
  public static func run(_ options: WeeklyOptions) throws(UsageError) -> (bytes: [UInt8], isStale: Bool) {
    let style = try options.style()
    let at = try options.moment()
    let trees = try options.files.isEmpty ? recorded(options, at) : saved(options, at)
    guard
      let report = WeeklyReport(
        trees, version: Version.current, atlas: Atlas(), dates: try dates(trees.policies, options),
        previous: try previous(options.previous))
    else {
      throw UsageError(
        "there is no scan at or before \(at.text) to report on; record one first, or give a later `--at`")
    }
    return (report.bytes(options.form, style: style), report.isStale)
  }

  private static func settings(_ options: WeeklyOptions, _ at: Moment) throws(UsageError) -> WeeklySettings {
    let due = try options.dueDays()
    guard let (start, days) = try options.period(before: at) else { return WeeklySettings(at: at, due: due) }
    return WeeklySettings(at: at, period: days, start: start, due: due)
  }

  /// Records in files are what is to be compared: from the first of them, unless that is said otherwise.
  private static func saved(_ options: WeeklyOptions, _ at: Moment) throws(UsageError) -> WeeklyTrees {
    if options.ledger != nil {
      throw UsageError("records in files and a ledger exclude each other: give the files, or `--ledger`")
    }
    if options.files.count == 1 {
      throw UsageError("one record tells no change: give two or more, or the ledger with `--ledger`")
    }
    if options.trees.count > 1 {
      throw UsageError("files are followed under one name: give `--tree` once")
    }
    let scans = try SavedScans.read(options.files, tree: options.trees.first)
    var settings = try settings(options, at)
    if options.since == nil, let first = scans.compactMap({ Moment($0.recordedAt) }).min(), first < at {
      settings = WeeklySettings(
        at: at, period: max(1, at.days(since: first)), start: first, due: settings.due)
    }
    var trees = WeeklyTrees(settings: settings)
    trees.add(scans)
    return trees
  }

  /// All scans of a ledger, or those of the trees that were named.
  private static func recorded(_ options: WeeklyOptions, _ at: Moment) throws(UsageError) -> WeeklyTrees {
    var trees = WeeklyTrees(settings: try settings(options, at))
    let ledger = try LedgerChoice.open(options.ledger)
    do {
      let known = try ledger.trees()
      for tree in options.trees where !known.contains(tree) {
        let near = Spelling.nearest(to: tree, among: known).map { "; did you mean `\(SafeText.line($0))`?" }
        throw UsageError(
          "the ledger knows no tree `\(SafeText.line(tree))`\(near ?? ""); `bornage ledger list` tells what it knows"
        )
      }
      for tree in options.trees.isEmpty ? known : options.trees {
        var scans: [RecordedScan] = []
        for entry in try ledger.scans(tree: tree) { scans.append(try ledger.snapshot(of: entry.id)) }
        trees.add(scans)
      }
      return trees
    } catch let error as LedgerError {
      throw UsageError(error.message)
    } catch let error as UsageError {
      throw error
    } catch {
      throw UsageError("the ledger cannot be read")
    }
  }

  /// The days that the policies of the last scans name: packs that ship, and files that are given.
  private static func dates(_ ids: Set<String>, _ options: WeeklyOptions) throws(UsageError) -> [WeeklyDate] {
    let atlas = Atlas()
    var policies: [Policy] = []
    for name in options.policies { policies.append(try PolicyChoice.load(name, atlas: atlas)) }
    for id in ids.sorted() where PolicyLoader.shippedNames.contains(id) {
      guard !policies.contains(where: { $0.id == id }) else { continue }
      policies.append(try PolicyChoice.load(id, atlas: atlas))
    }
    return WeeklyDate.of(policies)
  }

  private static func previous(_ path: String?) throws(UsageError) -> WeeklyReport.Previous? {
    guard let path else { return nil }
    guard let previous = WeeklyReport.Previous(try bytes(path)) else {
      throw UsageError(
        "`--previous \(SafeText.line(path))` is no JSON form of this report, or not as it was written; "
          + "leave the option out, and find out who changed the file")
    }
    return previous
  }

  // MARK: Failures

  /// What is sent when there is no report.
  ///
  /// - Parameters:
  ///   - code: the exit code of what failed.
  ///   - step: its name.
  ///   - log: the file with what it said; that it is missing is part of the report.
  /// - Throws: ``UsageError`` for a mistake in the options.
  public static func failure(
    code: Int, step: String, log: String?, _ options: WeeklyOptions
  ) throws(UsageError) -> [UInt8] {
    let style = try options.style()
    let text = log.flatMap { try? bytes($0) }.map { String(decoding: $0.suffix(1 << 18), as: UTF8.self) }
    let report = FailureReport(
      code: code, step: step, at: try options.moment(), log: text, logName: log ?? "")
    guard let bytes = report.bytes(options.form, style: style) else {
      throw UsageError(
        "a failure has no \(options.form.rawValue) form; choose text, markdown, html, json or eml")
    }
    return bytes
  }

  private static func bytes(_ path: String) throws(UsageError) -> [UInt8] {
    do {
      let source = try WholeFile.read(path, maxBytes: 1 << 30)
      // The bytes live as long as their owner.
      return withExtendedLifetime(source) { Array(source.raw) }
    } catch {
      throw UsageError("\(SafeText.line(path)): \(error.message.english); \(error.remedy.english)")
    }
  }
}
