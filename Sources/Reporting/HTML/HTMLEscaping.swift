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
    guard text.utf8.contains(where: Self.isSpecial) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 16)
    Self.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds text for an element's content or an attribute's value in quotes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { text in
      var start = 0
      for index in text.indices where isSpecial(text[index]) {
        let before = index > 0 ? text[index - 1] : 0
        guard let replacement = replacement(text[index], after: before) else { continue }
        bytes.append(contentsOf: text[start..<index])
        replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
        start = index + 1
      }
      bytes.append(contentsOf: text[start...])
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "#"):
      true
    default: false
    }
  }

  private static func replacement(_ byte: UInt8, after before: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    // Runners of pipelines take `##[error]` for a command, should the page ever be printed in a log.
    case UInt8(ascii: "#"): before == UInt8(ascii: "#") ? "&#35;" : nil
    default: nil
    }
  }
}
