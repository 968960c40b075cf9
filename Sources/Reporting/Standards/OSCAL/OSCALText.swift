/// Text in the data types of OSCAL, which are narrower than JSON's: a value that breaks them makes a whole document
/// invalid.
enum OSCALText {
  /// The namespace of properties that are this program's own.
  ///
  /// A URN would do for the standard, but readers of OSCAL 1.1 want the form of a URL; that of a domain that nobody can
  /// have (RFC 2606) says that there is nothing to fetch.
  static let namespace = "https://bornage.invalid/ns/oscal"

  /// The type `string`: one line, not empty, without blanks at its ends.
  static func string(_ text: String) -> String {
    let line = isPlain(text) ? text : SafeText.line(text)
    let blank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = line.unicodeScalars.first, let last = line.unicodeScalars.last else { return "(empty)" }
    guard blank(first) || blank(last) else { return line }
    let scalars = line.unicodeScalars
    guard let start = scalars.firstIndex(where: { !blank($0) }),
      let end = scalars.lastIndex(where: { !blank($0) })
    else { return "(empty)" }
    return String(scalars[start...end])
  }

  /// The types `markup-line` and `markup-multiline`: Markdown, in which no scanned text may open an element of HTML.
  static func markup(_ text: String) -> String {
    let line = string(text)
    guard line.utf8.contains(UInt8(ascii: "<")) else { return line }
    return line.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "&lt;")
  }

  /// The type `token`: a letter or underscore, then letters, digits, `.`, `-` and `_`.
  static func token(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F: bytes.append(byte)
      // Brackets close a number: `28(1)` is `28.1`.
      case 0x28: bytes.append(0x2E)
      case 0x29: continue
      default: if bytes.last != 0x2D { bytes.append(0x2D) }
      }
    }
    let isLetter = bytes.first.map { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x5F } ?? false
    return (isLetter ? "" : "_") + String(decoding: bytes, as: UTF8.self)
  }

  /// Tokens for texts, no two the same: those that fall together are numbered in their order.
  static func uniqueTokens(_ texts: [String]) -> [String] {
    var taken: Set<String> = []
    return texts.map { text in
      let token = token(text)
      var made = token
      var number = 1
      while !taken.insert(made).inserted {
        number += 1
        made = "\(token)-\(number)"
      }
      return made
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
  }
}

extension JSONWriter {
  /// A member of the type `markup-line` or `markup-multiline`.
  mutating func member(_ key: StaticString, markup text: String) { member(key, OSCALText.markup(text)) }

  /// A property of this program's own namespace, as an element of `props`.
  mutating func prop(_ name: StaticString, _ value: String, remarks: String? = nil) {
    object { writer in
      writer.member("name", "\(name)")
      writer.member("ns", OSCALText.namespace)
      writer.member("value", OSCALText.string(value))
      if let remarks { writer.member("remarks", markup: remarks) }
    }
  }

  /// A property that may be missing.
  mutating func prop(_ name: StaticString, _ value: String?) {
    if let value, !value.isEmpty { prop(name, value, remarks: nil) }
  }

  /// A property that is a number.
  mutating func prop(_ name: StaticString, _ value: Int) { prop(name, String(value), remarks: nil) }
}
