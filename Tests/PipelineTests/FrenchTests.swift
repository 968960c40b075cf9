import Assessment
import Atlas
import Descriptors
import Foundation
import Inventory
import Synchronization
import TestSupport
import Testing

@testable import Pipeline
@testable import Reporting

@Suite("Reports in French")
struct FrenchTests {
  /// What was asked of the catalogue in vain.
  private final class Gaps: Sendable {
    private let found = Mutex<Set<String>>([])

    /// The templates, in order, those of forms with the form behind them.
    var templates: [String] { found.withLock { $0.sorted() } }

    func add(_ template: String, _ form: String?) {
      found.withLock { _ = $0.insert(form.map { "\(template) (\($0))" } ?? template) }
    }
  }

  private func style(_ gaps: Gaps) -> ReportStyle {
    var style = ReportStyle(mostPerRule: .max, language: .french)
    style.translator = Translator(.french) { gaps.add($0, $1) }
    return style
  }

  /// Says all that a scan can say: the reports for people with every finding, the chains behind resources, what would
  /// change verdicts, the inventory and the registers.
  private func say(_ scan: Scan, _ style: ReportStyle, explained: Int = 5) async {
    let (report, excerpts) = await scan.run()
    for format in [TextReport.self, MarkdownReport.self, HTMLReport.self] as [any ReportFormat.Type] {
      _ = format.pieces(report, style: style)
    }
    let findings = report.assessment.findings.indices
    let explain = ExplainReport(report, style: style, whatIf: scan.whatIf(excerpts))
    _ = explain.render(.findings(Self.some(findings, explained)))
    _ = explain.render(.resources(Self.some(report.resources.indices, explained)))
    _ = ExplainReport(report, style: style).render(.resources(Array(report.resources.indices)))
    for unread in report.coverage.unread { _ = style.say(unread.reason) }
    let inventory = InventoryReport(
      version: report.version, atlas: report.atlas, coverage: report.coverage, resources: report.resources)
    _ = InventoryText(inventory, style).render()
    for name in Register.Name.allCases { _ = Register(name, inventory, style: style).render(.markdown) }
  }

  /// So many, from the first to the last.
  private static func some(_ indices: Range<Int>, _ most: Int) -> [Int] {
    Array(stride(from: indices.lowerBound, to: indices.upperBound, by: max(1, indices.count / most)))
  }

  @Test("the day of a source is told in French too")
  func sources() async throws {
    let (report, excerpts) = try await Scan(ScanOptions(paths: [Repository.fixtures.path + "/findings"]))
      .run()
    let style = ReportStyle(excerpts: excerpts, mostPerRule: .max, language: .french)
    for format in [TextReport.self, MarkdownReport.self, HTMLReport.self] as [any ReportFormat.Type] {
      let text = format.pieces(report, style: style).map { String(decoding: $0, as: UTF8.self) }.joined()
      #expect(!text.contains(", as of 20"), "\(format.name)")
    }
  }

