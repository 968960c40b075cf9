public import Descriptors
public import Inventory

/// Tells which findings only new knowledge brought, and until when they do not count.
public struct GraceOffice: Sendable {
  /// A policy as it is in force now.
  public struct PolicyInForce: Sendable {
    /// Identifier and version.
    public let identity: PolicyIdentity
    /// The day on which the version came out; nil if it does not say.
    public let released: String?
    /// The digests of its rules as they take effect, by identifier.
    public let rules: [String: String]

    /// A policy.
    public init(identity: PolicyIdentity, released: String?, rules: [String: String]) {
      self.identity = identity
      self.released = released
      self.rules = rules
    }
  }

  private let before: StandingRecord
  private let policies: [String: PolicyInForce]
  private let atlasAsOf: String
  private let isAtlasNew: Bool
  private let days: Int
  private let today: String

  /// What a reader has to know: what the scan was held against, and which policies get no time for want of a date.
  public let notices: [Phrase]

  /// An office.
  ///
  /// - Parameters:
  ///   - before: what was in force and what stood.
  ///   - policies: what is in force now.
  ///   - atlas: the day up to which the atlas is kept, and SHA-256 over its data.
  ///   - days: the time of grace.
  ///   - today: the day of the scan.
  public init(
    since before: StandingRecord, policies: [PolicyInForce], atlas: (asOf: String, sha256: String), days: Int,
    today: String
  ) {
    self.before = before
    self.policies = Dictionary(policies.map { ($0.identity.id, $0) }, uniquingKeysWith: { first, _ in first })
    atlasAsOf = atlas.asOf
    isAtlasNew = before.atlasSHA256 != atlas.sha256
    self.days = days
    self.today = today
    var notices: [Phrase] = [
      """
      Time of grace of \(count: days) days for what only new policies or a new atlas brought, against the record of \
      \(day: before.day).
      """
    ]
    for policy in policies where policy.rules.values.contains(where: { !before.rules.contains($0) }) {
      let name = "\(policy.identity.id) \(policy.identity.version)"
      guard let released = policy.released else {
        notices.append("\(name) does not say when it was `released:`, so its new rules get no time of grace.")
        continue
      }
      if released > today {
        notices.append(
          "\(name) says that it is released only on \(released), so its new rules get no time of grace.")
      }
    }
    self.notices = notices
  }

  /// The findings that do not count yet, by fingerprint.
  public func graces(of findings: [Finding], resources: [Resource]) -> [String: Grace] {
    let statements = ResourceStatement.digests(of: resources)
    var graces: [String: Grace] = [:]
    for finding in findings {
      // What was found before is no news, whatever has been released since.
      guard !before.findings.contains(StandingRecord.digest(finding.decision)) else { continue }
      let key = finding.resource.map { StandingRecord.digest(resources[$0].key) }
      guard let grace = grace(finding, key: key, statement: key.flatMap { statements[$0] }) else { continue }
      graces[finding.fingerprint] = grace
    }
    return graces
  }

  private func grace(_ finding: Finding, key: String?, statement: String?) -> Grace? {
    guard let policy = policies[finding.policy], let rule = policy.rules[finding.rule] else { return nil }
    if !before.rules.contains(rule) {
      // A resource that has come since is held against the rules of its own day; a question to all has no resource.
      if let key, before.resources[key] == nil { return nil }
      guard let released = policy.released else { return nil }
      return grace(
        Phrase(verbatim: "\(policy.identity.id) \(policy.identity.version)"), since: released)
    }
    // With the rule and all that is said of the resource as they were, only the atlas can have changed the verdict.
    guard isAtlasNew, let key, let statement, before.resources[key] == statement else { return nil }
    return grace("the atlas of \(day: atlasAsOf)", since: atlasAsOf)
  }

  private func grace(_ cause: Phrase, since day: String) -> Grace? {
    guard day <= today, let until = CalendarDay.adding(days, to: day), today < until else { return nil }
    return Grace(cause: cause, since: day, until: until)
  }
}
