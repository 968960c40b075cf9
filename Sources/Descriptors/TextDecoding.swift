import Glibc

/// Bytes of a file to UTF-8 text.
public enum TextDecoding {
  /// Finds the encoding, removes a byte-order mark, transcodes UTF-16 and (for XML that declares it) Latin-1.
  ///
  /// - Returns: the text as UTF-8; the same bytes, not a copy, if they already were that.
  /// - Throws: ``DescriptorProblem`` for zero bytes, broken UTF-8 or UTF-16, or an encoding that is not read.
  public static func decode(_ bytes: SourceBytes) throws(DescriptorProblem) -> SourceBytes {
    let raw = bytes.raw
    if let order = UTF16Order(raw) { return try UTF16Decoder(order: order).decode(raw) }
    if let zero = raw.offset(of: 0, from: 0) {
      throw DescriptorProblem(
        .binary, "the file holds a zero byte at offset \(zero), so it is not text",
        at: LineIndex(bytes).position(of: zero, in: bytes), remedy: "save it as UTF-8 text, or leave it out")
    }
    let hasMark = raw.starts(with: [0xEF, 0xBB, 0xBF])
    let ascii = asciiPrefix(raw)
    if ascii < raw.count {
      if let table = declaredSingleByteEncoding(raw) { return transcode(raw, table) }
      if let broken = firstInvalid(raw, from: ascii) {
        throw DescriptorProblem(
          .encoding, "the text is not valid UTF-8: byte \(hex(raw[broken])) at offset \(broken)",
          at: LineIndex(bytes).position(of: broken, in: bytes), remedy: "save the file as UTF-8")
      }
    }
    return hasMark ? SourceBytes(raw.dropFirst(3)) : bytes
  }

  /// How many bytes from the start are ASCII.
  private static func asciiPrefix(_ raw: UnsafeRawBufferPointer) -> Int {
    var offset = 0
    while offset + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      offset += 8
    }
    while offset < raw.count, raw[offset] < 0x80 { offset += 1 }
    return offset
  }

  /// The offset of the first byte that is no part of well-formed UTF-8; nil if all is.
  private static func firstInvalid(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var offset = start
    while offset < raw.count {
      let lead = raw[offset]
      let length: Int
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      switch lead {
      case 0..<0x80: length = 1
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        // No overlong forms, no surrogates.
        if lead == 0xE0 { low = 0xA0 }
        if lead == 0xED { high = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if lead == 0xF0 { low = 0x90 }
        if lead == 0xF4 { high = 0x8F }
      default: return offset
      }
      guard offset + length <= raw.count else { return offset }
      for index in 1..<max(length, 1) {
        let byte = raw[offset + index]
        guard byte >= low, byte <= high else { return offset }
        (low, high) = (0x80, 0xBF)
      }
      offset += length
    }
    return nil
  }

  private static func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  // MARK: Single-byte encodings that XML declares

  private enum SingleByte {
    case latin1
    case windows1252
  }

  private static func declaredSingleByteEncoding(_ raw: UnsafeRawBufferPointer) -> SingleByte? {
    let head = UnsafeRawBufferPointer(rebasing: raw.prefix(256))
    guard head.starts(with: "<?xml".utf8), let end = head.firstOffset(of: "?>") else { return nil }
    let declaration = String(decoding: head[..<end], as: UTF8.self).lowercased()
    if ["iso-8859-1", "latin1", "iso8859-1", "iso_8859-1"].contains(where: declaration.contains) {
      return .latin1
    }
    // A file that says ASCII and is not is what Windows made of it.
    if ["windows-1252", "cp1252", "us-ascii"].contains(where: declaration.contains) { return .windows1252 }
    return nil
  }

  private static func transcode(_ raw: UnsafeRawBufferPointer, _ encoding: SingleByte) -> SourceBytes {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count + raw.count / 8)
    for byte in raw {
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let scalar = encoding == .windows1252 && byte < 0xA0 ? windows1252[Int(byte - 0x80)] : UInt16(byte)
      text.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}").map { Array($0) } ?? [])
    }
    return SourceBytes(text)
  }

  /// The 32 places where windows-1252 differs from Latin-1 (WHATWG encoding standard, index windows-1252).
  private static let windows1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}

/// The byte order of UTF-16 text, by its mark or by where its zero bytes stand.
private enum UTF16Order {
  case little(skip: Int)
  case big(skip: Int)

  init?(_ raw: UnsafeRawBufferPointer) {
    guard raw.count >= 2 else { return nil }
    if raw[0] == 0xFF, raw[1] == 0xFE {
      self = .little(skip: 2)
    } else if raw[0] == 0xFE, raw[1] == 0xFF {
      self = .big(skip: 2)
    } else if raw.count >= 8, Self.alternate(raw, zeroAt: 1) {
      self = .little(skip: 0)
    } else if raw.count >= 8, Self.alternate(raw, zeroAt: 0) {
      self = .big(skip: 0)
    } else {
      return nil
    }
  }

  /// Text in ASCII as UTF-16: every other byte of the beginning is zero, the others are not.
  private static func alternate(_ raw: UnsafeRawBufferPointer, zeroAt parity: Int) -> Bool {
    (0..<8).allSatisfy { (raw[$0] == 0) == ($0 % 2 == parity) }
  }
}

private struct UTF16Decoder {
  let order: UTF16Order

  func decode(_ raw: UnsafeRawBufferPointer) throws(DescriptorProblem) -> SourceBytes {
    let skip: Int
    let isLittle: Bool
    switch order {
    case .little(let bytes): (skip, isLittle) = (bytes, true)
    case .big(let bytes): (skip, isLittle) = (bytes, false)
    }
    let remedy = "save the file as UTF-8"
    guard (raw.count - skip).isMultiple(of: 2) else {
      throw DescriptorProblem(
        .encoding, "the text begins as UTF-16 and ends in half a character: it was cut off", remedy: remedy)
    }
    let units = stride(from: skip, to: raw.count, by: 2).lazy.map { (offset: Int) -> UInt16 in
      let unit = raw.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
      return isLittle ? UInt16(littleEndian: unit) : UInt16(bigEndian: unit)
    }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count / 2)
    let hasError = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
      text.append($0)
    }
    guard !hasError else {
      throw DescriptorProblem(.encoding, "the text is UTF-16 with half of a surrogate pair", remedy: remedy)
    }
    guard !text.contains(0) else {
      throw DescriptorProblem(
        .binary, "the text holds a zero character", remedy: "remove it, or leave the file out")
    }
    return SourceBytes(text)
  }
}