  @Test("nothing that the fixtures bring about lacks French words", .timeLimit(.minutes(5)))
  func complete() async throws {
    let gaps = Gaps()
    let style = style(gaps)
    let packs = PolicyLoader.shippedNames
    let scan = try Scan(ScanOptions(paths: [Repository.fixtures.path], policies: packs))
    await say(scan, style, explained: 30)
    for fixture in MarkedFixture.all(in: Repository.fixtures.appendingPathComponent("findings")) {
      let options = ScanOptions(
        paths: [fixture.file.path], policies: fixture.policies, contexts: fixture.contexts)
      await say(try Scan(options), style)
    }
    #expect(
      gaps.templates.isEmpty, "without French words: \(gaps.templates.joined(separator: "\n"))")
  }

  @Test("nor what real descriptors bring about", .enabled(if: Repository.corpus != nil))
  func corpus() async throws {
    let gaps = Gaps()
    let style = style(gaps)
    let corpus = try #require(Repository.corpus)
    let scan = try Scan(ScanOptions(paths: [corpus.path], policies: ["eu-gdpr"]))
    await say(scan, style)
    #expect(
      gaps.templates.isEmpty, "without French words: \(gaps.templates.joined(separator: "\n"))")
  }

  @Test("nor what the atlas says of operators, laws and qualifications, nor a word of the model")
  func words() {
    let gaps = Gaps()
    let style = style(gaps)
    let atlas = Atlas()
    for id in atlas.operatorIDs {
      for line in OperatorFacts(atlas: atlas, day: atlas.asOf).lines(id, of: nil) { _ = style.say(line) }
      for held in atlas.operatorEntry(id)?.qualifications ?? [] {
        _ = style.say("\(Phrase(term: held.status)) \(held.statusWords)")
        if let scope = held.scope { _ = style.say(Phrase(term: scope)) }
        for day in [atlas.asOf, "2010-01-01", "2040-01-01"] {
          switch held.answer(service: nil, place: nil, on: day) {
          case .covers: break
          case .open(let why), .excluded(let why): _ = style.say(why)
          }
        }
      }
    }
    let words: [[String]] = [
      Kind.allCases.map(\.rawValue), Role.allCases.map(\.rawValue), FlowKind.allCases.map(\.rawValue),
      Evidence.Kind.allCases.map(\.rawValue), Custody.allCases.map(\.title),
      Severity.allCases.map(\.rawValue), Verdict.allCases.map(\.rawValue),
      Assessment.Category.allCases.map(\.rawValue),
    ]
    for word in words.joined() { _ = style.say(Phrase(term: word)) }
    #expect(gaps.templates.isEmpty, "without French words: \(gaps.templates.joined(separator: "\n"))")
  }

  @Test("a gap is seen, and the sentence stays English")
  func gap() {
    let gaps = Gaps()
    let name = "Logs"
    let said = style(gaps).say("no catalogue knows this sentence of \(name)")
    #expect(said == "no catalogue knows this sentence of Logs")
    #expect(gaps.templates == ["no catalogue knows this sentence of %1"])
  }

  @Test("countries, sets and kinds agree with the sentence around them")
  func agreement() {
    let (region, name) = ("us-east-1", "Logs")
    let place: Phrase = "\(region) (\(Phrase(term: "the United States")))"
    let bucket: Phrase = "bucket `\(name)`"
    let outside: Phrase = "outside \(Phrase(term: "the EEA"))"
    let message: Phrase = "\(bucket) stands in \(place)"
    #expect(
      ("\(message), \(outside)" as Phrase).text(in: .french)
        == "le compartiment `Logs` se trouve en us-east-1 (États-Unis), hors de l'EEE")
    #expect(
      ("\(bucket) stands in \(Phrase(term: "Japan"))" as Phrase).text(in: .french)
        == "le compartiment `Logs` se trouve au Japon")
    #expect(
      ("key of \("database `\(name)`" as Phrase)" as Phrase).text(in: .french)
        == "la clé de la base de données `Logs`")
  }

  @Test("days and quantities are written as French writes them")
  func numbers() {
    #expect(FrenchNumbers.day("2026-11-24") == "24 novembre 2026")
    #expect(FrenchNumbers.day("2027-01-01") == "1er janvier 2027")
    #expect(FrenchNumbers.day("2027-03") == "mars 2027")
    #expect(("from \(day: "2022")" as Phrase).text(in: .french) == "depuis 2022")
    #expect(("from \(day: "2022-08-01")" as Phrase).text(in: .french) == "depuis le 1er août 2022")
    #expect(("until \(day: "2027-03")" as Phrase).text(in: .french) == "jusqu'à mars 2027")
    #expect(
      ("it ended with \(day: "2015-03-08")" as Phrase).text(in: .french).hasSuffix("jusqu'au 8 mars 2015"))
    #expect(FrenchNumbers.day("2025-08", form: "de") == "d'août 2025")
    #expect(FrenchNumbers.moment("2026-11-28T06:00:00Z") == "28 novembre 2026 à 06:00:00 UTC")
    #expect(FrenchNumbers.grouped("1234567") == "1\u{202F}234\u{202F}567")
    #expect(FrenchNumbers.grouped("1234") == "1234")
    #expect(FrenchNumbers.decimal("2.75") == "2,75")
    #expect(("\(decimal: "44.4") %" as Phrase).text(in: .french) == "44,4 %")
  }

  @Test("what a descriptor names cannot forge an argument")
  func forgery() {
    let hostile = "a\u{2}\u{3}bucket `b`\u{2}"
    let phrase: Phrase = "the key is `\(hostile)`"
    #expect(phrase.english == "the key is `\(hostile)`")
    #expect(phrase.text(in: .french) == "la clé est `\(hostile)`")
  }

  @Test("every country of ISO 3166-1 has a French name")
  func countries() {
    for first in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      for second in UInt8(ascii: "A")...UInt8(ascii: "Z") {
        let country = Country(String(decoding: [first, second], as: UTF8.self))
        guard country.isKnown else { continue }
        #expect(Catalogue.french.sentence(country.englishName, form: nil) != nil, "\(country)")
      }
    }
  }

  @Test("the arguments of a sentence are the same in both languages")
  func arguments() {
    for (template, sentence) in Catalogue.french.all {
      #expect(Self.numbers(in: template) == Self.numbers(in: sentence), "\(template) => \(sentence)")
    }
  }

  private static func numbers(in text: String) -> Set<String> {
    var found: Set<String> = []
    var rest = Substring(text)
    while let sign = rest.firstIndex(of: "%") {
      rest = rest[rest.index(after: sign)...]
      if let digit = rest.first, digit.isNumber { found.insert(String(digit)) }
    }
    return found
  }
}
