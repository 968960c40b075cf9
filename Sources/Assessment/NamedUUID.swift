import Crypto

/// A UUID made from a name, version 5 of RFC 9562 (section 5.5): the same name in the same namespace gives the same
/// identifier, so that two runs over the same input name everything alike.
///
/// SHA-1 is what the standard prescribes; nothing rests on its strength here.
public struct NamedUUID: Sendable, Hashable, CustomStringConvertible {
  /// RFC 9562, section 6.6: names that are host names.
  public static let dns = NamedUUID(high: 0x6ba7_b810_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
  /// RFC 9562, section 6.6: names that are URLs.
  public static let url = NamedUUID(high: 0x6ba7_b811_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)

  private let high: UInt64
  private let low: UInt64

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The UUID of a name in a namespace.
  public init(_ name: String, in namespace: NamedUUID) {
    var name = name
    let digest = name.withUTF8 { utf8 in
      var hash = Insecure.SHA1()
      withUnsafeBytes(of: namespace.high.bigEndian) { hash.update(bufferPointer: $0) }
      withUnsafeBytes(of: namespace.low.bigEndian) { hash.update(bufferPointer: $0) }
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      return hash.finalize()
    }
    let (high, low) = digest.withUnsafeBytes {
      ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    // The version stands in the four bits of the seventh byte, the variant in the two of the ninth.
    self.high = UInt64(bigEndian: high) & ~0xF000 | 0x5000
    self.low = UInt64(bigEndian: low) & ~(0b11 << 62) | 0b10 << 62
  }

  /// 8-4-4-4-12 hexadecimal digits, lower case.
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      var position = 0
      for digit in 0..<32 {
        if [8, 12, 16, 20].contains(digit) {
          buffer[position] = 0x2D
          position += 1
        }
        let word = digit < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: word >> UInt64((15 - digit % 16) * 4)) & 0xF
        buffer[position] = value < 10 ? 0x30 + value : 0x57 + value
        position += 1
      }
      return 36
    }
  }
}
