public import Assessment

/// What is sent when there is no report: no run is silent.
public struct FailureReport: Sendable {
  /// The exit code of what failed.
  public let code: Int
  /// Which step it was: `scan`, `record`, `report`.
  public let step: String
  /// When.
  public let at: Moment
  /// What the step said; nil if that is not at hand.
  public let log: String?
  /// The log's name.
  public let logName: String

  /// How many of the last lines are told.
  static let mostLines = 120

  /// A failure.
  public init(code: Int, step: String, at: Moment, log: String?, logName: String) {
    self.code = code
    self.step = step
    self.at = at
    self.log = log
    self.logName = logName
  }

  /// The report in one of the forms for people, as JSON, or as a mail; nil for a form that it does not take.
  public func bytes(_ form: WeeklyForm, style: WeeklyStyle) -> [UInt8]? {
    let page = page(WeeklyWords(style.language))
    switch form {
    case .text: return Array(WeeklyText.text(page).utf8)
    case .markdown: return Array(WeeklyMarkdown.text(page).utf8)
    case .html: return Array(WeeklyHTML.text(page).utf8)
    case .json: return json
    case .csv: return nil
    case .eml:
      guard let from = style.sender else { return nil }
      return MailMessage(
        from: from, to: style.to.isEmpty ? [from] : style.to, subject: page.subject, date: at,
        digest: Digest.hexadecimal(of: json), follows: nil, language: style.language,
        text: WeeklyText.text(page),
        html: WeeklyHTML.mail(page, only: Set(page.sections.map(\.anchor)), after: []), attachments: []
      ).bytes()
    }
  }

  private var lines: [String] {
    (log ?? "").split(whereSeparator: \.isNewline).map { SafeText.line($0) }
  }

  private var json: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 12)
    writer.object { writer in
      writer.member("format", "bornage-failure")
      writer.member("formatVersion", "1.0")
      writer.member("at", at.text)
      writer.member("step", step)
      writer.member("code", code)
      writer.member("log", strings: lines.suffix(Self.mostLines))
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  /// The name of the code's words; a shell tells a signal as 128 and its number.
  private var kind: String {
    switch code {
    case 0, 1, 2, 3, 70, 126, 127: "\(code)"
    case 129...192: "signal"
    default: "other"
    }
  }

  private func page(_ words: WeeklyWords) -> WeeklyPage {
    let ended = words.fill("failCode", "\(code)")
    func section(_ anchor: String, _ blocks: [PageBlock]) -> PageSection {
      PageSection(anchor: anchor, title: words[anchor], lead: nil, blocks: blocks)
    }
    func plain(_ text: String) -> PageBlock { .note(PageNote(tone: .plain, text: text)) }
    return WeeklyPage(
      language: words.language, title: words["failTitle"],
      subject: words.fill("failSubject", at.day, step, ended), head: [words.fill("failWhen", at.shown)],
      notes: [PageNote(tone: .alarm, text: words.fill("failNote", step, ended))], figures: [],
      sections: [
        section("failMeaning", [plain(words.fill("fail_\(kind)", "\(code - 128)"))]),
        section("failDo", [plain(words["do_\(kind)"])]), section("failLog", logBlocks(words)),
      ], foot: [])
  }

  private func logBlocks(_ words: WeeklyWords) -> [PageBlock] {
    guard log != nil else { return [.note(PageNote(tone: .warning, text: words["failLogNone"]))] }
    guard !lines.isEmpty else { return [.note(PageNote(tone: .plain, text: words["failLogEmpty"]))] }
    let left = lines.count - Self.mostLines
    return [
      .table(
        PageTable(
          caption: words.fill("failLogCaption", logName), columns: [PageTable.Column("")],
          rows: lines.suffix(Self.mostLines).map { PageTable.Row(cells: [PageTable.Cell($0)]) },
          rest: left > 0 ? words.fill("failLogMore", "\(left)") : nil))
    ]
  }
}
