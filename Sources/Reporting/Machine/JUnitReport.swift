import Assessment
import Descriptors
import Inventory

/// JUnit XML as the schema of the Jenkins xUnit plugin describes it: for everything that shows test results.
///
/// A suite for what was read and one for each policy. Each finding is a case, and so are the passes of a rule, so that
/// a rule that stops failing is seen to. JUnit knows no severity: what is broken, or can be, is a failure; what cannot
/// be known an error, since the test could not be carried out; what only people can answer, and what a waiver
/// accepts, is skipped.
public enum JUnitReport: ReportFormat {
  /// The name on the command line.
  public static let name = "junit"

  /// The whole report as bytes, a piece for each suite.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let suites = [coverage(report)] + PolicyPart.all(of: report).map { suite($0, of: report) }
    let cases = suites.flatMap(\.cases)
    var head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bornage\""
    head += " tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailure))\""
    head += " errors=\"\(cases.count(where: \.isError))\">\n"
    return [Array(head.utf8)] + suites.map { Array($0.xml.utf8) } + [Array("</testsuites>\n".utf8)]
  }

  // MARK: Suites

  /// What was not read stands first: the other suites say nothing about it.
  private static func coverage(_ report: ScanReport) -> Suite {
    let coverage = report.coverage
    var suite = Suite(name: "coverage")
    suite.properties = [
      ("files found", "\(coverage.found)"), ("files understood", "\(coverage.understood)"),
      ("files not infrastructure", "\(coverage.notInfrastructure)"),
      ("files not understood", "\(coverage.notUnderstood)"), ("files unreadable", "\(coverage.unreadable)"),
      ("data-bearing resources", "\(coverage.dataBearing)"), ("located", "\(coverage.located)"),
      ("outcome", report.outcome.reason.english), ("exit code", "\(report.outcome.exitCode)"),
      ("atlas as of", report.atlasAsOf), ("bornage", report.version),
    ]
    suite.cases = [
      Case(classname: "coverage", name: "the scan is whole", outcome: whole(report))
    ]
    var seen: [String: Int] = [:]
    for unread in coverage.unread {
      let place = "\(unread.path)\(unread.line.map { ":\($0)" } ?? "")"
      seen[place, default: 0] += 1
      let number = seen[place].map { $0 > 1 ? " (\($0))" : "" } ?? ""
      suite.cases.append(
        Case(
          classname: "coverage", name: place + number,
          outcome: unread.makesIncomplete
            ? .error(type: "unread", message: unread.reason.english, lines: [])
            : .skipped(unread.reason.english)))
    }
    return suite
  }

  private static func whole(_ report: ScanReport) -> Case.Outcome {
    report.outcome.exitCode == 3
      ? .error(type: "incomplete", message: report.outcome.reason.english, lines: [])
      : .passed(report.outcome.reason.english)
  }

  private static func suite(_ part: PolicyPart, of report: ScanReport) -> Suite {
    var suite = Suite(name: part.policy.id)
    let passes = part.rules.reduce(0) { $0 + ($1.counts[.pass] ?? 0) }
    suite.properties = [
      ("version", part.policy.version), ("title", part.policy.title), ("sha256", part.policy.sha256),
      ("rules", "\(part.rules.count)"), ("passes", "\(passes)"),
    ]
    let findings = Dictionary(grouping: part.findings) { report.assessment.findings[$0].rule }
    var prints = UniqueFingerprints()
    for rule in part.rules {
      suite.cases += cases(of: rule, findings[rule.id] ?? [], report, &prints)
    }
    let known = Set(part.rules.map(\.id))
    for index in part.findings where !known.contains(report.assessment.findings[index].rule) {
      suite.cases.append(finding(index, report, &prints))
    }
    return suite
  }

  private static func cases(
    of rule: RuleOutcome, _ findings: [Int], _ report: ScanReport, _ prints: inout UniqueFingerprints
  ) -> [Case] {
    let classname = "\(rule.policy).\(rule.id)"
    var cases = findings.map { finding($0, report, &prints) }
    if let passes = rule.counts[.pass], passes > 0 {
      let text = "\(passes) resource\(passes == 1 ? " passes" : "s pass"): \(rule.title)"
      cases.append(Case(classname: classname, name: "passes", outcome: .passed(text)))
    }
    // A rule may ask that what it cannot know be counted and not listed.
    let shown = Set(findings.map { report.assessment.findings[$0].verdict })
    for verdict in [Verdict.conditional, .undetermined] where !shown.contains(verdict) {
      guard findings.isEmpty, let count = rule.counts[verdict], count > 0 else { continue }
      cases.append(
        Case(
          classname: classname, name: verdict.rawValue,
          outcome: .skipped("\(count) \(verdict.rawValue), which the policy counts and does not list")))
    }
    if cases.isEmpty {
      let text = "the rule speaks of nothing in what was understood: \(rule.title)"
      cases.append(Case(classname: classname, name: "not applicable", outcome: .skipped(text)))
    }
    return cases
  }

  private static func finding(
    _ index: Int, _ report: ScanReport, _ prints: inout UniqueFingerprints
  ) -> Case {
    let finding = report.assessment.findings[index]
    // Without the line, and with the fingerprint: the case keeps its history when lines move, and no two are one.
    let place = finding.span.map { FindingPlaces.path($0.file) } ?? "the whole scan"
    let key = finding.resource.map { " \(report.resources[$0].key)" } ?? ""
    return Case(
      classname: "\(finding.policy).\(finding.rule)", name: "\(place)\(key) [\(prints.next(finding))]",
      outcome: outcome(finding))
  }

  private static func outcome(_ finding: Finding) -> Case.Outcome {
    if finding.isSilenced { return .skipped(finding.markedMessage) }
    let type = "\(finding.severity.rawValue), \(finding.verdict.rawValue)"
    switch finding.verdict {
    case .fail, .conditional:
      return .failure(type: type, message: finding.markedMessage, lines: lines(finding))
    case .undetermined: return .error(type: type, message: finding.markedMessage, lines: lines(finding))
    case .evidenceRequired, .pass, .notApplicable: return .skipped(finding.markedMessage)
    }
  }

  private static func lines(_ finding: Finding) -> [String] {
    var lines: [String] = []
    if let span = finding.span {
      lines.append("at: \(span.file):\(span.start.line):\(span.start.column)")
    }
    lines += finding.evidenceLines.map { "because: \($0)" }
    if !finding.clauses.isEmpty { lines.append("clause: \(finding.clauses)") }
    lines.append("help: \(finding.remedy.english)")
    lines.append("fingerprint: \(finding.fingerprint)")
    return lines
  }
}

