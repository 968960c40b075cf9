import Assessment
import Descriptors
import Inventory

/// Lines of the text report.
struct TextWriter {
  private(set) var bytes: [UInt8] = []
  let style: ReportStyle
  private let secrets: SecretSpans

  init(style: ReportStyle, secrets: SecretSpans) {
    self.style = style
    self.secrets = secrets
  }

  enum Paint: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case blue = "1;34"
    case green = "1;32"
  }

  func paint(_ text: String, _ paint: Paint) -> String {
    style.colour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }

  mutating func line(_ text: String = "") {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0x0A)
  }

  /// A phrase behind a word for what it is.
  mutating func labelled(_ word: Phrase, _ phrase: Phrase) {
    line("\(paint(style.say(word), .bold))\(colon) \(style.say(phrase))")
  }

  private var colon: String { style.language.colon }

  // MARK: One finding

  mutating func finding(_ finding: Finding, _ report: ScanReport) {
    headline(finding, finding.message)
    if let span = finding.span { excerpt(span) }
    details(finding)
    line()
  }

  /// Findings that differ only in where they are, as indices.
  mutating func group(_ indices: [Int], _ report: ScanReport) {
    let findings = report.assessment.findings
    guard let first = indices.first.map({ findings[$0] }) else { return }
    guard indices.count > 1 else { return finding(first, report) }
    let files = Set(indices.compactMap { findings[$0].span?.file }).count
    let cause = first.cause ?? first.message
    headline(
      first,
      files == 1
        ? "\(count: indices.count) resources in \(count: files) file: \(cause)"
        : "\(count: indices.count) resources in \(count: files) files: \(cause)")
    for finding in indices.prefix(TextReport.mostPlaces).map({ findings[$0] }) {
      guard let span = finding.span else { continue }
      let name = finding.resource.map { " (`\(SafeText.line(report.resources[$0].name))`)" } ?? ""
      line("  \(paint("-->", .blue)) \(place(span))\(name)")
    }
    if indices.count > TextReport.mostPlaces {
      line("      " + style.say("and \(count: indices.count - TextReport.mostPlaces) more"))
    }
    clauses(first)
    note("help", style.say(first.remedy))
    line()
  }

  /// What waivers accept, a line each, with who accepted it and until when.
  mutating func waived(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    line(paint(style.say("Waived"), .bold))
    for finding in findings {
      guard case .waived(let id, let kind, let reason, let approver, let expires)? = finding.waiver else {
        continue
      }
      let place = finding.span.map { "\(self.place($0)): " } ?? ""
      line(
        "  \(style.say(Phrase(finding.severity)))[\(SafeText.line(finding.rule))]: \(place)\(style.say(finding.message))"
      )
      let state = Phrase(term: kind)
      line(
        "      " + style.say("\(id), \(state), approved by \(approver), until \(day: expires): \(reason)"))
    }
    line()
  }

  private mutating func headline(_ finding: Finding, _ message: Phrase) {
    let severity = Phrase(finding.severity)
    let word: Phrase
    let colour: Paint
    switch finding.verdict {
    case .fail: (word, colour) = (severity, finding.severity >= .high ? .red : .yellow)
    case .conditional: (word, colour) = ("\(severity), conditional", .yellow)
    case .undetermined: (word, colour) = ("\(severity), undetermined", .yellow)
    default: (word, colour) = ("\(severity), evidence required", .blue)
    }
    line(
      "\(paint("\(style.say(word))[\(SafeText.line(finding.rule))]", colour))\(colon) \(paint(style.say(message), .bold))"
    )
  }

  private mutating func details(_ finding: Finding) {
    clauses(finding)
    for evidence in finding.evidence {
      let place = evidence.span.map { " (\(self.place($0)))" } ?? ""
      let source = evidence.source.map { " [\(SafeText.line(style.speech.source($0)))]" } ?? ""
      note("because", style.say(evidence.text) + place + source)
    }
    note("help", style.say(finding.remedy))
    waiver(finding)
    if let note = finding.prior?.note { self.note("before", style.say(note)) }
    note("policy", style.say("\(finding.policy), fingerprint \(finding.fingerprint)"))
  }

  private mutating func waiver(_ finding: Finding) {
    switch finding.waiver {
    case .waived(let id, let kind, let reason, let approvedBy, let expires)?:
      let state = Phrase(term: kind)
      note(
        "waived",
        style.say(
          "by \(id) (\(state)), approved by \(approvedBy), until \(day: expires): \(reason)"))
    case .requested(let reason)?:
      note(
        "asked",
        style.say(
          reason.isEmpty
            ? "a waiver is requested here, and nobody approved it"
            : "a waiver is requested here, and nobody approved it: \(reason)"))
    case nil: break
    }
  }

  private mutating func clauses(_ finding: Finding) {
    note("clause", finding.cites.map { style.say($0.phrase) }.joined(separator: "; "))
  }

  private mutating func note(_ word: Phrase, _ text: String) {
    guard !text.isEmpty else { return }
    line("   \(paint("=", .blue)) \(paint(style.say(word), .bold))\(colon) \(SafeText.line(text))")
  }

  func place(_ span: SourceSpan) -> String {
    "\(SafeText.line(span.file)):\(span.start.line):\(span.start.column)"
  }

  // MARK: Excerpts

  private mutating func excerpt(_ span: SourceSpan) {
    line("  \(paint("-->", .blue)) \(place(span))")
    let row = span.start.line
    guard let text = style.excerpts?.line(row, of: span.file) else { return }
    let before = row > 1 ? style.excerpts?.line(row - 1, of: span.file) : nil
    let excerpt = Excerpt(text, span: span, secrets: secrets.columns(of: row, in: span.file), before: before)
    let margin = String(repeating: " ", count: String(row).count)
    line(" \(margin) \(paint("|", .blue))")
    line(" \(paint("\(row)", .blue)) \(paint("|", .blue)) \(excerpt.line)")
    line(" \(margin) \(paint("|", .blue)) \(paint(excerpt.marks, .red))")
  }
}
