public import Atlas
public import Descriptors

/// The XML of libvirt (libvirt.org/format.html): domains, storage pools, volumes, secrets.
public struct Libvirt: Dialect {
  /// The identifier.
  public let id = "libvirt"
  /// The name for people.
  public let title = "libvirt"

  /// The dialect.
  public init() {}

  /// Roots that hold no data of their own.
  private static let dataless = [
    "network", "networkport", "nwfilter", "nwfilterbinding", "capabilities", "domainCapabilities",
    "storagepoolCapabilities", "domaincheckpoint", "cpu", "cpudata", "device", "interface",
  ]
  /// Roots that may describe data and are not read yet.
  private static let unread = ["domainsnapshot", "domainbackup"]

  /// One of libvirt's roots, by its name alone; several share theirs with other languages.
  public func recognise(_ glance: Glance) -> Format? {
    guard let root = glance.rootElementName else { return nil }
    switch root {
    case "domain", "domstatus", "pool", "volume", "secret": return .xml
    default:
      let name = String(root)
      return Self.dataless.contains(name) || Self.unread.contains(name) ? .xml : nil
    }
  }

  /// One of libvirt's roots, with children that the other users of the name do not have.
  public func claims(_ document: Node) -> Bool {
    guard document.kind == .element, document.namespace == nil else { return false }
    func has(_ names: String...) -> Bool { names.contains { document.element($0) != nil } }
    switch document.name {
    case "domain":
      return document.attribute("type") != nil && has("name", "uuid", "os", "memory", "devices")
        || has("devices") && has("os", "memory", "currentMemory")
    case "domstatus": return has("domain")
    case "pool": return document.attribute("type") != nil && has("name", "source", "target")
    case "volume": return has("name", "key") && has("capacity", "allocation", "target", "source")
    case "secret": return has("usage", "uuid") || document.attribute("ephemeral") != nil
    case "network":
      return has("name") && has("bridge", "forward", "ip", "uuid", "dns", "portgroup", "mtu", "virtualport")
    case "nwfilter", "nwfilterbinding", "networkport", "domaincheckpoint", "domainsnapshot", "domainbackup",
      "domainCapabilities", "storagepoolCapabilities", "cpudata":
      return true
    case "capabilities": return has("host", "guest")
    case "cpu": return has("arch", "model", "topology", "feature")
    case "device": return has("name", "capability")
    case "interface": return has("start", "protocol", "mtu", "mac", "bridge", "bond")
    default: return false
    }
  }

  /// Reads one root.
  public func read(_ document: Node, in scene: Scene, into findings: inout Harvest) {
    let host = HostScope(scene, missing: "a libvirt file belongs to whatever host it is loaded on")
    switch document.name {
    case "domain": LibvirtDomain(document, scene: scene, host: host).read(into: &findings)
    case "domstatus":
      if let domain = document.element("domain") {
        LibvirtDomain(domain, scene: scene, host: host).read(into: &findings)
      }
    case "pool": findings.resources.append(LibvirtStorage(scene: scene, host: host).pool(document, &findings))
    case "volume": findings.resources.append(LibvirtStorage(scene: scene, host: host).volume(document))
    case "secret": findings.resources.append(LibvirtStorage(scene: scene, host: host).secret(document))
    case let name where Self.unread.contains(name): findings.unknownTypes[name, default: 0] += 1
    case let name: findings.withoutData[name, default: 0] += 1
    }
  }

  /// Gives disks that are volumes of a pool what the volume, or else the pool, says.
  public func link(_ resources: inout LinkedResources, atlas: Atlas) {
    for index in resources.all.indices {
      let disk = resources.all[index]
      guard disk.dialect == id, disk.type == "disk", !disk.references.isEmpty else { continue }
      for reference in disk.references where reference.relation == "volume" || reference.relation == "pool" {
        guard let other = resources.index(of: reference.target, near: disk.span.file),
          resources.all[other].dialect == id
        else { continue }
        Self.inherit(from: resources.all[other], to: &resources.all[index], by: reference)
        if reference.relation == "volume" { break }
      }
    }
  }

  private static func inherit(from other: Resource, to disk: inout Resource, by reference: Reference) {
    let evidence = [Evidence(.derived, "the disk lies in \(reference.target)", at: other.span)]
    if disk.keyState == nil {
      disk.atRest = other.atRest?.under(nil, evidence: evidence)
      disk.keyState = other.keyState?.under(nil, evidence: evidence)
    }
    disk.place = other.place.under(nil, evidence: evidence)
    disk.operatorID = other.operatorID.under(nil, evidence: evidence)
  }
}
