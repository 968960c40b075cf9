public import Atlas
public import Inventory

/// Holds policies against an inventory.
public struct Assessor: Sendable {
  private let policies: [Policy]
  private let atlas: Atlas
  private let asOf: String

  /// An assessor.
  ///
  /// - Parameters:
  ///   - policies: the policies, in the order of the report.
  ///   - atlas: the knowledge of countries, operators and laws.
  ///   - asOf: the day whose law holds, `2026-11-23`; nil for the day up to which the atlas was kept, so that
  ///     the same input gives the same report on any day.
  public init(policies: [Policy], atlas: Atlas, asOf: String?) {
    self.policies = policies
    self.atlas = atlas
    self.asOf = asOf ?? atlas.asOf
  }

  /// Judges every resource by every rule.
  ///
  /// - Parameter resources: the inventory; findings refer to it by index.
  public func assess(_ resources: [Resource]) -> AssessmentResult {
    var panels: [Panel] = []
    var first = 0
    for policy in policies {
      let panel = Panel(policy, firstRule: first, atlas: atlas, asOf: asOf)
      first += policy.rules.count
      panels.append(panel)
    }
    let docket = Docket(rules: first)
    for index in resources.indices {
      let resource = resources[index]
      docket.open(resource, index)
      for panel in panels { panel.judge(resource, into: docket) }
    }
    for panel in panels { panel.ask(into: docket) }
    return AssessmentResult(
      policies: policies.map(\.identity), rules: outcomes(panels, docket, of: resources.count),
      findings: docket.findings())
  }

  private func outcomes(_ panels: [Panel], _ docket: Docket, of total: Int) -> [RuleOutcome] {
    panels.flatMap { panel in
      panel.judges.map { judge in
        let rule = judge.rule
        return RuleOutcome(
          id: rule.id, policy: panel.policy.id, title: rule.title, category: rule.category,
          severity: rule.severity, cites: rule.cites, remedy: rule.remedy,
          counts: docket.counts(of: judge.number, total: total))
      }
    }
  }
}
