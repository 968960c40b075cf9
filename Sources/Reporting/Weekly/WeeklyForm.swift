import Assessment

/// The forms that the report takes.
public enum WeeklyForm: String, Sendable, CaseIterable {
  case text
  case markdown
  case html
  case csv
  case json
  /// A complete mail for `sendmail -t`.
  case eml

  /// The names, for messages.
  public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// How a report is written.
public struct WeeklyStyle: Sendable {
  /// A file that goes with the mail.
  public enum Attachment: String, Sendable, CaseIterable {
    case json
    case html
    case none
  }

  /// The language of the report's own words.
  public var language: Language
  /// How many entries of a list forms for people tell; the rest is counted.
  public var most: Int
  /// Whom a mail is from.
  public var from: MailAddress?
  /// Whom it is to.
  public var to: [MailAddress]
  /// What goes with it.
  public var attachments: [Attachment]

  /// A style.
  public init(
    language: Language = .english, most: Int = 25, from: MailAddress? = nil, to: [MailAddress] = [],
    attachments: [Attachment] = [.json]
  ) {
    self.language = language
    self.most = most
    self.from = from
    self.to = to
    self.attachments = attachments
  }

  /// Whom a mail is from; the machine's own superuser if nobody is named, as cron does it.
  var sender: MailAddress? { from ?? to.first ?? MailAddress("root") }
}

extension WeeklyReport {
  /// What a mail shows itself; the rest is in the report that goes with it.
  static let mailed: Set<String> = [
    "headline", "arrivals", "movement", "due", "waivers", "coverage", "integrity",
  ]

  /// The report in one of its forms.
  public func bytes(_ form: WeeklyForm, style: WeeklyStyle) -> [UInt8] {
    switch form {
    case .json: return WeeklyJSON.bytes(self)
    case .csv: return WeeklyCSV.bytes(self)
    case .text: return Array(WeeklyText.text(page(style)).utf8)
    case .markdown: return Array(WeeklyMarkdown.text(page(style)).utf8)
    case .html: return Array(WeeklyHTML.text(page(style)).utf8)
    case .eml: return mail(style)
    }
  }

  private func page(_ style: WeeklyStyle) -> WeeklyPage {
    WeeklyPageMaker(self, language: style.language, most: style.most).page
  }

  private func mail(_ style: WeeklyStyle) -> [UInt8] {
    guard let from = style.sender else { return [] }
    let words = WeeklyWords(style.language)
    // A mail is read in a minute; all entries are in what goes with it.
    let short = WeeklyPageMaker(self, language: style.language, most: min(style.most, 12)).page
    let attachments = style.attachments.compactMap { attachment($0, style) }
    let after =
      attachments.isEmpty
      ? words["attachedNone"] : words.fill("attached", attachments.map(\.name).joined(separator: ", "))
    let message = MailMessage(
      from: from, to: style.to.isEmpty ? [from] : style.to, subject: short.subject, date: settings.at,
      digest: WeeklyJSON.digest(self), follows: previous?.digest, language: style.language,
      text: WeeklyText.text(short, only: Self.mailed, after: [after]),
      html: WeeklyHTML.mail(short, only: Self.mailed, after: [after]), attachments: attachments)
    return message.bytes()
  }

  private func attachment(_ kind: WeeklyStyle.Attachment, _ style: WeeklyStyle) -> MailMessage.Attachment? {
    let name = "bornage-\(settings.at.day)"
    switch kind {
    case .none: return nil
    case .json:
      return MailMessage.Attachment(
        name: "\(name).json", type: "application/json", bytes: WeeklyJSON.bytes(self))
    case .html:
      return MailMessage.Attachment(
        name: "\(name).html", type: "text/html; charset=utf-8", bytes: bytes(.html, style: style))
    }
  }
}

extension WeeklyReport.Previous {
  /// From the JSON form of an earlier report.
  ///
  /// - Returns: nil if the bytes are no such report, or not as they were written.
  public init?(_ bytes: [UInt8]) {
    guard let digest = WeeklyJSON.checkedDigest(bytes) else { return nil }
    let text = String(decoding: bytes.prefix(600), as: UTF8.self)
    let key = "\"at\":\""
    guard let start = text.firstRange(of: key) else { return nil }
    self.init(digest: digest, at: String(text[start.upperBound...].prefix { $0 != "\"" }))
  }
}
