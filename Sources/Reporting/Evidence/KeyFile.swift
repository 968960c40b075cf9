/// Why a key cannot be used.
public struct KeyError: Error, Sendable {
  /// What is wrong, and what to do.
  public let message: String
}

/// A block of a PEM file (RFC 7468).
struct KeyFile {
  /// What it holds: `PRIVATE KEY`.
  let label: String
  let der: [UInt8]
  /// The block alone, for readers that want it as text.
  let text: String

  /// The block that holds a key; files of OpenSSL may have parameters before it.
  init(_ pem: String) throws(KeyError) {
    let lines = pem.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    var label: String?
    var content: [String] = []
    for line in lines {
      if line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") {
        label = String(line.dropFirst(11).dropLast(5))
        content = []
      } else if let open = label, line == "-----END \(open)-----" {
        if open.hasSuffix("KEY") || open == "CERTIFICATE" {
          guard let der = EncodedText.decode(content.joined()) else { break }
          self.label = open
          self.der = der
          text = "-----BEGIN \(open)-----\n\(content.joined(separator: "\n"))\n-----END \(open)-----\n"
          return
        }
        label = nil
      } else if label != nil {
        content.append(line)
      }
    }
    throw KeyError(message: "it holds no key in PEM form; `openssl genpkey -algorithm ED25519` makes one")
  }
}

extension String {
  fileprivate var trimmed: String {
    var part = self[...]
    while part.last == " " || part.last == "\t" || part.last == "\r" { part = part.dropLast() }
    return String(part)
  }
}
