/// RFC 4648, section 4.
enum Base64 {
  /// The bytes of an encoded text, blanks and line ends left out; nil for what is none.
  static func decoded(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var word = 0
    var digits = 0
    var padding = 0
    for byte in text.utf8 where byte > 0x20 {
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      word = word << 6 | value
      digits += 1
      if digits % 4 == 0 {
        result += [UInt8(word >> 16 & 0xFF), UInt8(word >> 8 & 0xFF), UInt8(word & 0xFF)]
        word = 0
      }
    }
    switch digits % 4 {
    case 0: return padding == 0 ? result : nil
    case 2: return result + [UInt8(word >> 4 & 0xFF)]
    case 3: return result + [UInt8(word >> 10 & 0xFF), UInt8(word >> 2 & 0xFF)]
    default: return nil
    }
  }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 0x41
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 0x61 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let word = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for digit in 0..<4 {
        let isPadding = digit > part.count
        result.append(isPadding ? UInt8(ascii: "=") : alphabet[word >> (18 - 6 * digit) & 63])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
