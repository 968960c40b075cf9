import Atlas
import Descriptors

/// What stands behind a volume, in a pod or as a PersistentVolume: remote servers are flows.
enum VolumeSources {
  /// Adds a flow for every remote server that the volume names.
  static func addFlows(of volume: Node, to resource: inout Resource, atlas: Atlas) {
    for (source, path) in [("nfs", "server"), ("iscsi", "targetPortal"), ("glusterfs", "endpoints")] {
      guard let server = volume.at(source, path), let text = server.text else { continue }
      add(text, source, at: server.span, to: &resource, atlas: atlas)
    }
    for source in ["rbd", "cephfs"] {
      for monitor in volume.at(source, "monitors").map({ Array($0.items) }) ?? [] {
        guard let text = monitor.text else { continue }
        add(text, source, at: monitor.span, to: &resource, atlas: atlas)
      }
    }
    if let server = volume.at("csi", "volumeAttributes", "server"), let text = server.text {
      add(text, "csi", at: server.span, to: &resource, atlas: atlas)
    }
  }

  private static func add(
    _ text: String, _ source: String, at span: SourceSpan, to resource: inout Resource, atlas: Atlas
  ) {
    guard let endpoint = Endpoint(text, bare: true), !endpoint.isReserved else { return }
    // NFS and iSCSI travel in clear text; Ceph's mode is decided elsewhere.
    let state: Possible<TransitState>? =
      source == "nfs" || source == "iscsi"
      ? Possible(
        TransitState(encrypted: false),
        evidence: [
          Evidence(.derived, "\(source == "nfs" ? "NFS" : "iSCSI") does not encrypt by itself", at: span)
        ])
      : nil
    guard endpoint.isInternal else {
      if var flow = endpoint.flow(.mount, at: span, atlas: atlas) {
        flow = Flow(
          .mount, to: endpoint.shown, place: flow.place, operatorID: flow.operatorID, transit: state, at: span
        )
        resource.flows.append(flow)
      }
      return
    }
    if let state {
      resource.transit.append(
        TransitFact("volume from \(endpoint.shown)", exposure: .internal, state: state, at: span))
    }
  }

  /// True for a pod's volume that keeps data on the node or on a disk of the cloud.
  static func holdsData(_ volume: Node) -> Bool {
    for source in [
      "hostPath", "awsElasticBlockStore", "gcePersistentDisk", "azureDisk", "azureFile", "cinder", "nfs",
      "iscsi", "rbd", "cephfs", "glusterfs", "vsphereVolume",
    ]
    where volume[source] != nil {
      return true
    }
    guard let empty = volume["emptyDir"] else { return volume.at("csi", "driver") != nil }
    return !(empty["medium"]?.equals("Memory") ?? false)
  }
}
