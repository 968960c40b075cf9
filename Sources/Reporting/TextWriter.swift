import Assessment
import Descriptors
import Inventory

/// Lines of the text report.
struct TextWriter {
  private(set) var bytes: [UInt8] = []
  let style: ReportStyle

  init(style: ReportStyle) {
    self.style = style
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

  // MARK: One finding

  mutating func finding(_ finding: Finding, _ report: ScanReport) {
    headline(finding, finding.message)
    if let span = finding.span { excerpt(span, hidesText: hidesText(finding, report)) }
    details(finding)
    line()
  }

  mutating func group(_ findings: [Finding], _ report: ScanReport) {
    guard let first = findings.first else { return }
    guard findings.count > 1 else { return finding(first, report) }
    let files = Set(findings.compactMap { $0.span?.file }).count
    headline(
      first,
      "\(findings.count) resources in \(files) file\(files == 1 ? "" : "s"): \(first.cause ?? first.message)")
    for finding in findings.prefix(TextReport.mostPlaces) {
      guard let span = finding.span else { continue }
      let name = finding.resource.map { " (`\(SafeText.line(report.resources[$0].name))`)" } ?? ""
      line("  \(paint("-->", .blue)) \(place(span))\(name)")
    }
    if findings.count > TextReport.mostPlaces {
      line("      and \(findings.count - TextReport.mostPlaces) more")
    }
    note("clause", first.cites.map(\.shown).joined(separator: "; "))
    note("help", first.remedy)
    line()
  }

  private mutating func headline(_ finding: Finding, _ message: String) {
    let word: String
    let colour: Paint
    switch finding.verdict {
    case .fail: (word, colour) = (finding.severity.rawValue, finding.severity >= .high ? .red : .yellow)
    case .conditional: (word, colour) = ("\(finding.severity.rawValue), conditional", .yellow)
    case .undetermined: (word, colour) = ("\(finding.severity.rawValue), undetermined", .yellow)
    default: (word, colour) = ("\(finding.severity.rawValue), evidence required", .blue)
    }
    line("\(paint("\(word)[\(finding.rule)]", colour)): \(paint(SafeText.line(message), .bold))")
  }

  private mutating func details(_ finding: Finding) {
    note("clause", finding.cites.map(\.shown).joined(separator: "; "))
    for evidence in finding.evidence {
      let place = evidence.span.map { " (\(self.place($0)))" } ?? ""
      let source = evidence.source.map { " [\(SafeText.line($0))]" } ?? ""
      note("because", SafeText.line(evidence.text) + place + source)
    }
    note("help", finding.remedy)
    note("policy", "\(finding.policy), fingerprint \(finding.fingerprint)")
  }

  private mutating func note(_ word: String, _ text: String) {
    guard !text.isEmpty else { return }
    line("   \(paint("=", .blue)) \(paint(word, .bold)): \(SafeText.line(text))")
  }

  private func place(_ span: SourceSpan) -> String {
    "\(SafeText.line(span.file)):\(span.start.line):\(span.start.column)"
  }

  // MARK: Excerpts

  /// Evidence that touches a secret shows that it is there, not what it is.
  private func hidesText(_ finding: Finding, _ report: ScanReport) -> Bool {
    guard let span = finding.span, let index = finding.resource else { return false }
    return report.resources[index].clearSecrets.contains { $0.span.start.line == span.start.line }
  }

  private mutating func excerpt(_ span: SourceSpan, hidesText: Bool) {
    line("  \(paint("-->", .blue)) \(place(span))")
    guard let text = style.excerpts?.line(span.start.line, of: span.file) else { return }
    let number = String(span.start.line)
    let margin = String(repeating: " ", count: number.count)
    let (shown, marks) = Excerpt(text, span: span, hidesText: hidesText).rendered
    line(" \(margin) \(paint("|", .blue))")
    line(" \(paint(number, .blue)) \(paint("|", .blue)) \(shown)")
    line(" \(margin) \(paint("|", .blue)) \(paint(marks, .red))")
  }
}

/// One source line with a span marked below it.
struct Excerpt {
  /// Wider lines are cut around the span.
  static let width = 100

  let rendered: (line: String, marks: String)

  init(_ text: String, span: SourceSpan, hidesText: Bool) {
    let scalars = Array(text.unicodeScalars)
    let start = min(max(0, span.start.column - 1), scalars.count)
    let end =
      span.end.line == span.start.line ? min(max(start, span.end.column - 1), scalars.count) : scalars.count
    let from =
      scalars.count <= Self.width ? 0 : max(0, min(start - Self.width / 4, scalars.count - Self.width))
    let to = min(scalars.count, from + Self.width)
    let stop = min(end, to)
    let before = Self.piece(scalars[from..<max(from, min(start, to))])
    let marked = hidesText ? "********" : Self.piece(scalars[min(start, to)..<max(min(start, to), stop)])
    let after = hidesText ? "" : Self.piece(scalars[max(stop, from)..<to])
    let lead = from > 0 ? "..." : ""
    let line = lead + Redaction.secrets(in: before + marked + after) + (to < scalars.count ? "..." : "")
    rendered = (
      line,
      String(repeating: " ", count: (lead + before).unicodeScalars.count)
        + String(repeating: "^", count: max(1, marked.unicodeScalars.count))
    )
  }

  private static func piece(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return SafeText.line(text)
  }
}

/// Hides what may be a secret on a line that is shown for another reason.
enum Redaction {
  /// Values behind keys that suggest a secret, and user names and passwords in URLs, become asterisks of their length.
  static func secrets(in line: String) -> String {
    var scalars = Array(line.unicodeScalars)
    hideUserInfo(&scalars)
    guard let sign = scalars.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
      return String.made(of: scalars)
    }
    let key = String.made(of: scalars[..<sign])
    if SecretName.suggestsSecret(key) {
      for index in scalars.indices[(sign + 1)...] where scalars[index].value > 0x20 { scalars[index] = "*" }
    }
    return String.made(of: scalars)
  }

  private static func hideUserInfo(_ scalars: inout [Unicode.Scalar]) {
    var index = 0
    while index + 2 < scalars.count {
      guard scalars[index] == ":", scalars[index + 1] == "/", scalars[index + 2] == "/" else {
        index += 1
        continue
      }
      let start = index + 3
      var end = start
      while end < scalars.count, scalars[end].value > 0x20, scalars[end] != "/", scalars[end] != "\"" {
        end += 1
      }
      if let at = scalars[start..<end].lastIndex(of: "@") {
        for hidden in start..<at { scalars[hidden] = "*" }
      }
      index = end
    }
  }
}

extension String {
  fileprivate static func made(of scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
