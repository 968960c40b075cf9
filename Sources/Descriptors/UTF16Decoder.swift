import Glibc

/// UTF-16 to UTF-8.
enum UTF16Decoder {
  /// What the first bytes say.
  enum ByteOrder {
    case none
    case little(mark: Int)
    case big(mark: Int)
    case utf32
  }

  /// Judges by the byte-order mark, or by where the zero bytes of the first two characters stand.
  static func byteOrder(of raw: UnsafeRawBufferPointer) -> ByteOrder {
    guard raw.count >= 2 else { return .none }
    let (first, second) = (raw[0], raw[1])
    let (third, fourth) = raw.count >= 4 ? (raw[2], raw[3]) : (1, 1)
    switch (first, second) {
    case (0xFF, 0xFE): return third == 0 && fourth == 0 ? .utf32 : .little(mark: 2)
    case (0xFE, 0xFF): return .big(mark: 2)
    case (0, 0): return third == 0xFE && fourth == 0xFF ? .utf32 : .none
    case (1..., 0) where third != 0 && fourth == 0 && raw.count >= 4: return .little(mark: 0)
    case (0, 1...) where third == 0 && fourth != 0 && raw.count >= 4: return .big(mark: 0)
    default: return .none
    }
  }

  static func decode(
    _ raw: UnsafeRawBufferPointer, skipping mark: Int, isBig: Bool
  ) throws(DescriptorProblem) -> SourceBytes {
    let units = (raw.count - mark) / 2
    // A unit becomes three bytes at most.
    guard let memory = malloc(units * 3 + 1) else { fatalError("out of memory") }
    let target = memory.assumingMemoryBound(to: UInt8.self)
    var count = 0
    var index = 0
    func unit(_ index: Int) -> UInt32 {
      let offset = mark + index * 2
      let (high, low) = isBig ? (raw[offset], raw[offset + 1]) : (raw[offset + 1], raw[offset])
      return UInt32(high) << 8 | UInt32(low)
    }
    var fault: DescriptorProblem.Code?
    while index < units, fault == nil {
      var value = unit(index)
      index += 1
      if value & 0xFC00 == 0xD800, index < units, unit(index) & 0xFC00 == 0xDC00 {
        value = 0x10000 + (value & 0x3FF) << 10 + unit(index) & 0x3FF
        index += 1
      }
      guard value != 0, let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
        fault = value == 0 ? .binary : .encoding
        break
      }
      for byte in encoded {
        target[count] = byte
        count += 1
      }
    }
    if fault == nil, !(raw.count - mark).isMultiple(of: 2) { fault = .encoding }
    let text = SourceBytes(adopting: realloc(memory, count + 1) ?? memory, count: count)
    guard let fault else { return text }
    throw problem(fault, at: TextDecoding.position(count, in: text))
  }

  private static func problem(_ code: DescriptorProblem.Code, at position: Position) -> DescriptorProblem {
    code == .binary
      ? DescriptorProblem(
        .binary, "the file contains zero characters: it is not text", at: position,
        remedy: "leave it out with an entry in `.bornageignore` if it is no descriptor")
      : DescriptorProblem(
        .encoding, "the text is not valid UTF-16 from here on", at: position,
        remedy: "check that the file was not cut off, and save it as UTF-8")
  }
}
