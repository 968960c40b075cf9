import Descriptors

/// Where a part of a Compose project comes from: what its relative paths and its variables mean.
struct ComposeOrigin {
  /// The folder that relative paths start from, with the closing slash; empty for the scan's own place.
  let folder: String
  /// The values of variables.
  let settings: ComposeSettings
}

/// A value of a Compose project: what its files say of it together.
///
/// What one file says alone is read from its tree on demand; only what several say is put together. Each part keeps the
/// node that decides, so that evidence points into the file where the value stands.
struct ComposeValue {
  /// One entry of a mapping.
  struct Entry {
    let name: String
    /// Where the name stands.
    let key: Node
    let value: ComposeValue
  }

  private indirect enum Content {
    case written
    case mapping([Entry], index: [String: Int])
    case sequence([ComposeValue])
    /// Settings by name in either of their forms, the ones that win first.
    case stack([ComposeValue])
  }

  /// The node that decides; of a merged mapping or sequence, the one that was said last.
  let node: Node
  /// What its paths and variables mean.
  let origin: ComposeOrigin
  private let content: Content

  /// What one file says.
  init(_ node: Node, _ origin: ComposeOrigin) {
    self.node = node
    self.origin = origin
    content = .written
  }

  private init(like value: ComposeValue, _ content: Content) {
    node = value.node
    origin = value.origin
    self.content = content
  }

  /// A mapping put together; of entries of one name the last counts.
  init(mapping entries: [Entry], like value: ComposeValue) {
    let index = Dictionary(entries.enumerated().map { ($1.name, $0) }) { $1 }
    self.init(like: value, .mapping(entries, index: index))
  }

  /// A sequence put together.
  init(sequence items: [ComposeValue], like value: ComposeValue) {
    self.init(like: value, .sequence(items))
  }

  /// Settings by name, `over` before `base`.
  init(stacking over: ComposeValue, onto base: ComposeValue) {
    self.init(like: over, .stack(over.layers + base.layers))
  }

  // MARK: What it is

  /// What the value is.
  var kind: NodeKind {
    switch content {
    case .written, .stack: node.kind
    case .mapping: .mapping
    case .sequence: .sequence
    }
  }
  /// Where it stands.
  var span: SourceSpan { node.span }
  /// The text of a scalar.
  var text: String? { kind == .scalar ? node.text : nil }
  /// True for nothing at all.
  var isNull: Bool { kind == .scalar && node.isNull }
  /// A truth value in any spelling of YAML's.
  var looseBool: Bool? { kind == .scalar ? node.looseBool : nil }
  /// True if it takes away what a lower file says.
  var isReset: Bool { node.tag == "!reset" }
  /// True if it replaces what a lower file says as a whole.
  var isOverride: Bool { node.tag == "!override" }

  /// Its text with the variables of the file that it stands in.
  var filled: Interpolation { fill(text ?? "") }

  /// A part of its text with the variables of the file that it stands in.
  func fill(_ raw: String) -> Interpolation { Interpolation(raw, origin.settings) }

  // MARK: What is in it

  /// The value of a key.
  subscript(_ name: String) -> ComposeValue? {
    let found: ComposeValue? =
      switch content {
      case .written: node[name].map { ComposeValue($0, origin) }
      case .mapping(let entries, let index): index[name].map { entries[$0].value }
      case .sequence: nil
      case .stack(let layers): layers.lazy.compactMap { $0[name] }.first
      }
    return found.flatMap { $0.isReset ? nil : $0 }
  }

  /// Follows keys; nil as soon as one is missing.
  func at(_ path: String...) -> ComposeValue? {
    path.reduce(self) { value, name in value?[name] }
  }

  /// The entries of a mapping, with what takes a lower file's away.
  var allEntries: [Entry] {
    switch content {
    case .written:
      node.mergedEntries.compactMap { key, value in
        key.text.map { Entry(name: $0, key: key, value: ComposeValue(value, origin)) }
      }
    case .mapping(let entries, _): entries
    case .sequence, .stack: []
    }
  }

  /// The entries of a mapping.
  var entries: [Entry] { allEntries.filter { !$0.value.isReset } }

  /// The items of a sequence.
  var items: [ComposeValue] {
    switch content {
    case .written: node.items.map { ComposeValue($0, origin) }.filter { !$0.isReset }
    case .sequence(let items): items
    case .mapping, .stack: []
    }
  }

  /// The items of a sequence, or the value itself if there is only one.
  var oneOrSeveral: [ComposeValue] { kind == .sequence ? items : isNull ? [] : [self] }

  /// The parts that are read by name, the ones that win first.
  var layers: [ComposeValue] {
    if case .stack(let layers) = content { layers } else { [self] }
  }
}
