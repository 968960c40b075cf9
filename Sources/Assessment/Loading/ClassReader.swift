import Descriptors
import Inventory

extension PolicyDesk {
  /// The classes of a family of policies; their names become right words for its rules.
  func classes(of members: [PolicyFamily]) -> [DataClassMapping] {
    var mappings: [DataClassMapping] = []
    for member in members {
      for mapping in classes(of: member.root) {
        // A policy's own word on a class stands instead of what it inherits.
        if let place = mappings.firstIndex(where: { $0.name == mapping.name }) {
          mappings[place] = mapping
        } else {
          mappings.append(mapping)
        }
      }
    }
    return mappings
  }

  func classes(of root: Node) -> [DataClassMapping] {
    guard let value = root["classes"] else { return [] }
    guard value.kind == .mapping else {
      report(
        "`classes` must be a mapping", at: value, remedy: "write `health: { tags: { data-class: [health] } }`"
      )
      return []
    }
    var mappings: [DataClassMapping] = []
    for (key, body) in value.entries {
      guard let name = key.text, !name.isEmpty else { continue }
      if !classNames.contains(name) { classNames.append(name) }
      if mappings.contains(where: { $0.name == name }) {
        report("the class `\(name.shortened)` stands twice", at: key, remedy: "join both")
      }
      guard let node = mapping(body, "the class `\(name.shortened)`", keys: ["tags", "names", "paths"]) else {
        continue
      }
      let mapping = DataClassMapping(
        name: name, tags: tags(of: node), names: patterns("names", of: node),
        paths: patterns("paths", of: node))
      if mapping.tags.isEmpty, mapping.names.isEmpty, mapping.paths.isEmpty {
        report(
          "the class `\(name.shortened)` has no `tags`, `names` or `paths`", at: key,
          remedy: "add `tags: { key: [values] }`, or remove the class")
        continue
      }
      mappings.append(mapping)
    }
    // One word of 64 bits holds the classes of a resource.
    if classNames.count > 64 {
      report("more than 64 data classes", at: value, remedy: "split the policy")
    }
    return mappings
  }

  private func tags(of node: Node) -> [String: [String]] {
    guard let tags = node["tags"], tags.kind == .mapping else { return [:] }
    var values: [String: [String]] = [:]
    for (tag, list) in tags.entries {
      guard let tag = tag.text else { continue }
      values[DataClasses.normalised(tag), default: []] += words(list, tag).map { $0.text.lowercased() }
    }
    return values
  }

  private func patterns(_ key: String, of node: Node) -> [String] {
    node[key].map { words($0, key).map { $0.text.lowercased() } } ?? []
  }
}
