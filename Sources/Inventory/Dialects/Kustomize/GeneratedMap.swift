import Descriptors

/// A ConfigMap or Secret that a kustomization makes of literals and files.
///
/// What a Secret's entries say is read like that of a Secret in a manifest, and kept no longer.
struct GeneratedMap: Sendable {
  let kind: String
  let name: PlacedText
  let namespace: PlacedText?
  /// True if it adds to, or takes the place of, one that is there already.
  let changesOther: Bool
  /// True if it takes the place of the other's entries.
  let replaces: Bool
  let entries: [(key: String, value: PlacedText)]
  let labels: [(key: String, value: PlacedText)]
  let annotations: [(key: String, value: PlacedText)]

  private var section: String { kind == "Secret" ? "stringData" : "data" }

  /// The object as a manifest would write it; its name has no hash behind it.
  func node(in tree: Tree) -> Node {
    func text(_ text: String) -> Node { tree.adding(scalar: text, at: name.span) }
    func mapping(_ pairs: [(key: String, value: PlacedText)]) -> Node {
      pairs.reduce(tree.adding(mapping: [], at: name.span)) { $0.setting($1.key, to: $1.value) }
    }
    var metadata = mapping([("name", name)])
    if let namespace { metadata = metadata.setting("namespace", to: namespace) }
    if !labels.isEmpty { metadata = metadata.setting("labels", to: mapping(labels)) }
    if !annotations.isEmpty { metadata = metadata.setting("annotations", to: mapping(annotations)) }
    return tree.adding(
      mapping: [
        (text("apiVersion"), text("v1")), (text("kind"), text(kind)), (text("metadata"), metadata),
        (text(section), mapping(entries)),
      ], at: name.span)
  }

  /// True if an object is the one that this changes.
  func means(_ node: Node, names: [ObjectName]) -> Bool {
    node["kind"]?.equals(kind) == true && node["apiVersion"]?.equals("v1") == true
      && names.contains {
        $0.name == name.text && (namespace == nil || namespace?.text == $0.namespace ?? "default")
      }
  }

  /// The other's object with these entries.
  func apply(to node: Node) -> Node {
    let base = replaces ? node.setting("data", to: Node?.none).setting("stringData", to: Node?.none) : node
    return base.updating([section], creating: name.span) { data in
      entries.reduce(data) { $0.setting($1.key, to: $1.value) }
    }
  }
}
