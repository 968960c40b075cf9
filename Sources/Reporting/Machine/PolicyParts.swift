import Inventory
import Descriptors
import Assessment

/// What a report says under one policy.
struct PolicyPart {
  let policy: PolicyIdentity
  let rules: [RuleOutcome]
  /// The findings as indices of the report, in its order.
  let findings: [Int]

  /// A part for each policy, in the order of the report; nothing is lost if a policy is not listed there.
  static func all(of report: ScanReport) -> [PolicyPart] {
    let assessment = report.assessment
    let rules = Dictionary(grouping: assessment.rules, by: \.policy)
    let findings = Dictionary(grouping: assessment.findings.indices) { assessment.findings[$0].policy }
    let listed = Set(assessment.policies.map(\.id))
    let others = Set(rules.keys).union(findings.keys).subtracting(listed).sorted()
    let policies =
      assessment.policies + others.map { PolicyIdentity(id: $0, version: "", title: $0, sha256: "") }
    return policies.map {
      PolicyPart(policy: $0, rules: rules[$0.id] ?? [], findings: findings[$0.id] ?? [])
    }
  }
}
