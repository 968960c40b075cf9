public import Inventory

/// What a resource must satisfy, one case for each category.
public enum Demand: Sendable, Hashable {
  /// Where data stands.
  case residency(ResidencyDemand)
  /// Where flows go.
  case transfer(TransferDemand)
  /// Who runs the service.
  case `operator`(OperatorDemand)
  /// How data is encrypted where it rests.
  case encryptionAtRest(AtRestDemand)
  /// How links are encrypted.
  case encryptionInTransit(TransitDemand)
  /// Who can use the keys.
  case keyCustody(CustodyDemand)
  /// The document to ask for.
  case evidence(ask: String)
  /// A question of the policy's own.
  case check(CheckDemand)

  /// The category it belongs to.
  public var category: Category {
    switch self {
    case .residency: .residency
    case .transfer: .transfer
    case .operator: .operator
    case .encryptionAtRest: .encryptionAtRest
    case .encryptionInTransit: .encryptionInTransit
    case .keyCustody: .keyCustody
    case .evidence: .evidence
    case .check(let demand): demand.category
    }
  }

  /// The document to ask for; nil for every other demand.
  var ask: String? { if case .evidence(let ask) = self { ask } else { nil } }
}

/// The demand on a place.
public struct ResidencyDemand: Sendable, Hashable {
  /// Where it must and must not stand; nil if only ``known`` or ``fixed`` is asked.
  public var area: AreaDemand?
  /// The place must be known; an unknown one keeps the rule's own severity.
  public var known = false
  /// No global, edge or multi-region place, unless it stays within the allowed area.
  public var fixed = false
  /// Judges places that touch these countries, and no others.
  public var only: AreaList?
  /// Does not judge places that stand wholly in these countries.
  public var except: AreaList?
  /// A key custody that turns a breach into a question: the one who holds the bytes cannot read them.
  public var unlessCustody: Custody?
}

/// The demand on flows.
public struct TransferDemand: Sendable, Hashable {
  /// Where they must and must not go; nil if only ``known`` is asked.
  public var area: AreaDemand?
  /// The target's place must be known; an unknown one keeps the rule's own severity.
  public var known = false
  /// The kinds of flow that are judged.
  public var flows: [FlowKind] = FlowKind.carryingData
  /// A key custody that turns a breach into a question: the receiver cannot read what it gets.
  public var unlessCustody: Custody?
}

/// The demand on an operator; every part must hold.
public struct OperatorDemand: Sendable, Hashable {
  /// The operator must be known; an unknown one keeps the rule's own severity.
  public var known = false
  /// The country of the company that runs the service.
  public var seat: AreaDemand?
  /// The country that can compel it through ownership or head office.
  public var control: AreaDemand?
  /// The laws that may and may not reach it.
  public var laws: LawDemand?
  /// Schemes of which one must be held for the service.
  public var qualifications: [String] = []
  /// Kinds of flow whose target's operator is judged instead of the resource's own; empty for the resource's own.
  public var flows: [FlowKind] = []
}

/// The demand on the laws that reach an operator.
public struct LawDemand: Sendable, Hashable {
  /// Countries whose laws may and may not reach it.
  public var area: AreaDemand?
  /// Laws that must not reach it, by the atlas's keys.
  public var denied: [String] = []
}

/// The demand on encryption at rest.
public struct AtRestDemand: Sendable, Hashable {
  /// The lowest layer that counts; nil for any.
  public var layer: Layer?
  /// Crypto profiles of which one must hold; empty for any algorithm.
  public var profiles: [CryptoProfile] = []
}

/// The demand on encryption in transit.
public struct TransitDemand: Sendable, Hashable {
  /// The oldest version that may be accepted; nil for any.
  public var minimumVersion: TLSVersion?
  /// Crypto profiles of which one must hold.
  public var profiles: [CryptoProfile] = []
  /// Whose listeners are judged.
  public var exposures: [TransitFact.Exposure] = TransitFact.Exposure.allCases
  /// The kinds of flow whose hop is judged.
  public var flows: [FlowKind] = FlowKind.allCases
  /// True if the peer's certificate must be checked.
  public var verification = false
}

/// The demand on keys; every part must hold.
public struct CustodyDemand: Sendable, Hashable {
  /// The lowest step of the ladder.
  public var atLeast: Custody?
  /// Where the key must and must not be kept.
  public var place: AreaDemand?
  /// Who may keep it.
  public var keeper: OperatorDemand?
  /// The longest time between rotations, in days.
  public var rotationDays: Int?
  /// One of these must take the key's algorithm and length; empty if that is not asked.
  public var profiles: [CryptoProfile] = []
  /// True if no secret may stand in a declaration in clear.
  public var deniesClearSecrets = false
}

extension FlowKind {
  /// The kinds that carry data; pulls carry software.
  public static var carryingData: [FlowKind] {
    allCases.filter { $0 != .imagePull && $0 != .packagePull }
  }
}
