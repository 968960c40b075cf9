import TestSupport
import Testing

@testable import Assessment

/// What is right by the letter of a policy and wrong all the same.
@Suite struct LintTests {
  private func remarks(_ rules: String, head: String = "", asOf: String? = nil) throws -> [String] {
    PolicyLint(try Sample.policy(rules, head: head), atlas: Sample.atlas, asOf: asOf).remarks
      .map { "\($0.level.rawValue): \($0.message)" }
  }

  private func rule(_ id: String, _ more: String) -> String {
    "  - { id: \(id), title: T, severity: low, remedy: R, cites: [{ catalog: c, control: a }], \(more) }\n"
  }

  @Test func aSoundPolicyHasNoRemarks() throws {
    #expect(
      try remarks(
        rule("A", "category: residency, allow: [EU27]")
          + rule("B", "category: transfer, allow: [FR]")
      ).isEmpty)
  }

  @Test func expiredLaw() throws {
    let found = try remarks(
      rule("A", "category: residency, allow: [FR], until: 2025-01-01"),
      head: "valid-until: 2026-01-01\nsuperseded-by: next", asOf: "2026-06-01")
    #expect(
      found == [
        "warning: the policy is no longer valid since 2026-01-01",
        "warning: `A` no longer holds since 2025-01-01",
      ])
  }

  @Test func contradictions() throws {
    #expect(
      try remarks(rule("A", "category: residency, allow: [FR, DE], deny: [EU27]"))
        == ["warning: `A` denies everything that it allows: nothing can satisfy it"])
    let two = try remarks(
      rule("A", "category: residency, allow: [FR]") + rule("B", "category: residency, allow: [US]"))
    #expect(two == ["warning: `B` contradicts `A`: no country satisfies both"])
    #expect(
      try remarks(
        rule("A", "category: residency, allow: [FR], until: 2030-01-01")
          + rule("B", "category: residency, allow: [US], from: 2030-01-01")
      ).isEmpty)
  }

  @Test func neverMatching() throws {
    #expect(
      try remarks(rule("A", "category: encryption-at-rest, required: true, applies: { kind: [key, dns] }"))
        == ["warning: `A` never matches: key, dns hold no data of their own"])
  }

  @Test func doublesAndClauses() throws {
    let found = try remarks(
      rule("A", "category: residency, allow: [FR]") + rule("B", "category: residency, allow: [FR]")
        + "  - { id: C, title: T, category: evidence, ask: Q, severity: info }\n"
        + "  - { id: D, title: T, category: evidence, ask: Q, severity: info, cites: [{ catalog: x, control: y, unverified: true }] }"
    )
    #expect(
      found == [
        "note: `C` cites nothing", "note: `D` cites unverified: x y", "warning: `B` asks the same as `A`",
      ])
  }

  @Test func noShippedPackHasAWarning() throws {
    for name in PolicyLoader.shippedNames {
      let policy = try #require(try PolicyLoader.shipped(name, atlas: Sample.atlas))
      let warnings = PolicyLint(policy, atlas: Sample.atlas).remarks.filter { $0.level == .warning }
      #expect(warnings.isEmpty, "\(warnings)")
    }
  }
}
