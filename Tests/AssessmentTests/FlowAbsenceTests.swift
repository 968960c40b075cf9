import Testing

@testable import Assessment
@testable import Inventory

@Suite("Flows that are not there in every case")
struct FlowAbsenceTests {
  /// A bucket whose parameter `Choice` decides whether it is copied to another region.
  private func bucket(copiedTo region: String, optional: Bool) -> Resource {
    Sample.resource { resource in
      var flow = Sample.flow(
        .replica, Sample.either(("GRS", Sample.place(region))), operator: Sample.either(("GRS", "aws")))
      if optional {
        flow.absences = [Flow.Absence(conditions: [Condition("Choice", is: "LRS")], evidence: [])]
      }
      resource.flows = [flow]
    }
  }

  @Test(
    "A copy that one value of a parameter makes is a conditional breach",
    arguments: [
      ("cn-north-1", false, Verdict.fail), ("cn-north-1", true, .conditional),
      ("us-east-1", false, .evidenceRequired), ("us-east-1", true, .conditional),
      ("eu-west-3", false, .pass), ("eu-west-3", true, .pass),
    ])
  func places(region: String, optional: Bool, verdict: Verdict) throws {
    let policy = try Sample.rule("transfer", "allow: [EEA, ADEQUATE_EU]")
    #expect(Sample.verdict(bucket(copiedTo: region, optional: optional), policy) == verdict)
  }

  @Test("The finding names the parameter and the value that makes the copy")
  func named() throws {
    let policy = try Sample.rule("transfer", "allow: [EEA, ADEQUATE_EU]")
    let findings = Sample.assess([bucket(copiedTo: "us-east-1", optional: true)], policy).findings
    let message = try #require(findings.first).message.english
    #expect(message.contains("may leave for us-east-1"))
    #expect(message.contains("that must be shown"))
    #expect(message.contains("Choice") && message.contains("GRS"))
  }

  @Test("The operator of such a copy is a conditional breach too")
  func operators() throws {
    let policy = try Sample.rule("operator", "control: { deny: [US] }, flows: [replica]")
    #expect(Sample.verdict(bucket(copiedTo: "us-east-1", optional: true), policy) == .conditional)
    #expect(Sample.verdict(bucket(copiedTo: "us-east-1", optional: false), policy) == .fail)
  }

  @Test("Once the parameter is settled the flow is there for sure, or gone")
  func settled() {
    let bucket = bucket(copiedTo: "us-east-1", optional: true)
    #expect(bucket.given(Condition("Choice", is: "LRS")).flows.isEmpty)
    let copied = bucket.given(Condition("Choice", is: "GRS")).flows
    #expect(copied.count == 1 && copied.allSatisfy(\.absences.isEmpty))
  }
}
