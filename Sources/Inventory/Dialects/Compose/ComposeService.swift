import Atlas
import Descriptors

/// One service of a Compose file.
struct ComposeService {
  let entry: ComposeValue.Entry
  let file: ComposeFile

  /// The value of a key.
  subscript(_ key: String) -> ComposeValue? { entry.value[key] }

  /// True if nothing says what runs: the file is to be laid over another one.
  var isFragment: Bool { ["image", "build", "extends", "provider"].allSatisfy { self[$0] == nil } }

  /// The image as written, with variables.
  var image: (node: ComposeValue, text: Interpolation, reference: ImageReference?)? {
    guard let node = self["image"], node.text != nil else { return nil }
    let text = node.filled
    return (node, text, Self.reference(text))
  }

  /// The words of `command` and `entrypoint`, with the nodes they stand in.
  var arguments: [(text: String, node: ComposeValue)] {
    ["entrypoint", "command"].flatMap { name -> [(text: String, node: ComposeValue)] in
      guard let node = self[name] else { return [] }
      return node.oneOrSeveral.flatMap { scalar in
        (scalar.text ?? "").split { $0 == " " || $0 == "\n" || $0 == "\t" }.map {
          (scalar.fill(String($0)).text, scalar)
        }
      }
    }
  }

  /// Reads the service.
  ///
  /// - Parameter volumeStates: encryption at rest of the file's volumes, by name; nil inside for those in memory.
  func resource(volumeStates: [String: Possible<AtRest>?]) -> Resource {
    let image = image
    let known = image?.reference.flatMap(KnownImages.known)
    let mounts = mounts
    let keepsData = known != nil || mounts.contains { $0.holdsData }
    var resource = file.resource(
      "service", entry, kind: known?.kind ?? .workload, roles: known?.roles ?? [.compute],
      holdsData: keepsData,
      place: place)
    resource.tags = file.tags(self["labels"]) + file.tags(entry.value.at("deploy", "labels"))
    resource.atRest = keepsData ? atRest(of: mounts, volumeStates: volumeStates) : nil
    for mount in mounts {
      if let volume = mount.volume { resource.references.append(Reference("volume", to: "volume/\(volume)")) }
    }
    for secret in self["secrets"]?.items ?? [] {
      if let name = secret.text ?? secret["source"]?.text {
        resource.references.append(Reference("secret", to: "secret/\(name)"))
      }
    }
    resource.place = resource.place.noting(profileNotes)
    addImageFlow(to: &resource)
    addBuildFlows(to: &resource)
    addLogging(to: &resource)
    addEnvironment(to: &resource)
    addConfigs(to: &resource)
    addArguments(to: &resource)
    addPorts(to: &resource)
    return resource
  }

  private func atRest(
    of mounts: [Mount], volumeStates: [String: Possible<AtRest>?]
  ) -> Possible<AtRest>? {
    let durable = mounts.filter { $0.kind != .memory && $0.holdsData }
    // All its data lies in memory.
    if durable.isEmpty, mounts.contains(where: { $0.kind == .memory }) { return nil }
    var states: [Possible<AtRest>] = []
    var onHost: [Evidence] = []
    for mount in durable {
      if let volume = mount.volume, let known = volumeStates[volume] {
        if let known { states.append(known) }
      } else {
        onHost.append(Evidence(.declared, "data lies in \(mount.shown)", at: mount.span))
      }
    }
    if !onHost.isEmpty || durable.isEmpty {
      let evidence =
        onHost.isEmpty
        ? [
          Evidence(
            .derived, "no volume is mounted: data lies in the container's own layer", at: entry.key.span)
        ]
        : onHost
      states.append(file.host.disk("Compose does not encrypt what a container stores", evidence: evidence))
    }
    return states.dropFirst().reduce(states.first) { $0?.union($1) }
  }

