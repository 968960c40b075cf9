public import Assessment
import Descriptors
import Inventory

/// A rule as it takes effect, put into words that stay the same as long as it does.
public enum RuleInEffect {
  /// The digests of a policy's rules, by identifier: what is asked, of what, how grave a breach is and since when.
  ///
  /// Titles, remedies and citations are left out: they change no verdict.
  public static func digests(of policy: Policy) -> [String: String] {
    let words = DemandWords(language: .english)
    let classes = policy.classes.map { text(of: $0) }
    var digests: [String: String] = [:]
    for rule in policy.rules {
      var parts = [policy.id, rule.id, rule.category.rawValue] + words.sentences(rule.demand)
      parts += profiles(rule.demand).map { text(of: $0) }
      parts += [
        words.scope(rule.applies) ?? "", "\(rule.applies.exceptClasses.sorted())", rule.severity.rawValue,
        "\(rule.severityByClass.map { "\($0.key)=\($0.value.rawValue)" }.sorted())",
        rule.undetermined.rawValue, rule.conditional.rawValue, "\(rule.breachAsksForEvidence)",
        PolicySheet.period(rule.from, rule.until) ?? "", policy.unlabelled,
      ]
      digests[rule.id] = StandingRecord.digest((parts + classes).joined(separator: "\0"))
    }
    return digests
  }

  private static func profiles(_ demand: Demand) -> [CryptoProfile] {
    switch demand {
    case .encryptionAtRest(let demand): demand.profiles
    case .encryptionInTransit(let demand): demand.profiles
    case .keyCustody(let demand): demand.profiles
    default: []
    }
  }

  private static func text(of mapping: DataClassMapping) -> String {
    let tags = mapping.tags.map { "\($0.key)=\($0.value.joined(separator: "|"))" }.sorted()
    return ([mapping.name] + tags + mapping.names + mapping.paths).joined(separator: ",")
  }

  /// The values of a profile: its name stays when they change.
  private static func text(of profile: CryptoProfile) -> String {
    func period(_ period: Period) -> String { "\(period.from ?? "")..\(period.until ?? "")" }
    let floors = (profile.ciphers + profile.keys).map { "\($0.name) \($0.bits) \(period($0.period))" }
    let protocols = profile.protocols.map { "\($0.minimum.code) \(period($0.period))" }
    return ([profile.name] + floors + protocols).joined(separator: ",")
  }
}
