// Nodes that a reader puts into a tree once it is read: what another file changes in a descriptor. Nothing is copied:
// a new container refers to the nodes it keeps as an alias does.
extension Tree {
  /// Adds a scalar that is written elsewhere.
  ///
  /// - Parameter isPlain: true if it is written there without quotes.
  public func adding(scalar text: String, isPlain: Bool = false, at place: SourceSpan) -> Node {
    let start = decoded.count
    decoded.append(contentsOf: text.utf8)
    return add(
      NodeRecord(
        kind: .scalar, flags: isPlain ? [.decoded, .plain] : .decoded, tag: 0, start: 0, end: 0,
        payload: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: text.utf8.count),
        next: 0), at: place)
  }

  /// Adds a sequence of nodes of this tree.
  ///
  /// - Parameter place: where it stands; that of `original` if none is given.
  public func adding(sequence items: [Node], like original: Node? = nil, at place: SourceSpan? = nil) -> Node
  {
    container(.sequence, items, like: original, at: place)
  }

  /// Adds a mapping of nodes of this tree, in which no key stands twice.
  ///
  /// - Parameter place: where it stands; that of `original` if none is given.
  public func adding(
    mapping entries: [(key: Node, value: Node)], like original: Node? = nil, at place: SourceSpan? = nil
  ) -> Node {
    container(.mapping, entries.flatMap { [$0.key, $0.value] }, like: original, at: place)
  }

  private func container(
    _ kind: NodeKind, _ children: [Node], like original: Node?, at place: SourceSpan?
  ) -> Node {
    var first: UInt32 = 0
    var last: UInt32?
    for child in children {
      let edge = append(
        NodeRecord(
          kind: .alias, flags: [], tag: 0, start: 0, end: 0, payload: child.index, length: 0, next: 0))
      if let last { records[Int(last)].next = edge } else { first = edge }
      last = edge
    }
    let record = original?.record
    return add(
      NodeRecord(
        kind: kind, flags: [], tag: record?.tag ?? 0, start: record?.start ?? 0, end: record?.end ?? 0,
        payload: first, length: UInt32(truncatingIfNeeded: children.count), next: 0),
      at: place ?? original.flatMap { places[$0.index] })
  }

  private func add(_ record: NodeRecord, at place: SourceSpan?) -> Node {
    let index = append(record)
    if let place { places[index] = place }
    return Node(tree: self, index: index)
  }
}
