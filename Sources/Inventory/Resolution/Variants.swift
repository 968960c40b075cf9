import Atlas
import Descriptors

/// What one declaration is in several deployments, joined: facts that agree stand as they are, others are possible
/// values under the condition of the deployment.
struct Variants {
  private let name: String
  private var parts: [(deployment: String, harvest: Harvest)] = []

  /// - Parameter name: the name of the condition: `overlay`.
  init(_ name: String) {
    self.name = name
  }

  mutating func add(_ harvest: Harvest, of deployment: String) { parts.append((deployment, harvest)) }

  /// Adds what the deployments say together to a harvest.
  func join(into harvest: inout Harvest) {
    guard let first = parts.first else { return }
    guard parts.count > 1 else { return Self.add(first.harvest, to: &harvest) }
    var rest = Harvest()
    for (_, part) in parts {
      // One declaration counts once, however often it is deployed.
      rest.withoutData.merge(part.withoutData, uniquingKeysWith: max)
      rest.unknownTypes.merge(part.unknownTypes, uniquingKeysWith: max)
      rest.notCreated.merge(part.notCreated, uniquingKeysWith: max)
      rest.needs.formUnion(part.needs)
      for unread in part.unread
      where !rest.unread.contains(where: { $0.span == unread.span && $0.reason == unread.reason }) {
        rest.unread.append(unread)
      }
      for offer in part.offers
      where !rest.offers.contains(where: { $0.key == offer.key && $0.summary == offer.summary }) {
        rest.offers.append(offer)
      }
    }
    rest.resources = joinedResources()
    Self.add(rest, to: &harvest)
  }

  private static func add(_ part: Harvest, to harvest: inout Harvest) {
    harvest.resources += part.resources
    harvest.withoutData.merge(part.withoutData, uniquingKeysWith: +)
    harvest.unknownTypes.merge(part.unknownTypes, uniquingKeysWith: +)
    harvest.notCreated.merge(part.notCreated, uniquingKeysWith: +)
    harvest.unread += part.unread
    harvest.offers += part.offers
    harvest.needs.formUnion(part.needs)
  }

  // MARK: Resources

  private typealias Variant = (deployment: String, resource: Resource)

  /// One resource for each name, in the order in which the names first occur.
  private func joinedResources() -> [Resource] {
    var order: [String] = []
    var byKey: [String: [Variant]] = [:]
    for (deployment, harvest) in parts {
      for resource in harvest.resources {
        if byKey[resource.key] == nil { order.append(resource.key) }
        byKey[resource.key, default: []].append((deployment, resource))
      }
    }
    return order.compactMap { byKey[$0].flatMap(joined) }
  }

  private func joined(_ variants: [Variant]) -> Resource? {
    guard var result = (variants.first { $0.resource.holdsData } ?? variants.first)?.resource else {
      return nil
    }
    guard variants.count > 1 else { return result }
    func facts<Value>(_ fact: (Resource) -> Possible<Value>?) -> [(String, Possible<Value>)] {
      variants.compactMap { variant in fact(variant.resource).map { (variant.deployment, $0) } }
    }
    let count = variants.count
    result.place = join(facts(\.place), of: count) ?? result.place
    result.operatorID = join(facts(\.operatorID), of: count) ?? result.operatorID
    result.atRest = join(facts(\.atRest), of: count)
    result.keyState = join(facts(\.keyState), of: count)
    result.transit = joinedTransit(variants)
    result.flows = joinedFlows(variants)
    result.references = joinedReferences(variants)
    for (_, other) in variants {
      result.tags += other.tags.filter { tag in
        !result.tags.contains { $0.key == tag.key && $0.value == tag.value }
      }
      result.clearSecrets += other.clearSecrets.filter { secret in
        !result.clearSecrets.contains { $0.name == secret.name && $0.span == secret.span }
      }
      if result.contextClass == nil { result.contextClass = other.contextClass }
    }
    return result
  }

  /// What refers to another object in some deployments only does so under their condition.
  private func joinedReferences(_ variants: [Variant]) -> [Reference] {
    var order: [Reference] = []
    var deployments: [Reference: [String]] = [:]
    for (deployment, resource) in variants {
      for reference in resource.references where deployments[reference]?.contains(deployment) != true {
        if deployments[reference] == nil { order.append(reference) }
        deployments[reference, default: []].append(deployment)
      }
    }
    return order.map { reference in
      let those = deployments[reference] ?? []
      guard those.count < variants.count else { return reference }
      var reference = reference
      reference.condition = Condition(name, in: those, of: variants.count)
      return reference
    }
  }

