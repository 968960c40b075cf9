import Atlas
import Descriptors

/// Joins what the ways to start a project say of one resource: possible values, each under the way it belongs to.
struct ComposeVariants {
  private typealias Variant = (way: ComposeDeployment, resource: Resource)

  private let ways: Int

  /// One resource for each that any of the ways has.
  static func joined(_ variants: [(way: ComposeDeployment, resources: [Resource])]) -> [Resource] {
    if variants.count == 1 { return variants[0].resources }
    var order: [String] = []
    var byID: [String: [Variant]] = [:]
    for (way, resources) in variants {
      for resource in resources {
        if byID[resource.id] == nil { order.append(resource.id) }
        byID[resource.id, default: []].append((way, resource))
      }
    }
    let join = ComposeVariants(ways: variants.count)
    return order.compactMap { byID[$0].flatMap(join.resource) }
  }

  private func resource(_ variants: [Variant]) -> Resource? {
    guard let first = variants.first?.resource else { return nil }
    let main = variants.first { $0.resource.kind != .workload }?.resource ?? first
    var result = Resource(
      key: first.key, dialect: first.dialect, type: first.type, name: first.name, kind: main.kind,
      roles: main.roles, holdsData: variants.contains { $0.resource.holdsData }, span: first.span,
      place: possible(variants.map { ($0.way, $0.resource.place) }, \.code) ?? first.place,
      operatorID: possible(variants.map { ($0.way, $0.resource.operatorID) }, \.self) ?? first.operatorID)
    if variants.count < ways {
      let files = Phrase.enumeration(
        variants.compactMap { $0.way.condition.map { Phrase(verbatim: $0.value) } }, separator: " or ")
      result.place = result.place.noting([
        Evidence(.declared, "it is only there if COMPOSE_FILE is \(files)", at: first.span)
      ])
    }
    result.contextClass = first.contextClass
    result.atRest = possible(variants.map { ($0.way, $0.resource.atRest) }) { "\($0)" }
    result.keyState = possible(variants.map { ($0.way, $0.resource.keyState) }) {
      "\($0.custody) \($0.reference ?? "") \($0.place?.code ?? "") \($0.operatorID ?? "")"
    }
    result.tags = distinct(variants, \.tags) { "\($0.key)=\($0.value)" }
    result.references = distinct(variants, \.references) { "\($0.relation) \($0.target)" }
    result.clearSecrets = distinct(variants, \.clearSecrets) {
      "\($0.name) \($0.span.file) \($0.span.offsets)"
    }
    result.transit = transit(variants)
    result.flows = flows(variants)
    return result
  }

  // MARK: Lists

  private func distinct<Element>(
    _ variants: [Variant], _ path: KeyPath<Resource, [Element]>, _ key: (Element) -> String
  ) -> [Element] {
    var seen: Set<String> = []
    return variants.flatMap { $0.resource[keyPath: path] }.filter { seen.insert(key($0)).inserted }
  }

  /// Equal things of all variants beside one another; of several in one, the first goes with the first of the others.
  private func grouped<Element>(
    _ variants: [Variant], _ path: KeyPath<Resource, [Element]>, _ key: (Element) -> String
  ) -> [[(way: ComposeDeployment, element: Element)]] {
    var order: [String] = []
    var groups: [String: [(ComposeDeployment, Element)]] = [:]
    for variant in variants {
      var seen: [String: Int] = [:]
      for element in variant.resource[keyPath: path] {
        let count = seen[key(element), default: 0]
        seen[key(element)] = count + 1
        let id = "\(key(element))\n\(count)"
        if groups[id] == nil { order.append(id) }
        groups[id, default: []].append((variant.way, element))
      }
    }
    return order.compactMap { groups[$0] }
  }

  private func transit(_ variants: [Variant]) -> [TransitFact] {
    grouped(variants, \.transit) { "\($0.what.english) \($0.exposure)" }.compactMap { group in
      guard let first = group.first?.element else { return nil }
      let isEverywhere = group.count == variants.count
      let state = possible(group.map { ($0.way, $0.element.state) }, always: isEverywhere) { "\($0)" }
      return TransitFact(first.what, exposure: first.exposure, state: state ?? first.state, at: first.span)
    }
  }

  private func flows(_ variants: [Variant]) -> [Flow] {
    grouped(variants, \.flows) { "\($0.kind) \($0.target)" }.compactMap { group in
      guard let first = group.first?.element else { return nil }
      let all = group.count == variants.count
      var flow = Flow(
        first.kind, to: first.target, targetKey: first.targetKey,
        place: possible(group.map { ($0.way, $0.element.place) }, always: all, \.code) ?? first.place,
        operatorID: possible(group.map { ($0.way, $0.element.operatorID) }, always: all, \.self)
          ?? first.operatorID,
        transit: possible(group.map { ($0.way, $0.element.transit) }, always: all) { "\($0)" },
        at: first.span)
      flow.absences = absences(variants, but: group.map(\.way))
      return flow
    }
  }

  /// The ways to start the project in which a flow is not there.
  private func absences(_ variants: [Variant], but with: [ComposeDeployment]) -> [Flow.Absence] {
    let those = with.map(\.condition)
    return variants.map(\.way).filter { !those.contains($0.condition) }.map { way in
      Flow.Absence(conditions: way.condition.map { [$0] } ?? [], evidence: way.evidence)
    }
  }

  // MARK: Values

  /// What is possible over all ways; without conditions where all say the same.
  ///
  /// - Parameter always: false if there are ways that do not have it at all.
  private func possible<Value>(
    _ values: [(way: ComposeDeployment, value: Possible<Value>?)], always: Bool = true,
    _ name: (Value) -> String
  ) -> Possible<Value>? {
    let said = values.compactMap { way, value in value.map { (way: way, value: $0) } }
    guard let first = said.first else { return nil }
    let isSame = said.allSatisfy { Self.signature($0.value, name) == Self.signature(first.value, name) }
    if always, said.count == values.count, isSame { return first.value }
    let candidates = said.flatMap { way, value in
      value.under(way.condition, evidence: way.evidence).candidates
    }
    let unknown = said.compactMap { way, value in
      value.under(nil, evidence: way.evidence).unknown
    }.first
    return Possible(candidates, unknown: unknown).joiningEqual { name($0) == name($1) }
  }

  private static func signature<Value>(_ possible: Possible<Value>, _ name: (Value) -> String) -> String {
    let candidates = possible.candidates.map { candidate in
      name(candidate.value) + candidate.conditions.map { " \($0.name) \($0.value)" }.joined()
    }
    return (candidates + [possible.unknown?.reason.english ?? ""]).joined(separator: "\n")
  }
}
