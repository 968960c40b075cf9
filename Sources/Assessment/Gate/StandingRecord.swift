/// What was in force and what stood on a day: the record that tells later what new knowledge brought.
///
/// It holds digests only, a few bytes each: what is asked of it is whether something was there and is unchanged.
public struct StandingRecord: Sendable, Hashable {
  /// A policy that was in force.
  public struct PolicyVersion: Sendable, Hashable {
    /// The identifier.
    public let id: String
    /// The version.
    public let version: String

    /// A policy.
    public init(id: String, version: String) {
      self.id = id
      self.version = version
    }
  }

  /// The day of the record.
  public let day: String
  /// The program's version.
  public let tool: String
  /// The day up to which the atlas was kept.
  public let atlasAsOf: String
  /// SHA-256 over the data of the atlas.
  public let atlasSHA256: String
  /// The policies, in the order of the report.
  public let policies: [PolicyVersion]
  /// Every rule as it took effect, as ``RuleInEffect/digest``.
  public let rules: Set<String>
  /// What was said of each resource, by its key; both as digests.
  public let resources: [String: String]
  /// The decisions that were found, as digests.
  public let findings: Set<String>

  /// A record.
  public init(
    day: String, tool: String, atlasAsOf: String, atlasSHA256: String, policies: [PolicyVersion],
    rules: Set<String>, resources: [String: String], findings: Set<String>
  ) {
    self.day = day
    self.tool = tool
    self.atlasAsOf = atlasAsOf
    self.atlasSHA256 = atlasSHA256
    self.policies = policies
    self.rules = rules
    self.resources = resources
    self.findings = findings
  }

  /// A digest short enough for thousands of them, and long enough that no two meet by chance.
  public static func digest(_ text: String) -> String {
    String(Digest.hexadecimal(of: Array(text.utf8)).prefix(16))
  }
}
