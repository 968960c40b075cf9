import Glibc

/// The notation a descriptor is written in.
public enum Format: String, Sendable, CaseIterable {
  case yaml
  case json
  case xml
}

/// What a node of a ``Tree`` is.
public enum NodeKind: UInt8, Sendable {
  /// A YAML or JSON scalar; always text, since YAML 1.1 and 1.2 disagree on types.
  case scalar
  case sequence
  /// Children alternate: key, value, key, value.
  case mapping
  /// An edge to another node of the same tree. ``Node`` follows it by itself.
  case alias
  /// An XML element; its first child is its ``elementName``.
  case element
  case elementName
  case attribute
  /// Character data between XML tags.
  case text
}

/// A compact, positioned tree over the bytes of one file.
///
/// All nodes lie in one arena of fixed-size records; scalars are slices of the source, copied only when
/// an escape or a folded line made them differ from it. A tree is used by the worker that read it and
/// is not shared: what outlives it (facts, evidence) is copied out as values.
public final class Tree {
  /// The path as it is shown to people.
  public let path: String
  /// The notation that was read.
  public let format: Format
  /// The bytes that spans refer to: UTF-8, after any transcoding.
  public let source: SourceBytes

  // No access to these overlaps another: checking so for every node costs more than adding it.
  @exclusivity(unchecked) private(set) var records: UnsafeMutablePointer<NodeRecord>
  @exclusivity(unchecked) private(set) var count: Int = 0
  @exclusivity(unchecked) private var capacity: Int
  /// Decoded text of scalars that are no slice of the source.
  @exclusivity(unchecked) var decoded: [UInt8] = []
  /// Tags (YAML) and namespace names (XML); index 0 is "none".
  var tags: [String] = [""]
  private var tagNumbers: [String: UInt16] = [:]
  var rootIndices: [UInt32] = []
  /// Where nodes stand that were added from other files.
  var places: [UInt32: SourceSpan] = [:]
  private lazy var lines = LineIndex(source)

  init(path: String, format: Format, source: SourceBytes) {
    self.path = path
    self.format = format
    self.source = source
    // One node for every 16 bytes is a fair guess for descriptors; the arena grows in place.
    capacity = max(64, source.count / 16)
    records = Self.allocate(capacity, from: nil)
  }

  deinit {
    free(records)
  }

  /// The documents of the file, in order: one for JSON, any number for YAML, every root element for XML.
  public var documents: [Node] {
    rootIndices.map { Node(tree: self, index: $0) }
  }

  /// Line and column of a byte offset, both counted from 1, columns in Unicode scalars.
  public func position(at offset: Int) -> Position {
    lines.position(of: offset, in: source)
  }

  /// A span that can outlive the tree.
  public func span(_ range: Range<Int>) -> SourceSpan {
    SourceSpan(
      file: path, offsets: range, start: position(at: range.lowerBound), end: position(at: range.upperBound))
  }

  func append(_ record: NodeRecord) -> UInt32 {
    if count == capacity {
      capacity *= 2
      records = Self.allocate(capacity, from: records)
    }
    (records + count).initialize(to: record)
    count += 1
    return UInt32(count - 1)
  }

  /// Gives back the part of the arena that the guess at its size left unused.
  func trim() {
    guard count < capacity else { return }
    capacity = max(count, 1)
    records = Self.allocate(capacity, from: records)
  }

  /// Forgets every node from `mark` on: what a broken document had left behind.
  func truncate(to mark: Int) {
    count = mark
  }

  func tagIndex(_ tag: String) -> UInt16 {
    if tags.count <= 16 {
      if let known = tags.firstIndex(of: tag) { return UInt16(known) }
    } else if let known = tagNumbers[tag] {
      return known
    }
    guard tags.count < Int(UInt16.max) else { return 0 }
    tags.append(tag)
    let index = UInt16(tags.count - 1)
    // A dictionary pays, and is made, only for a file with many tags.
    if tags.count == 17 {
      for (number, name) in tags.enumerated() { tagNumbers[name] = UInt16(number) }
    } else if tags.count > 17 {
      tagNumbers[tag] = index
    }
    return index
  }

  /// The text of a scalar, attribute, text or element name; empty for others.
  ///
  /// Valid while the tree lives.
  func bytes(of record: NodeRecord) -> UnsafeRawBufferPointer {
    switch record.kind {
    case .scalar, .attribute, .text, .elementName:
      let range = Int(record.payload)..<(Int(record.payload) + Int(record.length))
      if record.flags.contains(.decoded) {
        // Stable: `decoded` is written only while reading.
        return decoded.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[range]) }
      }
      return UnsafeRawBufferPointer(rebasing: source.raw[range])
    default:
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
  }

  /// `realloc` moves large arenas by remapping pages, so that growth needs no second copy in memory.
  private static func allocate(
    _ capacity: Int, from old: UnsafeMutablePointer<NodeRecord>?
  ) -> UnsafeMutablePointer<NodeRecord> {
    let size = capacity * MemoryLayout<NodeRecord>.stride
    guard let memory = realloc(old, size) else { fatalError("out of memory") }
    return memory.assumingMemoryBound(to: NodeRecord.self)
  }
}

/// One record of the arena: 24 bytes.
struct NodeRecord {
  var kind: NodeKind
  var flags: NodeFlags
  var tag: UInt16
  /// Where the node stands in the source.
  var start: UInt32
  var end: UInt32
  /// The offset of a scalar's text, a container's first child or an alias's target.
  var payload: UInt32
  /// The length of a scalar's text, or the number of a container's children.
  var length: UInt32
  /// Index of the next sibling; 0 (never a sibling) ends the list.
  var next: UInt32
}

struct NodeFlags: OptionSet {
  let rawValue: UInt8
  /// The text lies in ``Tree/decoded``, not in the source.
  static let decoded = NodeFlags(rawValue: 1)
  /// Written without quotes: `true` may be a boolean, `"true"` is not.
  static let plain = NodeFlags(rawValue: 2)
  /// A mapping with a `<<` key.
  static let merges = NodeFlags(rawValue: 4)
  /// A mapping in which a key stands more than once.
  static let duplicates = NodeFlags(rawValue: 8)
  /// A block scalar (`|`, `>`).
  static let block = NodeFlags(rawValue: 16)
  /// A JSON number, boolean or null.
  static let literal = NodeFlags(rawValue: 32)
}
