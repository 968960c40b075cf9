import Descriptors
import Inventory

/// Looks values up in the descriptors themselves.
///
/// Keeps the last file: resources come in the order of their files.
final class RawReader {
  /// What was found.
  enum Result {
    case found([Probe])
    /// The question was put to the file already, or does not arise.
    case skipped
    /// The file cannot be read again.
    case unreadable
  }

  private let raw: any RawDescriptors
  private var last: (file: String, tree: Tree?)?
  private var asked: String?

  init(_ raw: any RawDescriptors) {
    self.raw = raw
  }

  // MARK: Paths

  func values(at paths: [RawPath], of resource: Resource) -> Result {
    let file = resource.span.file
    if last?.file != file { last = (file, raw.tree(of: file)) }
    guard let tree = last?.tree else { return .unreadable }
    guard let (document, node) = Self.node(of: resource.span, in: tree) else { return .unreadable }
    for path in paths {
      let found = Self.follow(path.steps[...], from: path.fromDocument ? document : node)
      if !found.isEmpty { return .found(found.map { Self.probe($0) }) }
    }
    return .found([])
  }

  /// The declaration at a span: the value under the key that stands there, or the mapping that begins there or holds it.
  private static func node(of span: SourceSpan, in tree: Tree) -> (document: Node, node: Node)? {
    let start = span.offsets.lowerBound
    guard let document = tree.documents.last(where: { $0.range.lowerBound <= start }) ?? tree.documents.first
    else { return nil }
    var node = document
    var around = document
    while true {
      if node.kind == .mapping || node.kind == .element { around = node }
      // A mapping and its first key begin at the same place: the length of the span tells which is meant.
      if let entry = node.entries.first(where: { $0.key.range.lowerBound == start }),
        entry.value.kind == .mapping, span.offsets.upperBound <= entry.key.range.upperBound
      {
        return (document, entry.value)
      }
      if node.range.lowerBound == start, node.kind == .mapping || node.kind == .element {
        return (document, node)
      }
      guard let next = child(of: node, at: start) else { return (document, around) }
      node = next
    }
  }

  private static func child(of node: Node, at offset: Int) -> Node? {
    switch node.kind {
    case .mapping:
      var found: Node?
      for (key, value) in node.entries where key.range.lowerBound <= offset { found = value }
      return found
    case .sequence: return Array(node.items).last { $0.range.lowerBound <= offset }
    case .element: return node.elements.last { $0.range.contains(offset) }
    default: return nil
    }
  }

  private static func follow(_ steps: ArraySlice<RawPath.Step>, from node: Node) -> [Node] {
    guard let step = steps.first else { return [node] }
    let rest = steps.dropFirst()
    switch step {
    case .key(let name):
      if node.kind == .element {
        if name.hasPrefix("@") { return node.attribute(String(name.dropFirst())).map { [$0] } ?? [] }
        return node.elements(name).flatMap { follow(rest, from: $0) }
      }
      return node[name].map { follow(rest, from: $0) } ?? []
    case .index(let index):
      let items = Array(node.items)
      return items.indices.contains(index) ? follow(rest, from: items[index]) : []
    case .all:
      let inner = node.kind == .mapping ? node.mergedEntries.map(\.value) : Array(node.items) + node.elements
      return inner.flatMap { follow(rest, from: $0) }
    }
  }

  private static func probe(_ node: Node) -> Probe {
    let text: String? = node.kind == .element ? node.content ?? "" : node.text
    guard let text, !isComputed(text, node) else {
      return Probe(
        value: .unknown(
          "the descriptor computes the value", remedy: "render the descriptor, or give the parameter a value"),
        span: node.span)
    }
    return Probe(
      value: Possible(text, evidence: [Evidence(.declared, "as declared", at: node.span)]), span: node.span)
  }

  /// A reference, a function or a placeholder instead of a value.
  private static func isComputed(_ text: String, _ node: Node) -> Bool {
    node.tag != nil || text.hasPrefix("[") && text.hasSuffix("]") || text.contains("${")
      || text.contains("{{")
  }

  // MARK: XPath

  /// The values of an expression; a file is asked once, for its first resource.
  func values(of expression: String, in resource: Resource) -> Result {
    let file = resource.span.file
    guard asked != file else { return .skipped }
    asked = file
    guard let bytes = raw.bytes(of: file) else { return .unreadable }
    guard let values = XPath.values(of: expression, in: bytes, path: file) else { return .skipped }
    return .found(
      values.map { value in
        let start = Position(line: max(1, value.line), column: 1)
        let span = SourceSpan(file: file, offsets: 0..<0, start: start, end: start)
        return Probe(
          value: Possible(value.text, evidence: [Evidence(.declared, "as declared", at: span)]), span: span)
      })
  }
}
