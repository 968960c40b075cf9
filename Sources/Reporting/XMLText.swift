/// Text made fit for XML: escaped, and without characters that XML cannot hold.
enum XMLText {
  /// For an attribute's value: one line.
  static func attribute(_ text: String) -> String { content(SafeText.line(text)) }

  /// For the content of an element; line breaks stay.
  static func content(_ text: String) -> String {
    // Most text needs nothing.
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
      default: 0x20..<0x7F ~= byte
      }
    }
    if isPlain { return text }
    var made = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": made += "&amp;"
      case "<": made += "&lt;"
      case ">": made += "&gt;"
      case "\"": made += "&quot;"
      case "\n": made += "\n"
      default: made += SafeText.shown(scalar)
      }
    }
    return made
  }
}
