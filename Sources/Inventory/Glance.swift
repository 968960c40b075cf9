public import Descriptors

/// A look at a file's bytes, before any parse.
public struct Glance {
  /// The bytes, as UTF-8 text.
  public let bytes: UnsafeRawBufferPointer
  /// The file's name without its folders.
  public let fileName: Substring
  /// The first byte that is neither white space nor part of a byte-order mark; zero if there is none.
  public let first: UInt8

  /// Looks at a file.
  public init(_ source: SourceBytes, path: String) {
    bytes = source.raw
    fileName = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    first = source.raw.first { $0 > 0x20 } ?? 0
  }

  /// Begins like XML.
  public var looksLikeXML: Bool { first == 0x3C }
  /// Begins like JSON (an ARM template may begin with a comment, but then no dialect of YAML fits either).
  public var looksLikeJSON: Bool { first == 0x7B || first == 0x5B || first == 0x2F }

  /// True if the text occurs anywhere.
  public func contains(_ text: String) -> Bool { bytes.contains(text) }

  /// True if a line begins with the text: a top-level key of YAML.
  public func hasLine(startingWith text: String) -> Bool {
    var from = 0
    while let offset = bytes.firstOffset(of: text, from: from) {
      if offset == 0 || bytes[offset - 1] == 0x0A { return true }
      from = offset + text.utf8.count
    }
    return false
  }
}
