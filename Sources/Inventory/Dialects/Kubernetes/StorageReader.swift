import Atlas
import Descriptors

/// Volume claims, volumes and storage classes.
struct StorageReader {
  private let object: KubernetesObject
  private var cluster: Cluster { object.cluster }

  init(_ object: KubernetesObject) {
    self.object = object
  }

  // MARK: Claims

  func claim(into harvest: inout Harvest) {
    var resource = object.resource(.blockStore, roles: [.storage], holdsData: true)
    Self.fill(&resource, from: object.spec, cluster: cluster)
    harvest.resources.append(resource)
  }

  /// Fills in a claim: an object of its own, or a template in a StatefulSet.
  static func fill(_ resource: inout Resource, from spec: Node?, cluster: Cluster) {
    let className = spec?["storageClassName"]
    if let volume = spec?["volumeName"]?.text {
      resource.references.append(Reference("volume", to: "v1/PersistentVolume/\(volume)"))
    }
    let span = (className ?? spec)?.span ?? resource.span
    let reason: String
    if let name = className?.text, !name.isEmpty {
      resource.references.append(Reference("storage-class", to: "storage.k8s.io/v1/StorageClass/\(name)"))
      reason = "the storage class `\(name)` is not part of the scan, so the volume's encryption is not known"
    } else if className != nil {
      reason = "the claim asks for no storage class, so what backs it is not known"
    } else {
      resource.references.append(Reference("default-storage-class", to: "default"))
      reason = "the claim leaves the storage class to the cluster, so the volume's encryption is not known"
    }
    let evidence = [Evidence(.absent, reason, at: span)]
    resource.atRest = cluster.disk(reason, evidence: evidence)
    resource.keyState = .unknown(
      reason, remedy: "scan the StorageClass too, or say how the platform encrypts", evidence: evidence)
  }

  // MARK: Volumes

  func volume(into harvest: inout Harvest) {
    guard let spec = object.spec else { return }
    let driver = spec.at("csi", "driver")?.text
    let place = Topology.place(
      ofTerms: spec.at("nodeAffinity", "required", "nodeSelectorTerms"), cluster: cluster,
      provider: driver.flatMap { CSIDriver.named($0)?.provider })
    var resource = object.resource(.blockStore, roles: [.storage], holdsData: true, place: place)
    let reason = "nothing in the volume says whether it is encrypted"
    let evidence = [Evidence(.absent, reason, at: object.span)]
    if let name = spec["storageClassName"]?.text, !name.isEmpty {
      resource.references.append(Reference("storage-class", to: "storage.k8s.io/v1/StorageClass/\(name)"))
    }
    if let driver, let known = CSIDriver.named(driver), known.silence == true {
      resource.atRest = Possible(
        AtRest(encrypted: true, algorithm: known.algorithm, byDefault: true),
        evidence: [Evidence(.providerDefault, known.why, at: spec.at("csi", "driver")?.span)])
    } else {
      resource.atRest = cluster.disk(reason, evidence: evidence)
    }
    resource.keyState = .unknown(reason, remedy: "scan the StorageClass too", evidence: evidence)
    VolumeSources.addFlows(of: spec, to: &resource, atlas: object.scene.atlas)
    harvest.resources.append(resource)
  }

  // MARK: Classes

  /// A class holds nothing; its facts are copied to the claims that name it.
  func storageClass(into harvest: inout Harvest) {
    let node = object.node
    let provisioner = node["provisioner"]
    let driver = provisioner?.text.flatMap(CSIDriver.named)
    let place = Topology.place(
      ofAllowed: node["allowedTopologies"], cluster: cluster, provider: driver?.provider)
    var resource = object.resource(.configuration, roles: [.storage], holdsData: false, place: place)
    if place == nil {
      // Without a topology a class says nothing of place: its claims keep their own.
      resource.references.append(Reference("place", to: "cluster"))
    }
    let (atRest, keyState) = encryption(driver, provisioner: provisioner, parameters: node["parameters"])
    resource.atRest = atRest
    resource.keyState = keyState
    harvest.resources.append(resource)
  }

  private func encryption(
    _ driver: CSIDriver?, provisioner: Node?, parameters: Node?
  ) -> (Possible<AtRest>, Possible<KeyState>) {
    let name = provisioner?.text ?? "no provisioner"
    let named = Evidence(
      .declared, "the class's provisioner is `\(name)`", at: provisioner?.span ?? object.span)
    guard let driver else {
      let reason = "it is not known how volumes of the provisioner `\(name)` are encrypted"
      return (
        cluster.disk(reason, evidence: [named]),
        .unknown(reason, remedy: "ask who runs the storage", evidence: [named])
      )
    }
    let key = driver.keyParameters.lazy.compactMap { parameters?[$0] }.first { $0.text?.isEmpty == false }
    let flag = driver.switchParameter.flatMap { parameters?[$0] }
    if let flag, let on = flag.looseBool {
      let declared = Evidence(
        .declared, "the class sets `\(driver.switchParameter ?? "")` to \(on)", at: flag.span)
      let state = Possible(
        AtRest(encrypted: on, algorithm: on ? driver.algorithm : nil), evidence: [named, declared])
      return (state, keyState(driver, key: key, encrypted: on, evidence: [named, declared]))
    }
    if let key, driver.silence != nil || driver.keyImpliesOn {
      let declared = Evidence(.declared, "the class names a key", at: key.span)
      return (
        Possible(AtRest(encrypted: true, algorithm: driver.algorithm), evidence: [named, declared]),
        keyState(driver, key: key, encrypted: true, evidence: [named, declared])
      )
    }
    let why = Evidence(.providerDefault, driver.why, at: provisioner?.span)
    guard let silence = driver.silence else {
      return (
        cluster.disk(driver.why, evidence: [named, why]),
        .unknown(driver.why, remedy: "switch encryption on in the class", evidence: [named, why])
      )
    }
    return (
      Possible(
        AtRest(encrypted: silence, algorithm: silence ? driver.algorithm : nil, byDefault: true),
        evidence: [named, why]),
      keyState(driver, key: nil, encrypted: silence, evidence: [named, why])
    )
  }

  private func keyState(
    _ driver: CSIDriver, key: Node?, encrypted: Bool, evidence: [Evidence]
  ) -> Possible<KeyState> {
    guard encrypted else {
      return Possible(KeyState(custody: .none), evidence: evidence)
    }
    guard let key, let text = key.text else {
      return Possible(KeyState(custody: driver.silentCustody), evidence: evidence)
    }
    if driver.provider == "aws" {
      return KeyReference.state(
        text, at: key.span, provider: "aws", place: cluster.place, operatorID: cluster.operatorID,
        atlas: object.scene.atlas)
    }
    guard driver.keyCustody != .external else {
      let reason =
        "the class names the key manager configuration `\(text)`, and what stands behind it is not in the class"
      return .unknown(
        reason, remedy: "look up that configuration: who runs the key manager, and where", evidence: evidence)
    }
    return Possible(KeyState(custody: driver.keyCustody, reference: text), evidence: evidence)
  }
}
