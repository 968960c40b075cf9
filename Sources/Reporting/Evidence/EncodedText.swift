/// Base64 (RFC 4648, section 4) over bytes, in its one canonical form.
enum EncodedText {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for digit in 0..<4 {
        result.append(digit > part.count ? UInt8(ascii: "=") : alphabet[word >> (18 - 6 * digit) & 63])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of a text; nil for anything but what ``encode(_:)`` would have written.
  static func decode(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var word = 0
    var digits = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      word = (word << 6 | value) & 0xFF_FFFF
      digits += 1
      if digits % 4 == 0 { result += [UInt8(word >> 16), UInt8(word >> 8 & 0xFF), UInt8(word & 0xFF)] }
    }
    switch digits % 4 {
    case 2: result.append(UInt8(word >> 4 & 0xFF))
    case 3: result += [UInt8(word >> 10 & 0xFF), UInt8(word >> 2 & 0xFF)]
    default: break
    }
    return encode(result) == text ? result : nil
  }
}
