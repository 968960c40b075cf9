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

  /// Reads services, volumes, secrets and networks.
  public func read(_ document: Node, in scene: Scene, into findings: inout Harvest) {
    let host = HostScope(scene, missing: "a Compose file runs wherever it is started")
    let settings = ComposeSettings(for: document, in: scene)
    let file = ComposeFile(document: document, scene: scene, host: host, settings: settings)
    let volumes = file.volumes()
    findings.resources += volumes
    findings.resources += file.secrets()
    findings.resources += file.networks(into: &findings)
    if let configs = document["configs"], !configs.entries.isEmpty {
      findings.withoutData["config", default: 0] += configs.mergedEntries.count
    }
    if let models = document["models"], !models.entries.isEmpty {
      findings.unknownTypes["model", default: 0] += models.mergedEntries.count
    }
    if let include = document["include"] {
      findings.unread.append(
        UnreadPart(
          at: include.span, "files named by `include` are not merged into this one; scan them as well"))
    }
    let states = Dictionary(volumes.map { ($0.name, $0.atRest) }) { first, _ in first }
    for (key, service) in document["services"]?.mergedEntries ?? [] {
      guard service.kind == .mapping, let name = key.text else { continue }
      let reader = ComposeService(name: name, key: key, node: service, file: file)
      findings.resources.append(reader.resource(volumeStates: states))
      if let part = reader.unreadExtension { findings.unread.append(part) }
      findings.unread += reader.missingEnvironmentFiles
    }
  }
}

/// What all parts of one Compose file share.
struct ComposeFile {
  let document: Node
  let scene: Scene
  let host: HostScope
  /// The values of variables.
  let settings: ComposeSettings

  /// A text with its variables.
  func interpolated(_ raw: String) -> Interpolation { Interpolation(raw, settings) }

  /// The items of a sequence; none if there is none.
  static func items(_ node: Node?) -> [Node] { node.map { Array($0.items) } ?? [] }

  /// Labels as tags: a mapping, or a list of `K=V`.
  func tags(_ labels: Node?) -> [Tag] {
    guard let labels else { return [] }
    if labels.kind == .mapping {
      return labels.mergedEntries.compactMap { key, value in
        key.text.map { Tag($0, interpolated(value.text ?? "").text, at: value.span) }
      }
    }
    return labels.items.compactMap { item in
      guard let text = item.text else { return nil }
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Tag(String(parts[0]), parts.count > 1 ? String(parts[1]) : "", at: item.span)
    }
  }

  /// A resource of this file that stands on the host.
  func resource(
    _ type: String, _ key: Node, kind: Kind, roles: [Role], holdsData: Bool, place: Possible<Place>? = nil
  ) -> Resource {
    let name = key.text ?? ""
    return Resource(
      key: "\(type)/\(name)", dialect: "compose", type: type, name: name, kind: kind, roles: roles,
      holdsData: holdsData, span: key.span, place: place ?? host.place, operatorID: host.operatorID)
  }
}
