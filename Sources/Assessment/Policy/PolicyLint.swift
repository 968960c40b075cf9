public import Atlas
public import Descriptors
import Inventory

/// What is right by the letter of a policy and wrong all the same.
public struct PolicyLint: Sendable {
  /// A remark on a policy.
  public struct Remark: Sendable, Hashable {
    /// How bad it is.
    public enum Level: String, Sendable {
      /// The rule can never do what it says.
      case warning
      /// Worth knowing.
      case note
    }

    /// How bad it is.
    public let level: Level
    /// Where it stands; nil for the policy as a whole.
    public let span: SourceSpan?
    /// What is wrong, in one sentence.
    public let message: String
    /// What to do about it.
    public let remedy: String
  }

  private let policy: Policy
  private let atlas: Atlas
  private let day: String

  /// - Parameter asOf: the day whose law holds; nil for the day up to which the atlas was kept.
  public init(_ policy: Policy, atlas: Atlas, asOf: String? = nil) {
    self.policy = policy
    self.atlas = atlas
    day = asOf ?? atlas.asOf
  }

  /// The remarks: on the policy, then on its rules in order.
  public var remarks: [Remark] {
    expiry + policy.rules.flatMap { check($0) } + contradictions + doubles
  }

  // MARK: Dates

  private var expiry: [Remark] {
    var found: [Remark] = []
    if let until = policy.validUntil, until <= day {
      let next = policy.supersededBy.map { "use `\($0)`" } ?? "use the edition that follows it"
      found.append(warning("the policy is no longer valid since \(until)", nil, next))
    } else if let next = policy.supersededBy {
      found.append(note("`\(next)` supersedes the policy", nil, "use `\(next)`"))
    }
    if let from = policy.validFrom, from > day {
      found.append(note("the policy says nothing before \(from)", nil, "scan with `--as-of \(from)`"))
    }
    return found
  }

  private func check(_ rule: Rule) -> [Remark] {
    var found: [Remark] = []
    if let until = rule.until, until <= day {
      found.append(
        warning(
          "`\(rule.id)` no longer holds since \(until)", rule,
          "remove it, or let the rule that follows it begin"))
    }
    if let from = rule.from, let until = policy.validUntil, from >= until {
      found.append(
        warning("`\(rule.id)` begins on \(from), when the policy has ended", rule, "mend one of both days"))
    }
    found += matching(rule)
    for area in Self.areas(rule.demand) where isEmpty(area) {
      found.append(
        warning(
          "`\(rule.id)` denies everything that it allows: nothing can satisfy it", rule,
          "take one of both lists back"))
    }
    for name in Self.sets(rule.demand) {
      guard atlas.jurisdiction(name, asOf: day)?.members.isEmpty ?? true else { continue }
      found.append(
        warning(
          "`\(rule.id)` rests on `\(name)`, which has no members on \(day)", rule, "name what follows it"))
    }
    let unverified = rule.cites.filter { !$0.isVerified }
    if !unverified.isEmpty {
      let list = unverified.map { "\($0.catalog) \($0.control)" }.joined(separator: ", ")
      found.append(note("`\(rule.id)` cites unverified: \(list)", rule, "hold the clause against its source"))
    }
    if rule.cites.isEmpty {
      found.append(note("`\(rule.id)` cites nothing", rule, "add `cites:`, so that a reader can tell why"))
    }
    return found
  }

  // MARK: Rules that match nothing

  /// Kinds that never hold data of their own, and so have no encryption at rest.
  private static let dataless: Set<String> = ["key", "dns", "network", "load-balancer", "certificate"]

  private func matching(_ rule: Rule) -> [Remark] {
    let kinds = rule.applies.kinds
    guard !kinds.isEmpty, kinds.allSatisfy(Self.dataless.contains) else { return [] }
    let isAboutData = rule.category == .encryptionAtRest
    guard rule.applies.holdsData == true || isAboutData else { return [] }
    return [
      warning(
        "`\(rule.id)` never matches: \(kinds.joined(separator: ", ")) hold no data of their own", rule,
        isAboutData ? "name kinds that store data" : "write `holds-data: any`, or name other kinds")
    ]
  }

