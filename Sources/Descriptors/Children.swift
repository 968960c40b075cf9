/// The children of a container, aliases followed.
public struct Children: Sequence {
  let tree: Tree
  let first: UInt32
  /// How many there are; for a mapping, keys and values together.
  public let count: Int

  static func none(in tree: Tree) -> Children { Children(tree: tree, first: 0, count: 0) }

  /// True if there are none.
  public var isEmpty: Bool { count == 0 }

  /// Walks the sibling links.
  public struct Iterator: IteratorProtocol {
    let tree: Tree
    var upcoming: UInt32
    var left: Int

    /// The next child, or nil behind the last.
    public mutating func next() -> Node? {
      guard left > 0 else { return nil }
      left -= 1
      let index = upcoming
      upcoming = tree.records[Int(index)].next
      return Node(tree: tree, index: index)
    }
  }

  /// An iterator from the first child.
  public func makeIterator() -> Iterator { Iterator(tree: tree, upcoming: first, left: count) }
}

/// The key-value pairs of a mapping, as written.
public struct Entries: Sequence {
  let children: Children

  /// How many pairs there are.
  public var count: Int { children.count / 2 }
  /// True if there are none.
  public var isEmpty: Bool { children.isEmpty }

  /// Takes children two by two.
  public struct Iterator: IteratorProtocol {
    var children: Children.Iterator

    /// The next pair, or nil behind the last.
    public mutating func next() -> (key: Node, value: Node)? {
      guard let key = children.next(), let value = children.next() else { return nil }
      return (key, value)
    }
  }

  /// An iterator from the first pair.
  public func makeIterator() -> Iterator { Iterator(children: children.makeIterator()) }
}
