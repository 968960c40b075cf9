import Atlas
import Descriptors

/// Hands what ConfigMaps and Secrets say of endpoints to the workloads that take their settings from there, and what
/// lets clients in to the pods behind it.
enum KubernetesSettings {
  /// The relation of a workload to an entry of a ConfigMap or Secret: `v1/ConfigMap/shop/app#DB_HOST`, without a name
  /// behind the mark for all entries.
  static let relation = "setting"

  static func hand(in resources: inout LinkedResources) {
    var handed: [Int: Set<String>] = [:]
    for index in resources.all.indices where resources.all[index].dialect == "kubernetes" {
      for reference in resources.all[index].references where reference.relation == relation {
        let parts = reference.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let givers = resources.indices(of: String(parts[0]), near: resources.all[index].span.file)
        for giver in givers {
          let setting = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
          handed[giver, default: []].formUnion(
            give(
              setting, from: resources.all[giver], isOneOf: givers.count, when: reference.condition,
              to: &resources.all[index]))
        }
      }
    }
    // The workload makes the connection: told there, it is not told again where the address is kept.
    for (giver, settings) in handed {
      resources.all[giver].flows.removeAll { !$0.settings.isDisjoint(with: settings) }
      resources.all[giver].transit.removeAll { !$0.settings.isDisjoint(with: settings) }
    }
  }

  /// Returns the entries that were handed over.
  private static func give(
    _ setting: String?, from giver: Resource, isOneOf count: Int, when deployment: Condition?,
    to taker: inout Resource
  ) -> Set<String> {
    func isMeant(_ settings: Set<String>) -> Bool {
      setting.map(settings.contains) ?? !settings.isEmpty
    }
    let condition = count > 1 ? Condition("file applied for \(giver.name)", is: giver.span.file) : nil
    let why = Evidence(
      .derived, "its settings are taken from the \(giver.type) `\(giver.name)`", at: giver.span)
    var taken: Set<String> = []
    for flow in giver.flows where isMeant(flow.settings) {
      taken.formUnion(flow.settings)
      guard !taker.flows.contains(where: { $0.target == flow.target && $0.kind == flow.kind }) else {
        continue
      }
      taker.flows.append(
        Flow(
          flow.kind, to: flow.target, targetKey: flow.targetKey,
          place: flow.place.under(condition, evidence: [why]).under(deployment),
          operatorID: flow.operatorID.under(condition, evidence: [why]).under(deployment),
          transit: flow.transit?.under(condition, evidence: [why]).under(deployment), at: flow.span))
    }
    for link in giver.transit where isMeant(link.settings) {
      taken.formUnion(link.settings)
      guard !taker.transit.contains(where: { $0.what == link.what }) else { continue }
      taker.transit.append(
        TransitFact(
          link.what, exposure: link.exposure,
          state: link.state.under(condition, evidence: [why]).under(deployment),
          at: link.span))
    }
    return taken
  }

  /// Ingresses, gateways and load balancers carry the data of the pods that they lead to.
  static func carry(in resources: inout LinkedResources) {
    let own = resources.all.indices.filter { resources.all[$0].dialect == "kubernetes" }
    let pods = own.compactMap { index in
      labels(PodLabels.Relation.pods, of: resources.all[index]).first.map { (index, $0) }
    }
    guard !pods.isEmpty else { return }
    for index in own {
      let file = resources.all[index].span.file
      for selector in labels(PodLabels.Relation.serves, of: resources.all[index]) {
        let behind = pods.filter { $0.1.isSelected(by: selector) }.map(\.0)
        guard
          let nearest = behind.map({ LinkedResources.closeness(resources.all[$0].span.file, file) }).max()
        else { continue }
        let keys = behind.filter {
          LinkedResources.closeness(resources.all[$0].span.file, file) == nearest
        }.map { resources.all[$0].key }
        resources.all[index].references += Set(keys).sorted().map { Reference(Reference.carries, to: $0) }
      }
    }
  }

  private static func labels(_ relation: String, of resource: Resource) -> [PodLabels] {
    resource.references.filter { $0.relation == relation }.compactMap { PodLabels(reference: $0.target) }
  }
}
