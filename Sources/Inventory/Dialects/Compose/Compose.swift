import Atlas
public import Descriptors

/// Docker Compose files and Swarm stack files, by the Compose specification (compose-spec.io).
public struct Compose: Dialect {
  /// The identifier.
  public let id = "compose"
  /// The name for people.
  public let title = "Docker Compose"

  /// The dialect.
  public init() {}

  /// Keys that only a service of Compose has under `services.NAME`.
  private static let serviceKeys = ["image", "build", "extends"]
  /// Keys of a service that other languages have too: they count only in a file that is called a Compose file.
  private static let commonKeys = [
    "ports", "volumes", "environment", "env_file", "command", "deploy", "depends_on", "networks", "logging",
    "container_name", "restart", "labels", "<<",
  ]

  /// A top-level `services` without the marks of the other languages that have one.
  public func recognise(_ glance: Glance) -> Format? {
    if glance.looksLikeXML { return nil }
    if glance.looksLikeJSON {
      return glance.contains("\"services\"") && glance.contains("\"image\"") ? .json : nil
    }
    guard glance.hasLine(startingWith: "services:") else { return nil }
    // Kubernetes; Serverless Framework; GitHub Actions; GitLab CI, whose `services` is a list.
    for other in ["apiVersion:", "service:", "provider:", "on:", "stages:", "tosca_definitions_version:"]
    where glance.hasLine(startingWith: other) {
      return nil
    }
    return .yaml
  }

  /// A mapping of services of which one looks like a service.
  public func claims(_ document: Node) -> Bool {
    guard let services = document["services"], services.kind == .mapping else { return false }
    let named = document.tree.path.lowercased().range(ofASCII: "compose") != nil
    return services.mergedEntries.contains { _, service in
      guard service.kind == .mapping else { return false }
      return Self.serviceKeys.contains { service[$0] != nil }
        || named && Self.commonKeys.contains { service[$0] != nil } || service.hasMerge && named
        || service["ports"]?.kind == .sequence && service["volumes"]?.kind == .sequence
    }
  }

  /// Reads services, volumes, secrets and networks, of all files that are put together with this one.
  public func read(_ document: Node, in scene: Scene, into findings: inout Harvest) {
    let path = document.tree.path
    let assembly = ComposeAssembly(scene)
    let plan = ComposePlan(document, in: scene, assembly)
    var variants: [(way: ComposeDeployment, resources: [Resource])] = []
    var parts = Harvest()
    let templates = Self.templates(in: path, scene)
    for (number, deployment) in plan.deployments.enumerated() {
      let file = ComposeFile(
        root: deployment.root, included: assembly.included(by: deployment.root, in: path), scene: scene,
        host: HostScope(scene, missing: "a Compose file runs wherever it is started"))
      var part = Harvest()
      variants.append((deployment, file.resources(without: templates, into: &part)))
      parts.unread += part.unread
      // What holds no data or is not created is counted once, as the project is started by itself.
      if number == 0 {
        parts.withoutData = part.withoutData
        parts.unknownTypes = part.unknownTypes
        parts.notCreated = part.notCreated
      }
    }
    findings.resources += ComposeVariants.joined(variants)
    for (type, count) in parts.withoutData { findings.withoutData[type, default: 0] += count }
    for (type, count) in parts.unknownTypes { findings.unknownTypes[type, default: 0] += count }
    for (type, count) in parts.notCreated { findings.notCreated[type, default: 0] += count }
    var seen: Set<String> = []
    // What is amiss in other files is told when those are read.
    findings.unread += (assembly.unread + parts.unread).filter {
      plan.files.contains($0.span.file)
        && seen.insert("\($0.span.file) \($0.span.offsets) \($0.reason.english)").inserted
    }
    findings.offers += ComposeOffer.all(of: assembly, in: path)
    findings.needs.formUnion([ComposeOffer.extends(path), ComposeOffer.includes(path)])
  }

  /// Services that are only there for other files to extend: those of a file that is no project by its name.
  private static func templates(in path: String, _ scene: Scene) -> Set<String> {
    let name = String(path.dropFirst(ScanPath.folder(of: path).count))
    guard !ComposeFolder.standardNames.contains(name),
      scene.offers.of(ComposeOffer.includes(path)).isEmpty
    else { return [] }
    return Set(
      scene.offers.of(ComposeOffer.extends(path)).compactMap { ($0.content as? ComposeExtension)?.service })
  }
}

/// One way to start a project, and what all parts of it share.
struct ComposeFile {
  /// What its files say together.
  let root: ComposeValue
  /// The files that it includes.
  let included: [ComposeValue]
  let scene: Scene
  let host: HostScope

  /// All resources of the project's own files.
  ///
  /// - Parameter templates: services that are never started.
  func resources(without templates: Set<String>, into findings: inout Harvest) -> [Resource] {
    let volumes = volumes()
    var resources = volumes + secrets() + networks(into: &findings)
    findings.withoutData["config"] = root["configs"].map(\.entries.count).flatMap { $0 == 0 ? nil : $0 }
    findings.unknownTypes["model"] = root["models"].map(\.entries.count).flatMap { $0 == 0 ? nil : $0 }
    let others = included.flatMap { other in
      ComposeFile(root: other, included: [], scene: scene, host: host).volumes()
    }
    let states = Dictionary((volumes + others).map { ($0.name, $0.atRest) }) { first, _ in first }
    for entry in root["services"]?.entries ?? [] where entry.value.kind == .mapping {
      let service = ComposeService(entry: entry, file: self)
      guard !templates.contains(entry.name), service.isStarted else {
        findings.notCreated["service", default: 0] += 1
        continue
      }
      resources.append(service.resource(volumeStates: states))
      findings.unread += service.missingEnvironmentFiles
      if service.isFragment {
        findings.unread.append(
          UnreadPart(
            at: entry.key.span,
            "the service has neither `image` nor `build`, so the file is to be laid over another one, which is not part of the scan; scan it too"
          ))
      }
    }
    return resources
  }

  /// Labels as tags: a mapping, or a list of `K=V`.
  func tags(_ labels: ComposeValue?) -> [Tag] {
    var seen: Set<String> = []
    return (labels?.layers ?? []).flatMap { layer -> [Tag] in
      if layer.kind == .mapping {
        return layer.allEntries.compactMap { entry in
          guard seen.insert(entry.name).inserted, !entry.value.isReset else { return nil }
          return Tag(entry.name, entry.value.filled.text, at: entry.value.span)
        }
      }
      return layer.items.compactMap { item in
        guard let text = item.text else { return nil }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard seen.insert(String(parts[0])).inserted else { return nil }
        return Tag(String(parts[0]), parts.count > 1 ? String(parts[1]) : "", at: item.span)
      }
    }
  }

  /// A resource of this project that stands on the host.
  func resource(
    _ type: String, _ entry: ComposeValue.Entry, kind: Kind, roles: [Role], holdsData: Bool,
    place: Possible<Place>? = nil
  ) -> Resource {
    Resource(
      key: "\(type)/\(entry.name)", dialect: "compose", type: type, name: entry.name, kind: kind,
      roles: roles,
      holdsData: holdsData, span: entry.key.span, place: place ?? host.place, operatorID: host.operatorID)
  }
}
