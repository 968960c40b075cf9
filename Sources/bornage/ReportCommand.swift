import ArgumentParser
import Pipeline
import Reporting

/// `bornage report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Says what changed between recorded scans, and why: Monday's report.",
    discussion: """
      The scans come from the ledger (--ledger, BORNAGE_LEDGER, or `ledger:` of .bornage.yml), or from two or more \
      records that `bornage scan --format snapshot=FILE` wrote. The moment of a record is the day in its file's name, \
      or stands before it: 2026-11-23=FILE.

      Exit codes: 0; 2 wrong usage, or nothing to report on; 3 the report was written, and no tree was scanned within \
      the period.

        bornage report --ledger ledger.db --since 7d --format html --output monday.html
        bornage report --ledger ledger.db --format eml --mail-to team@example.org | sendmail -t
        bornage report scans/shop-*.json
        bornage report --failure 3 --step scan --log scan.log --format eml --mail-to team@example.org | sendmail -t
      """)

  @Argument(help: "Records of scans instead of a ledger: FILE or TIME=FILE.")
  var files: [String] = []

  @Option(help: "The ledger: a file, or postgres://USER@HOST/DATABASE.")
  var ledger: String?

  @Option(help: "A tree to report on. Repeatable; for files, the one name they are followed under.")
  var tree: [String] = []

  @Option(help: "How far to look back: 7d, 2w, a day or a time. Default: 7d; for files, the first of them.")
  var since: String?

  @Option(
    help: "Now: a day or a time with a zone. The same input then gives the same bytes. Default: the clock.")
  var at: String?

  @Option(help: "\(WeeklyForm.names).")
  var format: String = WeeklyForm.text.rawValue

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @Option(help: "The language of the report's own words: en or fr.")
  var lang: String = Language.english.rawValue

  @Option(help: "How many entries of a list are told; CSV and JSON tell all.")
  var most: Int = 25

  @Option(
    help: "Days until a finding must be gone: SEVERITY=DAYS. Default: critical=15,high=30,medium=90,low=180.")
  var due: [String] = []

  @Option(help: "A policy whose dates are told, beside the packs that the scans used. Repeatable.")
  var policy: [String] = []

  @Option(help: "The JSON form of the report before this one: its digest is checked and named.")
  var previous: String?

  @Option(help: "With eml: whom the mail is from. Default: its first recipient.")
  var mailFrom: String?

  @Option(help: "With eml: whom the mail is to. Repeatable.")
  var mailTo: [String] = []

  @Option(help: "With eml: what goes with the mail: json, html or none. Repeatable.")
  var attach: [String] = []

  @Option(help: "Reports a failure instead: the exit code of what failed.")
  var failure: Int?

  @Option(help: "With --failure: what failed.")
  var step: String = "bornage"

  @Option(help: "With --failure: the file with what it said.")
  var log: String?

  func validate() throws {
    if WeeklyForm(rawValue: format) == nil {
      throw ValidationError("`\(format)` is no format of this report (\(WeeklyForm.names)).")
    }
    if Language(rawValue: lang) == nil { throw ValidationError("`\(lang)` is no language (en, fr).") }
    if most < 1 { throw ValidationError("--most must be at least 1.") }
    for name in attach where WeeklyStyle.Attachment(rawValue: name) == nil {
      throw ValidationError("`--attach \(name)`: json, html or none.")
    }
    if failure == nil, log != nil { throw ValidationError("--log belongs to --failure.") }
  }

  func run() throws {
    var options = WeeklyOptions()
    options.files = files
    options.ledger = ledger
    options.trees = tree
    options.since = since
    options.at = at
    options.due = due
    options.policies = policy
    options.previous = previous
    options.form = WeeklyForm(rawValue: format) ?? .text
    options.language = Language(rawValue: lang) ?? .english
    options.most = most
    options.mailFrom = mailFrom
    options.mailTo = mailTo
    if !attach.isEmpty { options.attachments = attach.compactMap(WeeklyStyle.Attachment.init(rawValue:)) }
    if let failure {
      let bytes = try WeeklyRun.failure(code: failure, step: step, log: log, options)
      return try ReportOutputs.write(bytes, to: output)
    }
    let (bytes, isStale) = try WeeklyRun.run(options)
    try ReportOutputs.write(bytes, to: output)
    if isStale {
      Console.error("bornage: no tree was scanned within the period; the report says so")
      throw ExitCode(3)
    }
  }
}
