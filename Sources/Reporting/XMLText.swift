/// Text made fit for XML: escaped, and without characters that XML cannot hold.
enum XMLText {
  /// For an attribute's value: one line.
  static func attribute(_ text: String) -> String { content(SafeText.line(text)) }

  /// For the content of an element; line breaks stay.
  static func content(_ text: String) -> String {
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
