import Atlas
import Inventory

/// Which parts operators play in what stands in an inventory: who runs the platform and the ground it stands on, who
/// keeps the keys, and who is at the other end of its flows.
struct OperatorRoles {
  let atlas: Atlas

  /// One operator's part in one resource.
  struct Part: Hashable {
    let operatorID: String
    let role: String
  }

  /// The parts in a resource, each once: its own operators first, then key managers, then the ends of flows.
  func parts(of resource: Resource) -> [Part] {
    var found: [Part] = []
    func add(_ id: String, _ role: String) {
      let part = Part(operatorID: id, role: role)
      if !found.contains(part) { found.append(part) }
    }
    for place in resource.place.candidates.map(\.value) {
      if let id = place.facility ?? place.operatorID { add(id, "facility") }
    }
    for id in resource.operatorID.candidates.map(\.value) {
      add(id, "platform")
      for role in resource.roles { add(id, role.rawValue) }
    }
    for id in keepers(of: resource) { add(id, Role.keyManager.rawValue) }
    for flow in resource.flows {
      for id in flow.operatorID.candidates.map(\.value) { add(id, role(of: flow)) }
    }
    return found
  }

  /// A key of the provider's own service is kept by whoever runs the resource.
  private func keepers(of resource: Resource) -> [String] {
    (resource.keyState?.candidates ?? []).map(\.value).flatMap { key -> [String] in
      if let id = key.operatorID { return [id] }
      guard key.custody >= .provider, key.custody < .external else { return [] }
      return resource.operatorID.candidates.map(\.value)
    }
  }

  /// What the other end of a flow does.
  func role(of flow: Flow) -> String {
    switch flow.kind {
    case .logSink: Role.logSink.rawValue
    case .edgeCache: Role.edge.rawValue
    case .imagePull, .packagePull: Role.registry.rawValue
    case .identity: Role.identityProvider.rawValue
    case .keyReplica: Role.keyManager.rawValue
    case .backup, .snapshotCopy: Role.backup.rawValue
    case .replica, .mount: Role.storage.rawValue
    case .peering: Role.network.rawValue
    case .eventSink, .delivery: Role.queue.rawValue
    case .endpoint: host(flow.target).flatMap(role) ?? "endpoint"
    }
  }

  private func host(_ target: String) -> HostMatch? { atlas.host(AtlasAnswer.host(in: target)) }

  private func role(of match: HostMatch) -> String? {
    guard let role = match.role, role != "any" else { return nil }
    return ["identity": Role.identityProvider.rawValue, "object-store": Role.storage.rawValue][role] ?? role
  }
}
