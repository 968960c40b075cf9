/// A place in a ``Tree``: a value of two words that reads its node on demand.
///
/// Aliases are followed: no reader sees them, and a billion laughs costs nothing because nothing is copied.
/// A cycle of aliases is therefore possible; walks over whole trees go through ``forEachScalar(limit:_:)``,
/// which visits each record once.
public struct Node {
  /// The tree that owns the node.
  public let tree: Tree
  let index: UInt32

  init(tree: Tree, index: UInt32) {
    self.tree = tree
    var target = index
    // An alias's target is never an alias itself: the reader resolves names to their anchor.
    if tree.records[Int(index)].kind == .alias { target = tree.records[Int(index)].payload }
    self.index = target
  }

  var record: NodeRecord { tree.records[Int(index)] }

  /// What the node is.
  public var kind: NodeKind { record.kind }
  /// The YAML tag as written (`!Ref`), without the core schema's own; nil if there is none.
  public var tag: String? { record.tag == 0 || kind == .element ? nil : tree.tags[Int(record.tag)] }
  /// Byte offsets in the source.
  public var range: Range<Int> { Int(record.start)..<max(Int(record.start), Int(record.end)) }
  /// The node's place in the file as a value that outlives the tree.
  public var span: SourceSpan {
    tree.places.isEmpty ? tree.span(range) : tree.places[index] ?? tree.span(range)
  }
  /// True for a scalar written without quotes.
  public var isPlain: Bool { record.flags.contains(.plain) }
  /// True for a mapping in which a key stands more than once; the last one counts.
  public var hasDuplicateKeys: Bool { record.flags.contains(.duplicates) }

  // MARK: Scalars

  /// The bytes of a scalar, attribute or text node; empty for others.
  ///
  /// Valid while the tree lives.
  public var bytes: UnsafeRawBufferPointer { tree.bytes(of: record) }

  /// The text of a scalar, or of an XML attribute or text node; nil for containers.
  public var text: String? {
    switch kind {
    case .scalar, .attribute, .text: String(decoding: bytes, as: UTF8.self)
    default: nil
    }
  }

  /// Compares a scalar's text without making a string of it.
  public func equals(_ text: String) -> Bool {
    kind == .scalar || kind == .attribute || kind == .text ? bytes.equals(text) : false
  }

  /// True for an absent value: plain `null`, `~`, or nothing at all.
  public var isNull: Bool {
    guard kind == .scalar, isPlain else { return false }
    let bytes = bytes
    return bytes.isEmpty || bytes.equals("~") || bytes.equals("null") || bytes.equals("Null")
      || bytes.equals("NULL")
  }

  /// A truth value as descriptors write it: `true`, `"true"`, `True`; nil for anything else.
  public var bool: Bool? {
    guard let text, text.utf8.count <= 5 else { return nil }
    switch text.lowercased() {
    case "true": return true
    case "false": return false
    default: return nil
    }
  }

  /// As ``bool``, also taking YAML 1.1's `yes`, `no`, `on`, `off` (Ansible, Compose, Hadoop files).
  public var looseBool: Bool? {
    if let bool { return bool }
    switch text?.lowercased() {
    case "yes", "on", "1": return true
    case "no", "off", "0": return false
    default: return nil
    }
  }

  /// A whole number in decimal notation.
  public var int: Int? { text.flatMap { Int($0) } }

  // MARK: Containers

  /// The items of a sequence; empty for others.
  public var items: Children { kind == .sequence ? children : Children(tree: tree, first: 0, count: 0) }

  /// The entries of a mapping as written, without merged ones; empty for others.
  public var entries: Entries { Entries(children: kind == .mapping ? children : .none(in: tree)) }

  /// True if the mapping carries a `<<` key.
  public var hasMerge: Bool { record.flags.contains(.merges) }

  /// The entries of a mapping, with those that `<<` merges in behind its own.
  ///
  /// A chain of merges is followed through ``mergeLimit`` mappings: no honest file comes near, and a hostile
  /// one would otherwise cost quadratic time.
  public var mergedEntries: [(key: Node, value: Node)] {
    guard hasMerge else { return entries.map { $0 } }
    var result: [(key: Node, value: Node)] = []
    var seen: Set<String> = []
    var visited: Set<UInt32> = []
    var stack = [self]
    while let mapping = stack.popLast(), visited.count < Self.mergeLimit {
      guard mapping.kind == .mapping, visited.insert(mapping.index).inserted else { continue }
      var merged: [Node] = []
      for (key, value) in mapping.entries {
        if mapping.hasMerge, key.isMergeKey {
          merged += value.kind == .sequence ? Array(value.items) : [value]
        } else if seen.insert(key.text ?? "").inserted || mapping == self {
          result.append((key, value))
        }
      }
      stack += merged.reversed()
    }
    return result
  }

  /// The most mappings that one `<<` draws in, directly or through others.
  static let mergeLimit = 256

  /// The value of a key, merge keys included; nil if there is none or this is no mapping.
  public subscript(_ key: String) -> Node? {
    guard kind == .mapping else { return nil }
    var found: Node?
    for (name, value) in entries where name.bytes.equals(key) {
      found = value
      if !hasDuplicateKeys { return value }
    }
    guard found == nil, hasMerge else { return found }
    return mergedEntries.first { $0.key.bytes.equals(key) }?.value
  }

