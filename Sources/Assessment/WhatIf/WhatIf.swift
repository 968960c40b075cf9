public import Atlas
public import Descriptors
public import Inventory

/// What another input would make of a verdict, found by judging the resource again with it.
///
/// Nothing is guessed: every answer is what the rule says of the resource as it would then be.
public struct WhatIf: Sendable {
  /// An input, and the verdict that it would give.
  public struct Answer: Sendable, Hashable {
    /// What would be otherwise, in words: "it stands in eu-west-3".
    public let input: Phrase
    /// How the input is given: `--context aws.region=CODE`; nil if only the descriptor or the world can change.
    public let how: Phrase?
    /// What the rule would say.
    public let verdict: Verdict
  }

  /// What one rule says of one resource.
  public struct Ruling: Sendable {
    /// The policy.
    public let policy: Policy
    /// The rule.
    public let rule: Rule
    /// What it says.
    public let verdict: Verdict
  }

  private let policies: [Policy]
  private let atlas: Atlas
  private let asOf: String
  private let raw: (any RawDescriptors)?

  /// What to judge by: the same as the ``Assessor`` that gave the verdicts.
  public init(policies: [Policy], atlas: Atlas, asOf: String?, raw: (any RawDescriptors)? = nil) {
    self.policies = policies
    self.atlas = atlas
    self.asOf = asOf ?? atlas.asOf
    self.raw = raw
  }

  /// The policy and rule behind a finding; nil if the policies have none of that name.
  public func rule(of finding: Finding) -> (policy: Policy, rule: Rule)? {
    for policy in policies where policy.id == finding.policy {
      if let rule = policy.rules.first(where: { $0.id == finding.rule }) { return (policy, rule) }
    }
    return nil
  }

  /// What every rule in force says of a resource, in the order of the policies.
  ///
  /// - Parameter resources: the whole inventory, whose data the resource may inherit.
  public func rulings(of index: Int, in resources: [Resource]) -> [Ruling] {
    policies.flatMap { policy in
      let retrial = Retrial(policy, atlas: atlas, asOf: asOf, raw: raw, resources: resources, index: index)
      return zip(policy.rules.indices, retrial.verdicts(resources[index])).map { number, verdict in
        Ruling(policy: policy, rule: policy.rules[number], verdict: verdict)
      }
    }
  }

  /// What would give a finding another verdict; of several things that a rule judged only that of the finding.
  public func answers(to finding: Finding, in resources: [Resource]) -> [Answer] {
    guard let index = finding.resource, let (policy, rule) = rule(of: finding),
      let number = policy.rules.firstIndex(where: { $0.id == rule.id })
    else { return [] }
    let retrial = Retrial(policy, atlas: atlas, asOf: asOf, raw: raw, resources: resources, index: index)
    let resource = retrial.part(of: resources[index], behind: finding, rule: number)
    return answers(rule, policy, retrial, number, resource)
  }

  /// What would give a ruling another verdict.
  public func answers(to ruling: Ruling, of index: Int, in resources: [Resource]) -> [Answer] {
    let policy = ruling.policy
    guard let number = policy.rules.firstIndex(where: { $0.id == ruling.rule.id }) else { return [] }
    let retrial = Retrial(policy, atlas: atlas, asOf: asOf, raw: raw, resources: resources, index: index)
    return answers(ruling.rule, policy, retrial, number, resources[index])
  }

  private func answers(
    _ rule: Rule, _ policy: Policy, _ retrial: Retrial, _ number: Int, _ resource: Resource
  ) -> [Answer] {
    let now = retrial.verdict(resource, rule: number)
    var answers: [Answer] = []
    for family in Variants(resource, rule: rule, policy: policy, atlas: atlas).families {
      answers += family.answers(now: now) { retrial.verdict($0, rule: number) }
    }
    return answers + Self.days(rule, now) + Self.parameters(rule, policy, now)
  }

  /// The days on which the rule holds no longer.
  private static func days(_ rule: Rule, _ now: Verdict) -> [Answer] {
    var answers: [Answer] = []
    guard now != .notApplicable else { return [] }
    if let from = rule.from {
      answers.append(
        Answer(input: "the day is before \(day: from)", how: "--as-of DAY", verdict: .notApplicable))
    }
    if let until = rule.until {
      answers.append(
        Answer(input: "the day is \(day: until) or later", how: "--as-of DAY", verdict: .notApplicable))
    }
    return answers
  }

  /// The parameters of the policy that switch the rule.
  private static func parameters(_ rule: Rule, _ policy: Policy, _ now: Verdict) -> [Answer] {
    guard now != .notApplicable else { return [] }
    return rule.when.keys.sorted().map { name in
      let values = rule.when[name] ?? []
      return Answer(
        input: "the policy's parameter `\(name)` is none of \(values.joined(separator: ", "))",
        how: "--policy-parameter \(name)=VALUE", verdict: .notApplicable)
    }
  }
}

/// One policy's judges, made ready to judge one resource again and again.
final class Retrial {
  private let panel: Panel
  private let rules: Int
  private let inherited: ClassMembership?

  init(
    _ policy: Policy, atlas: Atlas, asOf: String, raw: (any RawDescriptors)?, resources: [Resource],
    index: Int
  ) {
    panel = Panel(policy, firstRule: 0, atlas: atlas, asOf: asOf, raw: raw)
    rules = policy.rules.count
    inherited = panel.spread(resources)[index]
  }

  /// What every rule says of a resource.
  func verdicts(_ resource: Resource) -> [Verdict] {
    let docket = hear(resource)
    return (0..<rules).map { rule in
      docket.counts(of: rule, total: 1).first { $0.value > 0 }?.key ?? .notApplicable
    }
  }

  /// What one rule says of a resource.
  func verdict(_ resource: Resource, rule: Int) -> Verdict {
    hear(resource).counts(of: rule, total: 1).first { $0.value > 0 }?.key ?? .notApplicable
  }

  private func hear(_ resource: Resource) -> Docket {
    let docket = Docket(rules: rules)
    docket.open(resource, 0)
    panel.judge(resource, inherited: inherited, into: docket)
    return docket
  }

  /// The resource with only the flow, link or secret that a finding speaks of; the whole if it speaks of none.
  func part(of resource: Resource, behind finding: Finding, rule: Int) -> Resource {
    var bare = resource
    (bare.flows, bare.transit, bare.clearSecrets) = ([], [], [])
    var parts = [bare]
    for flow in resource.flows {
      var part = bare
      part.flows = [flow]
      parts.append(part)
    }
    for link in resource.transit {
      var part = bare
      part.transit = [link]
      parts.append(part)
    }
    for secret in resource.clearSecrets {
      var part = bare
      part.clearSecrets = [secret]
      parts.append(part)
    }
    return parts.first { part in
      hear(part).findings().contains { $0.rule == finding.rule && $0.message == finding.message }
    } ?? resource
  }
}
