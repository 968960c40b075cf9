import Atlas
import Foundation
import Reporting
import TestSupport
import Testing

@Suite("Reports against their golden files")
struct GoldenTests {
  private static let folder = Repository.root.appendingPathComponent("Tests/ReportingTests/Golden")

  private func render(_ name: String, colour: Bool = false) throws -> Data {
    let format = try #require(ReportFormats.named(name))
    return Data(
      format.render(
        SampleReport.report, style: ReportStyle(colour: colour, excerpts: SampleReport.Excerpts())))
  }

  /// A missing golden is written and fails, so that somebody looks at it; `BORNAGE_RECORD=1` writes them anew.
  private func compare(_ data: Data, to name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let recording = ProcessInfo.processInfo.environment["BORNAGE_RECORD"] != nil
    guard !recording, let golden = try? Data(contentsOf: file) else {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try data.write(to: file)
      Issue.record("\(name) was written: look at it, then run the test again")
      return
    }
    let (made, wanted) = (String(decoding: data, as: UTF8.self), String(decoding: golden, as: UTF8.self))
    #expect(made == wanted, "\(name) differs; if that is meant, record it with BORNAGE_RECORD=1")
  }

  @Test("each format", arguments: ReportFormats.names)
  func format(name: String) throws {
    try compare(render(name), to: "report.\(name)")
  }

  @Test("each format of the inventory", arguments: InventoryReport.Format.allCases)
  func inventory(format: InventoryReport.Format) throws {
    let report = SampleReport.report
    let inventory = InventoryReport(
      version: report.version, atlas: Atlas(), coverage: report.coverage, resources: report.resources)
    let bytes = inventory.render(format)
    try compare(Data(bytes), to: "inventory.\(format.rawValue)")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains(SampleReport.canary))
    #expect(
      !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\r" || $0.value == 0x202E })
  }

  @Test("the explanation of a finding and of a resource")
  func explanation() throws {
    let report = SampleReport.report
    let style = ReportStyle(excerpts: SampleReport.Excerpts())
    let fingerprint = report.assessment.findings[1].fingerprint
    var bytes = ExplainReport(report, style: style).render(ExplainReport.subject(fingerprint, in: report))
    bytes += ExplainReport(report, style: style).render(ExplainReport.subject("k8s/db.yaml:4", in: report))
    try compare(Data(bytes), to: "explain.text")
    #expect(!String(decoding: bytes, as: UTF8.self).contains(SampleReport.canary))
  }

  @Test("text with colours")
  func colour() throws {
    try compare(render("text", colour: true), to: "report.colour.text")
  }

  @Test("no format shows a secret", arguments: ReportFormats.names)
  func canary(name: String) throws {
    let text = String(decoding: try render(name), as: UTF8.self)
    #expect(!text.contains(SampleReport.canary))
    #expect(text.contains("POSTGRES_PASSWORD"))
  }

  @Test("nothing scanned controls a terminal", arguments: ReportFormats.names)
  func controls(name: String) throws {
    let data = try render(name)
    #expect(!data.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
    let text = String(decoding: data, as: UTF8.self)
    #expect(
      !text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x2028 || 0x80..<0xA0 ~= $0.value })
  }

  @Test("with colours the only escapes are our own")
  func ownEscapes() throws {
    let text = String(decoding: try render("text", colour: true), as: UTF8.self)
    let foreign = text.components(separatedBy: "\u{1B}").dropFirst().filter {
      $0.range(of: #"^\[(0|1|1;3[1-4])m"#, options: .regularExpression) == nil
    }
    #expect(foreign.isEmpty)
  }

  @Test("JSON and SARIF are JSON and agree with the report", arguments: ["json", "sarif"])
  func wellFormed(name: String) throws {
    let object = try #require(try JSONSerialization.jsonObject(with: render(name)) as? [String: Any])
    if name == "json" {
      let findings = try #require(object["findings"] as? [[String: Any]])
      #expect(findings.count == SampleReport.findings.count)
      #expect(
        findings.compactMap { $0["message"] as? String } == SampleReport.findings.map(\.message.english))
      let resources = try #require(object["resources"] as? [[String: Any]])
      #expect(resources[1]["name"] as? String == SampleReport.hostile)
      #expect((resources[0]["encryptionAtRest"] as? [[String: Any]])?.count == 2)
    } else {
      let run = try #require((object["runs"] as? [[String: Any]])?.first)
      let results = try #require(run["results"] as? [[String: Any]])
      #expect(
        results.map { $0["kind"] as? String } == [
          "fail", "fail", "review", "open", "open", "fail", "fail", "fail", "review",
        ])
      #expect(
        results.filter { $0["kind"] as? String != "fail" }.allSatisfy { $0["level"] as? String == "none" })
      // GitHub refuses a whole upload for one result without a file.
      let files = results.map { result in
        let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        return (place?["artifactLocation"] as? [String: Any])?["uri"] as? String
      }
      #expect(!files.contains(nil))
      #expect(files.last == "infra/a%20b.yaml")
      let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
      #expect((driver["rules"] as? [[String: Any]])?.count == 7)
    }
  }

  @Test("undetermined findings of one cause are told once, with their count")
  func groups() throws {
    let text = String(decoding: try render("text"), as: UTF8.self)
    #expect(text.contains("2 resources in 2 files: a manifest names no cluster"))
    #expect(text.components(separatedBy: "S-RES-2").count == 2)
  }

  @Test("findings beyond the limit of a rule are counted, not dropped in silence")
  func limit() throws {
    let style = ReportStyle(mostPerRule: 0)
    let text = String(decoding: TextReport.render(SampleReport.report, style: style), as: UTF8.self)
    #expect(text.contains("... and 1 more of sample/S-KEY-1: see `--format json`"))
    #expect(!text.contains("critical[S-KEY-1]"))
    #expect(text.contains("undetermined[S-RES-2]: 2 resources"))
  }

  @Test("no report says that something is compliant", arguments: ReportFormats.names)
  func noAward(name: String) throws {
    #expect(!String(decoding: try render(name), as: UTF8.self).lowercased().contains("complian"))
  }
}
