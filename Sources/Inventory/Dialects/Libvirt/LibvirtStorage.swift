import Descriptors

/// Storage pools, volumes and secrets.
struct LibvirtStorage {
  let scene: Scene
  let host: HostScope

  private static let files = ["dir", "fs", "netfs", "gluster", "vstorage"]
  private static let remote = ["netfs", "iscsi", "iscsi-direct", "rbd", "sheepdog", "gluster", "vstorage"]

  /// A pool.
  func pool(_ node: Node, _ findings: inout Harvest) -> Resource {
    let type = node.attribute("type")?.text ?? ""
    let source = node.element("source")
    let name = node.element("name")?.content ?? source?.element("name")?.content ?? "unnamed"
    var resource = resource(node, "pool", name, Self.files.contains(type) ? .fileStore : .blockStore)
    if let password = source?.element("auth")?.attribute("passwd"), SecretName.isLiteral(password.text ?? "")
    {
      resource.clearSecrets.append(
        ClearSecret(
          "passwd", at: password.span,
          evidence: [
            Evidence(.declared, "the password of the storage server stands in the file", at: password.span)
          ]))
    }
    let span = (node.attribute("type") ?? node).span
    guard Self.remote.contains(type) else {
      resource.atRest = host.disk(
        "a pool of type \(type) lies on the host's disks",
        evidence: [Evidence(.declared, "the pool's type is \(type)", at: span)])
      return resource
    }
    resource.atRest = .unknown(
      "the pool lies on a storage server, whose disks are not seen from here",
      remedy: "state in the evidence how the storage server encrypts its disks",
      evidence: [Evidence(.declared, "the pool's type is \(type)", at: span)])
    if let source {
      let options =
        node.element("mount_opts")?.elements("option").compactMap { $0.attribute("name")?.text } ?? []
      LibvirtSource(scene: scene, host: host).add(
        source, protocol: wireProtocol(type, source), .mount, options: options, to: &resource)
    }
    return resource
  }

  private func wireProtocol(_ type: String, _ source: Node) -> String {
    guard type == "netfs" else { return type }
    let format = source.element("format")?.attribute("type")?.text ?? "auto"
    return format == "auto" ? "netfs" : format
  }

  /// A volume.
  func volume(_ node: Node) -> Resource {
    let name = node.element("name")?.content ?? node.element("key")?.content ?? "unnamed"
    let target = node.element("target")
    let installer = target?.element("format")?.attribute("type")?.equals("iso") == true
    var resource = resource(node, "volume", name, .blockStore, holdsData: !installer)
    guard !installer else { return resource }
    if let target, let encryption = LibvirtEncryption(of: target) {
      resource.atRest = Possible(encryption.state, evidence: encryption.evidence)
      resource.keyState = encryption.keyState(host)
      return resource
    }
    let absent = Evidence(.absent, "the volume has no <encryption>", at: (target ?? node).span)
    if node.attribute("type")?.text == "network" || node.attribute("type")?.text == "netdir" {
      resource.atRest = .unknown(
        "the volume lies on a storage server, whose disks are not seen from here",
        remedy: "state in the evidence how the storage server encrypts its disks", evidence: [absent])
    } else {
      resource.atRest = host.disk("libvirt does not encrypt this volume", evidence: [absent])
    }
    return resource
  }

  /// A secret: its value is never in the XML; libvirt keeps it on the host unless it is ephemeral.
  func secret(_ node: Node) -> Resource {
    let usage = node.element("usage")
    let names: [Node?] = [usage?.element("volume"), usage?.element("name"), usage?.element("target")]
    let named: String? = names.lazy.compactMap { $0?.content }.first
    let name: String = named ?? node.element("uuid")?.content ?? "unnamed"
    let ephemeral = node.attribute("ephemeral")?.equals("yes") == true
    var resource = resource(node, "secret", name, .secret, holdsData: !ephemeral)
    if !ephemeral {
      let span = (node.attribute("ephemeral") ?? node).span
      resource.atRest = host.disk(
        "libvirt stores a secret that is not ephemeral in a file of the host",
        evidence: [
          Evidence(.declared, "the secret is not ephemeral", at: span, source: "libvirt: Secret XML format")
        ])
    }
    return resource
  }

  private func resource(
    _ node: Node, _ type: String, _ name: String, _ kind: Kind, holdsData: Bool = true
  ) -> Resource {
    Resource(
      key: "\(type)/\(name)", dialect: "libvirt", type: type, name: name, kind: kind,
      roles: kind == .secret ? [.secretStore] : [.storage], holdsData: holdsData,
      span: (node.element("name") ?? node).span, place: host.place, operatorID: host.operatorID)
  }
}
