import Descriptors
import Inventory
import Testing

@testable import Assessment

/// What waivers silence, and what is wrong with them.
@Suite struct WaiverTests {
  private static func waiver(
    _ match: String = "rule: T-1, resource: \"*/Logs\"", approver: String? = "b",
    approved: String = "2026-11-01",
    expires: String = "2026-11-30"
  ) -> String {
    "waivers: [{ id: W-1, type: risk-adjustment, match: { \(match) }, reason: Moving, requested-by: a, "
      + (approver.map { "approved-by: \($0), approved-on: \(approved), " } ?? "") + "expires: \(expires) }]"
  }

  private func apply(
    _ text: String, rule: String = "allow: [US]", more: String = "", requests: [WaiverRequest] = []
  ) throws -> AssessmentResult {
    let policy = try Sample.rule("residency", rule, more: more)
    let resources = [Sample.resource(), Sample.resource("Claims", line: 9)]
    let file = try WaiverReader.read(SourceBytes(text), path: "w.yaml", atlas: Sample.atlas)
    return WaiverOffice(files: [file], requests: requests, policies: [policy], day: "2026-11-24")
      .apply(to: Sample.assess(resources, policy), resources: resources)
  }

  @Test func aWaivedFindingStaysAndIsMarked() throws {
    let result = try apply(Self.waiver())
    #expect(result.findings.map(\.isWaived) == [true, false])
    #expect(
      result.findings[0].waiver
        == .waived(
          id: "W-1", kind: "risk-adjustment", reason: "Moving", approvedBy: "b", expires: "2026-11-30"))
    #expect(result.policies.map(\.id) == ["test", "waivers"])
  }

  @Test(arguments: [
    (waiver(expires: "2026-11-23"), "WAIVER-EXPIRED"), (waiver(approver: nil), "WAIVER-UNAPPROVED"),
    (waiver(approver: "A"), "WAIVER-SELF-APPROVED"),
    (waiver(approved: "2026-08-31", expires: "2026-11-30"), "WAIVER-TOO-LONG"),
    (waiver("rule: T-1, resource: Nothing"), "WAIVER-UNMATCHED"),
    (waiver("rule: T-2, resource: \"*\""), "WAIVER-UNMATCHED"),
    (waiver("rule: T-1, fingerprint: \"00\""), "WAIVER-UNMATCHED"),
    (waiver("rule: T-1, file: \"b/*\""), "WAIVER-UNMATCHED"),
  ])
  func whatDoesNotHoldSilencesNothing(_ text: String, _ rule: String) throws {
    let result = try apply(text)
    #expect(result.findings.allSatisfy { !$0.isWaived })
    #expect(result.findings.last?.rule == rule)
    #expect(result.findings.last?.verdict == .fail)
    #expect(result.rules.last?.id == rule)
  }

  @Test func exactlyTheLongestTimeHolds() throws {
    let result = try apply(Self.waiver(approved: "2026-09-01", expires: "2026-11-30"))
    #expect(result.findings.map(\.isWaived) == [true, false])
  }

  @Test func aFingerprintPinsTheState() throws {
    let print = try apply(Self.waiver()).findings[1].fingerprint
    let result = try apply(Self.waiver("rule: T-1, fingerprint: \"\(print)\""))
    #expect(result.findings.map(\.isWaived) == [false, true])
  }

  @Test func aRuleThatTakesNoWaiverRefuses() throws {
    let result = try apply(Self.waiver(), more: ", waivable: false")
    #expect(result.findings.map(\.isWaived) == [false, false, false])
    #expect(result.findings.last?.rule == "WAIVER-REFUSED")
  }

  @Test func aRequestOnlyAsks() throws {
    let request = WaiverRequest(file: "a.yaml", line: 8, rule: "T-1", reason: "soon")
    let result = try apply("waivers: []", requests: [request])
    #expect(result.findings.map(\.waiver) == [nil, .requested(reason: "soon")])
    #expect(result.findings.allSatisfy { !$0.isWaived })
  }

  @Test(arguments: [
    ("waivers: [{ id: W }]", "never ends"), ("waivers: [{ id: W }]", "has no `match`"),
    ("waivers: [{ id: W }]", "has no `requested-by`"), ("waivers: [{ id: W }]", "has no `type`"),
    (waiver("rule: T-1"), "silence the whole rule"), (waiver(expires: "soon"), "`soon` is no day"),
    (waiver("rule: T-1, resorce: x"), "did you mean `resource`?"),
    ("waiver: []", "did you mean `waivers`?"),
  ])
  func mistakesAreNamed(_ text: String, _ part: String) {
    #expect {
      _ = try WaiverReader.read(SourceBytes(text), path: "w.yaml", atlas: Sample.atlas)
    } throws: { "\($0)".contains(part) }
  }

  @Test(arguments: [
    ("2026-11-24", "2026-11-24", 0), ("2026-11-24", "2026-12-01", 7), ("2024-02-28", "2024-03-01", 2),
    ("2023-02-28", "2023-03-01", 1), ("2026-11-24", "2025-11-24", -365), ("1970-01-01", "2026-11-24", 20_781),
  ])
  func daysBetween(_ from: String, _ to: String, _ days: Int) {
    #expect(CalendarDay.days(from: from, to: to) == days)
    if from == "1970-01-01" { #expect(CalendarDay.text(ofDay: days) == to) }
  }
}
