import Glibc

/// The one-byte encodings that XML files of the field declare.
enum SingleByteCharset {
  case ascii
  case latin1
  case windows1252

  /// A charset by one of its IANA names, in lower case.
  init?(_ name: String) {
    switch name {
    case "us-ascii", "ascii", "ansi_x3.4-1968": self = .ascii
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1": self = .latin1
    case "windows-1252", "cp1252", "cp-1252": self = .windows1252
    default: return nil
    }
  }

  /// Transcodes to UTF-8; every byte has a meaning, so this cannot fail.
  func decode(_ raw: UnsafeRawBufferPointer) -> SourceBytes {
    // No character of these charsets needs more than three bytes.
    let beyond = raw.reduce(into: 0) { $0 += $1 >= 0x80 ? 1 : 0 }
    guard let memory = malloc(raw.count + 2 * beyond + 1) else { fatalError("out of memory") }
    let target = memory.assumingMemoryBound(to: UInt8.self)
    var count = 0
    for byte in raw {
      if byte < 0x80 {
        target[count] = byte
        count += 1
      } else {
        for unit in Unicode.Scalar(scalar(byte)).map({ UTF8.encode($0) ?? UTF8.encodedReplacementCharacter })
          ?? UTF8.encodedReplacementCharacter
        {
          target[count] = unit
          count += 1
        }
      }
    }
    return SourceBytes(adopting: memory, count: count)
  }

  private func scalar(_ byte: UInt8) -> UInt32 {
    guard self != .latin1, byte < 0xA0 else { return UInt32(byte) }
    return UInt32(Self.upperControls[Int(byte - 0x80)])
  }

  /// 0x80 to 0x9F of windows-1252 (WHATWG Encoding Standard, index windows-1252).
  private static let upperControls: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
