/// An address of a mail: `bornage@example.org`, or `Compliance <team@example.org>`.
public struct MailAddress: Sendable, Equatable {
  /// The name before it; nil if there is none.
  let name: String?
  /// The address itself; a name without a host is one of this machine.
  let address: String

  /// The addresses of a list between commas; nil if one of them is none.
  public static func list(_ text: String) -> [MailAddress]? {
    var parts: [String] = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    let addresses = parts.map { MailAddress($0) }
    return addresses.contains(nil) || isQuoted ? nil : addresses.compactMap { $0 }
  }

  /// One address; nil for anything else, such as what would begin another header.
  public init?(_ text: String) {
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return nil }
    let text = Self.trimmed(Substring(text))
    guard text.last == ">", let open = text.lastIndex(of: "<") else {
      guard Self.isAddress(text) else { return nil }
      name = nil
      address = String(text)
      return
    }
    let inner = text[text.index(after: open)...].dropLast()
    guard Self.isAddress(inner) else { return nil }
    var before = Self.trimmed(text[..<open])
    if before.count > 1, before.first == "\"", before.last == "\"" { before = before.dropFirst().dropLast() }
    name = before.isEmpty ? nil : String(before)
    address = String(inner)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }

  private static func isAddress(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        !part.isEmpty && part.first != "-"
          && part.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"()<>[]:;,\\\"".utf8.contains(byte)
          }
      }
  }

  /// What stands behind the sign; nil for an address of this machine.
  var host: String? { address.split(separator: "@").dropFirst().first.map(String.init) }
}
