public import Atlas
public import Inventory

/// Holds policies against an inventory.
public struct Assessor: Sendable {
  private let policies: [Policy]
  private let atlas: Atlas
  private let asOf: String
  private let raw: (any RawDescriptors)?
  private let keepsJudgements: Bool

  /// An assessor.
  ///
  /// - Parameters:
  ///   - policies: the policies, in the order of the report.
  ///   - atlas: the knowledge of countries, operators and laws.
  ///   - asOf: the day whose law holds, `2026-11-23`; nil for the day up to which the atlas was kept, so that
  ///     the same input gives the same report on any day.
  ///   - raw: the scanned files, for rules over the raw descriptor; without them such rules are undetermined.
  ///   - keepsJudgements: true if every single verdict is wanted, passes among them.
  public init(
    policies: [Policy], atlas: Atlas, asOf: String?, raw: (any RawDescriptors)? = nil,
    keepsJudgements: Bool = false
  ) {
    self.keepsJudgements = keepsJudgements
    self.raw = raw
    self.policies = policies
    self.atlas = atlas
    self.asOf = asOf ?? atlas.asOf
  }

  /// Judges every resource by every rule.
  ///
  /// - Parameter resources: the inventory; findings refer to it by index.
  public func assess(_ resources: [Resource]) -> AssessmentResult {
    conclude([judge(resources, in: resources.indices)], of: resources.count)
  }

  /// Judges some of the resources, so that parts of an inventory can be judged side by side.
  ///
  /// - Parameters:
  ///   - resources: the inventory; findings refer to it by index.
  ///   - range: the resources to judge.
  public func judge(_ resources: [Resource], in range: Range<Int>) -> PartialAssessment {
    let panels = panels()
    let docket = Docket(
      rules: policies.reduce(0) { $0 + $1.rules.count }, keepsJudgements: keepsJudgements)
    let spreads = panels.map { $0.spread(resources) }
    for index in range {
      let resource = resources[index]
      docket.open(resource, index)
      for (panel, spread) in zip(panels, spreads) {
        panel.judge(resource, inherited: spread[index], into: docket)
      }
    }
    return PartialAssessment(notes: docket.notes)
  }

  /// Joins what was said of the parts of an inventory, in their order, and puts the questions to the whole scan.
  ///
  /// The result is the same however the inventory was parted.
  public func conclude(_ parts: [PartialAssessment], of total: Int) -> AssessmentResult {
    let panels = panels()
    let docket = Docket(rules: policies.reduce(0) { $0 + $1.rules.count })
    for part in parts { docket.append(part.notes) }
    for panel in panels { panel.ask(into: docket) }
    let outcomes = outcomes(panels, docket, of: total)
    return AssessmentResult(
      policies: policies.map(\.identity), rules: outcomes,
      ceilings: policies.compactMap { Ceilings($0, outcomes: outcomes) }, findings: docket.findings(),
      judgements: docket.notes.judgements)
  }

  private func panels() -> [Panel] {
    var panels: [Panel] = []
    var first = 0
    for policy in policies {
      panels.append(Panel(policy, firstRule: first, atlas: atlas, asOf: asOf, raw: raw))
      first += policy.rules.count
    }
    return panels
  }

  private func outcomes(_ panels: [Panel], _ docket: Docket, of total: Int) -> [RuleOutcome] {
    panels.flatMap { panel in
      panel.judges.map { judge in
        let rule = judge.rule
        return RuleOutcome(
          id: rule.id, policy: panel.policy.id, title: rule.title, category: rule.category,
          severity: rule.severity, cites: rule.cites, remedy: rule.remedy, ask: rule.demand.ask,
          binds: rule.binds, note: rule.note, french: rule.french,
          counts: docket.counts(of: judge.number, total: total))
      }
    }
  }
}

/// What the policies say of a part of an inventory.
public struct PartialAssessment: Sendable {
  let notes: Docket.Notes
}
