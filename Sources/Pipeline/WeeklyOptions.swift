import Assessment
import Descriptors
public import Reporting

/// What `bornage report` is asked for, as it stands on the command line.
public struct WeeklyOptions: Sendable {
  /// Saved records: `FILE`, or `TIME=FILE`.
  public var files: [String] = []
  /// The ledger; nil if none is named.
  public var ledger: String?
  /// The trees; none for all of a ledger.
  ///
  /// For files, the one name that they are followed under.
  public var trees: [String] = []
  /// How far to look back: `7d`, `2w`, a day or a moment.
  public var since: String?
  /// Now; nil for the clock.
  public var at: String?
  /// `SEVERITY=DAYS`.
  public var due: [String] = []
  /// Policies beside the packs that the records name, for the days ahead.
  public var policies: [String] = []
  /// The JSON form of the report before.
  public var previous: String?
  /// The form.
  public var form = WeeklyForm.text
  /// The language.
  public var language = Language.english
  /// How many entries of a list forms for people tell.
  public var most = 25
  /// The mail's sender.
  public var mailFrom: String?
  /// The mail's recipients.
  public var mailTo: [String] = []
  /// What goes with the mail.
  public var attachments: [WeeklyStyle.Attachment] = [.json]

  /// Nothing asked for.
  public init() {}

  /// Now: the moment that was given, or the clock's.
  func moment() throws(UsageError) -> Moment {
    guard let at else { return .now }
    guard let moment = Moment.of(at) else {
      throw UsageError(
        "`--at \(at)` is neither a day nor a time with a zone; write 2026-11-30 or 2026-11-30T06:00:00Z")
    }
    return moment
  }

  /// When the period began, and its days; nil if that is not said.
  func period(before at: Moment) throws(UsageError) -> (start: Moment?, days: Int)? {
    guard let since else { return nil }
    if let days = Self.days(since), days > 0, days <= 3_660 { return (nil, days) }
    guard let start = Moment.of(since) else {
      throw UsageError(
        "`--since \(since)` is neither a number of days or weeks, such as 7d or 2w, nor a day, such as 2026-11-23"
      )
    }
    guard start < at else {
      throw UsageError(
        "`--since \(since)` lies behind the report's own time, \(at.text); give an earlier one")
    }
    return (start, max(1, at.days(since: start)))
  }

  private static func days(_ text: String) -> Int? {
    switch text.last {
    case "d": Int(text.dropLast())
    case "w": Int(text.dropLast()).map { $0 > 1_000 ? -1 : $0 * 7 }
    default: nil
    }
  }

  /// The days until a finding must be gone.
  func dueDays() throws(UsageError) -> [Severity: Int] {
    var days = WeeklySettings.usualDue
    for pair in due.flatMap({ $0.split(separator: ",").map(String.init) }) {
      let parts = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let severity = Severity(rawValue: parts[0]) else {
        let names = Severity.allCases.map(\.rawValue)
        let near = parts.first.flatMap { Spelling.nearest(to: $0, among: names) }
        throw UsageError(
          "`--due \(pair)` is not of the form SEVERITY=DAYS, such as critical=15"
            + (near.map { "; did you mean `\($0)=DAYS`?" } ?? ""))
      }
      guard let number = Int(parts[1]), (0...36_500).contains(number) else {
        throw UsageError("`--due \(pair)`: `\(parts[1])` is no number of days from 0 to 36500")
      }
      days[severity] = number
    }
    return days
  }

  /// How the report is written.
  func style() throws(UsageError) -> WeeklyStyle {
    var from: MailAddress?
    if let mailFrom {
      guard let address = MailAddress(mailFrom) else { throw Self.noAddress("--mail-from", mailFrom) }
      from = address
    }
    var to: [MailAddress] = []
    for text in mailTo {
      guard let list = MailAddress.list(text) else { throw Self.noAddress("--mail-to", text) }
      to += list
    }
    if form == .eml, to.isEmpty {
      throw UsageError("a mail needs a recipient: give `--mail-to ADDRESS`")
    }
    return WeeklyStyle(language: language, most: most, from: from, to: to, attachments: attachments)
  }

  private static func noAddress(_ option: String, _ text: String) -> UsageError {
    UsageError(
      "`\(option) \(SafeText.line(text))` is no mail address; write user@example.org or Name <user@example.org>"
    )
  }
}
