import Descriptors

/// An object on its way through the kustomizations that collect it.
struct KustomizeRendering {
  private static let pods: [[String]] = [
    ["spec"], ["spec", "template", "spec"], ["spec", "jobTemplate", "spec", "template", "spec"],
  ]
  private static let templates: [[String]] = [
    ["spec", "template"], ["spec", "jobTemplate", "spec", "template"],
  ]
  private static let containers = ["containers", "initContainers", "ephemeralContainers"]

  private var node: Node
  private var names: [ObjectName] = []

  /// The object as a chain of kustomizations leaves it; nil if one of them takes it away.
  static func render(_ node: Node, through layers: [KustomizeLayer]) -> Node? {
    var rendering = KustomizeRendering(node)
    for layer in layers {
      guard rendering.apply(layer) else { return nil }
    }
    return rendering.node
  }

  private init(_ node: Node) {
    self.node = node
    noteName()
  }

  private mutating func noteName() {
    let metadata = node["metadata"]
    guard let name = (metadata?["name"] ?? metadata?["generateName"])?.text else { return }
    let now = ObjectName(name: name, namespace: metadata?["namespace"]?.text)
    if names.last != now { names.append(now) }
  }

  /// False if the object is gone.
  private mutating func apply(_ layer: KustomizeLayer) -> Bool {
    for map in layer.merges where map.means(node, names: names) { node = map.apply(to: node) }
    guard patch(layer.patches) else { return false }
    setNamespace(layer.namespace)
    rename(layer)
    setLabels(layer)
    guard patch(layer.latePatches) else { return false }
    for image in layer.images { replace(image) }
    return true
  }

  private mutating func patch(_ patches: [KustomizePatch]) -> Bool {
    for patch in patches where patch.means(node, names: names) {
      guard let patched = patch.apply(to: node) else { return false }
      node = patched
      noteName()
    }
    return true
  }

  // MARK: Names

  private mutating func setNamespace(_ namespace: PlacedText?) {
    guard let namespace, let identity = ObjectIdentity(node) else { return }
    if identity.kind == "Namespace", identity.group.isEmpty {
      node = node.updating(["metadata"], creating: namespace.span) { $0.setting("name", to: namespace) }
    } else if identity.isNamespaced {
      node = node.updating(["metadata"], creating: namespace.span) { $0.setting("namespace", to: namespace) }
    }
    noteName()
  }

  private mutating func rename(_ layer: KustomizeLayer) {
    guard layer.renames, let identity = ObjectIdentity(node) else { return }
    if !identity.keepsName {
      node = node.updating(["metadata", "name"]) { name in
        guard let text = name.text else { return name }
        // The name is the object's own, and its place stays where it is declared.
        return node.tree.adding(scalar: layer.renamed(text), isPlain: true, at: name.span)
      }
      noteName()
    }
    node = NameReferences.follow(in: node, kind: identity.kind) { kind, name in
      layer.renamed.contains("\(kind)/\(name)") ? layer.renamed(name) : nil
    }
  }

  // MARK: Labels

  private mutating func setLabels(_ layer: KustomizeLayer) {
    let kind = ObjectIdentity(node)?.kind ?? ""
    for labels in layer.labels {
      for (key, value) in labels.pairs {
        set(key, value, at: ["metadata", "labels"])
        if labels.reachesTemplates || labels.reachesSelectors { setInTemplates(key, value, "labels") }
        if labels.reachesSelectors, kind == "Service" { set(key, value, at: ["spec", "selector"]) }
      }
    }
    for (key, value) in layer.annotations {
      set(key, value, at: ["metadata", "annotations"])
      setInTemplates(key, value, "annotations")
    }
  }

  private mutating func set(_ key: String, _ value: PlacedText, at path: [String]) {
    node = node.updating(path, creating: value.span) { $0.setting(key, to: value) }
  }

  private mutating func setInTemplates(_ key: String, _ value: PlacedText, _ section: String) {
    for template in Self.templates {
      node = node.updating(template) { pod in
        pod.kind != .mapping
          ? pod
          : pod.updating(["metadata", section], creating: value.span) { $0.setting(key, to: value) }
      }
    }
  }

  // MARK: Images

  private mutating func replace(_ image: KustomizeLayer.Image) {
    for pod in Self.pods {
      for list in Self.containers {
        node = node.updating(pod + [list, "[]", "image"]) { Self.replaced($0, image) }
      }
    }
  }

  private static func replaced(_ node: Node, _ image: KustomizeLayer.Image) -> Node {
    guard let text = node.text else { return node }
    let digest = text.firstIndex(of: "@") ?? text.endIndex
    let slash = text[..<digest].lastIndex(of: "/") ?? text.startIndex
    let end = text[slash..<digest].lastIndex(of: ":") ?? digest
    guard text[..<end] == image.name else { return node }
    let suffix = image.suffix ?? String(text[end...])
    guard let name = image.newName else {
      return node.tree.adding(scalar: image.name + suffix, isPlain: true, at: node.span)
    }
    return node.tree.adding(scalar: name.text + suffix, isPlain: true, at: name.span)
  }
}
