/// Text as mail carries it: headers (RFC 5322, RFC 2047), quoted-printable and base64 bodies (RFC 2045).
enum MailText {
  private static let digits = Array("0123456789ABCDEF".utf8)

  // MARK: Headers

  /// A header whose value is free text; folded, and encoded if it is not plain ASCII.
  static func header(_ name: String, text: String) -> String {
    let safe = SafeText.line(text)
    guard isPlain(safe) else {
      return "\(name): " + words(safe, first: name.utf8.count + 2).joined(separator: "\r\n ")
    }
    return folded("\(name):", safe.split(separator: " ").map(String.init))
  }

  /// A header of addresses.
  static func header(_ name: String, addresses: [MailAddress]) -> String {
    var parts: [String] = []
    for (index, address) in addresses.enumerated() {
      let comma = index + 1 < addresses.count ? "," : ""
      guard let shown = address.name else {
        parts.append(address.address + comma)
        continue
      }
      if isPlain(shown) {
        let quoted = shown.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        parts += "\"\(quoted)\"".split(separator: " ").map(String.init)
      } else {
        parts += words(SafeText.line(shown), first: 8)
      }
      parts.append("<\(address.address)>\(comma)")
    }
    return folded("\(name):", parts)
  }

  /// Printable ASCII that nobody takes for an encoded word.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20..<0x7F ~= $0 } && !text.contains("=?")
      // A word that no line holds has to be broken, which only an encoded one can be.
      && text.split(separator: " ").allSatisfy { $0.utf8.count < 900 }
  }

  /// Parts on lines of 76 characters at most, as long as a part is not longer itself.
  private static func folded(_ start: String, _ parts: [String]) -> String {
    var lines = [start]
    for part in parts {
      if lines[lines.count - 1].utf8.count + 1 + part.utf8.count > 76, lines.last?.hasSuffix(":") != true {
        lines.append("")
      }
      lines[lines.count - 1] += " \(part)"
    }
    return lines.joined(separator: "\r\n")
  }

  /// Encoded words of 75 characters at most, none of which breaks a character.
  private static func words(_ text: String, first: Int) -> [String] {
    let frame = "=?UTF-8?B??=".utf8.count
    var words: [String] = []
    var bytes: [UInt8] = []
    var room = (75 - frame - first) / 4 * 3
    for scalar in text.unicodeScalars {
      let next = Array(String(scalar).utf8)
      if bytes.count + next.count > max(4, room), !bytes.isEmpty {
        words.append("=?UTF-8?B?\(Base64Text.encoded(bytes))?=")
        bytes = []
        room = (75 - frame) / 4 * 3
      }
      bytes += next
    }
    return words + ["=?UTF-8?B?\(Base64Text.encoded(bytes))?="]
  }

  // MARK: Bodies

  /// Quoted-printable, in lines of 76 characters at most that end in CR and LF.
  static func quotedPrintable(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count * 5 / 4)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      quote(Array(line.utf8), into: &result)
      result += [0x0D, 0x0A]
    }
    return result
  }

  private static func quote(_ line: [UInt8], into result: inout [UInt8]) {
    var column = 0
    for (index, byte) in line.enumerated() {
      let isLast = index + 1 == line.count
      // A dot or `From ` at a line's beginning means something to programs on the way.
      let isSignal =
        column == 0
        && (byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "F") && line[index...].starts(with: "From ".utf8))
      let isBlank = byte == 0x20 || byte == 0x09
      let isLiteral =
        !isSignal && (isBlank ? !isLast : byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "="))
      let width = isLiteral ? 1 : 3
      if column + width > (isLast ? 76 : 75) {
        result += "=\r\n".utf8
        column = 0
        // What stood within the line may now stand at one's beginning.
        if isLiteral, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F") {
          escape(byte, into: &result)
          column = 3
          continue
        }
      }
      if isLiteral { result.append(byte) } else { escape(byte, into: &result) }
      column += width
    }
  }

  private static func escape(_ byte: UInt8, into result: inout [UInt8]) {
    result += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// Base64, in lines of 76 characters.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let text = Array(Base64Text.encoded(bytes).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 38 + 2)
    for start in stride(from: 0, to: text.count, by: 76) {
      result += text[start..<min(start + 76, text.count)]
      result += [0x0D, 0x0A]
    }
    return result
  }
}
