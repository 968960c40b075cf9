import Atlas
import Descriptors

/// What stands behind a volume, in a pod or as a PersistentVolume: remote servers are flows.
enum VolumeSources {
  /// Adds a flow for every remote server that the volume names.
  static func addFlows(of volume: Node, to resource: inout Resource, atlas: Atlas) {
    for (source, path) in [("nfs", "server"), ("iscsi", "targetPortal")] {
      guard let server = volume.at(source, path), let text = server.text else { continue }
      add(text, source, at: server.span, to: &resource, atlas: atlas)
    }
    for source in ["rbd", "cephfs"] {
      for monitor in volume.at(source, "monitors").map({ Array($0.items) }) ?? [] {
        guard let text = monitor.text else { continue }
        add(text, source, at: monitor.span, to: &resource, atlas: atlas)
      }
    }
    for attribute in ["server", "monitors"] {
      guard let server = volume.at("csi", "volumeAttributes", attribute), let text = server.text else {
        continue
      }
      let isNFS = volume.at("csi", "driver")?.equals("nfs.csi.k8s.io") == true
      for part in text.split(separator: ",") {
        add(String(part), isNFS ? "nfs" : "csi", at: server.span, to: &resource, atlas: atlas)
      }
    }
  }

  /// A server outside is a flow; one inside is a link of which only clear text is worth telling.
  private static func add(
    _ text: String, _ source: String, at span: SourceSpan, to resource: inout Resource, atlas: Atlas
  ) {
    guard let endpoint = Endpoint(text, bare: true) else { return }
    // NFS and iSCSI travel in clear text; Ceph's mode is decided elsewhere.
    let state: Possible<TransitState>? =
      source == "nfs" || source == "iscsi"
      ? Possible(
        TransitState(encrypted: false),
        evidence: [
          Evidence(.derived, "\(source == "nfs" ? "NFS" : "iSCSI") does not encrypt by itself", at: span)
        ])
      : nil
    endpoint.record(.mount, state: state, at: span, in: &resource, atlas: atlas)
  }

  private static let sources = [
    "hostPath", "awsElasticBlockStore", "gcePersistentDisk", "azureDisk", "azureFile", "cinder", "nfs",
    "iscsi", "rbd", "cephfs", "glusterfs", "vsphereVolume",
  ]

  /// Paths of the node that are no data: interfaces of the kernel, sockets, programs and their configuration.
  private static let noData = [
    "/proc", "/sys", "/dev", "/run", "/var/run", "/lib", "/usr", "/bin", "/sbin", "/opt/cni", "/etc/cni",
    "/etc/ssl", "/etc/pki", "/etc/localtime", "/etc/os-release", "/etc/hostname", "/etc/resolv.conf",
    "/etc/ca-certificates", "/var/lib/kubelet/plugins", "/var/lib/kubelet/device-plugins",
    "/var/lib/kubelet/pod-resources",
  ]

  /// CSI volumes that live in a pod's memory and only carry what is kept elsewhere.
  private static let volatileDrivers = [
    "secrets-store.csi.k8s.io", "csi.cert-manager.io", "csi.spiffe.io", "spiffe.csi.cert-manager.io",
    "image.csi.k8s.io",
  ]

  /// True for a pod's volume that keeps data on the node or on a disk of the cloud.
  static func holdsData(_ volume: Node) -> Bool {
    if let path = volume.at("hostPath", "path")?.text {
      if let type = volume.at("hostPath", "type"), type.equals("Socket") || type.equals("CharDevice") {
        return false
      }
      return path != "/" && !path.hasSuffix(".sock")
        && !noData.contains { path == $0 || path.hasPrefix("\($0)/") }
    }
    if let driver = volume.at("csi", "driver")?.text { return !volatileDrivers.contains(driver) }
    if let empty = volume["emptyDir"] { return !(empty["medium"]?.equals("Memory") ?? false) }
    return sources.contains { volume[$0] != nil }
  }
}
