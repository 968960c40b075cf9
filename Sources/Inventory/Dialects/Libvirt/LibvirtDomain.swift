import Atlas
import Descriptors

/// A `domain`: one machine, its disks and its shared folders.
struct LibvirtDomain {
  let node: Node
  let name: String
  let scene: Scene
  let host: HostScope

  init(_ node: Node, scene: Scene, host: HostScope) {
    self.node = node
    self.scene = scene
    self.host = host
    name = node.element("name")?.content ?? node.element("uuid")?.content ?? "unnamed"
  }

  /// Reads all of it.
  func read(into findings: inout Harvest) {
    var machine = Resource(
      key: "domain/\(name)", dialect: "libvirt", type: "domain", name: name, kind: .machine,
      roles: [.compute],
      holdsData: true, span: (node.element("name") ?? node).span, place: host.place,
      operatorID: host.operatorID)
    machine.tags = metadataTags
    addMemoryEncryption(to: &machine)
    let devices = node.element("devices")
    if let devices {
      LibvirtConsoles(scene: scene).add(devices, to: &machine)
      let disks = LibvirtDisk(domain: name, scene: scene, host: host)
      let before = findings.resources.count
      for (index, disk) in devices.elements("disk").enumerated() {
        if let resource = disks.disk(disk, index: index) { findings.resources.append(resource) }
      }
      for (index, folder) in devices.elements("filesystem").enumerated() {
        if let resource = disks.filesystem(folder, index: index) { findings.resources.append(resource) }
      }
      machine.references = findings.resources[before...].map { Reference("disk", to: $0.key) }
      for device in devices.elements("hostdev") {
        guard let source = device.element("source"), let name = source.attribute("protocol")?.text else {
          continue
        }
        LibvirtSource(scene: scene, host: host).add(source, protocol: name, .endpoint, to: &machine)
      }
    }
    if let commandLine = node.element("commandline") {
      findings.unread.append(
        UnreadPart(
          at: commandLine.span, "arguments handed to the hypervisor may override anything said above them"))
    }
    findings.resources.append(machine)
  }

  /// Memory encryption protects against the host's operator; it says nothing about disks.
  private func addMemoryEncryption(to machine: inout Resource) {
    guard let security = node.element("launchSecurity") else { return }
    let type = (security.attribute("type")?.text).map(Phrase.init(verbatim:)) ?? "unknown type"
    machine.operatorID = machine.operatorID.under(
      nil,
      evidence: [
        Evidence(.declared, "the guest's memory is encrypted against the host (\(type))", at: security.span)
      ])
  }

  /// Free XML under `metadata`: elements with nothing but text are taken as tags.
  private var metadataTags: [Tag] {
    var tags: [Tag] = []
    var open = node.element("metadata")?.elements ?? []
    while let element = open.popLast(), tags.count < 64 {
      let inner = element.elements
      open += inner.reversed()
      if inner.isEmpty, let text = element.content { tags.append(Tag(element.name, text, at: element.span)) }
    }
    return tags
  }
}
