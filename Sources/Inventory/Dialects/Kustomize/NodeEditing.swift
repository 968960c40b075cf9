import Descriptors

// Changed versions of nodes, in the same tree; what does not change is shared.
extension Node {
  /// The entries of a mapping, each key once: the last one counts.
  private var uniqueEntries: [(key: Node, value: Node)] {
    let entries = mergedEntries
    guard hasDuplicateKeys else { return entries }
    var last: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { last[entry.key.text ?? ""] = index }
    return entries.enumerated().filter { last[$0.element.key.text ?? ""] == $0.offset }.map(\.element)
  }

  /// The mapping with a key's value replaced, added or, for nil, taken away.
  func setting(_ name: String, to value: Node?) -> Node {
    var entries = uniqueEntries
    if let index = entries.firstIndex(where: { $0.key.equals(name) }) {
      if let value { entries[index].value = value } else { entries.remove(at: index) }
    } else if let value {
      entries.append((tree.adding(scalar: name, isPlain: true, at: value.span), value))
    } else {
      return self
    }
    return tree.adding(mapping: entries, like: self)
  }

  /// The mapping with a text under a key.
  func setting(_ name: String, to text: PlacedText) -> Node {
    setting(name, to: tree.adding(scalar: text.text, isPlain: text.isPlain, at: text.span))
  }

  /// The sequence with other items.
  func replacing(items: [Node]) -> Node { tree.adding(sequence: items, like: self) }

  /// The node with what lies at a path changed; `[]` stands for every item of a sequence.
  ///
  /// - Parameter creating: where mappings on the way stand that have to be made; nil to make none.
  func updating(_ path: some Collection<String>, creating: SourceSpan? = nil, _ body: (Node) -> Node) -> Node
  {
    guard let step = path.first else { return body(self) }
    let rest = path.dropFirst()
    if step == "[]" {
      guard kind == .sequence else { return self }
      let old = Array(items)
      let new = old.map { $0.updating(rest, creating: creating, body) }
      return new == old ? self : replacing(items: new)
    }
    guard kind == .mapping else { return self }
    var child = self[step]
    if child?.isNull == true { child = nil }
    if child == nil, let creating { child = tree.adding(mapping: [], at: creating) }
    guard let child else { return self }
    let new = child.updating(rest, creating: creating, body)
    return new == child ? self : setting(step, to: new)
  }
}
