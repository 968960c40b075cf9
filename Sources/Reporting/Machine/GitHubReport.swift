import Inventory
import Assessment
import Descriptors

/// Workflow commands of GitHub Actions, which show findings at the lines of a pull request.
///
/// GitHub shows ten annotations of a level for a step and drops the rest in silence, so no more are written and a
/// last one counts what is left out.
public enum GitHubReport: ReportFormat {
  /// The name on the command line.
  public static let name = "github"
  /// How many annotations of one level GitHub shows for a step (GitHub's documentation of problem matchers).
  static let mostPerLevel = 10

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let findings = report.assessment.findings
    let places = FindingPlaces(report)
    let isBad = report.outcome.exitCode != 0
    var shown: [Loudness: Int] = isBad ? [.error: 1] : [.note: 1]
    var left: [Loudness: Int] = [:]
    var lines: [String] = []
    let ranking = Ranking(findings) { !$0.isSilenced }
    // What was there before is no business of the lines that are shown; the outcome counts it.
    let waived = Ranking(findings, isListed: \.isWaived).all.map { [$0] }
    for group in FindingGroups.ranked(ranking, of: findings) + waived {
      guard let first = group.first.map({ findings[$0] }) else { continue }
      let loudness = Loudness(first)
      // One more note may have to say what is left out.
      let most = loudness == .note ? mostPerLevel - 1 : mostPerLevel
      guard shown[loudness, default: 0] < most else {
        left[loudness, default: 0] += group.count
        continue
      }
      shown[loudness, default: 0] += 1
      lines.append(annotation(first, loudness, others: group.count - 1, places))
    }
    let outcome = command(
      isBad ? .error : .note, [("title", "bornage")],
      "\(report.outcome.reason.english) (exit code \(report.outcome.exitCode))")
    let rest = rest(left)
    return [Array(([outcome] + lines + rest).map { $0 + "\n" }.joined().utf8)]
  }

  private static func annotation(
    _ finding: Finding, _ loudness: Loudness, others: Int, _ places: FindingPlaces
  ) -> String {
    let span = places.span(of: finding)
    var properties = [
      ("file", FindingPlaces.path(span.file)), ("line", "\(span.start.line)"),
    ]
    // Columns are taken within one line only.
    if span.end.line <= span.start.line {
      properties.append(("col", "\(span.start.column)"))
      if span.end.column > span.start.column { properties.append(("endColumn", "\(span.end.column)")) }
    } else {
      properties.append(("endLine", "\(span.end.line)"))
    }
    properties.append(
      ("title", Clip.text("\(finding.severity.rawValue) \(finding.rule) (\(finding.policy))", to: 200)))
    var text = "\(finding.markedMessage). \(finding.remedy.english)"
    if others > 0 { text += " (\(others) more for the same reason)" }
    return command(loudness, properties, text)
  }

  private static func rest(_ left: [Loudness: Int]) -> [String] {
    let counts: [String] = Loudness.allCases.compactMap { loudness in
      guard let count = left[loudness] else { return nil }
      return "\(count) \(word(loudness))\(count == 1 ? "" : "s")"
    }
    guard !counts.isEmpty else { return [] }
    let text =
      "\(counts.joined(separator: ", ")) more are not shown here, since GitHub shows \(mostPerLevel) of a level: "
      + "see the whole report (`--format json`, `sarif` or `text`)"
    return [command(.note, [("title", "bornage")], text)]
  }

  private static func word(_ loudness: Loudness) -> String {
    switch loudness {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  // MARK: Commands

  private static func command(
    _ loudness: Loudness, _ properties: [(name: String, value: String)], _ message: String
  ) -> String {
    let list = properties.map { "\($0.name)=\(property($0.value))" }.joined(separator: ",")
    return "::\(word(loudness)) \(list)::\(data(Clip.text(SafeText.line(message), to: 4000)))"
  }

  /// What stands behind a command, as the runner reads it back (actions/toolkit, `command.ts`).
  static func data(_ text: String) -> String { escaped(text, alsoDelimiters: false) }

  /// The value of a property, in which the signs between properties are escaped as well.
  ///
  /// Control characters of a path are shown as code points: no file of that name would be annotated anyway.
  static func property(_ text: String) -> String { escaped(SafeText.line(text), alsoDelimiters: true) }

  private static func escaped(_ text: String, alsoDelimiters: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where alsoDelimiters: result += "%3A"
      case "," where alsoDelimiters: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
