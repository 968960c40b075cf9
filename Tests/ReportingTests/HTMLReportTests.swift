import Assessment
import Atlas
import Descriptors
import Foundation
import Inventory
import TestSupport
import Testing

@testable import Reporting

@Suite("The HTML report")
struct HTMLReportTests {
  /// Closes attributes, tags, scripts, styles and comments.
  private static let attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>--></style>&amp;{{x}}"

  private func page(_ report: ScanReport, _ language: Language = .english) -> String {
    String(decoding: HTMLReport.render(report, style: ReportStyle(language: language)), as: UTF8.self)
  }

  private func matches(_ pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
      Range(match.range(at: match.numberOfRanges - 1), in: text).map { String(text[$0]) }
    }
  }

  /// The sample, with every text that an input can choose replaced by an attack.
  private var hostile: ScanReport {
    let sample = SampleReport.report
    let attack = Self.attack
    let said = Phrase(verbatim: attack)
    let findings = sample.assessment.findings.map { finding in
      Finding(
        rule: attack, policy: attack, category: finding.category, severity: finding.severity,
        verdict: finding.verdict, resource: finding.resource,
        span: SampleReport.span(attack, 1, 1, to: 2), message: said,
        evidence: [
          Evidence(.declared, said, at: SampleReport.span("b" + attack, 1, 1, to: 2), source: attack)
        ],
        cites: [Citation(catalog: attack, control: attack)], remedy: said, fingerprint: attack,
        waiver: .requested(reason: attack))
    }
    let rule = RuleOutcome(
      id: attack, policy: attack, title: attack, category: .evidence, severity: .high,
      cites: [Citation(catalog: attack, control: attack)], remedy: attack, ask: attack, note: attack,
      counts: [:])
    var coverage = sample.coverage
    coverage.unknownTypes = [attack: 1]
    coverage.unread = [Coverage.Unread(path: attack, line: 1, reason: said, makesIncomplete: true)]
    return ScanReport(
      version: attack, atlasAsOf: attack, notices: [said], coverage: coverage, resources: sample.resources,
      assessment: AssessmentResult(
        policies: [PolicyIdentity(id: attack, version: attack, title: attack, sha256: attack)], rules: [rule],
        findings: findings), threshold: .high, outcome: .init(exitCode: 1, reason: said),
      provenance: Provenance(
        commandLine: [attack], contexts: [attack], parameters: [attack],
        inputs: [Provenance.Input(path: attack, size: 1, sha256: attack)], atlasSHA256: attack,
        cardsSHA256: attack, sourceDate: attack))
  }

  // MARK: Escaping

  @Test("nothing from an input becomes markup, wherever it stands")
  func escaping() throws {
    let text = page(hostile)
    #expect(text.components(separatedBy: "<script").count == 2)
    #expect(text.components(separatedBy: "</script").count == 2)
    #expect(text.components(separatedBy: "</style").count == 2)
    #expect(!text.contains("<img"))
    // The attack stands there, as text.
    #expect(
      text.contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"))
    #expect(text.contains("--&gt;&lt;/style&gt;&amp;amp;{{x}}"))
  }

  @Test("in attributes, too: no tag has one that we did not write")
  func attributes() throws {
    let text = page(hostile)
    let start = try #require(text.range(of: "<body>")).lowerBound
    let end = try #require(text.range(of: "<script>")).lowerBound
    let tags = try matches("<([a-zA-Z][^<>]*)>", in: String(text[start..<end]))
    #expect(tags.count > 500)
    let attribute = #"\s+[a-zA-Z:-]+(="[^"<>]*")?"#
    let strange = tags.filter {
      $0.range(of: "^[a-z0-9A-Z]+(\(attribute))*\\s*$", options: .regularExpression) == nil
    }
    #expect(strange == [])
    let names = Set(
      tags.flatMap { tag in
        tag.replacingOccurrences(of: "\"[^\"]*\"", with: "", options: .regularExpression)
          .split(separator: " ").dropFirst().map { String($0.prefix { $0 != "=" }) }
      })
    #expect(names.filter { $0.hasPrefix("on") || $0 == "style" } == [])
  }

  @Test("no address leads out of the page")
  func addresses() throws {
    for report in [SampleReport.report, hostile] {
      let text = page(report)
      let addresses = try matches(#"\s(?:href|src|action|srcset|poster|data|formaction)="([^"]*)""#, in: text)
      #expect(addresses.filter { !$0.hasPrefix("#") && $0 != "data:," } == [])
      #expect(!text.contains("@import"))
      #expect(try matches(#"url\(([^)]*)\)"#, in: text).filter { !$0.hasPrefix("#") } == [])
    }
  }

  @Test("the policy lets our style and script through by their hash, and nothing else")
  func contentPolicy() throws {
    let text = page(SampleReport.report)
    let policy = try #require(try matches(#"Content-Security-Policy" content="([^"]*)""#, in: text).first)
      .replacingOccurrences(of: "&#39;", with: "'")
    #expect(policy.hasPrefix("default-src 'none';"))
    #expect(!policy.contains("unsafe"))
    for (name, tag) in [("report.css", "style"), ("report.js", "script")] {
      let file = ReportFile.named(name)
      #expect(policy.contains("\(tag)-src '\(file.contentHash)'"))
      #expect(text.contains("<\(tag)>\(file.text)</\(tag)>"))
      #expect(!file.text.contains("</"))
    }
    let known = "abc".utf8CString.withUnsafeBytes {
      ReportFile(name: "", bytes: UnsafeRawBufferPointer(rebasing: $0.dropLast())).contentHash
    }
    #expect(known == "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  // MARK: What it shows

  @Test("coverage comes first, and every section is there in order")
  func order() throws {
    let sections = try matches(#"<section id="([a-z]+)""#, in: page(SampleReport.report))
    #expect(
      sections == [
        "coverage", "summary", "map", "flows", "custody", "dependence", "findings", "inventory", "requests",
        "waivers", "method",
      ])
  }

  @Test("every anchor is there once, and every link leads to one")
  func anchors() throws {
    let text = page(SampleReport.report)
    let ids = try matches(#"\sid="([^"]*)""#, in: text)
    #expect(ids.count == Set(ids).count)
    let links = Set(try matches(##"\s(?:href="#|for="|aria-labelledby=")([^"]*)""##, in: text))
    #expect(links.subtracting(ids) == [])
    #expect(ids.contains("f-" + SampleReport.findings[0].fingerprint))
  }

  @Test("a finding has its fingerprint, place, chain, clause, remedy and the way to do it again")
  func finding() throws {
    let finding = SampleReport.findings[0]
    let text = page(SampleReport.report)
    let start = try #require(text.range(of: "<details class=\"f\" id=\"f-\(finding.fingerprint)\""))
    let block = try #require(text[start.lowerBound...].components(separatedBy: "</details>").first)
    for part in [
      "bucket `Logs` stands in us-east-1 (United States), outside EEA", "infra/a b.yaml:3:3",
      "<li>context: --context aws.region=us-east-1", "gdpr 44", "Move it.",
      "Again: bornage explain \(finding.fingerprint)",
    ] { #expect(block.contains(part), "\(part)") }
  }

  @Test("sources are numbered, and the number leads to the text")
  func sources() {
    let text = page(SampleReport.report)
    #expect(text.contains("<a href=\"#src-1\">[1]</a>"))
    #expect(text.contains("<li id=\"src-1\">atlas regions/aws.yaml"))
  }

  @Test("requests have an empty slot; digests and the command line stand at the end")
  func slots() {
    let text = page(hostile)
    #expect(text.contains("<td class=\"slot\"><span class=\"empty\">to be filled in</span></td>"))
    #expect(text.contains("As it was run"))
    #expect(page(SampleReport.report).contains(String(repeating: "ab", count: 32)))
  }

  @Test("a scan without findings says in what nothing was found")
  func nothing() {
    let sample = SampleReport.report
    let text = page(
      ScanReport(
        version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage, resources: [],
        assessment: AssessmentResult(policies: [], rules: [], findings: []), threshold: .high,
        outcome: .init(exitCode: 0, reason: "nothing")))
    #expect(text.contains("No findings in what was understood."))
    #expect(text.contains("No country is known"))
  }

  @Test("the page speaks the report's language")
  func french() {
    let text = page(SampleReport.report, .french)
    #expect(text.contains("<html lang=\"fr\">"))
    #expect(text.contains("<h2 id=\"h-coverage\">Couverture</h2>"))
    #expect(!text.contains("Read this first"))
  }

  @Test("the same report gives the same bytes")
  func deterministic() {
    #expect(page(SampleReport.report) == page(SampleReport.report))
  }
}
