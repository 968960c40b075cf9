import Descriptors

/// Bytes as libFuzzer makes them, through decoding and reading; small limits keep each run short.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = SourceBytes(UnsafeBufferPointer(start: data, count: count))
  guard let source = try? TextDecoding.decode(bytes) else { return 0 }
  let limits = Limits(bytes: 1 << 20, depth: 64, nodes: 10_000)
  let reading = DescriptorReader.read(source, as: .yaml, path: "input", limits: limits)
  for problem in reading.problems { precondition(!problem.message.isEmpty) }
  for document in reading.tree.documents { walk(document) }
  return 0
}

/// Visits every node within a budget, which cycles of aliases would otherwise make endless.
private func walk(_ root: Node) {
  var stack = [root]
  var budget = 20_000
  while let node = stack.popLast(), budget > 0 {
    budget -= 1
    let range = node.range
    precondition(range.lowerBound >= 0 && range.upperBound <= node.tree.source.count, "span out of range")
    precondition(node.span.start <= node.span.end, "positions out of order")
    precondition(node.bytes.isEmpty == (node.text ?? "").isEmpty, "text and bytes differ")
    _ = (node.tag, node.isNull, node.looseBool, node.int, node.name, node.namespace, node.content)
    _ = (node["a"]?.text, node.key("a")?.text, node.mergedEntries.count)
    for entry in node.entries { stack += [entry.key, entry.value] }
    stack += node.items
    stack += node.attributes
    stack += node.elements
    if let content = node.contentNode { stack.append(content) }
  }
}