// MARK: XML

private struct Suite {
  let name: String
  var properties: [(name: String, value: String)] = []
  var cases: [Case] = []

  init(name: String) { self.name = name }

  var xml: String {
    var text = "  <testsuite name=\"\(XMLText.attribute(name))\" tests=\"\(cases.count)\""
    text += " failures=\"\(cases.count(where: \.isFailure))\" errors=\"\(cases.count(where: \.isError))\""
    text += " skipped=\"\(cases.count(where: \.isSkipped))\">\n    <properties>\n"
    for (name, value) in properties {
      text += "      <property name=\"\(XMLText.attribute(name))\" value=\"\(XMLText.attribute(value))\"/>\n"
    }
    text += "    </properties>\n"
    for test in cases { test.write(to: &text) }
    return text + "  </testsuite>\n"
  }
}

private struct Case {
  enum Outcome {
    case passed(String)
    case failure(type: String, message: String, lines: [String])
    case error(type: String, message: String, lines: [String])
    case skipped(String)
  }

  let classname: String
  let name: String
  let outcome: Outcome

  var isFailure: Bool { if case .failure = outcome { true } else { false } }
  var isError: Bool { if case .error = outcome { true } else { false } }
  var isSkipped: Bool { if case .skipped = outcome { true } else { false } }

  func write(to text: inout String) {
    text += "    <testcase classname=\"\(XMLText.attribute(classname))\" name=\"\(XMLText.attribute(name))\">"
    switch outcome {
    case .passed(let words): text += "<system-out>\(XMLText.attribute(words))</system-out>"
    case .skipped(let message): text += "<skipped message=\"\(XMLText.attribute(message))\"/>"
    case .failure(let type, let message, let lines): broken("failure", type, message, lines, &text)
    case .error(let type, let message, let lines): broken("error", type, message, lines, &text)
    }
    text += "</testcase>\n"
  }

  private func broken(
    _ element: String, _ type: String, _ message: String, _ lines: [String], _ text: inout String
  ) {
    text += "<\(element) type=\"\(XMLText.attribute(type))\" message=\"\(XMLText.attribute(message))\""
    guard !lines.isEmpty else {
      text += "/>"
      return
    }
    text += ">" + lines.map(XMLText.attribute).joined(separator: "\n") + "</\(element)>"
  }
}
