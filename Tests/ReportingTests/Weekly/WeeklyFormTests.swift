import Assessment
import Foundation
import Mustache
import TestSupport
import Testing

@testable import Reporting

@Suite("Monday's report: its forms")
struct WeeklyFormTests {
  private typealias Made = HandMadeHistory

  /// A week in which something of everything happens.
  private func made() throws -> WeeklyReport {
    var history = HandMadeHistory()
    let hostile = Made.finding(
      "=cmd", on: "<b>x</b>|`y`", severity: .critical, file: "a\u{1B}[31m.yaml", value: "##[error]")
    history.add("2026-11-09", Made.snapshot([Made.finding("Old", severity: .low)], [Made.bucket("x")]))
    history.add(
      "2026-11-23",
      Made.snapshot(
        [Made.finding("Old", severity: .low), Made.finding("W", waiver: ("W-1", "2026-11-25"))],
        [Made.bucket("x", custody: "K2")]), owner: "équipe")
    history.add(
      "2026-11-30",
      Made.snapshot(
        [hostile, Made.finding("W"), Made.finding("E", verdict: .evidenceRequired)],
        [Made.bucket("x", custody: "K2"), Made.bucket("z", countries: ["BR"], operators: ["gcp"])],
        policy: "bb", understood: 9, notUnderstood: 1), owner: "équipe")
    return try history.report()
  }

  private func text(_ form: WeeklyForm, _ language: Language = .english) throws -> String {
    try String(decoding: made().bytes(form, style: WeeklyStyle(language: language)), as: UTF8.self)
  }

  @Test("the same input gives the same bytes, in every form", arguments: WeeklyForm.allCases)
  func deterministic(form: WeeklyForm) throws {
    for language in Language.allCases {
      let (first, second) = (try text(form, language), try text(form, language))
      #expect(first == second)
      #expect(!first.isEmpty)
    }
  }

