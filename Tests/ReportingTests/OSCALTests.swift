import Assessment
import Foundation
import Reporting
import Testing

@Suite("OSCAL assessment results")
struct OSCALTests {
  private let style = ReportStyle()

  private func walk(_ report: ScanReport = SampleReport.audited()) throws -> JSONWalk {
    try JSONWalk(OSCALReport.render(report, style: style))
  }

  @Test("every identifier is given once, is of version 5, and every reference leads to one")
  func identifiers() throws {
    for report in [SampleReport.report, SampleReport.audited()] {
      var given: [String] = []
      var asked: Set<String> = []
      try walk(report).members { path, value in
        guard let text = value as? String, let name = path.last else { return }
        if name == "uuid" { given.append(text) }
        if name.hasSuffix("-uuid") { asked.insert(text) }
        if name == "href", text.hasPrefix("#") { asked.insert(String(text.dropFirst())) }
      }
      #expect(Set(given).count == given.count)
      #expect(asked.subtracting(given).isEmpty)
      let form = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
      #expect(given.allSatisfy { $0.wholeMatch(of: form) != nil })
    }
  }

  @Test("no empty array, no empty text, values of properties on one line, names are tokens")
  func dataTypes() throws {
    let token = try Regex("[A-Za-z_][A-Za-z0-9._-]*")
    for report in [SampleReport.report, SampleReport.audited()] {
      try walk(report).members { path, value in
        if let array = value as? [Any] { #expect(!array.isEmpty, "\(path)") }
        guard let text = value as? String else { return }
        #expect(!text.isEmpty && !text.contains { $0.isNewline }, "\(path): \(text)")
        #expect(text.trimmingCharacters(in: .whitespaces) == text, "\(path): \(text)")
        if path.dropLast().last == "props", path.last == "name" { #expect(text.wholeMatch(of: token) != nil) }
        if path.last?.hasSuffix("-id") == true {
          #expect(text.wholeMatch(of: token) != nil, "\(path): \(text)")
        }
      }
    }
  }

  @Test("a rule is satisfied only if something passes and nothing is open")
  func status() throws {
    let document = try walk()
    let findings = document.at("assessment-results", "results", "findings").compactMap {
      $0 as? [String: Any]
    }
    let states = findings.map { finding -> String in
      let target = finding["target"] as? [String: Any]
      let status = target?["status"] as? [String: Any]
      return "\(target?["target-id"] ?? ""): \(status?["state"] ?? ""), \(status?["reason"] ?? "")"
    }
    // The sample's counts say that every rule has a fail and a pass.
    #expect(states.first == "S-RES-1: not-satisfied, fail")
    #expect(states.count == 7)
  }

  @Test("what is not known is not satisfied, and a rule without resources concludes nothing")
  func unknown() throws {
    func state(_ counts: [Verdict: Int]) throws -> [String] {
      let rule = RuleOutcome(
        id: "R", policy: "p", title: "R", category: .residency, severity: .high, cites: [], remedy: "",
        counts: counts)
      let report = ScanReport(
        version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: SampleReport.report.coverage,
        resources: [],
        assessment: AssessmentResult(
          policies: [
            PolicyIdentity(id: "p", version: "1", title: "p", sha256: String(repeating: "0", count: 64))
          ],
          rules: [rule], findings: []),
        threshold: .high, outcome: .init(exitCode: 0, reason: "none"))
      let status = try walk(report).at("assessment-results", "results", "findings", "target", "status")
      return status.compactMap { $0 as? [String: Any] }.map { "\($0["state"] ?? "") \($0["reason"] ?? "")" }
    }
    #expect(try state([.pass: 2, .notApplicable: 1]) == ["satisfied pass"])
    #expect(try state([.pass: 2, .undetermined: 1]) == ["not-satisfied other"])
    #expect(try state([.pass: 2, .conditional: 1]) == ["not-satisfied other"])
    #expect(try state([.pass: 2, .undetermined: 1, .fail: 1]) == ["not-satisfied fail"])
    #expect(try state([.evidenceRequired: 1]) == ["not-satisfied other"])
    #expect(try state([.notApplicable: 5]) == [])
  }

  @Test("breaches are risks: open, requested or approved until a day, and the approver is a party")
  func risks() throws {
    let document = try walk()
    #expect(
      document.texts("assessment-results", "results", "risks", "status") == [
        "open", "open", "open", "open", "deviation-approved", "deviation-requested",
      ])
    #expect(
      document.texts("assessment-results", "results", "risks", "deadline") == ["2027-01-31T23:59:59Z"])
    #expect(document.texts("assessment-results", "metadata", "parties", "name") == ["Ada"])
    #expect(document.at("assessment-results", "results", "risks", "mitigating-factors").count == 1)
  }