  /// The image name as a reference, if variables leave its registry and repository alone.
  private static func reference(_ text: Interpolation) -> ImageReference? {
    if text.isKnown { return ImageReference(text.text) }
    var name = text.text.prefix { $0 != "@" }
    if let colon = name.lastIndex(of: ":"), name[colon...].contains("$") { name = name[..<colon] }
    return ImageReference(String(name))
  }

  private func addImageFlow(to resource: inout Resource) {
    guard let image, self["build"] == nil || image.text.text.contains("/") else { return }
    let span = image.node.span
    if let reference = image.reference {
      if let flow = reference.flow(at: span, atlas: file.scene.atlas) {
        let source =
          reference.registryIsDefault
          ? Evidence(
            .providerDefault, "the image names no registry: the engine pulls from Docker Hub", at: span,
            source: "Docker Engine documentation, image names")
          : Evidence(.declared, "the image is pulled from \(reference.registry)", at: span)
        resource.flows.append(
          flow.under(image.text.condition, evidence: image.text.evidence(at: span) + [source]))
      }
      return
    }
    let registry = image.text.text.prefix { $0 != "/" }
    if !registry.contains("$"), registry.contains("."), let endpoint = Endpoint(String(registry), bare: true)
    {
      endpoint.record(.imagePull, at: span, in: &resource, atlas: file.scene.atlas)
    } else if !image.text.isKnown {
      resource.flows.append(
        Flow(
          .imagePull, to: image.text.text, place: image.text.unknown("the image's registry", at: span),
          operatorID: image.text.unknown("the image's registry", at: span), at: span))
    }
  }

  private func addBuildFlows(to resource: inout Resource) {
    guard let build = self["build"] else { return }
    var remotes: [(node: ComposeValue, text: String)] = []
    if let context = build.kind == .scalar ? build : build["context"], let text = context.text {
      remotes.append((context, text))
    }
    for layer in build["additional_contexts"]?.layers ?? [] {
      remotes += layer.entries.map { ($0.value, $0.value.text ?? "") }
      remotes += layer.items.map { item in
        let text = item.text ?? ""
        return (item, text.range(ofASCII: "=").map { String(text[$0.upperBound...]) } ?? text)
      }
    }
    for (node, raw) in remotes {
      let text = node.fill(raw)
      guard let endpoint = Self.gitEndpoint(text.text) else { continue }
      endpoint.record(
        .packagePull, when: text.condition, evidence: text.evidence(at: node.span), at: node.span,
        in: &resource,
        atlas: file.scene.atlas)
    }
    for list in ["cache_from", "cache_to"] {
      for node in build[list]?.items ?? [] {
        let text = node.filled.text
        let name =
          text.range(ofASCII: "ref=").map { String(text[$0.upperBound...].prefix { $0 != "," }) } ?? text
        if let flow = ImageReference(name)?.flow(at: node.span, atlas: file.scene.atlas), !name.contains("=")
        {
          resource.flows.append(flow)
        }
      }
    }
    if let arguments = build["args"] {
      for variable in ComposeVariable.read(arguments) { addSecret(of: variable, to: &resource) }
    }
  }

  /// `https://host/x.git`, `git@host:x`, `github.com/x/y`; nil for a folder.
  private static func gitEndpoint(_ text: String) -> Endpoint? {
    if let url = Endpoint(text) { return url }
    if text.hasPrefix("git@") { return Endpoint(String(text.dropFirst(4).prefix { $0 != ":" }), bare: true) }
    return text.hasPrefix("github.com/") ? Endpoint("https://github.com") : nil
  }
}

extension Flow {
  /// The same flow under a further condition and with the evidence of it.
  func under(_ condition: Condition?, evidence: [Evidence]) -> Flow {
    Flow(
      kind, to: target, place: place.under(condition, evidence: evidence),
      operatorID: operatorID.under(condition, evidence: evidence),
      transit: transit?.under(condition, evidence: evidence), at: span)
  }
}
