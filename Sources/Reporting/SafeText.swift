/// Makes text from scanned input harmless where it is shown.
public enum SafeText {
  /// Text for one line of a terminal or a log: control characters, escape sequences and characters that turn the
  /// direction of writing or cannot be seen are shown as code points, tabs as spaces; and so is the sign without
  /// which a command to the runner of a pipeline is none.
  public static func line(_ text: some StringProtocol) -> String {
    if isHarmlessASCII(text) { return String(text) }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var isStart = true
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let opens =
        scalar == "#" && opensCommand(scalars[index...])
        || scalar == ":" && isStart && scalars[index...].starts(with: "::".unicodeScalars)
      if opens {
        result += codePoint(scalar)
      } else if isHarmless(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += shown(scalar)
      }
      // A line that begins with `::` is a command to GitHub's runner, whatever space is before it.
      isStart = isStart && scalar.properties.isWhitespace
      scalars.formIndex(after: &index)
    }
    return result
  }

  /// True if a look at the bytes is enough, as for most text: printable ASCII in which no command can begin.
  private static func isHarmlessASCII(_ text: some StringProtocol) -> Bool {
    var isStart = true
    for byte in text.utf8 {
      guard 0x20..<0x7F ~= byte, byte != UInt8(ascii: "#"), !isStart || byte != UInt8(ascii: ":") else {
        return false
      }
      isStart = isStart && byte == UInt8(ascii: " ")
    }
    return true
  }

  /// One character as it is shown.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    if isHarmless(scalar) { return String(Character(scalar)) }
    return scalar == "\t" ? "  " : codePoint(scalar)
  }

  /// True if a log's reader would take what begins here for a command wherever on a line it stands: `##[`, `##vso[`
  /// (GitHub's and Azure's runners look for them anywhere), `##teamcity[`.
  static func opensCommand(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
    guard scalars.starts(with: "##".unicodeScalars) else { return false }
    let rest = scalars.dropFirst(2)
    return ["[", "vso[", "teamcity["].contains { rest.starts(with: $0.unicodeScalars) }
  }

  static func codePoint(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
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
