/// Puts events of a parser together into a ``Tree``; the three readers share it.
struct TreeBuilder {
  /// A container that is not closed yet.
  private struct Open {
    var index: UInt32
    var lastChild: UInt32
    var count: UInt32
  }

  let tree: Tree
  let limits: Limits
  private var stack: [Open] = []
  private var mark = 0

  init(tree: Tree, limits: Limits) {
    self.tree = tree
    self.limits = limits
  }

  var depth: Int { stack.count }
  var nodeCount: Int { tree.count }

  /// Begins a document: should it break, all from here on is dropped.
  mutating func beginDocument() {
    mark = tree.count
    stack.removeAll(keepingCapacity: true)
  }

  /// Drops the unfinished document.
  mutating func abandonDocument() {
    tree.truncate(to: mark)
    while let last = tree.rootIndices.last, Int(last) >= mark { tree.rootIndices.removeLast() }
    stack.removeAll(keepingCapacity: true)
  }

  /// Opens a container and answers its index; throws beyond the limits.
  mutating func open(
    _ kind: NodeKind, start: Int, tag: UInt16 = 0, flags: NodeFlags = []
  ) throws(DescriptorProblem) -> UInt32 {
    guard stack.count < limits.depth else {
      throw DescriptorProblem(
        .tooDeep, "the nesting is deeper than \(limits.depth) levels", at: tree.position(at: start),
        remedy: "check that the file is a descriptor at all; `--max-depth` raises the limit")
    }
    let index = try add(
      NodeRecord(
        kind: kind, flags: flags, tag: tag, start: UInt32(start), end: UInt32(start), payload: 0, length: 0,
        next: 0))
    stack.append(Open(index: index, lastChild: 0, count: 0))
    return index
  }

  /// Closes the innermost container.
  mutating func close(end: Int) {
    guard let open = stack.popLast() else { return }
    let record = tree.records + Int(open.index)
    record.pointee.end = UInt32(end)
    record.pointee.length = open.count
    if record.pointee.kind == .mapping { noteKeys(of: record) }
  }

  /// Adds a leaf whose text is a slice of the source.
  @discardableResult
  mutating func leaf(
    _ kind: NodeKind, span: Range<Int>, text: Range<Int>, tag: UInt16 = 0, flags: NodeFlags = []
  ) throws(DescriptorProblem) -> UInt32 {
    try add(
      NodeRecord(
        kind: kind, flags: flags, tag: tag, start: UInt32(span.lowerBound), end: UInt32(span.upperBound),
        payload: UInt32(text.lowerBound), length: UInt32(text.count), next: 0))
  }

  /// Adds a leaf whose text had to be decoded.
  @discardableResult
  mutating func leaf(
    _ kind: NodeKind, span: Range<Int>, decoded: some Collection<UInt8>, tag: UInt16 = 0,
    flags: NodeFlags = []
  ) throws(DescriptorProblem) -> UInt32 {
    let start = tree.decoded.count
    tree.decoded.append(contentsOf: decoded)
    return try leaf(
      kind, span: span, text: start..<tree.decoded.count, tag: tag, flags: flags.union(.decoded))
  }

  /// Adds an edge to a node that was anchored before.
  mutating func alias(to target: UInt32, span: Range<Int>) throws(DescriptorProblem) {
    _ = try add(
      NodeRecord(
        kind: .alias, flags: [], tag: 0, start: UInt32(span.lowerBound), end: UInt32(span.upperBound),
        payload: target, length: 0, next: 0))
  }

  private mutating func add(_ record: NodeRecord) throws(DescriptorProblem) -> UInt32 {
    guard tree.count < limits.nodes else {
      throw DescriptorProblem(
        .tooManyNodes, "the file has more than \(limits.nodes) nodes",
        at: tree.position(at: Int(record.start)),
        remedy: "split the file, or raise the limit with `--max-nodes`")
    }
    let index = tree.append(record)
    guard let top = stack.indices.last else {
      tree.rootIndices.append(index)
      return index
    }
    if stack[top].count == 0 {
      tree.records[Int(stack[top].index)].payload = index
    } else {
      tree.records[Int(stack[top].lastChild)].next = index
    }
    stack[top].lastChild = index
    stack[top].count += 1
    return index
  }

  /// Notes merge keys and keys that stand twice.
  private func noteKeys(of record: UnsafeMutablePointer<NodeRecord>) {
    guard record.pointee.length >= 2 else { return }
    var keys: [UnsafeRawBufferPointer] = []
    keys.reserveCapacity(Int(record.pointee.length) / 2)
    var index = record.pointee.payload
    for position in 0..<Int(record.pointee.length) {
      if position.isMultiple(of: 2) {
        let key = Node(tree: tree, index: index)
        if key.kind == .scalar {
          keys.append(key.bytes)
          if key.isMergeKey { record.pointee.flags.insert(.merges) }
        }
      }
      index = tree.records[Int(index)].next
    }
    if Self.hasDuplicates(keys) { record.pointee.flags.insert(.duplicates) }
  }

  private static func hasDuplicates(_ keys: [UnsafeRawBufferPointer]) -> Bool {
    if keys.count > 24 {
      return Set(keys.map { String(decoding: $0, as: UTF8.self) }).count < keys.count
    }
    for (index, key) in keys.enumerated() {
      for other in keys[..<index] where other.equals(key) { return true }
    }
    return false
  }
}
