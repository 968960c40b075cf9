/// Puts events of a parser together into a ``Tree``; the three readers share it.
struct TreeBuilder {
  /// A container that is not closed yet.
  private struct Open {
    var index: UInt32
    var lastChild: UInt32
    var count: UInt32
    var kind: NodeKind
  }

  let tree: Tree
  let limits: Limits
  /// The innermost container; meaningless at depth 0.
  private var top = Open(index: 0, lastChild: 0, count: 0, kind: .sequence)
  /// The containers around it, with one meaningless entry at the bottom.
  private var outer: [Open] = []
  private var mark = 0
  private var decodedMark = 0

  init(tree: Tree, limits: Limits) {
    self.tree = tree
    self.limits = limits
  }

  var depth: Int { outer.count }
  var nodeCount: Int { tree.count }

  /// The kind of the innermost open container; nil between documents.
  var innermost: NodeKind? { outer.isEmpty ? nil : top.kind }

  /// Begins a document: should it break, all from here on is dropped.
  mutating func beginDocument() {
    mark = tree.count
    decodedMark = tree.decoded.count
    outer.removeAll(keepingCapacity: true)
  }

  /// Drops the unfinished document.
  mutating func abandonDocument() {
    tree.truncate(to: mark)
    tree.decoded.removeLast(tree.decoded.count - decodedMark)
    while let last = tree.rootIndices.last, Int(last) >= mark { tree.rootIndices.removeLast() }
    outer.removeAll(keepingCapacity: true)
  }

  /// Opens a container and answers its index; throws beyond the limits.
  mutating func open(
    _ kind: NodeKind, start: Int, tag: UInt16 = 0, flags: NodeFlags = []
  ) throws(DescriptorProblem) -> UInt32 {
    guard outer.count < limits.depth else {
      throw DescriptorProblem(
        .tooDeep, "the nesting is deeper than \(limits.depth) levels", at: tree.position(at: start),
        remedy: "check that the file is a descriptor at all; `--max-depth` raises the limit")
    }
    let index = try add(
      NodeRecord(
        kind: kind, flags: flags, tag: tag, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: start), payload: 0, length: 0, next: 0))
    outer.append(top)
    top = Open(index: index, lastChild: 0, count: 0, kind: kind)
    return index
  }

  /// Closes the innermost container.
  mutating func close(end: Int) {
    guard let parent = outer.popLast() else { return }
    let record = tree.records + Int(top.index)
    record.pointee.end = UInt32(truncatingIfNeeded: end)
    record.pointee.length = top.count
    if top.kind == .mapping { noteKeys(of: record) }
    top = parent
  }

  /// Adds a leaf whose text is a slice of the source.
  @discardableResult
  mutating func leaf(
    _ kind: NodeKind, span: Range<Int>, text: Range<Int>, tag: UInt16 = 0, flags: NodeFlags = []
  ) throws(DescriptorProblem) -> UInt32 {
    // Sources and decoded text stay below 2^31 bytes: the door refuses larger files.
    try add(
      NodeRecord(
        kind: kind, flags: flags, tag: tag, start: UInt32(truncatingIfNeeded: span.lowerBound),
        end: UInt32(truncatingIfNeeded: span.upperBound),
        payload: UInt32(truncatingIfNeeded: text.lowerBound),
        length: UInt32(truncatingIfNeeded: text.count), next: 0))
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
        kind: .alias, flags: [], tag: 0, start: UInt32(truncatingIfNeeded: span.lowerBound),
        end: UInt32(truncatingIfNeeded: span.upperBound), payload: target, length: 0, next: 0))
  }

  private mutating func add(_ record: NodeRecord) throws(DescriptorProblem) -> UInt32 {
    guard tree.count < limits.nodes else { throw tooManyNodes(at: Int(record.start)) }
    let index = tree.append(record)
    guard !outer.isEmpty else {
      tree.rootIndices.append(index)
      return index
    }
    if top.count == 0 {
      tree.records[Int(top.index)].payload = index
    } else {
      tree.records[Int(top.lastChild)].next = index
    }
    top.lastChild = index
    top.count += 1
    return index
  }

  private func tooManyNodes(at offset: Int) -> DescriptorProblem {
    DescriptorProblem(
      .tooManyNodes, "the file has more than \(limits.nodes) nodes", at: tree.position(at: offset),
      remedy: "split the file, or raise the limit with `--max-nodes`")
  }

  /// Notes merge keys and keys that stand twice.
  private func noteKeys(of record: UnsafeMutablePointer<NodeRecord>) {
    let count = Int(record.pointee.length) / 2
    guard count >= 1 else { return }
    var keys = KeySet(count: count)
    let records = tree.records
    var index = record.pointee.payload
    for _ in 0..<count {
      var key = index
      if records[Int(key)].kind == .alias { key = records[Int(key)].payload }
      if records[Int(key)].kind == .scalar {
        let bytes = tree.bytes(of: records[Int(key)])
        if bytes.count == 2, records[Int(key)].flags.contains(.plain), bytes.equals("<<") {
          record.pointee.flags.insert(.merges)
        }
        if keys.insert(bytes, index: key, in: tree) { record.pointee.flags.insert(.duplicates) }
      }
      index = records[Int(records[Int(index)].next)].next
    }
  }
}
