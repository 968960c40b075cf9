public import Descriptors

/// A look at a file's bytes, before any parse.
public struct Glance {
  /// The bytes, as UTF-8 text.
  public let bytes: UnsafeRawBufferPointer
  /// The path as it is shown.
  public let path: String
  /// The first byte that is neither white space nor part of a byte-order mark; zero if there is none.
  public let first: UInt8
  /// The file's name without its folders.
  public let fileName: Substring
  /// Where lines begin that start in column 1 with a letter, a quote or `<`: the top level of a YAML file.
  private let topLevel: [UInt32]

  /// A file with more top-level lines than this is a list or prose, and no dialect begins that late.
  private static let mostTopLevelLines = 4096

  /// Looks at a file.
  public init(_ source: SourceBytes, path: String) {
    let raw = source.raw
    bytes = raw
    self.path = path
    let slash = path.utf8.lastIndex(of: 0x2F)
    fileName = path[(slash.map { path.utf8.index(after: $0) } ?? path.startIndex)...]
    first = raw.first { $0 > 0x20 } ?? 0
    topLevel = first == 0x3C || first == 0x7B || first == 0x5B ? [] : Self.topLevelLines(raw)
  }

  private static func topLevelLines(_ raw: UnsafeRawBufferPointer) -> [UInt32] {
    var lines: [UInt32] = []
    var offset = 0
    while offset < raw.count, lines.count < mostTopLevelLines {
      let byte = raw[offset]
      if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x22 { lines.append(UInt32(offset)) }
      guard let end = raw.offset(of: 0x0A, from: offset) else { break }
      offset = end + 1
    }
    return lines
  }

  /// Begins like XML.
  public var looksLikeXML: Bool { first == 0x3C }
  /// Begins like JSON (an ARM template may begin with a comment).
  public var looksLikeJSON: Bool { first == 0x7B || first == 0x5B || first == 0x2F }

  /// True if the text occurs anywhere.
  public func contains(_ text: String) -> Bool { bytes.contains(text) }

  /// True if the text occurs in the first bytes: for marks that always stand at the head of a file.
  public func headContains(_ text: String, within length: Int = 4096) -> Bool {
    UnsafeRawBufferPointer(rebasing: bytes.prefix(length)).contains(text)
  }

  /// True if a line begins with the text in column 1: a top-level key of YAML.
  public func hasLine(startingWith text: String) -> Bool {
    var text = text
    return text.withUTF8 { needle in
      topLevel.contains { bytes[Int($0)...].starts(with: needle) }
    }
  }
}
