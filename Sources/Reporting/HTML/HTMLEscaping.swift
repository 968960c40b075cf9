import Mustache

/// What the engine escapes with: the characters that its own escaping knows, but over bytes.
///
/// A report has tens of millions of characters, most of them harmless, and the engine's own looks each up in a table.
struct HTMLEscaping: MustacheContentType {
  /// What a template begins with, so that the engine uses it.
  static let pragma = "{{% CONTENT_TYPE:MARKUP}}"

  /// Makes it known to the engine; until then templates with the pragma do not parse.
  static func register() { MustacheContentTypes.register(HTMLEscaping(), named: "MARKUP") }

  /// Text for an element's content or an attribute's value in quotes.
  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: { Self.replacement($0) != nil || $0 == UInt8(ascii: "#") }) else {
      return text
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 16)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "#"), bytes.last == UInt8(ascii: "#") {
        // Runners of pipelines take `##[error]` for a command, should the page ever be printed in a log.
        bytes.append(contentsOf: Array("&#35;".utf8))
      } else if let replacement = Self.replacement(byte) {
        replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func replacement(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
