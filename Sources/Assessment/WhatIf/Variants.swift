import Atlas
import Descriptors
import Inventory

/// A resource as other inputs would make it, as far as a rule asks for them.
struct Variants {
  let resource: Resource
  let rule: Rule
  let policy: Policy
  let atlas: Atlas

  init(_ resource: Resource, rule: Rule, policy: Policy, atlas: Atlas) {
    self.resource = resource
    self.rule = rule
    self.policy = policy
    self.atlas = atlas
  }

  var families: [Family] {
    let own: [Family?] =
      switch rule.demand {
      case .residency(let demand): [standing(demand.area), custody(from: demand.unlessCustody)]
      case .transfer(let demand): [target(demand.area), custody(from: demand.unlessCustody), gone]
      case .operator(let demand): operators(demand)
      case .encryptionAtRest(let demand): [atRest(demand)]
      case .encryptionInTransit: [transit]
      case .keyCustody(let demand): keys(demand)
      case .check: [standing(nil)]
      case .evidence: []
      }
    return conditions + own.compactMap { $0 } + [classes].compactMap { $0 }
  }

  // MARK: Conditions and classes

  /// What the values of parameters and conditions would settle.
  private var conditions: [Family] {
    var names: [String] = []
    let all = resource.conditions
    for condition in all where !names.contains(condition.name) { names.append(condition.name) }
    return names.prefix(8).map { name in
      let members = all.filter { $0.name == name }.prefix(32).map {
        (name: Phrase(verbatim: $0.value), resource: resource.given($0))
      }
      let how: Phrase? = isParameter(name) ? "--set \(name)=VALUE, or a parameter file" : nil
      return Family(words: { "`\(name)` is \($0)" }, how: how, members: members)
    }
  }

  /// A condition's name may be a parameter's or a branch's; the evidence tells.
  private func isParameter(_ name: String) -> Bool {
    resource.candidateEvidence.contains { link in
      guard link.kind == .parameterAllowed || link.kind == .parameterDefault else { return false }
      return link.text.english.hasPrefix("`\(name)`")
    }
  }

  /// What another label of its data would mean, where the rule asks for classes.
  private var classes: Family? {
    let scope = rule.applies
    guard !scope.classes.isEmpty || !scope.exceptClasses.isEmpty || !rule.severityByClass.isEmpty else {
      return nil
    }
    var names = DataClasses.common
    for mapping in policy.classes where !names.contains(mapping.name) { names.append(mapping.name) }
    return Family(
      words: { "its data is labelled \($0)" }, how: "a tag `data-class`, or --context class=CLASS",
      members: names.map { name in
        (
          name: Phrase(verbatim: name),
          resource: changed { $0.tags = [Tag("data-class", name, at: resource.span)] }
        )
      })
  }

  func changed(_ change: (inout Resource) -> Void) -> Resource {
    var copy = resource
    change(&copy)
    return copy
  }

  // MARK: Places

  /// The places that it could stand in: the regions of its provider, or the countries that the rule names.
  private func standing(_ area: AreaDemand?) -> Family? {
    let (places, unit) = places(near: resource.place, area)
    guard !places.isEmpty else { return nil }
    let key = unit == .region ? "region=CODE" : "country=CODE"
    return Family(
      words: { "it stands in \($0)" }, how: "--context \(scope).\(key) where the descriptor leaves it open",
      members: places.map { place in
        (name: Phrase(verbatim: place.code), resource: changed { $0.stand(in: place) })
      })
  }

  private func target(_ area: AreaDemand?) -> Family? {
    guard let flow = resource.flows.first else { return nil }
    let (places, _) = places(near: flow.place, area)
    guard !places.isEmpty else { return nil }
    return Family(
      words: { "`\(flow.shownTarget)` stands in \($0)" }, how: nil,
      members: places.map { place in
        (name: Phrase(verbatim: place.code), resource: changed { $0.flows = [flow.with(place: place)] })
      })
  }

  /// Without the flow there is nothing to judge.
  private var gone: Family? {
    guard resource.flows.count == 1, let flow = resource.flows.first else { return nil }
    return Family(
      words: { "nothing flows to \($0)" }, how: nil,
      members: [(name: "`\(flow.shownTarget)`", resource: changed { $0.flows = [] })])
  }

  private enum Unit { case region, country }

  private func places(near place: Possible<Place>, _ area: AreaDemand?) -> ([Place], Unit) {
    if let provider = place.candidates.lazy.compactMap(\.value.provider).first ?? provider {
      let found = atlas.regionCodes(of: provider).compactMap { atlas.place($0, provider: provider) }
      if !found.isEmpty { return (found, .region) }
    }
    var countries = area?.allow?.countries ?? []
    for set in area?.allow?.sets ?? [] { countries += atlas.jurisdiction(set)?.members ?? [] }
    countries += area?.deny?.countries ?? []
    var seen: Set<Country> = []
    return (countries.filter { seen.insert($0).inserted }.map { Place.country($0.code) }, .country)
  }

  /// The provider of the service's card, by the name of its regions' file.
  private var provider: String? {
    guard let family = resource.service?.prefix(while: { $0 != "/" }) else { return nil }
    return ["google": "gcp", "ovh": "ovhcloud"][String(family)] ?? String(family)
  }

  /// What the keys of the context that speak of it begin with.
  var scope: String {
    if let family = resource.service?.prefix(while: { $0 != "/" }) { return String(family) }
    return resource.dialect == "kubernetes" ? "kubernetes" : "host"
  }

  // MARK: Operators

  private func operators(_ demand: OperatorDemand) -> [Family?] {
    let flow = demand.flows.isEmpty ? nil : resource.flows.first
    let members = atlas.platformOperators.map { id in
      (
        name: Phrase(verbatim: id),
        resource: changed { copy in
          if let flow {
            copy.flows = [flow.with(operatorID: id)]
          } else {
            copy.operatorID = Possible(id, evidence: [])
          }
        }
      )
    }
    let who = Family(
      words: { name in flow.map { "`\($0.shownTarget)` is run by \(name)" } ?? "it is run by \(name)" },
      how: flow == nil ? "--context \(scope).operator=ID where the descriptor leaves it open" : nil,
      members: members)
    return [demand.qualifications.isEmpty ? nil : standing(nil), who]
  }
}

extension Resource {
  fileprivate mutating func stand(in place: Place) {
    self.place = Possible(place, evidence: [])
    if let id = place.operatorID { operatorID = Possible(id, evidence: []) }
  }
}

extension Flow {
  fileprivate func with(place: Place) -> Flow {
    Flow(
      kind, to: target, targetKey: targetKey, place: Possible(place, evidence: []), operatorID: operatorID,
      transit: transit, at: span)
  }

  fileprivate func with(operatorID id: String) -> Flow {
    Flow(
      kind, to: target, targetKey: targetKey, place: place, operatorID: Possible(id, evidence: []),
      transit: transit, at: span)
  }
}
