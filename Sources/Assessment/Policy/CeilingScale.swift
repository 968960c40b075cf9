/// A graded scale that a policy's rules cap: a rule that is broken leaves its objectives at most at a level.
///
/// What a scan can show is a ceiling, never an award: an award needs what no descriptor holds.
public struct CeilingScale: Sendable {
  /// One objective of the scale.
  public struct Objective: Sendable {
    /// The identifier: `SOV-3`.
    public let id: String
    /// What it is about.
    public let title: String
    /// The same in French.
    public let frenchTitle: String?
    /// Its share in the weighted ceiling; the shares need not add up to anything.
    public let weight: Int
    /// The level that is asked for; rules that leave more than that open are told as information.
    public let demanded: Int

    /// An objective.
    public init(id: String, title: String, frenchTitle: String? = nil, weight: Int, demanded: Int = 0) {
      self.id = id
      self.title = title
      self.frenchTitle = frenchTitle
      self.weight = weight
      self.demanded = demanded
    }
  }

  /// The name of the scale: `SEAL`.
  public let name: String
  /// The highest level; the lowest is 0.
  public let top: Int
  /// The objectives, in the order of the policy.
  public let objectives: [Objective]
}

/// What a broken rule means on the scale.
public struct RuleCeiling: Sendable, Hashable {
  /// The objectives that it caps.
  public let objectives: [String]
  /// The highest level that they can still reach.
  public let level: Int
}
