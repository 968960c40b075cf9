/// Paths as text that is safe on a terminal and in a report.
enum ShownPath {
  /// The text of a path, and whether its UTF-8 is the path itself.
  static func text(_ raw: some Collection<UInt8>) -> (text: String, isExact: Bool) {
    if raw.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
      return (String(decoding: raw, as: UTF8.self), true)
    }
    var text = ""
    var isExact = true
    var rest = raw[...]
    while let first = rest.first {
      let (scalar, length) = decode(rest, first)
      if let scalar, !isUnsafe(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        isExact = false
        let value = scalar?.value ?? UInt32(first)
        let digits = String(value, radix: 16, uppercase: true)
        text += value < 0x100 ? "\\x\(digits.count < 2 ? "0" : "")\(digits)" : "\\u{\(digits)}"
      }
      rest = rest.dropFirst(length)
    }
    return (text, isExact)
  }

  private static func decode(
    _ bytes: some Collection<UInt8>, _ first: UInt8
  ) -> (scalar: Unicode.Scalar?, length: Int) {
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let sequence = Array(bytes.prefix(length))
    guard let text = String(validating: sequence, as: UTF8.self) else { return (nil, 1) }
    let scalars = text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return (nil, 1) }
    return (scalar, length)
  }

  /// Control characters, line separators, and the marks that turn the direction of writing.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
