import Atlas
import Descriptors

/// What lets clients in from outside: Ingress, Gateway, Service.
struct ExposureReader {
  private let object: KubernetesObject

  init(_ object: KubernetesObject) {
    self.object = object
  }

  // MARK: Ingress

  func ingress(into harvest: inout Harvest) {
    var resource = object.resource(.loadBalancer, roles: [.network], holdsData: false)
    let sections = object.spec?["tls"].map { Array($0.items) } ?? []
    let covered = sections.flatMap { $0["hosts"].map { Array($0.items) } ?? [] }.compactMap(\.text)
    let coversAll = sections.contains { $0["hosts"] == nil }
    for rule in object.spec?["rules"].map({ Array($0.items) }) ?? [] {
      let host = rule["host"]
      let name = host?.text ?? "any host"
      let span = (host ?? rule).span
      let section = sections.first {
        $0["hosts"]?.items.contains { $0.text.map { Self.covers($0, name) } ?? false } ?? true
      }
      let encrypted = coversAll || covered.contains { Self.covers($0, name) }
      let evidence =
        encrypted
        ? Evidence(.declared, "a `tls` section covers \(name)", at: (section ?? rule).span)
        : Evidence(.absent, "no `tls` section covers \(name), so it is served as plain HTTP", at: span)
      resource.transit.append(
        TransitFact(
          "ingress for \(name)", exposure: .external,
          state: Possible(TransitState(encrypted: encrypted), evidence: [evidence]), at: span))
    }
    if let backend = object.spec?["defaultBackend"] ?? object.spec?["backend"], sections.isEmpty {
      resource.transit.append(
        TransitFact(
          "default backend", exposure: .external,
          state: Possible(
            TransitState(encrypted: false),
            evidence: [Evidence(.absent, "there is no `tls` section", at: backend.span)]), at: backend.span))
    }
    harvest.resources.append(resource)
  }

  /// A host of a `tls` section covers a rule's host; `*.` stands for one label.
  private static func covers(_ pattern: String, _ host: String) -> Bool {
    if pattern == host { return true }
    guard pattern.hasPrefix("*."), let dot = host.firstIndex(of: ".") else { return false }
    return host[dot...] == pattern.dropFirst()
  }

  // MARK: Gateway

  func gateway(into harvest: inout Harvest) {
    var resource = object.resource(.loadBalancer, roles: [.network], holdsData: false)
    for listener in object.spec?["listeners"].map({ Array($0.items) }) ?? [] {
      let protocolNode = listener["protocol"]
      let name = protocolNode?.text ?? "HTTP"
      let encrypted: Bool? =
        switch name {
        case "HTTPS", "TLS": true
        case "HTTP", "TCP", "UDP": false
        default: nil
        }
      let span = (protocolNode ?? listener).span
      let evidence = [Evidence(.declared, "the listener's protocol is `\(name)`", at: span)]
      let port = listener["port"]?.text.map { " on port \($0)" } ?? ""
      resource.transit.append(
        TransitFact(
          "gateway listener `\(listener["name"]?.text ?? name)`\(port)", exposure: .external,
          state: encrypted.map { Possible(TransitState(encrypted: $0), evidence: evidence) }
            ?? .unknown(
              "the protocol `\(name)` is not a core one", remedy: "state how it encrypts", evidence: evidence),
          at: span))
    }
    harvest.resources.append(resource)
  }

  // MARK: Service

  /// Ports on which the usual protocol is clear text; the names are the registered ones.
  private static let clearPorts: [Int: String] = [
    21: "FTP", 23: "Telnet", 80: "HTTP", 389: "LDAP", 8080: "HTTP", 1883: "MQTT", 11211: "memcached",
  ]
  /// Ports of databases and brokers, where clear text or TLS is the server's choice.
  private static let openPorts: [Int: String] = [
    1433: "SQL Server", 3306: "MySQL", 5432: "PostgreSQL", 5672: "AMQP", 6379: "Redis", 9092: "Kafka",
    9200: "Elasticsearch", 27017: "MongoDB",
  ]

  func service(into harvest: inout Harvest) {
    guard let spec = object.spec else { return count(&harvest) }
    let type = spec["type"]?.text ?? "ClusterIP"
    if type == "ExternalName" { return externalName(spec, into: &harvest) }
    guard type == "LoadBalancer" || type == "NodePort" else { return count(&harvest) }
    var resource = object.resource(.loadBalancer, roles: [.network], holdsData: false)
    for port in spec["ports"].map({ Array($0.items) }) ?? [] {
      guard let number = port["port"]?.int else { continue }
      let span = (port["port"] ?? port).span
      let evidence = [
        Evidence(.declared, "port \(number) is opened to the outside by a service of type \(type)", at: span)
      ]
      let state: Possible<TransitState>
      if let name = Self.clearPorts[number], !isTerminated {
        state = Possible(
          TransitState(encrypted: false),
          evidence: evidence + [Evidence(.derived, "port \(number) is \(name) in clear text")])
      } else if let name = Self.openPorts[number] {
        state = .unknown(
          "whether the \(name) server behind port \(number) insists on TLS is not in the service",
          remedy: "close the port to the outside, or make the server refuse clear text", evidence: evidence)
      } else {
        continue
      }
      resource.transit.append(TransitFact("port \(number)", exposure: .external, state: state, at: span))
    }
    guard !resource.transit.isEmpty else { return count(&harvest) }
    harvest.resources.append(resource)
  }

  /// A load balancer of the cloud may end TLS before the port: the annotation that names its certificate says so.
  private var isTerminated: Bool {
    object.annotation("service.beta.kubernetes.io/aws-load-balancer-ssl-cert") != nil
  }

  private func externalName(_ spec: Node, into harvest: inout Harvest) {
    guard let name = spec["externalName"], let text = name.text, let endpoint = Endpoint(text, bare: true),
      let flow = endpoint.flow(.endpoint, at: name.span, atlas: object.scene.atlas)
    else { return count(&harvest) }
    var resource = object.resource(.network, roles: [.network], holdsData: false)
    resource.flows.append(flow)
    harvest.resources.append(resource)
  }

  private func count(_ harvest: inout Harvest) {
    harvest.withoutData[object.type, default: 0] += 1
  }
}
