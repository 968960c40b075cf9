import Assessment
import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("Formats for pipelines")
struct MachineFormatTests {
  private func text(_ format: any ReportFormat.Type, _ report: ScanReport = SampleReport.report) -> String {
    String(decoding: format.render(report, style: ReportStyle()), as: UTF8.self)
  }

  private func object(_ format: any ReportFormat.Type, _ report: ScanReport = SampleReport.report) throws
    -> Any
  {
    try JSONSerialization.jsonObject(with: Data(text(format, report).utf8))
  }

  /// The sample with other findings or another provenance.
  private func report(_ findings: [Finding]? = nil, provenance: Provenance? = nil) -> ScanReport {
    let sample = SampleReport.report
    return ScanReport(
      version: sample.version, atlasAsOf: sample.atlasAsOf, notices: sample.notices,
      coverage: sample.coverage,
      resources: sample.resources,
      assessment: AssessmentResult(
        policies: sample.assessment.policies, rules: sample.assessment.rules,
        findings: findings ?? sample.assessment.findings),
      threshold: sample.threshold, outcome: sample.outcome, provenance: provenance)
  }

  private func many(_ count: Int, _ severity: Severity = .low, _ verdict: Verdict = .fail) -> [Finding] {
    (0..<count).map { number in
      SampleReport.finding(
        "S-EIT-1", severity, verdict, 0, SampleReport.span("infra/a.yaml", number + 1, 1, to: 2),
        "port \(number) of `Logs` is clear text", category: .encryptionInTransit)
    }
  }

  // MARK: GitHub

  @Test("GitHub's commands are escaped as its runner reads them back")
  func escaping() {
    #expect(GitHubReport.data("100%: a,b\r\nc") == "100%25: a,b%0D%0Ac")
    #expect(GitHubReport.property("a:b,c%d") == "a%3Ab%2Cc%25d")
  }

