import Atlas
import Descriptors

/// Storage on other machines: the hosts of a `source`, and what its protocol does about encryption on the wire.
struct LibvirtSource {
  let scene: Scene
  let host: HostScope

  /// Adds the hosts of a source to a resource, as flows or internal links, and takes place and operator from
  /// hosts outside.
  func add(
    _ source: Node, protocol name: String, _ kind: FlowKind, options: [String] = [],
    to resource: inout Resource
  ) {
    let state = Self.state(of: name, source, options: options)
    var outside: [Endpoint] = []
    for node in source.elements("host") {
      guard let host = node.attribute("name")?.text,
        let endpoint = Self.endpoint(name, host, node.attribute("port")?.text)
      else { continue }
      endpoint.record(kind, state: state, at: node.span, in: &resource, atlas: scene.atlas)
      if !endpoint.isInternal, !endpoint.isReserved { outside.append(endpoint) }
    }
    // A server in one's own network is taken to stand where the host stands.
    guard kind == .mount, let first = outside.first else { return }
    let resolved = first.resolve(scene.atlas)
    let evidence = [Evidence(.declared, "the data lies on \(first.shown)", at: source.span)]
    resource.place = resolved.place.under(nil, evidence: evidence)
    resource.operatorID = resolved.operatorID.under(nil, evidence: evidence)
  }

  /// An address made of its parts; IPv6 addresses get their brackets.
  static func endpoint(_ scheme: String, _ host: String, _ port: String?) -> Endpoint? {
    let shown = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    return Endpoint("\(scheme)://\(shown)\(port.map { ":\($0)" } ?? "")")
  }

  /// What a protocol says about encryption on the wire.
  static func state(of name: String, _ source: Node, options: [String]) -> Possible<TransitState> {
    let span = (source.attribute("protocol") ?? source).span
    func sealed(_ on: Bool, _ text: Phrase, skips: Bool = false, at other: SourceSpan? = nil) -> Possible<
      TransitState
    > {
      Possible(
        TransitState(encrypted: on, skipsVerification: skips),
        evidence: [Evidence(.declared, text, at: other ?? span)])
    }
    switch name {
    case "nbd", "vxhs":
      if let flag = source.attribute("tls") {
        return sealed(flag.equals("yes"), "the source says tls=\(flag.text ?? "")", at: flag.span)
      }
      return .unknown(
        "the source does not say `tls`, so \(name)_tls in the host's qemu.conf decides (off unless set)",
        remedy: "say tls='yes' in the source",
        evidence: [Evidence(.absent, "no `tls` in the source", at: span)])
    case "https", "ftps":
      let verify = source.element("ssl")?.attribute("verify")
      let skips = verify?.equals("no") == true
      return sealed(
        true, skips ? "\(name) without checking the certificate" : "the protocol is \(name)", skips: skips,
        at: verify?.span)
    case "ssh": return sealed(true, "the protocol is ssh")
    case "nfs"
    where options.contains { $0 == "sec=krb5p" || $0.hasPrefix("xprtsec=") && $0 != "xprtsec=none" }:
      return sealed(true, "the mount options ask for encryption")
    case "nfs", "http", "ftp", "tftp", "iscsi", "iscsi-direct", "sheepdog", "vstorage":
      return sealed(false, "the protocol \(name) does not encrypt")
    case "rbd":
      return .unknown(
        "Ceph's messenger may or may not be in secure mode (ms_client_mode); the XML does not show it",
        remedy: "set ms_client_mode = secure in ceph.conf and state so in the evidence",
        evidence: [Evidence(.declared, "the protocol is rbd", at: span)])
    default:
      return .unknown(
        "whether \(name) encrypts is settled on the storage server, which the XML does not show",
        remedy: "state in the evidence how \(name) is protected",
        evidence: [Evidence(.declared, "the protocol is \(name)", at: span)])
    }
  }
}
