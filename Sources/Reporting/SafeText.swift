/// Makes text from scanned input harmless where it is shown.
public enum SafeText {
  /// Text for one line of a terminal or a log: control characters, escape sequences and characters that turn the
  /// direction of writing or cannot be seen are shown as code points, tabs as spaces.
  public static func line(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) { result.unicodeScalars.append(scalar) } else { result += shown(scalar) }
    }
    return result
  }

  /// One character as it is shown.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    if isHarmless(scalar) { return String(Character(scalar)) }
    return scalar == "\t" ? "  " : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: true
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      false
    default: true
    }
  }
}
