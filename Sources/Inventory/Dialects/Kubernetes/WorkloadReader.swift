import Atlas
import Descriptors

/// Pods and what makes pods.
struct WorkloadReader {
  private let object: KubernetesObject
  private var cluster: Cluster { object.cluster }
  private var atlas: Atlas { object.scene.atlas }

  init(_ object: KubernetesObject) {
    self.object = object
  }

  private var podSpec: Node? {
    switch object.kind {
    case "Pod": object.spec
    case "CronJob": object.node.at("spec", "jobTemplate", "spec", "template", "spec")
    default: object.node.at("spec", "template", "spec")
    }
  }

  private var podLabels: Node? {
    switch object.kind {
    case "Pod": object.node.at("metadata", "labels")
    case "CronJob": object.node.at("spec", "jobTemplate", "spec", "template", "metadata", "labels")
    default: object.node.at("spec", "template", "metadata", "labels")
    }
  }

  /// A job runs a database's client, not its server.
  private var isJob: Bool { object.kind == "Job" || object.kind == "CronJob" }

  func read(into harvest: inout Harvest) {
    guard let spec = podSpec else {
      harvest.unread.append(
        UnreadPart(
          at: object.span,
          "the \(object.kind) `\(object.name)` has no pod spec; add one, or remove the object"))
      return
    }
    let mains = containers("containers", of: spec)
    let all = containers("initContainers", of: spec) + mains + containers("ephemeralContainers", of: spec)
    let known = isJob ? nil : mains.lazy.compactMap(Self.known).first
    let volumes = spec["volumes"].map { Array($0.items) } ?? []
    let place = Topology.place(ofPod: spec, cluster: cluster)
    let keeping = volumes.filter(VolumeSources.holdsData)
    var resource = object.resource(
      known?.kind ?? .workload, roles: known?.roles ?? [.compute],
      holdsData: known != nil || !keeping.isEmpty, place: place)
    let values = Values(object, copiesData: isJob)
    for container in all { read(container, values, into: &resource) }
    values.readAnnotations(into: &resource)
    for volume in volumes { VolumeSources.addFlows(of: volume, to: &resource, atlas: atlas) }
    addImages(of: all, volumes, to: &resource)
    if resource.holdsData { addAtRest(keeping, to: &resource) }
    addSettings(of: all, volumes, to: &resource)
    if let labels = PodLabels(podLabels, namespace: object.namespace) {
      resource.references.append(Reference(PodLabels.Relation.pods, to: labels.text))
    }
    harvest.resources.append(resource)
    addClaims(of: volumes, into: &harvest, place: place)
  }

  private func containers(_ key: String, of spec: Node) -> [Node] { spec[key].map { Array($0.items) } ?? [] }

  private static func known(_ container: Node) -> KnownImages.Known? {
    container["image"]?.text.flatMap { ImageReference($0) }.flatMap(KnownImages.known)
  }

  /// Data of a workload rests on its volumes; those that are claims are resources of their own.
  private func addAtRest(_ local: [Node], to resource: inout Resource) {
    if let disk = local.first, local.count == 1, let driver = CSIDriver.ofSource({ disk[$0] != nil }),
      driver.provider != nil
    {
      let encryption = VolumeEncryption(
        driver, parameters: nil, of: "volume", at: disk.span, cluster: cluster)
      resource.atRest = encryption.atRest
      resource.keyState = encryption.keyState
      return
    }
    let span = local.first?.span ?? resource.span
    let reason: Phrase =
      local.isEmpty
      ? "the pods keep their data on claims or in their containers' own layer, on the nodes' disks"
      : "the pods keep data on the nodes' disks, and no manifest says whether those are encrypted"
    resource.atRest = cluster.disk(reason, evidence: [Evidence(.absent, reason, at: span)])
  }

