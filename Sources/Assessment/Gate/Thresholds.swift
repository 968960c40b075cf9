/// From which severity findings count for the exit code: in general, by policy, by category, and for what stayed open.
public struct Thresholds: Sendable, Hashable {
  /// What holds where nothing closer does.
  public var standard: Threshold = .from(.high)
  /// By the policy's identifier.
  public var policies: [String: Threshold] = [:]
  /// By category.
  public var categories: [Category: Threshold] = [:]
  /// For undetermined findings, in place of all others; nil if they count like any other.
  public var undetermined: Threshold?

  /// Every finding of high severity counts.
  public init() {}

  /// One threshold for everything.
  public init(_ standard: Threshold) {
    self.standard = standard
  }

  /// True if nothing but the general threshold was set.
  public var isPlain: Bool { policies.isEmpty && categories.isEmpty && undetermined == nil }

  /// The threshold that a finding is held against.
  ///
  /// If its policy and its category both have one, the stricter holds: a gate that is told two things stays shut.
  public func threshold(for finding: Finding) -> Threshold {
    if finding.verdict == .undetermined, let undetermined { return undetermined }
    switch (policies[finding.policy], categories[finding.category]) {
    case (let policy?, let category?): return policy.stricter(category)
    case (let policy?, nil): return policy
    case (nil, let category?): return category
    case (nil, nil): return standard
    }
  }

  /// True if a finding is grave enough to count, whatever was accepted of it.
  public func isReached(by finding: Finding) -> Bool {
    threshold(for: finding).isReached(by: finding.severity)
  }

  /// The thresholds in words, for reports: `high, eu-gdpr from critical, residency from medium, undetermined never`.
  public var described: String {
    var parts = [standard == .never ? "no severity" : standard.word]
    parts += policies.sorted { $0.key < $1.key }.map { Self.described($0.key, $0.value) }
    parts += Category.allCases.compactMap { category in
      categories[category].map { Self.described(category.rawValue, $0) }
    }
    if let undetermined { parts.append(Self.described("undetermined", undetermined)) }
    return parts.joined(separator: ", ")
  }

  private static func described(_ name: String, _ threshold: Threshold) -> String {
    threshold == .never ? "\(name) never" : "\(name) from \(threshold.word)"
  }
}
