import Descriptors

/// One operation of a JSON patch (RFC 6902), with its path taken apart.
struct JSONPatchOperation: Sendable {
  enum Verb: String, Sendable { case add, replace, remove, move, copy, test }

  let verb: Verb
  let path: [String]
  let from: [String]
  let value: PatchValue?

  /// Reads an operation; nil for what is none.
  init?(_ node: PatchValue) {
    guard let verb = node["op"]?.text.flatMap(Verb.init), let path = node["path"]?.text else { return nil }
    self.verb = verb
    self.path = Self.parts(path)
    from = Self.parts(node["from"]?.text ?? "")
    value = node["value"]
  }

  /// The parts of a JSON pointer (RFC 6901).
  private static func parts(_ pointer: String) -> [String] {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  /// The node with the operation carried out; the node itself where the path leads nowhere.
  func apply(to root: Node) -> Node {
    switch verb {
    case .test: return root
    case .remove: return Self.change(root, path[...], .remove)
    case .add: return value.map { Self.change(root, path[...], .add($0.node(in: root.tree))) } ?? root
    case .replace: return value.map { Self.change(root, path[...], .replace($0.node(in: root.tree))) } ?? root
    case .move, .copy:
      guard let node = Self.find(from[...], in: root) else { return root }
      let rest = verb == .move ? Self.change(root, from[...], .remove) : root
      return Self.change(rest, path[...], .add(node))
    }
  }

  private enum Change {
    case add(Node)
    case replace(Node)
    case remove
  }

  private static func find(_ path: ArraySlice<String>, in node: Node) -> Node? {
    var node = node
    for part in path {
      let next = node.kind == .sequence ? Int(part).flatMap { item($0, of: node) } : node[part]
      guard let next else { return nil }
      node = next
    }
    return node
  }

  private static func item(_ index: Int, of node: Node) -> Node? {
    let items = Array(node.items)
    return items.indices.contains(index) ? items[index] : nil
  }

  private static func change(_ node: Node, _ path: ArraySlice<String>, _ change: Change) -> Node {
    guard let part = path.first else {
      switch change {
      case .add(let value), .replace(let value): return value
      case .remove: return node
      }
    }
    let isLast = path.count == 1
    if node.kind == .mapping {
      if !isLast {
        guard let child = node[part] else { return node }
        return node.setting(part, to: self.change(child, path.dropFirst(), change))
      }
      switch change {
      case .add(let value): return node.setting(part, to: value)
      case .replace(let value): return node[part] == nil ? node : node.setting(part, to: value)
      case .remove: return node.setting(part, to: Node?.none)
      }
    }
    guard node.kind == .sequence else { return node }
    var items = Array(node.items)
    if isLast, case .add(let value) = change {
      let index = part == "-" ? items.count : Int(part)
      guard let index, index >= 0, index <= items.count else { return node }
      items.insert(value, at: index)
      return node.replacing(items: items)
    }
    guard let index = Int(part), items.indices.contains(index) else { return node }
    if !isLast {
      items[index] = self.change(items[index], path.dropFirst(), change)
    } else if case .replace(let value) = change {
      items[index] = value
    } else {
      items.remove(at: index)
    }
    return node.replacing(items: items)
  }
}
