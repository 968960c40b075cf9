import Atlas
import Descriptors

/// The disks and shared folders of a domain.
struct LibvirtDisk {
  let domain: String
  let scene: Scene
  let host: HostScope

  /// A disk that holds data; nil for optical drives and floppies, which carry media, not data of the machine.
  func disk(_ node: Node, index: Int) -> Resource? {
    let device = node.attribute("device")?.text ?? "disk"
    guard device == "disk" || device == "lun" else { return nil }
    let target = node.element("target")?.attribute("dev")?.text ?? "disk\(index)"
    var resource = resource(node, "disk", target, .blockStore)
    let source = node.element("source")
    let type = node.attribute("type")?.text ?? "file"
    if type == "network", let source, let name = source.attribute("protocol")?.text {
      LibvirtSource(scene: scene, host: host).add(source, protocol: name, .mount, to: &resource)
    }
    if type == "volume", let source {
      if let volume = source.attribute("volume")?.text {
        resource.references.append(Reference("volume", to: "volume/\(volume)"))
      }
      if let pool = source.attribute("pool")?.text {
        resource.references.append(Reference("pool", to: "pool/\(pool)"))
      }
    }
    if let copy = node.element("mirror")?.element("source"), let name = copy.attribute("protocol")?.text {
      LibvirtSource(scene: scene, host: host).add(copy, protocol: name, .replica, to: &resource)
    }
    if let encryption = LibvirtEncryption(of: node) {
      resource.atRest = encrypted(encryption, node)
      resource.keyState = encryption.keyState(host)
    } else {
      resource.atRest = clear(type, node, source)
    }
    return resource
  }

  /// A folder of the host that the guest sees; nil for one in memory.
  func filesystem(_ node: Node, index: Int) -> Resource? {
    let type = node.attribute("type")?.text ?? "mount"
    guard type != "ram" else { return nil }
    let target = node.element("target")?.attribute("dir")?.text ?? "folder\(index)"
    var resource = resource(node, "filesystem", target, .fileStore)
    let source = node.element("source")
    if type == "volume", let volume = source?.attribute("volume")?.text {
      resource.references.append(Reference("volume", to: "volume/\(volume)"))
    }
    resource.atRest = clear(type == "block" ? "block" : "dir", node, source)
    return resource
  }

  private func resource(_ node: Node, _ type: String, _ target: String, _ kind: Kind) -> Resource {
    Resource(
      key: "domain/\(domain)/\(target)", dialect: "libvirt", type: type, name: "\(domain) \(target)",
      kind: kind,
      roles: [.storage], holdsData: true, span: node.span, place: host.place, operatorID: host.operatorID)
  }

  private func encrypted(_ encryption: LibvirtEncryption, _ node: Node) -> Possible<AtRest> {
    let candidate = Candidate(encryption.state, evidence: encryption.evidence)
    guard let layer = LibvirtEncryption.unencryptedLayer(of: node) else { return Possible([candidate]) }
    let said = Evidence(.declared, "the \(layer.name) is not encrypted by libvirt", at: layer.span)
    let below = host.disk(
      "part of the data lies in a \(layer.name) that libvirt does not encrypt", evidence: [said])
    return Possible([candidate]).union(below)
  }

  /// What is known of a disk that libvirt does not encrypt.
  private func clear(_ type: String, _ node: Node, _ source: Node?) -> Possible<AtRest> {
    let span = (source ?? node).span
    let absent = Evidence(.absent, "the \(node.name) has no <encryption>", at: span)
    let remedy: Phrase =
      "add <encryption format='luks'> with a secret, or state in the evidence how it is encrypted"
    switch type {
    case "network":
      return .unknown(
        "libvirt does not encrypt this disk, and the storage server's disks are not seen from here",
        remedy: remedy, evidence: [absent])
    case "volume":
      return .unknown(
        "the disk is a volume of a pool, whose own description says whether it is encrypted",
        remedy: "scan the descriptions of the pool and the volume too (`virsh vol-dumpxml`)",
        evidence: [absent])
    case "nvme", "vhostuser", "vhostvdpa", "vdpa":
      return .unknown(
        "the disk goes past the host's file systems (\(type)), and libvirt does not encrypt it",
        remedy: remedy, evidence: [absent])
    default: return host.disk("libvirt does not encrypt this image", evidence: [absent])
    }
  }
}
