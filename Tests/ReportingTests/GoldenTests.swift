import Assessment
import Atlas
import Descriptors
import Foundation
import Reporting
import TestSupport
import Testing

@Suite("Reports against their golden files")
struct GoldenTests {
  static let folder = Repository.root.appendingPathComponent("Tests/ReportingTests/Golden")

  private func render(_ name: String, colour: Bool = false) throws -> Data {
    let format = try #require(ReportFormats.named(name))
    return Data(
      format.render(
        SampleReport.report, style: ReportStyle(colour: colour, excerpts: SampleReport.Excerpts())))
  }

  /// A missing golden is written and fails, so that somebody looks at it; `BORNAGE_RECORD=1` writes them anew.
  static func compare(_ data: Data, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    let recording = ProcessInfo.processInfo.environment["BORNAGE_RECORD"] != nil
    guard !recording, let golden = try? Data(contentsOf: file) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: file)
      Issue.record("\(name) was written: look at it, then run the test again")
      return
    }
    let (made, wanted) = (String(decoding: data, as: UTF8.self), String(decoding: golden, as: UTF8.self))
    #expect(made == wanted, "\(name) differs; if that is meant, record it with BORNAGE_RECORD=1")
  }

  @Test("each format", arguments: ReportFormats.names)
  func format(name: String) throws {
    try Self.compare(render(name), to: "report.\(name)")
  }

  @Test("each format of the inventory", arguments: InventoryReport.Format.allCases)
  func inventory(format: InventoryReport.Format) throws {
    let report = SampleReport.report
    let inventory = InventoryReport(
      version: report.version, atlas: Atlas(), coverage: report.coverage, resources: report.resources)
    let bytes = inventory.render(format)
    try Self.compare(Data(bytes), to: "inventory.\(format.rawValue)")
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
    try Self.compare(Data(bytes), to: "explain.text")
    #expect(!String(decoding: bytes, as: UTF8.self).contains(SampleReport.canary))
  }

  @Test("the explanation with what other inputs would give, to the clause and its document")
  func counterfactuals() throws {
    let atlas = Atlas()
    let policy = try PolicyLoader.load(
      source: SourceBytes(
        """
        policy: sample
        version: 1.0.0
        title: A sample
        source: { title: The norm, issuer: The office, edition: "2", date: 2024-04-26 }
        parameters:
          step: { title: The lowest step, default: K3 }
        rules:
          - { id: S-RES-1, title: Data stands in France, category: residency, allow: [FR], severity: high, remedy: Move it., cites: [{ catalog: norm, control: "1" }] }
          - { id: S-EAR-1, title: Data is encrypted, category: encryption-at-rest, required: true, severity: high, remedy: Encrypt it., cites: [{ catalog: norm, control: "2" }] }
          - { id: S-KEY-1, title: The key is one's own, category: key-custody, at-least: $step, severity: high, remedy: Use another key., waivable: false, cites: [{ catalog: norm, control: "3" }] }
          - { id: S-OPR-1, title: The operator is Swiss, category: operator, control: { allow: [CH] }, severity: high, remedy: Use another., cites: [{ catalog: norm, control: "4" }] }
          - { id: S-TRF-1, title: Flows end in France, category: transfer, allow: [FR], severity: high, remedy: Move it., cites: [{ catalog: norm, control: "5" }] }
          - { id: S-EIT-1, title: Links are encrypted, category: encryption-in-transit, required: true, severity: high, remedy: Encrypt it., cites: [{ catalog: norm, control: "6" }] }
        """), path: "sample.yaml", atlas: atlas)
    let sample = SampleReport.report
    let assessment = Assessor(policies: [policy], atlas: atlas, asOf: nil).assess(sample.resources)
    let report = ScanReport(
      version: sample.version, atlasAsOf: sample.atlasAsOf, notices: [], coverage: sample.coverage,
      resources: sample.resources, assessment: assessment, threshold: .high, outcome: sample.outcome)
    let explain = ExplainReport(
      report, style: ReportStyle(excerpts: SampleReport.Excerpts()),
      whatIf: WhatIf(policies: [policy], atlas: atlas, asOf: nil))
    var bytes: [UInt8] = []
    for finding in assessment.findings {
      bytes += explain.render(ExplainReport.subject(finding.fingerprint, in: report))
    }
    bytes += explain.render(ExplainReport.subject("Logs", in: report))
    try Self.compare(Data(bytes), to: "explain.what-if.text")
    #expect(!String(decoding: bytes, as: UTF8.self).contains(SampleReport.canary))
  }

  @Test("text with colours")
  func colour() throws {
    try Self.compare(render("text", colour: true), to: "report.colour.text")
  }

  @Test("no format shows a secret", arguments: ReportFormats.names)
  func canary(name: String) throws {
    let text = String(decoding: try render(name), as: UTF8.self)
    #expect(!text.contains(SampleReport.canary))
    // A plan is written before anything is found.
    if name != OSCALPlanReport.name { #expect(text.contains("POSTGRES_PASSWORD")) }
  }

  @Test("nothing scanned controls a terminal", arguments: ReportFormats.names)
  func controls(name: String) throws {
    let data = try render(name)
    let text = String(decoding: data, as: UTF8.self)
    // A line of CSV ends with both signs (RFC 4180).
    let bytes = name == "csv" ? Data(text.replacingOccurrences(of: "\r\n", with: "\n").utf8) : data
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
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