  @Test("GitHub gets ten annotations of a level, and the rest as a number")
  func annotations() {
    let text = text(GitHubReport.self, report(many(25, .high) + many(14, .medium) + many(12, .low)))
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == 10)
    #expect(lines.count { $0.hasPrefix("::notice ") } == 10)
    // One error and one notice are the scan's own.
    #expect(lines.last?.contains("16 errors, 4 warnings, 3 notices more are not shown") == true)
  }

  // MARK: GitLab

  @Test("no two entries of code quality share a fingerprint")
  func fingerprints() throws {
    let entries = try #require(try object(GitLabCodeQualityReport.self) as? [[String: Any]])
    let prints = entries.compactMap { $0["fingerprint"] as? String }
    #expect(prints.count == SampleReport.findings.count)
    #expect(Set(prints).count == prints.count)
    #expect(prints.contains(SampleReport.findings[0].fingerprint))
  }

  @Test("identifiers of GitLab are those of RFC 9562, version 5")
  func uuid() {
    #expect(
      NamedUUID("b118e752590effb6ef204c437283c6e3", in: NamedUUID("bornage:finding", in: .url)).description
        == "6b22ad0a-de2f-524f-ae56-0c554f0b992c")
  }

  @Test(
    "a scan's time is the one that was given, or none that could be taken for one",
    arguments: [
      ("2026-11-28T06:00:00Z", "2026-11-28T06:00:00"), ("2026-11-28", "1970-01-01T00:00:00"),
      (nil, "1970-01-01T00:00:00"),
    ])
  func time(given: String?, shown: String) throws {
    let provenance = Provenance(
      commandLine: [], contexts: [], parameters: [], inputs: [], atlasSHA256: "", cardsSHA256: "",
      sourceDate: given)
    let root = try #require(
      try object(GitLabSASTReport.self, report(provenance: provenance)) as? [String: Any])
    let scan = try #require(root["scan"] as? [String: Any])
    #expect(scan["start_time"] as? String == shown)
    #expect(scan["end_time"] as? String == shown)
    let messages = try #require(scan["messages"] as? [[String: Any]]).compactMap { $0["value"] as? String }
    #expect(messages.contains { $0.contains("--source-date") } == (shown == GitLabSASTReport.noTime))
  }

  @Test("what is waived stays in every format, marked, and counts for nothing where severities are acted on")
  func waived() throws {
    let quality = try #require(try object(GitLabCodeQualityReport.self) as? [[String: Any]])
    let waived = quality.filter { ($0["description"] as? String)?.contains("waived by W-1") == true }
    #expect(waived.compactMap { $0["severity"] as? String } == ["info"])
    // A plan tells of no result, and a bill of materials of what is there, not of what breaks.
    let tellNoFindings: Set<String> = ["oscal-plan", "cyclonedx", "cyclonedx-1.7"]
    for format in ReportFormats.all where !tellNoFindings.contains(format.name) {
      #expect(text(format).contains("W-1"), "\(format.name)")
    }
  }

  // MARK: JUnit

  @Test("JUnit: breaches fail, unknowns are errors, questions and waivers are skipped, passes are counted")
  func junit() {
    let text = text(JUnitReport.self)
    #expect(
      text.contains("<testsuite name=\"sample\" tests=\"16\" failures=\"5\" errors=\"2\" skipped=\"2\">"))
    #expect(text.components(separatedBy: "name=\"passes\">").count - 1 == 7)
    // What was not read is an error: a green report of an incomplete scan would lie.
    #expect(
      text.contains("<testsuite name=\"coverage\" tests=\"3\" failures=\"0\" errors=\"2\" skipped=\"1\">"))
  }

  // MARK: Markdown

  @Test("a comment keeps within its bound, and says how much did not fit", arguments: Language.allCases)
  func bound(language: Language) {
    let long = String(repeating: "long words and `code` ", count: 40)
    let findings = many(3000, .high).map { finding in
      SampleReport.finding(
        finding.rule, .high, .fail, 0, finding.span, "\(finding.message)\(long)",
        category: .encryptionInTransit,
        waiver: (finding.span?.start.line ?? 0) % 3 == 0
          ? .waived(id: "W", kind: "k", reason: long, approvedBy: "A", expires: "2027-01-01") : nil)
    }
    let style = ReportStyle(language: language)
    let text = String(decoding: MarkdownReport.render(report(findings), style: style), as: UTF8.self)
    #expect(text.utf8.count <= 65_536)
    #expect(text.utf8.count > 55_000)
    #expect(text.contains(language == .english ? "do not fit into a comment" : "ne tiennent pas"))
    #expect(
      text.components(separatedBy: "<details>").count == text.components(separatedBy: "</details>").count)
  }

  @Test(
    "what Markdown could take for something else is code",
    arguments: [
      (
        "bucket `Logs` stands in us-east-1 (US), outside EEA",
        "bucket `Logs` stands in us-east-1 (US), outside EEA"
      ),
      ("ask @everyone about #1, GH-26.", "ask `@everyone` about `#1`, `GH-26`."),
      (
        "see https://evil.example/x, (www.evil.example)", "see `https://evil.example/x`, (`www.evil.example`)"
      ),
      ("a ` alone <b>", "a ' alone `<b>`"), ("a|b", "`a\\u{7C}b`"), ("at 40 %", "at 40 %"),
      ("deadbeef is a hash", "`deadbeef` is a hash"),
    ])
  func prose(text: String, shown: String) {
    #expect(MarkdownText.prose(text) == shown)
  }

  @Test(
    "a code span holds backticks",
    arguments: [("a``b", "``` a``b ```"), ("x", "`x`"), ("\\|", "`\\\\u{7C}`")])
  func code(text: String, shown: String) {
    #expect(MarkdownText.code(text) == shown)
  }

  // MARK: SARIF

  @Test("SARIF keeps within what uploaders take: the gravest stay, the rest is counted")
  func limits() throws {
    let findings = many(4, .low) + many(3, .critical) + many(2, .high)
    let limits = SARIFLimits(runs: 20, resultsPerRun: 5, results: 100)
    let bytes = Array(SARIFReport.pieces(report(findings), limits: limits).joined())
    let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let run = try #require((root["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "error", "error", "error", "error"])
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    let notes = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    let texts = notes.compactMap { ($0["message"] as? [String: Any])?["text"] as? String }
    #expect(texts.first?.hasPrefix("4 of 9 results are left out") == true)
  }

  @Test("SARIF has a run for each policy, and no more runs than uploaders take")
  func runs() throws {
    let policies = ["a", "b", "c"].map { PolicyIdentity(id: $0, version: "1", title: $0, sha256: "") }
    let findings = ["a", "b", "c", "c"].enumerated().map { number, policy in
      Finding(
        rule: "R", policy: policy, category: .residency, severity: .high, verdict: .fail, resource: 0,
        span: nil,
        message: "m", evidence: [], cites: [], remedy: "r", fingerprint: "\(number)")
    }
    let sample = SampleReport.report
    let report = ScanReport(
      version: "0", atlasAsOf: "", notices: [], coverage: sample.coverage, resources: sample.resources,
      assessment: AssessmentResult(policies: policies, rules: [], findings: findings), threshold: .high,
      outcome: sample.outcome)
    #expect(SARIFRun.all(of: report, limits: SARIFLimits()).map(\.name) == ["a", "b", "c"])
    let two = SARIFRun.all(of: report, limits: SARIFLimits(runs: 2))
    #expect(two.map(\.name) == ["a", "b+c"])
    #expect(two.map(\.results) == [[0], [1, 2, 3]])
  }

  @Test("no message of SARIF holds a link")
  func links() {
    #expect(SARIFReport.withoutLinks("[x](https://evil.example)") == "[x\\](https://evil.example)")
  }
}
