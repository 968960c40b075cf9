import Atlas
import Descriptors

/// A Gateway: what its listeners speak.
struct GatewayReader {
  private let object: KubernetesObject

  init(_ object: KubernetesObject) {
    self.object = object
  }

  func read(into harvest: inout Harvest) {
    var resource = object.resource(.loadBalancer, roles: [.network], holdsData: false)
    for listener in object.spec?["listeners"].map({ Array($0.items) }) ?? [] {
      let protocolNode = listener["protocol"]
      let name = protocolNode?.text ?? "HTTP"
      let span = (protocolNode ?? listener).span
      let port = listener["port"]?.text.map { " on port \($0)" as Phrase } ?? ""
      resource.transit.append(
        TransitFact(
          "gateway listener `\(listener["name"]?.text ?? name)`\(port)", exposure: .external,
          state: Self.state(of: name, listener, at: span), at: span))
    }
    let key = KubernetesObject.routesKey(object.name, in: object.namespace)
    harvest.needs.insert(key)
    for offer in object.scene.offers.of(key) {
      for service in offer.content as? [String] ?? [] { object.serve(service, with: &resource, &harvest) }
    }
    harvest.resources.append(resource)
  }

  /// A route tells its gateways which services they lead to.
  func route(into harvest: inout Harvest) {
    harvest.withoutData[object.type, default: 0] += 1
    var services: [String] = []
    if let rules = object.spec?["rules"] {
      for rule in rules.items {
        guard let backends = rule["backendRefs"] else { continue }
        services += backends.items.compactMap { $0["name"]?.text }
      }
    }
    guard !services.isEmpty else { return }
    for parent in object.spec?["parentRefs"].map({ Array($0.items) }) ?? [] {
      guard let name = parent["name"]?.text, parent["namespace"].map({ $0.equals(object.namespace) }) ?? true
      else { continue }
      harvest.offers.append(
        Offer(
          KubernetesObject.routesKey(name, in: object.namespace), file: object.node.tree.path,
          content: services, summary: services.joined(separator: "\n")))
    }
  }

  private static func state(
    of name: String, _ listener: Node, at span: SourceSpan
  ) -> Possible<TransitState> {
    let evidence = [Evidence(.declared, "the listener's protocol is `\(name)`", at: span)]
    switch name {
    case "HTTPS", "TLS":
      let mode = listener.at("tls", "mode")
      let through = mode?.equals("Passthrough") == true
      let how = mode.map {
        Evidence(
          .declared,
          through ? "TLS is handed through to the service" : "TLS ends at the gateway", at: $0.span)
      }
      return Possible(TransitState(encrypted: true), evidence: evidence + (how.map { [$0] } ?? []))
    case "HTTP":
      return Possible(TransitState(encrypted: false), evidence: evidence)
    case "TCP", "UDP":
      return .unknown(
        "the listener passes \(name) on as it is, and whether that is encrypted is the service's choice",
        remedy: "use a TLS listener, or make the service refuse clear text", evidence: evidence)
    default:
      return .unknown(
        "the protocol `\(name)` is not a core one", remedy: "state how it encrypts", evidence: evidence)
    }
  }
}
