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
        "coverage", "summary", "rules", "map", "flows", "custody", "dependence", "findings", "inventory",
        "requests",
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

  @Test(
    "a finding has its place, chain, fingerprint and the way to do it again; its rule has clause and remedy")
  func finding() throws {
    let finding = SampleReport.findings[0]
    let text = page(SampleReport.report)
    let start = try #require(text.range(of: "<details class=\"f\" id=\"f-\(finding.fingerprint)\""))
    let block = try #require(text[start.lowerBound...].components(separatedBy: "</details>").first)
    for part in [
      "bucket `Logs` stands in us-east-1 (United States), outside EEA", "infra/a b.yaml:3:3",
      "<li>context: --context aws.region=us-east-1", "bornage explain \(finding.fingerprint)",
    ] { #expect(block.contains(part), "\(part)") }
    #expect(!block.contains("Move it."))
    let group = try #require(
      text[..<start.lowerBound].range(of: "<details class=\"group\"", options: .backwards))
    let head = text[group.lowerBound..<start.lowerBound]
    for part in ["S-RES-1", "Clause: gdpr 44.", "<p>Remedy: Move it.</p>"] {
      #expect(head.contains(part), "\(part)")
    }
  }

  /// The sample with many findings of one rule: one has a link of its own, and another remedy.
  private func many(_ count: Int) -> ScanReport {
    let sample = SampleReport.report
    let shared = Evidence(.absent, "nothing labels its data", source: "a guide")
    let findings = (0..<count).map { number in
      Finding(
        rule: "S-RES-1", policy: "sample", category: .residency, severity: .high, verdict: .fail, resource: 0,
        span: nil, message: "number \(number)",
        evidence: [shared] + (number == 0 ? [Evidence(.absent, "of its own")] : []), cites: [],
        remedy: number == 0 ? "Ask." : "Move it.", fingerprint: "\(number)")
    }
    return ScanReport(
      version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage,
      resources: sample.resources,
      assessment: AssessmentResult(
        policies: sample.assessment.policies, rules: sample.assessment.rules, findings: findings),
      threshold: .high, outcome: .init(exitCode: 1, reason: "some"))
  }

  @Test("links that all findings of a rule have stand once, if there are many; what differs stays")
  func shared() {
    let link = "<li>absent: nothing labels its data <a href=\"#src-1\">[1]</a>"
    let few = page(many(3))
    #expect(few.components(separatedBy: link).count == 4)
    #expect(!few.contains("Every finding below"))
    let text = page(many(30))
    #expect(text.components(separatedBy: link).count == 2)
    #expect(text.contains("Every finding below has in its chain, too:"))
    #expect(text.components(separatedBy: "<li>absent: of its own").count == 2)
    #expect(text.components(separatedBy: "<p>Remedy: Ask.").count == 2)
    #expect(text.components(separatedBy: "Move it.").count == 2)
  }

  @Test("rows are written side by side in their order, each once")
  func sideBySide() throws {
    let count = 3 * ParallelParts.size + 1
    let anchors = try matches(#"<details class="f" id="f-([0-9]+)""#, in: page(many(count)))
    #expect(anchors == (0..<count).map(String.init))
  }

  @Test("every rule is told, also one that found nothing, with the number of what passed")
  func rules() throws {
    let text = page(SampleReport.report)
    let start = try #require(text.range(of: "<section id=\"rules\"")).lowerBound
    let section = try #require(text[start...].components(separatedBy: "</section>").first)
    #expect(section.contains(">S-TRF-1<br>"))
    #expect(section.contains("7 rules were held against the inventory; 1 of them found nothing."))
    let rows = section.components(separatedBy: "<tr>")
    let first = try #require(rows.first { $0.contains(">S-RES-1<br>") })
    #expect(first.contains("<td class=\"n\">1</td><td class=\"n\">1</td><td class=\"n\">0</td>"))
    #expect(first.contains("<a href=\"#findings\" data-rule=\"sample/S-RES-1\">1</a>"))
    // What was counted and not listed says so; a question to the whole scan is counted, too.
    let second = try #require(rows.first { $0.contains(">S-RES-2<br>") })
    #expect(second.contains("<td class=\"n\">1 <span class=\"under\">not listed</span></td>"))
    let question = try #require(rows.first { $0.contains(">S-EVD-1<br>") })
    #expect(question.contains("<td class=\"n\">1</td><td class=\"n\">0</td><td class=\"n\"><a href"))
  }

  @Test("what is declared adds up: listed, only counted, and unknown")
  func account() throws {
    let text = page(SampleReport.report)
    let rows = try matches(
      #"<th scope="row">(?:<span class="key [a-z-]*" aria-hidden="true"></span>)?([A-Za-z -]+</th><td class="n">[0-9]+)</td>"#,
      in: text)
    for row in [
      "Data-bearing</th><td class=\"n\">2", "Without data of their own</th><td class=\"n\">0",
      "In the inventory</th><td class=\"n\">2", "Only counted</th><td class=\"n\">0",
      "Of unknown types</th><td class=\"n\">7", "All resources</th><td class=\"n\">9",
    ] { #expect(rows.contains(row), "\(row)") }
  }

  @Test("what was not understood is told file by file with its reason, up to a bound that is said")
  func notUnderstood() {
    let sample = SampleReport.report
    func report(_ count: Int) -> String {
      var coverage = sample.coverage
      coverage.notUnderstoodFiles = (0..<count).map {
        Coverage.NotUnderstood(path: "f\($0)/<i>", kind: "arm")
      }
      coverage.unread = [
        Coverage.Unread(path: "f3/<i>", line: 7, reason: "this is not YAML; mend it", makesIncomplete: false)
      ]
      return page(
        ScanReport(
          version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: coverage, resources: [],
          assessment: AssessmentResult(policies: [], rules: [], findings: []), threshold: .high,
          outcome: .init(exitCode: 0, reason: "none")))
    }
    let some = report(5)
    #expect(some.contains("Not understood files, one by one (5)"))
    #expect(some.contains("f0/&lt;i&gt;</th><td>arm</td><td>of a kind that is not read</td>"))
    #expect(some.contains("f3/&lt;i&gt;:7</th><td>arm</td><td>this is not YAML; mend it</td>"))
    #expect(!some.contains("lists them all"))
    let many = report(1700)
    #expect(many.contains("f499/") && !many.contains("f500/"))
    #expect(many.contains("And 1,200 more: the JSON report lists them all."))
  }

  @Test("a flow that is sure to leave its country stands by itself; one that may is only counted")
  func crossings() throws {
    let sample = SampleReport.report
    #expect(!page(sample).contains("Flows that leave"))
    var resources = sample.resources
    let paris = Place(
      kind: .region, code: "eu-west-3", provider: "aws", name: "Paris", countries: [Country("FR")],
      operatorID: "aws", source: SampleReport.source)
    resources[0].flows.append(
      Flow(
        .backup, to: "a<b", place: Possible(paris, evidence: []),
        operatorID: Possible("aws", evidence: []), transit: nil, at: SampleReport.span("f.yaml", 9, 1, to: 2))
    )
    let text = page(
      ScanReport(
        version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage, resources: resources,
        assessment: sample.assessment, threshold: .high, outcome: .init(exitCode: 1, reason: "some")))
    #expect(text.contains("Flows that leave their country or operator, one by one (1)"))
    #expect(
      text.contains(
        "<a href=\"#r1\">Logs</a><span class=\"at\">f.yaml:9:1</span></th><td>backup</td><td>a&lt;b</td>"))
  }

  @Test("places are told apart by what they rest on")
  func bases() {
    let virginia = SampleReport.virginia
    func basis(_ kinds: Evidence.Kind...) -> PlaceTally.Basis {
      PlaceTally.basis(Possible(virginia, evidence: kinds.map { Evidence($0, "x") }))
    }
    #expect(basis(.declared, .atlas) == .declared)
    #expect(basis(.context, .atlas) == .context)
    #expect(basis(.declared, .parameterDefault, .atlas) == .parameter)
    #expect(basis(.providerDefault, .card) == .provider)
    #expect(PlaceTally.basis(.unknown("not told", remedy: "tell")) == .nothing)
  }

  @Test("the head says when, how and on what grounds; what is missing is said, too")
  func head() {
    let text = page(SampleReport.report)
    #expect(text.contains("<h1>9 findings, in 2 of 2 resources</h1>"))
    #expect(text.contains("Date: none was given (--source-date gives one)."))
    #expect(!text.contains("taken as given"))
    #expect(page(hostile).contains("Context that was taken as given: &quot;"))
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
