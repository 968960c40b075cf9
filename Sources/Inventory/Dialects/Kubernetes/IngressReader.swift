import Atlas
import Descriptors

/// An Ingress: which hosts are served under TLS, and which in clear text.
struct IngressReader {
  private let object: KubernetesObject
  private let sections: [Node]

  init(_ object: KubernetesObject) {
    self.object = object
    sections = object.spec?["tls"].map { Array($0.items) } ?? []
  }

  func read(into harvest: inout Harvest) {
    var resource = object.resource(.loadBalancer, roles: [.network], holdsData: false)
    for rule in object.spec?["rules"].map({ Array($0.items) }) ?? [] {
      let host = rule["host"]
      let name = host?.text ?? "any host"
      add(
        host == nil ? "ingress for any host" : "ingress for \(name)", host: name, at: (host ?? rule).span,
        to: &resource)
    }
    if let backend = object.spec?["defaultBackend"] ?? object.spec?["backend"] {
      add("default backend", host: "any host", at: backend.span, to: &resource)
    }
    Values(object).readAnnotations(into: &resource)
    for service in services { object.serve(service, with: &resource, &harvest) }
    harvest.resources.append(resource)
  }

  /// The services behind it, in the words of today and those before.
  private var services: [String] {
    var backends: [Node?] = []
    if let rules = object.spec?["rules"] {
      for rule in rules.items {
        if let paths = rule.at("http", "paths") { backends += paths.items.map { $0["backend"] } }
      }
    }
    backends += [object.spec?["defaultBackend"], object.spec?["backend"]]
    return backends.compactMap { backend in
      backend.flatMap { $0.at("service", "name") ?? $0["serviceName"] }?.text
    }
  }

  private func add(_ what: Phrase, host: String, at span: SourceSpan, to resource: inout Resource) {
    resource.transit.append(
      TransitFact(what, exposure: exposure, state: state(of: host, at: span), at: span))
  }

  /// Load balancers of a cloud can be told to stay inside its network.
  private var exposure: TransitFact.Exposure {
    let scheme = object.annotation("alb.ingress.kubernetes.io/scheme")
    let isInternal =
      scheme?.equals("internal") == true
      || object.annotation("kubernetes.io/ingress.class")?.equals("gce-internal") == true
    return isInternal ? .internal : .external
  }

  private func state(of host: String, at span: SourceSpan) -> Possible<TransitState> {
    guard let sealed = seal(of: host, at: span) else {
      return Possible(
        TransitState(encrypted: false),
        evidence: [
          Evidence(.absent, "no `tls` section covers \(host), so it is served as plain HTTP", at: span)
        ])
    }
    if let opened = clearTextBeside() {
      return Possible(TransitState(encrypted: false), evidence: [opened, sealed])
    }
    return Possible(TransitState(encrypted: true), evidence: [sealed])
  }

  // MARK: TLS

  /// What makes the host be served under TLS; nil if nothing does.
  private func seal(of host: String, at span: SourceSpan) -> Evidence? {
    for section in sections {
      guard let hosts = section["hosts"], !hosts.items.isEmpty else {
        return Evidence(.declared, "a `tls` section without hosts covers all", at: section.span)
      }
      if hosts.items.contains(where: { $0.text.map { Self.covers($0, host) } ?? false }) {
        return Evidence(.declared, "a `tls` section covers \(host)", at: section.span)
      }
    }
    for key in [
      "alb.ingress.kubernetes.io/certificate-arn", "ingress.gcp.kubernetes.io/pre-shared-cert",
      "networking.gke.io/managed-certificates", "networking.gke.io/certmap",
      "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
    ] {
      if let node = object.annotation(key) {
        return Evidence(.declared, "`\(key)` gives the load balancer a certificate", at: node.span)
      }
    }
    for key in ["nginx.ingress.kubernetes.io/ssl-passthrough", "haproxy.org/ssl-passthrough"] {
      if let node = object.annotation(key), node.bool == true {
        return Evidence(.declared, "`\(key)` hands TLS through to the service", at: node.span)
      }
    }
    guard let ports = object.annotation("alb.ingress.kubernetes.io/listen-ports"),
      ports.bytes.contains("HTTPS")
    else { return nil }
    return Evidence(.declared, "the load balancer listens for HTTPS", at: ports.span)
  }

  /// What leaves plain HTTP open beside TLS, if anything in the object does.
  private func clearTextBeside() -> Evidence? {
    for key in [
      "nginx.ingress.kubernetes.io/ssl-redirect", "ingress.kubernetes.io/ssl-redirect",
      "haproxy.org/ssl-redirect", "haproxy-ingress.github.io/ssl-redirect",
    ] {
      guard let node = object.annotation(key), node.bool == false,
        object.annotation("nginx.ingress.kubernetes.io/force-ssl-redirect")?.bool != true
      else { continue }
      return Evidence(.declared, "`\(key)` is off: plain HTTP is answered beside HTTPS", at: node.span)
    }
    guard let ports = object.annotation("alb.ingress.kubernetes.io/listen-ports"),
      ports.bytes.contains("\"HTTP\""), object.annotation("alb.ingress.kubernetes.io/ssl-redirect") == nil
    else { return nil }
    return Evidence(.declared, "the load balancer listens for plain HTTP too", at: ports.span)
  }

  /// A host of a `tls` section covers a rule's host; `*.` stands for one label.
  private static func covers(_ pattern: String, _ host: String) -> Bool {
    if pattern == host { return true }
    guard pattern.hasPrefix("*."), let dot = host.firstIndex(of: ".") else { return false }
    return host[dot...] == pattern.dropFirst()
  }
}
