import Glibc

/// Bytes of a file to UTF-8 text.
public enum TextDecoding {
  /// Finds the encoding, removes a byte-order mark, transcodes UTF-16 and (for XML that declares it) Latin-1.
  ///
  /// - Returns: the text as UTF-8; the same bytes, not a copy, if they already were that.
  /// - Throws: ``DescriptorProblem`` for zero bytes, broken UTF-8 or UTF-16, or an encoding that is not read.
  public static func decode(_ bytes: SourceBytes) throws(DescriptorProblem) -> SourceBytes {
    let raw = bytes.raw
    guard let base = raw.baseAddress, !raw.isEmpty else { return bytes }
    switch UTF16Decoder.byteOrder(of: raw) {
    case .utf32: throw unread("UTF-32")
    case .little(let mark): return try UTF16Decoder.decode(raw, skipping: mark, isBig: false)
    case .big(let mark): return try UTF16Decoder.decode(raw, skipping: mark, isBig: true)
    case .none: break
    }
    if let zero = memchr(base, 0, raw.count) {
      throw DescriptorProblem(
        .binary, "the file contains zero bytes: it is not text",
        at: position(UnsafeRawPointer(zero) - base, in: bytes),
        remedy: "leave it out with an entry in `.bornageignore` if it is no descriptor")
    }
    if raw.count >= 3, raw[0] == 0xEF, raw[1] == 0xBB, raw[2] == 0xBF {
      let text = SourceBytes(raw[3...])
      try checkUTF8(text)
      return text
    }
    guard let first = firstNonASCII(raw, from: 0) else { return bytes }
    if let name = declaredEncoding(raw), let charset = SingleByteCharset(name) {
      if charset != .ascii || firstInvalid(raw, from: first) != nil { return charset.decode(raw) }
      return bytes
    } else if let name = declaredEncoding(raw), !isUnicodeName(name), firstInvalid(raw, from: first) != nil {
      throw unread(name)
    }
    try checkUTF8(bytes, from: first)
    return bytes
  }

  private static func checkUTF8(_ text: SourceBytes, from start: Int = 0) throws(DescriptorProblem) {
    guard let offset = firstInvalid(text.raw, from: start) else { return }
    throw DescriptorProblem(
      .encoding, "the text is not valid UTF-8 from here on", at: position(offset, in: text),
      remedy: "save the file as UTF-8")
  }

  static func position(_ offset: Int, in bytes: SourceBytes) -> Position {
    LineIndex(bytes).position(of: offset, in: bytes)
  }

  private static func unread(_ name: String) -> DescriptorProblem {
    DescriptorProblem(
      .encoding, "the text is in \(name), an encoding that is not read", at: Position(line: 1, column: 1),
      remedy: "save the file as UTF-8")
  }

  // MARK: UTF-8

  /// The offset of the first byte beyond ASCII.
  static func firstNonASCII(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var offset = start
    while offset + 8 <= raw.count,
      raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      offset += 8
    }
    while offset < raw.count {
      if raw[offset] >= 0x80 { return offset }
      offset += 1
    }
    return nil
  }

  /// The offset of the first sequence that is not well-formed UTF-8 (Unicode, table 3-7).
  static func firstInvalid(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var offset = start
    while let lead = firstNonASCII(raw, from: offset) {
      guard let length = sequenceLength(raw, at: lead) else { return lead }
      offset = lead + length
    }
    return nil
  }

  private static func sequenceLength(_ raw: UnsafeRawBufferPointer, at offset: Int) -> Int? {
    let lead = raw[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard offset + length <= raw.count, second.contains(raw[offset + 1]) else { return nil }
    for index in 2..<max(length, 2) where raw[offset + index] & 0xC0 != 0x80 { return nil }
    return length
  }

  // MARK: XML's declaration

  /// The encoding that an XML declaration names, in lower case; nil without one.
  private static func declaredEncoding(_ raw: UnsafeRawBufferPointer) -> String? {
    let head = UnsafeRawBufferPointer(rebasing: raw[..<min(raw.count, 512)])
    guard let start = head.firstIndex(where: { $0 > 0x20 }),
      head[start...].starts(with: "<?xml".utf8),
      let end = head.firstOffset(of: "?>", from: start)
    else { return nil }
    let declaration = UnsafeRawBufferPointer(rebasing: head[start..<end])
    guard let name = declaration.firstOffset(of: "encoding") else { return nil }
    let rest = declaration[(name + 8)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self).lowercased()
  }

  /// Names under which valid UTF-8 is read as that: a file that was transcoded keeps its old declaration.
  private static func isUnicodeName(_ name: String) -> Bool {
    name.hasPrefix("utf") || name.hasPrefix("iso-10646") || name.isEmpty
  }
}
