/// How high a policy's objectives can still reach, by what its rules found.
public struct Ceilings: Sendable {
  /// The ceiling of one objective.
  public struct Objective: Sendable {
    /// The objective.
    public let objective: CeilingScale.Objective
    /// The highest level that is not ruled out; nil if no rule was decided on any resource.
    public let level: Int?
    /// The broken rules that cap it there.
    public let cappedBy: [String]
    /// The lowest level that undecided rules may still cap it to; nil if there are none below `level`.
    public let mayFallTo: Int?
    /// Those rules.
    public let undecided: [String]

    /// A ceiling.
    public init(
      _ objective: CeilingScale.Objective, level: Int?, cappedBy: [String] = [], mayFallTo: Int? = nil,
      undecided: [String] = []
    ) {
      self.objective = objective
      self.level = level
      self.cappedBy = cappedBy
      self.mayFallTo = mayFallTo
      self.undecided = undecided
    }
  }

  /// The policy's identifier.
  public let policy: String
  /// The scale's name: `SEAL`.
  public let scale: String
  /// The highest level of the scale.
  public let top: Int
  /// Every objective, assessed or not.
  public let objectives: [Objective]

  /// The ceilings of a policy.
  public init(policy: String, scale: String, top: Int, objectives: [Objective]) {
    self.policy = policy
    self.scale = scale
    self.top = top
    self.objectives = objectives
  }

  /// The ceilings of a policy; nil if it has no scale.
  init?(_ policy: Policy, outcomes: [RuleOutcome]) {
    guard let scale = policy.ceilings else { return nil }
    self.policy = policy.id
    self.scale = scale.name
    top = scale.top
    let counts = Dictionary(
      outcomes.filter { $0.policy == policy.id }.map { ($0.id, $0.counts) },
      uniquingKeysWith: { first, _ in first })
    objectives = scale.objectives.map { objective in
      let rules = policy.rules.compactMap { rule in
        rule.ceiling.flatMap { $0.objectives.contains(objective.id) ? (rule.id, $0.level) : nil }
      }
      func those(with verdicts: [Verdict]) -> [(id: String, level: Int)] {
        rules.filter { id, _ in verdicts.contains { counts[id]?[$0] ?? 0 > 0 } }
      }
      let broken = those(with: [.fail])
      let isAssessed = !broken.isEmpty || !those(with: [.pass]).isEmpty
      let level = isAssessed ? broken.map(\.level).min() ?? scale.top : nil
      let open = those(with: [.undetermined, .conditional, .evidenceRequired])
        .filter { $0.level < level ?? scale.top }
      return Objective(
        objective, level: level,
        cappedBy: broken.filter { $0.level == level }.map(\.id), mayFallTo: open.map(\.level).min(),
        undecided: open.map(\.id))
    }
  }

  /// The mean of the assessed objectives' ceilings, by weight, in hundredths of a level; nil if none was assessed.
  public var weightedHundredths: Int? {
    let assessed = objectives.compactMap { item in item.level.map { (item.objective.weight, $0) } }
    let weight = assessed.reduce(0) { $0 + $1.0 }
    return weight == 0 ? nil : assessed.reduce(0) { $0 + $1.0 * $1.1 } * 100 / weight
  }

  /// The share of the weights that was assessed, in per cent.
  public var assessedShare: Int {
    let all = objectives.reduce(0) { $0 + $1.objective.weight }
    let assessed = objectives.filter { $0.level != nil }.reduce(0) { $0 + $1.objective.weight }
    return all == 0 ? 0 : assessed * 100 / all
  }
}
