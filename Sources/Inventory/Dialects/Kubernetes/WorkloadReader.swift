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

  func read(into harvest: inout Harvest) {
    guard let spec = podSpec else {
      harvest.unread.append(
        UnreadPart(
          at: object.span,
          "the \(object.kind) `\(object.name)` has no pod spec; add one, or remove the object"))
      return
    }
    let containers = ["initContainers", "containers", "ephemeralContainers"].flatMap { key in
      spec[key].map { Array($0.items) } ?? []
    }
    let known = containers.lazy.compactMap {
      $0["image"]?.text.flatMap { ImageReference($0) }.flatMap(KnownImages.known)
    }.first
    let volumes = spec["volumes"].map { Array($0.items) } ?? []
    let place = Topology.place(ofPod: spec, cluster: cluster)
    var resource = object.resource(
      known?.kind ?? .workload, roles: known?.roles ?? [.compute],
      holdsData: known != nil || volumes.contains(where: VolumeSources.holdsData), place: place)
    for container in containers { read(container, into: &resource) }
    for volume in volumes { VolumeSources.addFlows(of: volume, to: &resource, atlas: atlas) }
    addImages(of: containers, to: &resource)
    if resource.holdsData { addAtRest(volumes, to: &resource) }
    harvest.resources.append(resource)
    addClaims(into: &harvest, place: place)
  }

  /// Data of a workload rests on its volumes; those that are claims are resources of their own.
  private func addAtRest(_ volumes: [Node], to resource: inout Resource) {
    let local = volumes.filter(VolumeSources.holdsData)
    let span = local.first?.span ?? resource.span
    let reason =
      local.isEmpty
      ? "the pods keep their data on claims or in their containers' own layer, on the nodes' disks"
      : "the pods keep data on the nodes' disks, and no manifest says whether those are encrypted"
    resource.atRest = cluster.disk(reason, evidence: [Evidence(.absent, reason, at: span)])
  }

  /// One flow for every registry that images come from.
  private func addImages(of containers: [Node], to resource: inout Resource) {
    var seen: Set<String> = []
    for image in containers.compactMap({ $0["image"] }) {
      guard let reference = image.text.flatMap({ ImageReference($0) }),
        seen.insert(reference.registry).inserted,
        let flow = reference.flow(at: image.span, atlas: atlas)
      else { continue }
      resource.flows.append(flow)
    }
  }

  private func addClaims(into harvest: inout Harvest, place: Possible<Place>?) {
    for template in object.spec?["volumeClaimTemplates"].map({ Array($0.items) }) ?? [] {
      let name = template.at("metadata", "name")
      var claim = object.resource(
        .blockStore, roles: [.storage], holdsData: true,
        part: "volumeClaimTemplate/\(name?.text ?? "unnamed")",
        at: (name ?? template).span, place: place)
      StorageReader.fill(&claim, from: template["spec"], cluster: cluster)
      harvest.resources.append(claim)
    }
  }

  // MARK: Containers

  private func read(_ container: Node, into resource: inout Resource) {
    for variable in container["env"].map({ Array($0.items) }) ?? [] {
      guard let name = variable["name"]?.text, let value = variable["value"] else { continue }
      Values.read(value, named: name, into: &resource, atlas: atlas)
    }
    for key in ["command", "args"] {
      for argument in container[key].map({ Array($0.items) }) ?? [] {
        Values.readArgument(argument, into: &resource, atlas: atlas)
      }
    }
  }
}