  /// One flow for every registry that images come from.
  private func addImages(of containers: [Node], _ volumes: [Node], to resource: inout Resource) {
    var seen: Set<String> = []
    let images =
      containers.compactMap { $0["image"] } + volumes.compactMap { $0.at("image", "reference") }
    for image in images {
      guard let reference = image.text.flatMap({ ImageReference($0) }),
        seen.insert(reference.registry).inserted,
        let flow = reference.flow(at: image.span, atlas: atlas)
      else { continue }
      guard reference.registryIsDefault else {
        resource.flows.append(flow)
        continue
      }
      let silence = Evidence(
        .providerDefault, "the image names no registry, and the nodes' default is \(reference.registry)",
        at: image.span)
      resource.flows.append(
        Flow(
          flow.kind, to: flow.target, place: flow.place.under(nil, evidence: [silence]),
          operatorID: flow.operatorID.under(nil, evidence: [silence]), transit: flow.transit, at: flow.span))
    }
  }

  /// Claims that the object makes itself: a StatefulSet's templates and a pod's ephemeral volumes.
  private func addClaims(of volumes: [Node], into harvest: inout Harvest, place: Possible<Place>?) {
    for template in object.spec?["volumeClaimTemplates"].map({ Array($0.items) }) ?? [] {
      let name = template.at("metadata", "name")
      add(template, part: "volumeClaimTemplate", named: name, into: &harvest, place: place)
    }
    for volume in volumes {
      guard let template = volume.at("ephemeral", "volumeClaimTemplate") else { continue }
      add(template, part: "ephemeral", named: volume["name"], into: &harvest, place: place)
    }
  }

  private func add(
    _ template: Node, part: String, named name: Node?, into harvest: inout Harvest, place: Possible<Place>?
  ) {
    var claim = object.resource(
      StorageReader.kind(of: template["spec"]), roles: [.storage], holdsData: true,
      part: "\(part)/\(name?.text ?? "unnamed")", at: (name ?? template).span, place: place)
    StorageReader.fill(&claim, from: template["spec"], cluster: cluster)
    harvest.resources.append(claim)
  }

  // MARK: Settings kept elsewhere

  /// The ConfigMaps and Secrets that variables and mounted files are taken from.
  private func addSettings(of containers: [Node], _ volumes: [Node], to resource: inout Resource) {
    func refer(_ kind: String, _ name: Node?, entry: Node? = nil) {
      guard let name = name?.text, !name.isEmpty else { return }
      let target = "v1/\(kind)/\(object.namespace)/\(name)#\(entry?.text ?? "")"
      let reference = Reference(KubernetesSettings.relation, to: target)
      if !resource.references.contains(reference) { resource.references.append(reference) }
    }
    for container in containers {
      for variable in container["env"].map({ Array($0.items) }) ?? [] {
        let source = variable["valueFrom"]
        let map = source?["configMapKeyRef"]
        refer("ConfigMap", map?["name"], entry: map?["key"])
        let secret = source?["secretKeyRef"]
        refer("Secret", secret?["name"], entry: secret?["key"])
      }
      for source in container["envFrom"].map({ Array($0.items) }) ?? [] {
        refer("ConfigMap", source.at("configMapRef", "name"))
        refer("Secret", source.at("secretRef", "name"))
      }
    }
    for volume in volumes {
      refer("ConfigMap", volume.at("configMap", "name"))
      refer("Secret", volume.at("secret", "secretName"))
      for source in volume.at("projected", "sources").map({ Array($0.items) }) ?? [] {
        refer("ConfigMap", source.at("configMap", "name"))
        refer("Secret", source.at("secret", "name"))
      }
    }
  }

  // MARK: Containers

  private func read(_ container: Node, _ values: Values, into resource: inout Resource) {
    for variable in container["env"].map({ Array($0.items) }) ?? [] {
      guard let name = variable["name"]?.text, let value = variable["value"] else { continue }
      values.read(value, named: name, into: &resource)
    }
    for key in ["command", "args"] {
      values.readArguments(container[key].map { Array($0.items) } ?? [], into: &resource)
    }
  }
}
