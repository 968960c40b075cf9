/// Makes text from scanned input harmless where it is shown.
enum SafeText {
  /// Text for one line of a terminal or a log: control characters, escape sequences and characters that turn the
  /// direction of writing are shown as code points, tabs as spaces.
  static func line(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09:
        result += "  "
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
        0xFFF9...0xFFFB,
        0xE0000...0xE007F:
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