  @Test("clauses of catalogues in OSCAL keep their identifiers, others are tokens")
  func controls() throws {
    let cites = [
      ("sp-800-53r5", "SC-28(1)", "sc-28.1"), ("ism", "ISM-1139", "ism-1139"), ("gdpr", "44", "gdpr-44"),
      ("iso-27001", "6.1.3(d)", "iso-27001-6.1.3.d"), ("1st", "a b/c", "_1st-a-b-c"),
    ]
    let rules = cites.enumerated().map { number, cite in
      RuleOutcome(
        id: "R-\(number)", policy: "sample", title: "R", category: .residency, severity: .high,
        cites: [Citation(catalog: cite.0, control: cite.1)], remedy: "", counts: [.pass: 1])
    }
    let sample = SampleReport.report
    let report = ScanReport(
      version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage, resources: [],
      assessment: AssessmentResult(policies: sample.assessment.policies, rules: rules, findings: []),
      threshold: .high, outcome: sample.outcome)
    let ids = try walk(report).texts(
      "assessment-results", "results", "reviewed-controls", "control-selections", "include-controls",
      "control-id")
    #expect(ids == cites.map(\.2))
  }

  @Test("the plan is inside, the same as alone")
  func plan() throws {
    let document = try walk()
    let reference = try #require(document.texts("assessment-results", "import-ap", "href").first)
    let resources = document.at("assessment-results", "back-matter", "resources")
      .compactMap { $0 as? [String: Any] }
    let resource = try #require(resources.first { "#\($0["uuid"] ?? "")" == reference })
    let text = try #require((resource["base64"] as? [String: Any])?["value"] as? String)
    let alone = OSCALPlanReport.render(SampleReport.audited(), style: style)
    #expect(Data(base64Encoded: text) == Data(alone))
    let plan = try JSONWalk(alone)
    #expect(plan.at("assessment-plan", "import-ssp").count == 1)
  }

  @Test("files stand in the back matter with their digests, and evidence points there")
  func files() throws {
    let document = try walk()
    let links = document.at("assessment-results", "back-matter", "resources", "rlinks")
      .compactMap { $0 as? [String: Any] }
    #expect(links.compactMap { $0["href"] as? String }.suffix(2) == ["infra/a%20b.yaml", "k8s/db.yaml"])
    let hrefs = document.texts(
      "assessment-results", "results", "observations", "relevant-evidence", "href")
    #expect(hrefs.filter { $0.hasPrefix("#") }.count > 5)
    // Without a list of the files the evidence names the path itself.
    let bare = try walk(SampleReport.report).texts(
      "assessment-results", "results", "observations", "relevant-evidence", "href")
    #expect(bare.contains("infra/a%20b.yaml") && !bare.contains { $0.hasPrefix("#") })
  }

  @Test("the time is the one given, or the atlas's day, which is said")
  func time() throws {
    func times(_ report: ScanReport) throws -> (start: [String], basis: String?) {
      let document = try walk(report)
      let props = document.at("assessment-results", "metadata", "props").compactMap { $0 as? [String: Any] }
      return (
        document.texts("assessment-results", "results", "start"),
        props.first { $0["name"] as? String == "time-basis" }?["value"] as? String
      )
    }
    let given = try times(SampleReport.audited(sourceDate: "2026-11-28T07:00:00+01:00"))
    #expect(given.start == ["2026-11-28T07:00:00+01:00"] && given.basis == "source-date")
    let day = try times(SampleReport.audited(sourceDate: "2026-11-28"))
    #expect(day.start == ["2026-11-28T00:00:00Z"] && day.basis == "source-date")
    let unclear = SampleReport.audited(sourceDate: "2026-11-28T07:00:00")
    for none in [SampleReport.audited(sourceDate: nil), SampleReport.report, unclear] {
      let made = try times(none)
      #expect(made.start == ["2026-11-23T00:00:00Z"] && made.basis == "atlas-as-of")
    }
  }

  @Test("the versions differ in their number and the identifiers of the documents only")
  func versions() throws {
    func lines(_ format: any ReportFormat.Type) -> [String] {
      String(decoding: format.render(SampleReport.audited(), style: style), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }
    let newest = lines(OSCALReport.self)
    for (format, version) in [
      (OSCALReport113.self as any ReportFormat.Type, "1.1.3"), (OSCALReport112.self, "1.1.2"),
    ] {
      let older = lines(format)
      #expect(older.count == newest.count)
      let different = zip(older, newest).filter { $0 != $1 }
      // The head, and the plan that the back matter holds.
      #expect(different.count == 2)
      #expect(different.first?.0.contains("\"oscal-version\":\"\(version)\"") == true)
    }
  }

  @Test("with the list of files and a time, against its golden file")
  func audited() throws {
    try GoldenTests.compare(
      Data(OSCALReport.render(SampleReport.audited(), style: style)), to: "report.audited.oscal")
  }

  @Test("a rule of the same name in two policies has an objective in each")
  func sameRule() throws {
    let policies = ["a", "b"].map {
      PolicyIdentity(id: $0, version: "1", title: $0, sha256: String(repeating: "0", count: 64))
    }
    let rules = ["a", "b"].map {
      RuleOutcome(
        id: "R", policy: $0, title: "R", category: .residency, severity: .high, cites: [], remedy: "",
        counts: [.pass: 1])
    }
    let sample = SampleReport.report
    let report = ScanReport(
      version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage,
      resources: sample.resources,
      assessment: AssessmentResult(policies: policies, rules: rules, findings: []),
      threshold: .high, outcome: sample.outcome)
    let document = try walk(report)
    #expect(
      document.texts("assessment-results", "results", "findings", "target", "target-id") == ["a.R", "b.R"])
    #expect(document.at("assessment-results", "results", "local-definitions").count == 1)
  }
}
