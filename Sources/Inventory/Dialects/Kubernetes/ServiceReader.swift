import Atlas
import Descriptors

/// A Service that lets clients in from outside, or that stands for a name outside.
struct ServiceReader {
  /// Ports on which the usual protocol is clear text; the names are the registered ones.
  private static let clearPorts: [Int: String] = [
    21: "FTP", 23: "Telnet", 80: "HTTP", 389: "LDAP", 8080: "HTTP", 1883: "MQTT", 11211: "memcached",
  ]
  /// Ports of databases and brokers, where clear text or TLS is the server's choice.
  private static let openPorts: [Int: String] = [
    1433: "SQL Server", 3306: "MySQL", 5432: "PostgreSQL", 5672: "AMQP", 6379: "Redis", 9042: "Cassandra",
    9092: "Kafka", 9200: "Elasticsearch", 27017: "MongoDB",
  ]

  private let object: KubernetesObject

  init(_ object: KubernetesObject) {
    self.object = object
  }

  func read(into harvest: inout Harvest) {
    guard let spec = object.spec else { return count(&harvest) }
    let selector = PodLabels(spec["selector"], namespace: object.namespace)
    if let selector {
      harvest.offers.append(
        Offer(
          KubernetesObject.serviceKey(object.name, in: object.namespace), file: object.node.tree.path,
          content: selector, summary: selector.text))
    }
    let type = spec["type"]?.text ?? "ClusterIP"
    if type == "ExternalName" { return externalName(spec, into: &harvest) }
    guard type == "LoadBalancer" || type == "NodePort" else { return count(&harvest) }
    var resource = object.resource(.loadBalancer, roles: [.network], holdsData: false)
    for port in spec["ports"].map({ Array($0.items) }) ?? [] {
      guard let number = port["port"]?.int, let state = state(of: port, number, type: type) else { continue }
      resource.transit.append(
        TransitFact(
          "port \(number)", exposure: exposure, state: state, at: (port["port"] ?? port).span))
    }
    guard !resource.transit.isEmpty else { return count(&harvest) }
    if let selector {
      resource.references.append(Reference(PodLabels.Relation.serves, to: selector.text))
    }
    harvest.resources.append(resource)
  }

  // MARK: Ports

  /// What is known of a port; nil if it gives no reason to ask.
  private func state(of port: Node, _ number: Int, type: String) -> Possible<TransitState>? {
    let where_: Phrase = exposure == .external ? "to the outside" : "within the network"
    let evidence = [
      Evidence(
        .declared, "port \(number) is opened \(where_) by a service of type \(type)",
        at: (port["port"] ?? port).span)
    ]
    if let name = port["appProtocol"], let text = name.text?.lowercased() {
      let spoken = evidence + [Evidence(.declared, "the port speaks `\(text)`", at: name.span)]
      switch text {
      case "https", "tls", "kubernetes.io/wss", "grpcs":
        return Possible(TransitState(encrypted: true), evidence: spoken)
      case "http", "kubernetes.io/h2c", "kubernetes.io/ws":
        if let end = terminated(port, number) { return terminatedState(evidence, end) }
        return Possible(TransitState(encrypted: false), evidence: spoken)
      default: break
      }
    }
    if let end = terminated(port, number) { return terminatedState(evidence, end) }
    if let name = Self.clearPorts[number] {
      return Possible(
        TransitState(encrypted: false),
        evidence: evidence + [Evidence(.derived, "port \(number) is \(name) in clear text")])
    }
    guard let name = Self.openPorts[number] else { return nil }
    return .unknown(
      "whether the \(name) server behind port \(number) insists on TLS is not in the service",
      remedy: "close the port to the outside, or make the server refuse clear text", evidence: evidence)
  }

  private func terminatedState(_ evidence: [Evidence], _ end: Evidence) -> Possible<TransitState> {
    Possible(TransitState(encrypted: true), evidence: evidence + [end])
  }

  /// A load balancer of the cloud may end TLS before the port: the annotation that names its certificate says so, for
  /// all ports unless another lists them.
  private func terminated(_ port: Node, _ number: Int) -> Evidence? {
    let prefix = "service.beta.kubernetes.io/aws-load-balancer-ssl-"
    guard let certificate = object.annotation(prefix + "cert") else { return nil }
    if let ports = object.annotation(prefix + "ports")?.text, ports != "*" {
      let listed = ports.split(separator: ",").map { String($0).trimmingWhitespace }
      guard listed.contains("\(number)") || port["name"]?.text.map(listed.contains) == true else {
        return nil
      }
    }
    return Evidence(.declared, "the load balancer ends TLS with a certificate", at: certificate.span)
  }

  private var exposure: TransitFact.Exposure {
    let kubernetes = "service.beta.kubernetes.io/"
    let isInternal =
      object.annotation(kubernetes + "aws-load-balancer-scheme")?.equals("internal") == true
      || object.annotation(kubernetes + "aws-load-balancer-internal").map { $0.looseBool != false } == true
      || object.annotation(kubernetes + "azure-load-balancer-internal")?.bool == true
      || object.annotation(kubernetes + "openstack-internal-load-balancer")?.bool == true
      || object.annotation("networking.gke.io/load-balancer-type")?.text?.lowercased() == "internal"
      || object.annotation("cloud.google.com/load-balancer-type")?.text?.lowercased() == "internal"
    return isInternal ? .internal : .external
  }

  // MARK: Names outside

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
