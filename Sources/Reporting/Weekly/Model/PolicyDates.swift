public import Assessment
import Inventory

extension WeeklyDate {
  /// The days that policies name: their own, those of their rules, and those of the crypto profiles behind them.
  public static func of(_ policies: [Policy]) -> [WeeklyDate] {
    var dates: [WeeklyDate] = []
    for policy in policies {
      if let day = policy.validUntil {
        dates.append(
          WeeklyDate(
            day: day, kind: .policyEnds, of: policy.id, name: policy.supersededBy ?? "",
            title: policy.identity.title))
      }
      for rule in policy.rules {
        if let day = rule.from {
          dates.append(
            WeeklyDate(day: day, kind: .ruleBegins, of: policy.id, name: rule.id, title: rule.title))
        }
        if let day = rule.until {
          dates.append(WeeklyDate(day: day, kind: .ruleEnds, of: policy.id, name: rule.id, title: rule.title))
        }
        for profile in profiles(rule.demand) { dates += self.dates(profile) }
      }
    }
    return dates
  }

  private static func profiles(_ demand: Demand) -> [CryptoProfile] {
    switch demand {
    case .encryptionAtRest(let demand): demand.profiles
    case .encryptionInTransit(let demand): demand.profiles
    case .keyCustody(let demand): demand.profiles
    default: []
    }
  }

  private static func dates(_ profile: CryptoProfile) -> [WeeklyDate] {
    let algorithms = (profile.ciphers + profile.keys).compactMap { floor in
      floor.period.until.map { ($0, "\(floor.name)-\(floor.bits)") }
    }
    let versions = profile.protocols.compactMap { item in item.period.until.map { ($0, item.minimum.code) } }
    return (algorithms + versions).map { day, name in
      WeeklyDate(day: day, kind: .algorithmEnds, of: profile.name, name: name, title: profile.title)
    }
  }
}
