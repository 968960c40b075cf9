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
      let port = listener["port"]?.text.map { " on port \($0)" } ?? ""
      resource.transit.append(
        TransitFact(
          "gateway listener `\(listener["name"]?.text ?? name)`\(port)", exposure: .external,
          state: Self.state(of: name, listener, at: span), at: span))
    }
    harvest.resources.append(resource)
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
