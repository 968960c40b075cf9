import Descriptors

/// Merges a patch into an object as the API server merges strategically: mappings by key, some lists by the name of
/// their items, other lists as a whole.
///
/// Source: Kubernetes documentation, update API objects in place using kubectl patch; the `patchMergeKey` marks of the
/// API's types.
struct StrategicMerge {
  /// The keys by which items of lists are known in the API's own groups.
  private static let listKeys: [String: [String]] = [
    "containers": ["name"], "initContainers": ["name"], "ephemeralContainers": ["name"], "env": ["name"],
    "volumes": ["name"], "imagePullSecrets": ["name"], "secrets": ["name"], "volumeMounts": ["mountPath"],
    "volumeDevices": ["devicePath"], "ports": ["containerPort", "port"], "hostAliases": ["ip"],
    "topologySpreadConstraints": ["topologyKey"],
  ]

  private let tree: Tree
  private let mergesLists: Bool

  /// - Parameter mergesLists: false for types without a schema, whose lists are replaced, as in JSON merge patches.
  init(in tree: Tree, mergesLists: Bool) {
    self.tree = tree
    self.mergesLists = mergesLists
  }

  /// The merged node; nil if the patch takes it away.
  func merge(_ patch: PatchValue, into base: Node?, under field: String = "") -> Node? {
    if patch.isNull { return nil }
    switch patch {
    case .scalar: return patch.node(in: tree)
    case .mapping(let entries, let span):
      switch patch["$patch"]?.text {
      case "delete": return nil
      case "replace": return merge(patch.without(["$patch"]), into: nil)
      default: break
      }
      var result = base?.kind == .mapping ? base : nil
      if result == nil { result = tree.adding(mapping: [], at: span) }
      for entry in entries where !entry.key.hasPrefix("$") {
        result = result.map { node in
          node.setting(entry.key, to: merge(entry.value, into: node[entry.key], under: entry.key))
        }
      }
      return result
    case .sequence(let items, let span):
      guard mergesLists, let base, base.kind == .sequence, let names = Self.listKeys[field] else {
        return tree.adding(sequence: items.compactMap { merge($0, into: nil) }, at: span)
      }
      return merge(items, into: base, by: names)
    }
  }

  private func merge(_ patches: [PatchValue], into base: Node, by names: [String]) -> Node {
    var items = Array(base.items)
    if patches.contains(where: { $0["$patch"]?.text == "replace" && $0.entries.count == 1 }) { items = [] }
    for patch in patches {
      guard let name = names.first(where: { patch[$0] != nil }), let wanted = patch[name]?.text else {
        continue
      }
      let index = items.firstIndex { $0[name]?.equals(wanted) == true }
      let merged = merge(patch, into: index.map { items[$0] })
      switch (index, merged) {
      case (let index?, let merged?): items[index] = merged
      case (let index?, nil): items.remove(at: index)
      case (nil, let merged?): items.append(merged)
      case (nil, nil): break
      }
    }
    return base.replacing(items: items)
  }
}
