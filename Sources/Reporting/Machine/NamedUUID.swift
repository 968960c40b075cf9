import Crypto

/// Identifiers that are the same wherever and whenever they are made (RFC 9562, section 5.5: version 5).
enum NamedUUID {
  /// The namespace of findings: the UUID of the name `bornage:finding` in the namespace of URLs.
  static let findings: [UInt8] = [
    0xE9, 0xBB, 0xE6, 0xD3, 0xBB, 0x04, 0x5F, 0xEA, 0x99, 0xB0, 0x42, 0x9E, 0x47, 0xAB, 0x4F, 0x82,
  ]

  /// The UUID of a name in a namespace.
  ///
  /// SHA-1 is what the standard prescribes; nothing is kept secret by it.
  static func text(_ name: String, in namespace: [UInt8]) -> String {
    var hash = Insecure.SHA1()
    hash.update(data: namespace)
    hash.update(data: Array(name.utf8))
    var bytes = Array(hash.finalize().prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text += "-" }
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return text
  }
}