  private func joinedTransit(_ variants: [Variant]) -> [TransitFact] {
    var order: [String] = []
    var links: [String: [(String, TransitFact)]] = [:]
    for (deployment, resource) in variants {
      for link in resource.transit {
        let what = link.what.english
        guard links[what]?.contains(where: { $0.0 == deployment }) != true else { continue }
        if links[what] == nil { order.append(what) }
        links[what, default: []].append((deployment, link))
      }
    }
    return order.compactMap { what in
      guard let all = links[what], let first = all.first?.1 else { return nil }
      var link = TransitFact(
        first.what, exposure: first.exposure,
        state: join(all.map { ($0.0, $0.1.state) }, of: variants.count) ?? first.state, at: first.span)
      link.settings = all.reduce(into: []) { $0.formUnion($1.1.settings) }
      return link
    }
  }

  private func joinedFlows(_ variants: [Variant]) -> [Flow] {
    var order: [String] = []
    var flows: [String: [(String, Flow)]] = [:]
    for (deployment, resource) in variants {
      for flow in resource.flows {
        let key = "\(flow.kind.rawValue) \(flow.target)"
        guard flows[key]?.contains(where: { $0.0 == deployment }) != true else { continue }
        if flows[key] == nil { order.append(key) }
        flows[key, default: []].append((deployment, flow))
      }
    }
    return order.compactMap { key in
      guard let all = flows[key], let first = all.first?.1 else { return nil }
      let transit = all.compactMap { deployment, flow in flow.transit.map { (deployment, $0) } }
      var flow = Flow(
        first.kind, to: first.target, targetKey: first.targetKey,
        place: join(all.map { ($0.0, $0.1.place) }, of: variants.count) ?? first.place,
        operatorID: join(all.map { ($0.0, $0.1.operatorID) }, of: variants.count) ?? first.operatorID,
        transit: join(transit, of: variants.count), at: first.span)
      flow.absences = absences(of: all, among: variants)
      flow.settings = all.reduce(into: []) { $0.formUnion($1.1.settings) }
      return flow
    }
  }

  /// The deployments without a flow, and the cases in which a deployment that has it makes none.
  private func absences(of flows: [(String, Flow)], among variants: [Variant]) -> [Flow.Absence] {
    let with = Set(flows.map(\.0))
    let without = variants.map(\.deployment).filter { !with.contains($0) }
    let conditional = flows.flatMap { deployment, flow in
      flow.absences.map { absence in
        Flow.Absence(
          conditions: absence.conditions + [Condition(name, is: deployment, of: variants.count)],
          evidence: absence.evidence)
      }
    }
    guard !without.isEmpty else { return conditional }
    return conditional + [
      Flow.Absence(conditions: [Condition(name, in: without, of: variants.count)], evidence: [])
    ]
  }

  // MARK: Facts

  /// What the deployments say of one fact.
  ///
  /// - Parameter count: how many deployments there are; a fact that only some of them have is conditional.
  private func join<Value: Equatable>(_ parts: [(String, Possible<Value>)], of count: Int) -> Possible<Value>?
  {
    guard let first = parts.first?.1 else { return nil }
    if parts.count == count, parts.allSatisfy({ Self.agree($0.1, first) }) { return first }
    let conditioned = parts.map { deployment, fact in
      Possible(
        fact.under(Condition(name, is: deployment, of: count)).candidates,
        unknown: fact.unknown.map {
          Unknown(
            "with the \(Phrase(term: name)) `\(deployment)`, \($0.reason)", remedy: $0.remedy,
            evidence: $0.evidence)
        })
    }
    return conditioned.dropFirst().reduce(conditioned[0]) { $0.union($1) }.joiningEqual(==)
  }

  private static func agree<Value: Equatable>(_ left: Possible<Value>, _ right: Possible<Value>) -> Bool {
    left.unknown?.reason == right.unknown?.reason && left.candidates.count == right.candidates.count
      && zip(left.candidates, right.candidates).allSatisfy {
        $0.value == $1.value && $0.conditions == $1.conditions
      }
  }
}
