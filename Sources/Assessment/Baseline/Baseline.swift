/// The decisions that a team has taken over: breaches that stood when the gate was switched on.
public struct Baseline: Sendable, Hashable {
  /// One decision.
  public struct Entry: Sendable, Hashable {
    /// The rule.
    public var rule: String
    /// The policy that had the rule.
    public var policy: String
    /// The logical key of the resource; empty for a question to the whole scan.
    public var resource: String
    /// The offending value, normalised.
    public var value: String
    /// The file, as a path from the baseline's folder; empty for a question to the whole scan.
    public var file: String
    /// What findings are recognised by: ``Finding/decision``.
    public var fingerprint: String
    /// How grave it was; what is graver now is not covered.
    public var gravity: Gravity
    /// How many findings of one file share the fingerprint.
    public var count: Int
    /// Files in which a resource of the same key stood without this breach, as paths from the baseline's folder: a
    /// breach there is another one, also once the file above is gone.
    public var elsewhere: [String]
    /// Why it is taken over.
    public var reason: String?
    /// The last day on which it holds; nil for no end.
    public var expires: String?

    /// A decision.
    public init(
      rule: String, policy: String, resource: String, value: String, file: String, fingerprint: String,
      gravity: Gravity, count: Int = 1, elsewhere: [String] = [], reason: String? = nil,
      expires: String? = nil
    ) {
      self.rule = rule
      self.policy = policy
      self.resource = resource
      self.value = value
      self.file = file
      self.fingerprint = fingerprint
      self.gravity = gravity
      self.count = count
      self.elsewhere = elsewhere
      self.reason = reason
      self.expires = expires
    }

    /// True if it has run out on a day.
    public func isExpired(on day: String) -> Bool { expires.map { $0 < day } ?? false }
  }

  /// The decisions, in the order of the file.
  public private(set) var entries: [Entry]

  /// A baseline; its entries are put in order: a moved file does not move the line of its decision.
  public init(_ entries: [Entry] = []) {
    self.entries = entries.sorted { Self.precedes($0, $1) }
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    let first = [left.resource, left.rule, left.policy, left.value, left.file, left.fingerprint]
    let second = [right.resource, right.rule, right.policy, right.value, right.file, right.fingerprint]
    return first.lexicographicallyPrecedes(second)
  }
}
