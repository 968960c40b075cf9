import Assessment
import Foundation
import FoundationXML
import Testing

@testable import Reporting

/// The elements of a document with their attributes and texts, in order.
private final class XMLElements: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private(set) var all: [Element] = []
  private var open: [Int] = []

  init(_ bytes: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.coderInvalidValue) }
  }

  func named(_ name: String) -> [Element] { all.filter { $0.name == name } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { all[last].text += text }
  }
}

@Suite("XCCDF and ARF")
struct XCCDFTests {
  private func read(_ report: ScanReport, as format: any ReportFormat.Type = XCCDFReport.self) throws
    -> XMLElements
  {
    try XMLElements(format.render(report, style: ReportStyle()))
  }

  @Test("every verdict has its word, gravest text first, and waived failures are not scored")
  func results() throws {
    let document = try read(SampleReport.report)
    // The sample's counts say of every rule that one resource passes.
    #expect(
      document.named("result").map(\.text) == [
        "fail", "pass", "unknown", "unknown", "pass", "unknown", "pass", "fail", "pass", "fail", "fail",
        "fail",
        "pass", "notchecked", "pass", "pass",
      ])
    #expect(document.named("rule-result").filter { $0.attributes["role"] == "unscored" }.count == 1)
    let score = try #require(document.named("score").first)
    #expect(score.text == "0" && score.attributes["maximum"] == "7")
    #expect(document.named("target").count == 1)
  }

  @Test("every rule has at least one result, and every result a rule")
  func rules() throws {
    let document = try read(SampleReport.report)
    let rules = document.named("Rule").compactMap { $0.attributes["id"] }
    #expect(Set(rules).count == rules.count)
    #expect(Set(document.named("rule-result").compactMap { $0.attributes["idref"] }) == Set(rules))
  }

  @Test("what applied to nothing is not applicable, and ignored unknowns are no passes")
  func summaries() throws {
    func words(_ counts: [Verdict: Int]) throws -> [String] {
      let rule = RuleOutcome(
        id: "R", policy: "sample", title: "R", category: .residency, severity: .high, cites: [], remedy: "",
        counts: counts)
      let sample = SampleReport.report
      return try read(
        ScanReport(
          version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage, resources: [],
          assessment: AssessmentResult(policies: sample.assessment.policies, rules: [rule], findings: []),
          threshold: .high, outcome: sample.outcome)
      ).named("result").map(\.text)
    }
    #expect(try words([.notApplicable: 3]) == ["notapplicable"])
    #expect(try words([.pass: 3]) == ["pass"])
    #expect(try words([.pass: 3, .undetermined: 1]) == ["unknown", "pass"])
  }

  @Test("ARF holds the same benchmark and result")
  func arf() throws {
    let alone = try read(SampleReport.audited())
    let collection = try read(SampleReport.audited(), as: ARFReport.self)
    #expect(collection.named("rule-result").count == alone.named("rule-result").count)
    #expect(collection.named("Rule").count == alone.named("Rule").count)
    #expect(collection.named("core:ref").map(\.text) == ["request", "asset"])
    #expect(collection.named("benchmark").first?.attributes["href"] == "#request")
  }

  @Test("texts are escaped in elements and attributes")
  func escapes() throws {
    var writer = XMLWriter()
    writer.element("a", ["b": "1 < \"2\" & \u{1B}"]) { writer in
      writer.element("c", text: "x > y && \u{202E}z</c>")
      writer.empty("d")
    }
    let document = try XMLElements(writer.bytes)
    #expect(document.all.map(\.name) == ["a", "c", "d"])
    #expect(document.all[0].attributes["b"] == #"1 < "2" & \u{1B}"#)
    #expect(document.all[1].text == #"x > y && \u{202E}z</c>"#)
  }

  @Test("policies of names that fall together keep their rules apart")
  func tokens() {
    #expect(OSCALText.uniqueTokens(["a b", "a-b", "a b", "1"]) == ["a-b", "a-b-2", "a-b-3", "_1"])
  }
}