  /// The key node of an entry, for findings that point at the name rather than the value.
  public func key(_ name: String) -> Node? {
    guard kind == .mapping else { return nil }
    var found: Node?
    for (key, _) in entries where key.bytes.equals(name) {
      found = key
      if !hasDuplicateKeys { return key }
    }
    guard found == nil, hasMerge else { return found }
    return mergedEntries.first { $0.key.bytes.equals(name) }?.key
  }

  /// Follows keys; nil as soon as one is missing.
  public func at(_ path: String...) -> Node? {
    var node = self
    for key in path {
      guard let next = node[key] else { return nil }
      node = next
    }
    return node
  }

  var isMergeKey: Bool { kind == .scalar && isPlain && bytes.equals("<<") }

  /// The children of any container in order.
  var children: Children {
    let record = record
    switch record.kind {
    case .sequence, .mapping, .element:
      return Children(tree: tree, first: record.payload, count: Int(record.length))
    default:
      return .none(in: tree)
    }
  }

  /// Visits every scalar below the node once, with the key it stands under.
  ///
  /// Merges and aliases are not followed a second time. Stops after `limit` records.
  public func forEachScalar(limit: Int = .max, _ body: (_ key: Node?, _ value: Node) -> Void) {
    // A subtree is a contiguous run of the arena: no recursion, no revisiting.
    var visited = 0
    var stack: [(node: Node, key: Node?)] = [(self, nil)]
    var seen: Set<UInt32> = []
    while let (node, key) = stack.popLast(), visited < limit {
      visited += 1
      switch node.kind {
      case .scalar, .text, .attribute:
        body(key, node)
      case .mapping:
        guard seen.insert(node.index).inserted else { continue }
        for entry in Array(node.entries).reversed() { stack.append((entry.value, entry.key)) }
      case .sequence, .element:
        guard seen.insert(node.index).inserted else { continue }
        for child in Array(node.children).reversed() where child.kind != .elementName {
          stack.append((child, key))
        }
      case .alias, .elementName:
        break
      }
    }
  }
}

extension Node: Equatable {
  /// The same node of the same tree.
  public static func == (left: Node, right: Node) -> Bool {
    left.tree === right.tree && left.index == right.index
  }
}

// MARK: XML

extension Node {
  /// The local name of an XML element or attribute; empty for others.
  public var name: String {
    switch kind {
    case .element: children.first { $0.kind == .elementName }.map { $0.localName } ?? ""
    case .attribute: String(decoding: attributeName, as: UTF8.self)
    default: ""
    }
  }

  /// The namespace name of an element; nil if it has none.
  public var namespace: String? {
    kind == .element && record.tag != 0 ? tree.tags[Int(record.tag)] : nil
  }

  /// True for an element of this local name.
  public func isElement(_ name: String) -> Bool {
    kind == .element && (children.first { $0.kind == .elementName }?.localNameEquals(name) ?? false)
  }

  /// The attributes of an element.
  public var attributes: [Node] { children.filter { $0.kind == .attribute } }

  /// The attribute of this local name.
  public func attribute(_ name: String) -> Node? {
    children.first { $0.kind == .attribute && $0.attributeName.equals(name) }
  }

  /// The child elements in order.
  public var elements: [Node] { children.filter { $0.kind == .element } }

  /// The child elements of this local name.
  public func elements(_ name: String) -> [Node] { children.filter { $0.isElement(name) } }

  /// The first child element of this local name.
  public func element(_ name: String) -> Node? { children.first { $0.isElement(name) } }

  /// The element's own character data, white space trimmed; nil if there is none.
  public var content: String? {
    guard kind == .element else { return nil }
    var result = ""
    for child in children where child.kind == .text { result += child.text ?? "" }
    let trimmed = result.trimmingWhitespace
    return trimmed.isEmpty ? nil : trimmed
  }

  /// The text node that holds the content, for spans.
  public var contentNode: Node? {
    children.first { $0.kind == .text && !$0.bytes.allSatisfy { $0 <= 0x20 } }
  }

  private var localName: String { String(decoding: localNameBytes, as: UTF8.self) }
  private func localNameEquals(_ name: String) -> Bool { localNameBytes.equals(name) }
  private var localNameBytes: UnsafeRawBufferPointer { bytes.afterColon }

  /// An attribute's name is the source before its value: `name="`, read back from the value's start.
  private var attributeName: UnsafeRawBufferPointer {
    let record = record
    let whole = UnsafeRawBufferPointer(rebasing: tree.source.raw[Int(record.start)..<Int(record.end)])
    var length = 0
    while length < whole.count, whole[length] != 0x3D, whole[length] > 0x20 { length += 1 }
    return UnsafeRawBufferPointer(rebasing: whole[..<length]).afterColon
  }
}

extension String {
  /// The string without the white space around it.
  public var trimmingWhitespace: String {
    let utf8 = self.utf8
    guard let first = utf8.firstIndex(where: { $0 > 0x20 }), let last = utf8.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return String(self[first...last])
  }
}
