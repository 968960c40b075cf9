import Atlas
import Descriptors

/// Volume claims, volumes and storage classes.
struct StorageReader {
  /// A class of this relation to its own place has none: its claims keep theirs.
  static let ambientPlace = Reference("place", to: "cluster")

  private let object: KubernetesObject
  private var cluster: Cluster { object.cluster }

  init(_ object: KubernetesObject) {
    self.object = object
  }

  // MARK: Claims

  func claim(into harvest: inout Harvest) {
    var resource = object.resource(Self.kind(of: object.spec), roles: [.storage], holdsData: true)
    Self.fill(&resource, from: object.spec, cluster: cluster)
    harvest.resources.append(resource)
  }

  /// What several nodes mount at once is a file system, and what one node has is a disk.
  static func kind(of spec: Node?) -> Kind {
    let isShared =
      spec?["accessModes"]?.items.contains { $0.equals("ReadWriteMany") || $0.equals("ReadOnlyMany") }
      ?? false
    return isShared ? .fileStore : .blockStore
  }

  /// Fills in a claim: an object of its own, or a template in a workload.
  static func fill(_ resource: inout Resource, from spec: Node?, cluster: Cluster) {
    let className = spec?["storageClassName"]
    if let volume = spec?["volumeName"]?.text, !volume.isEmpty {
      resource.references.append(Reference("volume", to: "v1/PersistentVolume/\(volume)"))
    }
    let span = (className ?? spec)?.span ?? resource.span
    let reason: Phrase
    var remedy: Phrase = "scan the StorageClass too"
    if let name = className?.text, !name.isEmpty {
      resource.references.append(Reference("storage-class", to: "storage.k8s.io/v1/StorageClass/\(name)"))
      reason = "the storage class `\(name)` is not part of the scan, so the volume's encryption is not known"
      remedy = "scan the StorageClass `\(name)` too"
    } else if className != nil {
      reason = "the claim asks for no storage class, so what backs it is not known"
      remedy = "scan the PersistentVolume that it binds to"
    } else {
      resource.references.append(Reference("default-storage-class", to: "default"))
      reason = "the claim leaves the storage class to the cluster, so the volume's encryption is not known"
      remedy = "name a class, or scan the one that is the cluster's default"
    }
    let evidence = [Evidence(.absent, reason, at: span)]
    resource.atRest = cluster.disk(reason, evidence: evidence).remedied(
      "\(remedy), or say what holds: `--context kubernetes.disk-encryption=on` (or `off`)")
    resource.keyState = .unknown(reason, remedy: remedy, evidence: evidence)
  }

  // MARK: Volumes

  func volume(into harvest: inout Harvest) {
    guard let spec = object.spec else { return }
    let driverName = spec.at("csi", "driver")
    let driver = driverName?.text.flatMap(CSIDriver.named) ?? CSIDriver.ofSource { spec[$0] != nil }
    let place = place(ofVolume: spec, driver: driver)
    var resource = object.resource(
      driver?.isShared == true ? .fileStore : Self.kind(of: spec), roles: [.storage], holdsData: true,
      place: place, driver: driver)
    if let name = spec["storageClassName"]?.text, !name.isEmpty {
      resource.references.append(Reference("storage-class", to: "storage.k8s.io/v1/StorageClass/\(name)"))
    }
    if let driver {
      let span = driverName?.span ?? object.span
      let encryption = VolumeEncryption(
        driver, parameters: spec.at("csi", "volumeAttributes"), of: "volume", at: span, cluster: cluster)
      // A static volume shows what a class would have asked for only if its driver copies it there.
      let isSilent = driver.silence == false && encryption.atRest.candidates.allSatisfy { $0.value.byDefault }
      if !isSilent {
        resource.atRest = encryption.atRest
        resource.keyState = encryption.keyState
      }
    }
    if resource.atRest == nil {
      let reason: Phrase = "nothing in the volume says whether it is encrypted"
      let evidence = [Evidence(.absent, reason, at: object.span)]
      resource.atRest = cluster.disk(reason, evidence: evidence)
      resource.keyState = .unknown(
        reason, remedy: "ask who runs the storage, or scan the StorageClass too", evidence: evidence)
    }
    VolumeSources.addFlows(of: spec, to: &resource, atlas: object.scene.atlas)
    harvest.resources.append(resource)
  }

  /// Node affinity binds a volume; the labels that cloud controllers put on it and the names of disks do so too.
  private func place(ofVolume spec: Node, driver: CSIDriver?) -> Possible<Place>? {
    let topology = Topology(cluster, provider: driver?.provider)
    if let place = topology.place(ofTerms: spec.at("nodeAffinity", "required", "nodeSelectorTerms")) {
      return place
    }
    if let place = topology.place(ofLabels: object.node.at("metadata", "labels")) { return place }
    guard let driver,
      let handle = spec.at("csi", "volumeHandle") ?? spec.at("awsElasticBlockStore", "volumeID"),
      let text = handle.text, let zone = Self.zone(ofHandle: text, provider: driver.provider),
      let provider = driver.provider, let place = cluster.scene.atlas.place(zone, provider: provider)
    else { return nil }
    return Possible(
      place,
      evidence: [Evidence(.declared, "the disk's name carries `\(zone)`", at: handle.span), .atlas(place)])
  }

  /// `projects/P/zones/Z/disks/D` at Google, `aws://Z/vol-…` at Amazon.
  private static func zone(ofHandle handle: String, provider: String?) -> String? {
    let parts = handle.split(separator: "/")
    if provider == "gcp", parts.count > 3, parts[2] == "zones" || parts[2] == "regions" {
      return String(parts[3])
    }
    return provider == "aws" && handle.hasPrefix("aws://") && parts.count > 2 ? String(parts[1]) : nil
  }

  // MARK: Classes

  /// A class holds nothing; its facts are copied to the claims that name it.
  func storageClass(into harvest: inout Harvest) {
    let node = object.node
    let provisioner = node["provisioner"]
    let driver = provisioner?.text.flatMap(CSIDriver.named)
    let place = Topology(cluster, provider: driver?.provider).place(ofAllowed: node["allowedTopologies"])
    var resource = object.resource(
      .configuration, roles: [.storage], holdsData: false, place: place, driver: driver)
    if place == nil { resource.references.append(Self.ambientPlace) }
    if let driver {
      let encryption = VolumeEncryption(
        driver, parameters: node["parameters"], of: "class", at: provisioner?.span ?? object.span,
        cluster: cluster)
      resource.atRest = encryption.atRest
      resource.keyState = encryption.keyState
    } else {
      let name = provisioner?.text ?? "none"
      let reason: Phrase = "it is not known how volumes of the provisioner `\(name)` are encrypted"
      let evidence = [
        Evidence(.declared, "the class's provisioner is `\(name)`", at: provisioner?.span ?? object.span)
      ]
      resource.atRest = cluster.disk(reason, evidence: evidence)
      resource.keyState = .unknown(reason, remedy: "ask who runs the storage", evidence: evidence)
    }
    harvest.resources.append(resource)
  }
}