  @Test("nothing of the input is markup, an escape or a formula", arguments: WeeklyForm.allCases)
  func harmless(form: WeeklyForm) throws {
    let text = try self.text(form)
    #expect(!text.contains("\u{1B}"))
    // Plain text and data carry it as it is; a page must not, and Markdown only as code.
    if form == .html { #expect(!text.contains("<b>x") && text.contains("&lt;b&gt;x")) }
    if form == .markdown {
      #expect(text.contains("`<b>x") && !text.replacing("`<b>x", with: "").contains("<b>x"))
    }
    if form != .json { #expect(!text.contains("##[error]")) }
    if form == .csv { #expect(!text.contains(",=cmd,") && text.contains("'=cmd")) }
  }

  @Test("text, Markdown and HTML tell the same first things in both languages")
  func page() throws {
    for form in [WeeklyForm.text, .markdown, .html] {
      let english = try text(form)
      #expect(english.contains("Boundary report, 2026-11-30"))
      #expect(english.contains("Brazil"))
      let french = try text(form, .french)
      #expect(french.contains("Rapport de bornage, 2026-11-30"))
    }
  }

  @Test("fewer findings with less understood are no success, in both languages")
  func doubtful() throws {
    var history = HandMadeHistory()
    history.add("2026-11-23", Made.snapshot([Made.finding("Old"), Made.finding("Other")]))
    history.add("2026-11-30", Made.snapshot([Made.finding("Old")], understood: 9, notUnderstood: 1))
    let report = try history.report()
    for form in [WeeklyForm.text, .markdown, .html] {
      let english = String(
        decoding: report.bytes(form, style: WeeklyStyle(language: .english)), as: UTF8.self)
      #expect(english.contains("less was understood as well"))
      let french = String(decoding: report.bytes(form, style: WeeklyStyle(language: .french)), as: UTF8.self)
      #expect(french.contains("moins a été compris aussi"))
    }
  }

  @Test("what came and is critical is told with its cause; each tree that is late with its own day")
  func firstThings() throws {
    var history = HandMadeHistory()
    history.add("2026-11-09", Made.snapshot([]), tree: "older")
    history.add("2026-11-16", Made.snapshot([]), tree: "old")
    history.add("2026-11-23", Made.snapshot([]))
    history.add("2026-11-30", Made.snapshot([Made.finding("New", severity: .critical)], [Made.bucket("x")]))
    let report = try history.report()
    let english = String(
      decoding: report.bytes(.text, style: WeeklyStyle(language: .english)), as: UTF8.self)
    #expect(english.contains("1 critical finding is new or back. Cause: infrastructure."))
    #expect(english.contains("No scan of older since 2026-11-09"))
    #expect(english.contains("No scan of old since 2026-11-16"))
    #expect(!english.contains("No week is missing"))
    let french = String(
      decoding: report.bytes(.text, style: WeeklyStyle(language: .french)), as: UTF8.self)
    #expect(french.contains("Cause : infrastructure."))
    #expect(french.contains("S49") && !french.contains("W49"))
  }

  @Test("findings of a rule are told by one of them, which is said to be an example, and by their places")
  func examples() throws {
    var history = HandMadeHistory()
    history.add("2026-11-23", Made.snapshot([]))
    let findings = (0..<1200).map { Made.finding("Same", on: "b\($0)", severity: .critical) }
    history.add("2026-11-30", Made.snapshot(findings))
    let report = try history.report()
    for form in [WeeklyForm.text, .markdown, .html] {
      let text = String(decoding: report.bytes(form, style: WeeklyStyle(language: .english)), as: UTF8.self)
      #expect(text.contains("such as: "))
      #expect(text.contains("and 1,195 more"))
      #expect(!text.contains("1200"), "\(form): every number is grouped")
    }
  }

  @Test("the HTML lets only its own style in, asks for nothing and runs nothing")
  func html() throws {
    let html = try text(.html)
    #expect(html.contains("default-src 'none'"))
    #expect(html.contains(WeeklyTemplates.file("weekly.css").contentHash))
    for word in ["<script", "style=", "http:", "https:", "url(", "{{"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("<svg viewBox=\"0 0 720 206\""))
  }

  @Test("the JSON is JSON, and its digest is that of what stands before it")
  func json() throws {
    let report = try made()
    let bytes = report.bytes(.json, style: WeeklyStyle())
    let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(object["format"] as? String == "bornage-report")
    #expect(object["sha256"] as? String == WeeklyJSON.digest(report))
    let previous = try #require(WeeklyReport.Previous(bytes))
    #expect(previous == WeeklyReport.Previous(digest: WeeklyJSON.digest(report), at: "2026-11-30T06:00:00Z"))
    var altered = bytes
    altered[40] ^= 1
    #expect(WeeklyReport.Previous(altered) == nil)
    #expect(WeeklyReport.Previous([]) == nil)
  }

  @Test("a report names the one before it, and its mail answers that one's")
  func chain() throws {
    let first = try made()
    let previous = WeeklyReport.Previous(first.bytes(.json, style: WeeklyStyle()))
    var history = HandMadeHistory()
    history.scans = [
      RecordedScan(
        id: "s", recordedAt: "2026-12-07T06:00:00Z", tree: "shop", owner: nil,
        snapshot: Made.snapshot([]))
    ]
    let second = try history.report(at: "2026-12-07T06:00:00Z", previous: previous)
    let style = WeeklyStyle(to: [try #require(MailAddress("a@example.org"))])
    let mail = String(decoding: second.bytes(.eml, style: style), as: UTF8.self)
    let id = "<bornage.\(WeeklyJSON.digest(first).prefix(40)).en@example.org>"
    #expect(
      String(decoding: first.bytes(.eml, style: style), as: UTF8.self).contains("Message-ID: \(id)\r\n"))
    #expect(mail.contains("In-Reply-To: \(id)\r\n"))
  }

  // MARK: Templates and words

  private static let folder = Repository.root.appendingPathComponent("Sources/Reporting/Weekly")

  @Test("what is embedded is what stands in the folder, and every template parses")
  func embedded() throws {
    let folder = Self.folder.appendingPathComponent("Template")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(WeeklyTemplates.files.map(\.name)))
    HTMLEscaping.register()
    for file in WeeklyTemplates.files {
      #expect(
        try Data(contentsOf: folder.appendingPathComponent(file.name)) == Data(file.bytes), "\(file.name)")
      guard file.name.hasSuffix(".mustache") else { continue }
      _ = try MustacheTemplate(string: HTMLEscaping.pragma + file.text)
      #expect(file.text.components(separatedBy: "{{{").count == (file.name == "weekly.mustache" ? 2 : 1))
    }
  }

  @Test("every word that is asked for is there, in both languages, with the same blanks")
  func words() throws {
    func blanks(_ text: String) -> [String] {
      (1...9).map { "%\($0)" }.filter { text.contains($0) }
    }
    for (name, pair) in WeeklyWordList.pairs {
      #expect(!pair.english.isEmpty && !pair.french.isEmpty, "\(name)")
      #expect(blanks(pair.english) == blanks(pair.french), "\(name)")
    }
    let expression = try NSRegularExpression(
      pattern: #"words\["([A-Za-z_-]+)"\]|\bfill\(\s*"([A-Za-z_]+)"|section\("([A-Za-z]+)""#)
    let files = FileManager.default.enumerator(atPath: Self.folder.path)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".swift") else { continue }
      let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
      let all = NSRange(text.startIndex..., in: text)
      for match in expression.matches(in: text, range: all) {
        for group in 1...3 {
          guard let range = Range(match.range(at: group), in: text) else { continue }
          #expect(WeeklyWordList.pairs[String(text[range])] != nil, "\(text[range]) in \(file)")
        }
      }
    }
    let kinds =
      WeeklyMovement.Kind.allCases.map { "m_\($0.rawValue)" }
      + ChangeCause.allCases.map { "cause_\($0.rawValue)" }
      + WeeklyArrival.Kind.allCases.flatMap { ["a_\($0.rawValue)", "b_\($0.rawValue)"] }
      + WeeklyDate.Kind.allCases.map { "d_\($0.rawValue)" }
      + WeeklyWaiver.State.allCases.map { "w_\($0.rawValue)" }
    for name in kinds { #expect(WeeklyWordList.pairs[name] != nil, "\(name)") }
  }

  @Test("what fills a blank is not read as one")
  func blanks() throws {
    #expect(WeeklyWords(.english).fill("waiverLine", "%2", "b", "c") == "waiver %2, approved by b, until c")
  }

  @Test("charts have round steps")
  func steps() throws {
    #expect([1, 4, 5, 9, 21, 81, 4000].map(ChartDrawing.niceStep) == [1, 1, 2, 5, 10, 50, 1000])
  }
}