  // MARK: Areas

  private static func areas(_ demand: Demand) -> [AreaDemand] {
    switch demand {
    case .residency(let demand): [demand.area].compactMap { $0 }
    case .transfer(let demand): [demand.area].compactMap { $0 }
    case .operator(let demand): areas(demand)
    case .keyCustody(let demand): [demand.place].compactMap { $0 } + (demand.keeper.map(areas) ?? [])
    case .encryptionAtRest, .encryptionInTransit, .evidence, .check: []
    }
  }

  private static func areas(_ demand: OperatorDemand) -> [AreaDemand] {
    [demand.seat, demand.control, demand.laws?.area].compactMap { $0 }
  }

  private static func sets(_ demand: Demand) -> [String] {
    areas(demand).flatMap { ($0.allow?.sets ?? []) + ($0.deny?.sets ?? []) }
  }

  /// The countries of a list, as codes.
  private func countries(_ list: AreaList) -> Set<String> {
    var found = Set(list.countries.map(\.code))
    for name in list.sets {
      found.formUnion(atlas.jurisdiction(name, asOf: day)?.members.map(\.code) ?? [])
    }
    return found
  }

  private func isEmpty(_ area: AreaDemand) -> Bool {
    guard let allow = area.allow, let deny = area.deny else { return false }
    let allowed = countries(allow)
    return !allowed.isEmpty && allowed.isSubset(of: countries(deny))
  }

  // MARK: Rules against each other

  /// Rules on the same question and scope whose allowed areas do not meet.
  private var contradictions: [Remark] {
    var found: [Remark] = []
    for (index, rule) in policy.rules.enumerated() {
      guard let area = Self.plainArea(rule) else { continue }
      for other in policy.rules.dropFirst(index + 1) where other.applies == rule.applies {
        guard let own = Self.plainArea(other), own.flows == area.flows, own.kind == area.kind,
          Self.together(rule, other)
        else { continue }
        let both = (countries(area.allow), countries(own.allow))
        if !both.0.isEmpty, !both.1.isEmpty, both.0.isDisjoint(with: both.1) {
          found.append(
            warning(
              "`\(other.id)` contradicts `\(rule.id)`: no country satisfies both", other,
              "narrow the scope of one of them"))
        }
      }
    }
    return found
  }

  private static func plainArea(_ rule: Rule) -> (kind: Category, flows: [FlowKind], allow: AreaList)? {
    switch rule.demand {
    case .residency(let demand):
      guard let allow = demand.area?.allow, demand.only == nil, demand.except == nil else { return nil }
      return (.residency, [], allow)
    case .transfer(let demand):
      return demand.area?.allow.map { (.transfer, demand.flows, $0) }
    default: return nil
    }
  }

  /// Whether two rules hold on some day at once.
  private static func together(_ one: Rule, _ other: Rule) -> Bool {
    if let until = one.until, let from = other.from, until <= from { return false }
    if let until = other.until, let from = one.from, until <= from { return false }
    return one.breachAsksForEvidence == other.breachAsksForEvidence
  }

  private var doubles: [Remark] {
    var found: [Remark] = []
    for (index, rule) in policy.rules.enumerated() where rule.category != .evidence {
      guard
        let twin = policy.rules[..<index].first(where: {
          $0.demand == rule.demand && $0.applies == rule.applies && Self.together($0, rule)
        })
      else { continue }
      found.append(
        warning("`\(rule.id)` asks the same as `\(twin.id)`", rule, "keep one of them and join their clauses")
      )
    }
    return found
  }

  private func warning(_ message: String, _ rule: Rule?, _ remedy: String) -> Remark {
    Remark(level: .warning, span: rule?.span, message: message, remedy: remedy)
  }

  private func note(_ message: String, _ rule: Rule?, _ remedy: String) -> Remark {
    Remark(level: .note, span: rule?.span, message: message, remedy: remedy)
  }
}
