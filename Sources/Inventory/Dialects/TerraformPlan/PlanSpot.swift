import Descriptors

/// A spot in the values of an instance, with what the other sections of the plan say of the same spot.
struct PlanSpot {
  /// How the configuration comes to a value.
  enum Written {
    /// The configuration is not shown.
    case hidden
    /// Nothing is written there: the provider decides.
    case nothing
    /// A block, or a list of blocks.
    case block(Node)
    /// An expression, for this value or for the whole that it is a part of.
    case expression(Node)
  }

  var value: Node?
  /// `after_unknown` of the same spot.
  var unknown: Node?
  /// The sensitive marks of the same spot.
  var sensitive: Node?
  var written: Written
  /// Where the text stands that the value was read from, if it is JSON in a text.
  var textSpan: SourceSpan?

  /// True if it is only known after the plan is applied.
  var isUnknown: Bool { (value == nil || value?.isNull == true) && unknown?.equals("true") == true }
  /// True if the value must not be shown.
  var isSensitive: Bool { sensitive?.equals("true") == true }

  /// True if something was written there that is only known after the plan is applied.
  var isComing: Bool { isUnknown && !written.isNothing }

  /// The value of a key.
  func key(_ key: String) -> PlanSpot {
    if isUnknown { return PlanSpot(unknown: unknown, sensitive: sensitive, written: written.key(key)) }
    let (value, textSpan) = structure
    return PlanSpot(
      value: value?[key], unknown: unknown?.kind == .mapping ? unknown?[key] : nil,
      sensitive: isSensitive ? sensitive : sensitive?[key], written: written.key(key), textSpan: textSpan)
  }

  /// The items of a list; a single block counts as a list of one.
  var items: [PlanSpot] {
    if isUnknown { return written.isNothing ? [] : [self] }
    let (value, textSpan) = structure
    guard let value, !value.isNull else { return [] }
    guard value.kind == .sequence else { return [with(value, textSpan)] }
    let unknowns = unknown?.kind == .sequence ? Array(unknown?.items.map { $0 } ?? []) : []
    let marks = sensitive?.kind == .sequence ? Array(sensitive?.items.map { $0 } ?? []) : []
    let count = value.items.count
    return value.items.enumerated().map { number, item in
      PlanSpot(
        value: item, unknown: number < unknowns.count ? unknowns[number] : nil,
        sensitive: isSensitive ? sensitive : number < marks.count ? marks[number] : nil,
        written: written.item(number, of: count), textSpan: textSpan)
    }
  }

  /// The values of a mapping with their keys.
  var entries: [(key: String, spot: PlanSpot)] {
    let (value, _) = structure
    guard !isUnknown, let value, value.kind == .mapping else { return [] }
    return value.entries.map { ($0.key.text ?? "", key($0.key.text ?? "")) }
  }

  private func with(_ value: Node, _ textSpan: SourceSpan?) -> PlanSpot {
    var copy = self
    copy.value = value
    copy.textSpan = textSpan
    return copy
  }

  /// The structure at the spot: JSON that stands in a text is read.
  private var structure: (value: Node?, textSpan: SourceSpan?) {
    guard let value, value.kind == .scalar, !isSensitive else { return (value, textSpan) }
    let bytes = value.bytes
    guard bytes.first == 0x7B || bytes.first == 0x5B else { return (value, textSpan) }
    let reading = DescriptorReader.read(SourceBytes(bytes), as: .json, path: value.tree.path)
    guard reading.problems.isEmpty, let inner = reading.tree.documents.first else { return (value, textSpan) }
    return (inner, textSpan ?? value.span)
  }
}

extension PlanSpot.Written {
  fileprivate func key(_ key: String) -> PlanSpot.Written {
    switch self {
    case .hidden, .nothing, .expression: return self
    case .block(let node):
      guard let next = node.kind == .sequence ? Self.only(node)?[key] : node[key] else { return .nothing }
      return Self.of(next)
    }
  }

  fileprivate func item(_ number: Int, of count: Int) -> PlanSpot.Written {
    guard case .block(let node) = self, node.kind == .sequence else { return self }
    let items = Array(node.items)
    // Blocks that a `dynamic` block makes are not shown, so the numbers need not fit.
    return items.count == count && number < items.count ? Self.of(items[number]) : .hidden
  }

  private static func only(_ node: Node) -> Node? {
    node.items.count == 1 ? node.items.first { _ in true } : nil
  }

  private static func of(_ node: Node) -> PlanSpot.Written {
    if node.kind == .mapping,
      node["references"] != nil || node["constant_value"] != nil || node.entries.isEmpty
    {
      return .expression(node)
    }
    return .block(node)
  }

  var isNothing: Bool { if case .nothing = self { true } else { false } }
}
