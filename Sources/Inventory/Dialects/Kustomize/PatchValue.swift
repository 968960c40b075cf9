import Descriptors

/// A text with its place, which outlives the tree it was read from.
struct PlacedText: Sendable {
  let text: String
  let span: SourceSpan
  var isPlain = true

  init(_ text: String, at span: SourceSpan, isPlain: Bool = true) {
    self.text = text
    self.span = span
    self.isPlain = isPlain
  }

  /// The text of a scalar; nil for anything else, and for nothing.
  init?(_ node: Node?) {
    guard let node, !node.isNull, let text = node.text else { return nil }
    self.init(text, at: node.span, isPlain: node.isPlain)
  }
}

/// A piece of a patch as a value that outlives the tree of its file: one file changes objects of others.
///
/// The text of a Secret may pass through here while a scan runs; it is put into the object that it patches, read there
/// like the object's own, and never kept.
enum PatchValue: Sendable {
  case scalar(PlacedText)
  case sequence([PatchValue], at: SourceSpan)
  case mapping([Entry], at: SourceSpan)

  struct Entry: Sendable {
    let key: String
    let value: PatchValue
  }

  /// Patches beyond this are no patches: aliases could make a small file endless.
  private static let mostNodes = 50_000
  private static let mostLevels = 64

  /// Copies a node; nil for one that is too large or too deep.
  ///
  /// - Parameter place: where a node stands, for text that was taken out of another.
  init?(_ node: Node, place: (Node) -> SourceSpan = { $0.span }) {
    var left = Self.mostNodes
    self.init(node, left: &left, depth: 0, place: place)
  }

  private init?(_ node: Node, left: inout Int, depth: Int, place: (Node) -> SourceSpan) {
    left -= 1
    guard left > 0, depth < Self.mostLevels else { return nil }
    switch node.kind {
    case .mapping:
      var entries: [Entry] = []
      for (key, value) in node.mergedEntries {
        guard let name = key.text, let value = Self(value, left: &left, depth: depth + 1, place: place) else {
          return nil
        }
        entries.append(Entry(key: name, value: value))
      }
      self = .mapping(entries, at: place(node))
    case .sequence:
      var items: [PatchValue] = []
      for item in node.items {
        guard let item = Self(item, left: &left, depth: depth + 1, place: place) else { return nil }
        items.append(item)
      }
      self = .sequence(items, at: place(node))
    default:
      self = .scalar(PlacedText(node.text ?? "", at: place(node), isPlain: node.isPlain))
    }
  }

  var span: SourceSpan {
    switch self {
    case .scalar(let text): text.span
    case .sequence(_, let span), .mapping(_, let span): span
    }
  }

  var text: String? {
    if case .scalar(let text) = self { text.text } else { nil }
  }

  var isNull: Bool {
    if case .scalar(let text) = self {
      text.isPlain && ["", "~", "null", "Null", "NULL"].contains(text.text)
    } else {
      false
    }
  }

  var items: [PatchValue] {
    if case .sequence(let items, _) = self { items } else { [] }
  }

  var entries: [Entry] {
    if case .mapping(let entries, _) = self { entries } else { [] }
  }

  subscript(_ key: String) -> PatchValue? { entries.last { $0.key == key }?.value }

  /// The same mapping without some keys.
  func without(_ keys: Set<String>) -> PatchValue {
    guard case .mapping(let entries, let span) = self else { return self }
    return .mapping(entries.filter { !keys.contains($0.key) }, at: span)
  }

  /// The same mapping with a value replaced.
  func replacing(_ key: String, with value: PatchValue) -> PatchValue {
    guard case .mapping(let entries, let span) = self else { return self }
    return .mapping(
      entries.map { $0.key == key ? Entry(key: key, value: value) : $0 }, at: span)
  }

  /// Puts the value into a tree.
  func node(in tree: Tree) -> Node {
    switch self {
    case .scalar(let text): return tree.adding(scalar: text.text, isPlain: text.isPlain, at: text.span)
    case .sequence(let items, let span):
      return tree.adding(sequence: items.map { $0.node(in: tree) }, at: span)
    case .mapping(let entries, let span):
      let entries = entries.map { entry in
        (
          key: tree.adding(scalar: entry.key, isPlain: true, at: entry.value.span),
          value: entry.value.node(in: tree)
        )
      }
      return tree.adding(mapping: entries, at: span)
    }
  }
}
