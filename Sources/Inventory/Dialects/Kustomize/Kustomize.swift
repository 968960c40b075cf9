import Atlas
public import Descriptors

/// Kustomizations: what they collect, and what they change in it on its way to a deployment.
///
/// The objects stay where they are declared: their own files read them as the kustomizations leave them. Here are the
/// ConfigMaps and Secrets that a kustomization makes itself. Source: the reference of the kustomization file
/// (kubectl.docs.kubernetes.io).
public struct Kustomize: Dialect {
  /// The identifier in reports.
  public let id = "kustomize"
  /// The name for people.
  public let title = "Kustomize"

  /// The dialect.
  public init() {}

  /// A file of one of the names that Kustomize looks for, or a list of JSON patch operations.
  public func recognise(_ glance: Glance) -> Format? {
    if glance.first == 0x2D {
      return glance.headContains("op:", within: 64) && glance.headContains("path:", within: 256) ? .yaml : nil
    }
    if glance.first == 0x5B {
      return glance.headContains("\"op\"", within: 64) && glance.headContains("\"path\"", within: 256)
        ? .json : nil
    }
    guard KustomizeFile.names.contains(String(glance.fileName)), !glance.looksLikeXML,
      !TemplateMarks.stand(in: glance.bytes)
    else { return nil }
    return .yaml
  }

  /// A mapping that is no object of another kind, or operations of a patch.
  public func claims(_ document: Node) -> Bool {
    if document.kind == .sequence {
      return !document.items.isEmpty && document.items.allSatisfy { $0["op"] != nil && $0["path"] != nil }
    }
    guard document.kind == .mapping, KustomizeFile.names.contains(String(document.tree.path.fileName)) else {
      return false
    }
    return document["apiVersion"]?.text?.hasPrefix("kustomize.config.k8s.io/") ?? true
  }

  /// Reads one document that this dialect claims.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    guard document.kind == .mapping else { return }
    let file = KustomizeFile(document, nearby: scene.nearby)
    let walk = KustomizeWalk(from: file, scene: scene)
    harvest.offers += walk.offers
    if walk.isCut {
      harvest.unread.append(
        UnreadPart(at: document.span, "it leads to more kustomizations and files than are followed"))
    }
    readGenerated(file, in: scene, into: &harvest)
    KustomizeGaps(file).tell(into: &harvest)
  }

  private func readGenerated(_ file: KustomizeFile, in scene: Scene, into harvest: inout Harvest) {
    let maps = file.generated.filter { !$0.changesOther || isAlone($0, in: file) }
    guard !maps.isEmpty else { return }
    let key = KustomizeUse.generatedKey(file.path)
    harvest.needs.insert(key)
    let deployments = KustomizeDeployments(scene.offers.of(key), scene: scene)
    guard !deployments.isEmpty || !file.isComponent else { return }
    for map in maps {
      let node = map.node(in: file.document.tree)
      deployments.read(node, into: &harvest) { object, harvest in Kubernetes().read(object, into: &harvest) }
    }
  }

  /// What is to be merged into a map of a base that lies elsewhere is all that is known of it.
  private func isAlone(_ map: GeneratedMap, in file: KustomizeFile) -> Bool {
    file.resources.contains { resource in
      guard let path = file.local(resource) else { return true }
      return !file.nearby.contains(path) && KustomizeFile(folder: path, nearby: file.nearby) == nil
    } && !file.isComponent
  }
}
