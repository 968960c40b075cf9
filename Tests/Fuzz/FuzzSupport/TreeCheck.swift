import Descriptors

/// What must hold of every tree, whatever the bytes were; a trap is a finding.
public enum TreeCheck {
  /// Decodes, reads and checks; bytes that are no text are passed over.
  public static func run(_ bytes: UnsafePointer<UInt8>?, _ count: Int, as format: Format) -> Int32 {
    let input = SourceBytes(UnsafeBufferPointer(start: bytes, count: count))
    guard let source = try? TextDecoding.decode(input) else { return 0 }
    let limits = Limits(bytes: 1 << 20, depth: 64, nodes: 20_000)
    check(DescriptorReader.read(source, as: format, path: "fuzz", limits: limits))
    return 0
  }

  /// Walks every document.
  public static func check(_ reading: Reading) {
    var walk = Walk(tree: reading.tree)
    for problem in reading.problems {
      precondition(!problem.message.isEmpty && !problem.remedy.isEmpty)
      if let position = problem.position { precondition(position.line >= 1 && position.column >= 1) }
    }
    var last = 0
    for document in reading.tree.documents {
      precondition(document.range.lowerBound >= last, "documents stand in order")
      last = document.range.lowerBound
      walk.visit(document)
    }
  }
}

private struct Walk {
  let tree: Tree
  private var visited: Set<Int> = []
  /// Positions cost a pass over their line: a sample is enough.
  private var positions = 0

  init(tree: Tree) { self.tree = tree }

  mutating func visit(_ root: Node) {
    var stack = [root]
    while let node = stack.popLast() {
      check(node)
      guard node.kind != .scalar,
        visited.insert(node.range.lowerBound << 3 | Int(node.kind.rawValue)).inserted
      else { continue }
      switch node.kind {
      case .sequence:
        stack += node.items
      case .mapping:
        for (key, value) in node.entries { stack += [key, value] }
        if node.hasMerge { precondition(node.mergedEntries.count >= 0) }
        if let key = node.entries.first(where: { $0.key.kind == .scalar })?.key.text {
          precondition(node[key] != nil, "a key that stands there is found")
        }
      case .element:
        precondition(!node.name.isEmpty, "an element has a name")
        for attribute in node.attributes {
          precondition(!attribute.name.isEmpty, "an attribute has a name")
          precondition(node.range.contains(attribute.range.lowerBound))
          stack.append(attribute)
        }
        stack += node.elements
        _ = node.content
        if let text = node.contentNode { stack.append(text) }
      default:
        break
      }
    }
    var scalars = 0
    root.forEachScalar(limit: 50_000) { _, value in
      scalars += 1
      precondition(value.text != nil)
    }
    precondition(scalars <= 50_000)
  }

  private mutating func check(_ node: Node) {
    let range = node.range
    precondition(range.lowerBound >= 0 && range.upperBound <= tree.source.count, "a span lies in the file")
    if positions < 64 {
      positions += 1
      let span = node.span
      precondition(span.start <= span.end && span.start.line >= 1 && span.start.column >= 1)
    }
    switch node.kind {
    case .scalar, .attribute, .text:
      let bytes = node.bytes
      // Reading every byte lets the address sanitizer see a slice that points nowhere.
      let sum = bytes.reduce(into: UInt8(0)) { $0 ^= $1 }
      precondition(node.text.map { Array($0.utf8).reduce(0, ^) } == sum, "text is whole UTF-8")
    case .sequence, .mapping, .element:
      precondition(!range.isEmpty || tree.format == .yaml)
    case .alias, .elementName:
      preconditionFailure("never handed out")
    }
  }
}
