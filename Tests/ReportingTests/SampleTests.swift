import Assessment
import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("Samples for an auditor")
struct SampleTests {
  /// Three rules over many resources of two dialects; every fifth fails, every seventh is undetermined.
  private static func report(reversed: Bool = false) -> ScanReport {
    let sample = SampleReport.report
    let resources = (0..<140).map { number -> Resource in
      let base = sample.resources[number % 2]
      return Resource(
        key: "resource/\(number)", dialect: base.dialect, type: base.type, name: "r\(number)",
        kind: base.kind,
        roles: base.roles, holdsData: true, span: base.span, place: base.place, operatorID: base.operatorID)
    }
    var judgements: [Judgement] = []
    var findings: [Finding] = []
    for (index, resource) in resources.enumerated() {
      for rule in 0..<3 {
        let verdict: Verdict =
          rule == 2 ? .pass : index % 5 == 0 ? .fail : index % 7 == 0 ? .undetermined : .pass
        judgements.append(Judgement(rule: rule, resource: index, verdict: verdict))
        guard verdict != .pass else { continue }
        findings.append(
          SampleReport.finding(
            sample.assessment.rules[rule].id, .high, verdict, index, resource.span, "about \(resource.name)",
            category: .residency))
      }
    }
    findings.append(
      SampleReport.finding("S-EVD-1", .info, .evidenceRequired, nil, nil, "bring it", category: .evidence))
    return ScanReport(
      version: "0.0.0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage, resources: resources,
      assessment: AssessmentResult(
        policies: sample.assessment.policies, rules: sample.assessment.rules,
        findings: reversed ? findings.reversed() : findings,
        judgements: reversed ? judgements.reversed() : judgements),
      threshold: .high, outcome: sample.outcome)
  }

  private func names(_ sample: AuditSample) -> [String] {
    sample.items.map { item in
      "\(item.rule.id) \(item.verdict) \(item.resource.map { sample.report.resources[$0].key } ?? "-")"
    }
  }

  @Test("the same seed draws the same, in whatever order results come; another draws others")
  func seeds() {
    let first = names(AuditSample(Self.report(), size: 30, seed: "w48"))
    #expect(first.count == 30)
    #expect(Set(first).count == 30)
    #expect(first == names(AuditSample(Self.report(reversed: true), size: 30, seed: "w48")))
    #expect(first != names(AuditSample(Self.report(), size: 30, seed: "w49")))
  }

  @Test(
    "whatever the size, that many are drawn, no stratum more than it holds",
    arguments: [1, 2, 7, 12, 13, 40, 420, 421, 999])
  func sizes(size: Int) {
    let sample = AuditSample(Self.report(), size: size, seed: "s")
    #expect(sample.population == 421)
    #expect(sample.items.count == min(size, 421))
    #expect(sample.shares.allSatisfy { $0.drawn <= $0.population })
    #expect(sample.shares.reduce(0) { $0 + $1.drawn } == sample.items.count)
    #expect(sample.shares.reduce(0) { $0 + $1.population } == 421)
    if size >= sample.shares.count { #expect(sample.shares.allSatisfy { $0.drawn > 0 }) }
  }

  @Test("a small sample holds findings and passes alike")
  func small() {
    let verdicts = Set(AuditSample(Self.report(), size: 4, seed: "s").items.map(\.verdict))
    #expect(verdicts == [.fail, .pass, .undetermined, .evidenceRequired])
  }

  @Test("a larger sample keeps to the proportions of the strata")
  func proportions() {
    let sample = AuditSample(Self.report(), size: 200, seed: "s")
    for share in sample.shares where share.population > 20 {
      let expected = Double(share.population) * 200 / 421
      #expect(abs(Double(share.drawn) - expected) < 3, "\(share)")
    }
  }

  // With a shell: printf '%s\n' s sample S-RES-1 'infra/a b.yaml#resource/0' | sha256sum
  @Test("a ticket can be worked out by hand")
  func ticket() {
    #expect(
      AuditSample.ticket(seed: "s", policy: "sample", rule: "S-RES-1", resource: "infra/a b.yaml#resource/0")
        == "3b3cea91e5e1d4e103b26a750b95e4b567b80d471643155adf1c5500fdb5efe3")
  }

  @Test("the sheet has what was observed, how to repeat it, and empty slots")
  func sheet() throws {
    let sample = AuditSample(Self.report(), size: 12, seed: "w48")
    let command = ReperformCommand(
      paths: ["infra", "a b"], options: ["--policy", "sample", "--set", "DbPassword=hunter2"])
    let sheet = SampleSheet(sample, command: command)
    for format in SampleSheet.Format.allCases {
      let bytes = sheet.render(format)
      try GoldenFile.compare(bytes, to: "sample.\(format.rawValue)")
      #expect(!String(decoding: bytes, as: UTF8.self).contains("hunter2"))
    }
    let object = try JSONSerialization.jsonObject(with: Data(sheet.render(.json))) as? [String: Any]
    let items = try #require(object?["items"] as? [[String: Any]])
    #expect(items.count == 12)
    #expect(items.allSatisfy { ($0["reviewer"] as? String)?.isEmpty == true })
  }

  @Test(
    "words that a shell takes as they are",
    arguments: [
      ("a/b-c.yaml", "a/b-c.yaml"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("~x", "'~x'"),
      ("$(x)", "'$(x)'"), ("A=b,c", "A=b,c"), ("a#b", "'a#b'"),
    ])
  func quoting(word: String, quoted: String) {
    #expect(ReperformCommand.quoted(word) == quoted)
  }
}
