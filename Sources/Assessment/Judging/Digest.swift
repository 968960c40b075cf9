import Crypto

/// SHA-256 as hexadecimal text.
enum Digest {
  /// All 64 digits over some bytes.
  static func hexadecimal(of bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return text(hash.finalize(), bytes: 32)
  }

  /// The first 32 digits over a text: a fingerprint.
  static func fingerprint(of material: String) -> String {
    var material = material
    return material.withUTF8 { utf8 in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      return text(hash.finalize(), bytes: 16)
    }
  }

  private static func text(_ digest: SHA256Digest, bytes: Int) -> String {
    digest.withUnsafeBytes { raw in
      String(unsafeUninitializedCapacity: bytes * 2) { buffer in
        for index in 0..<bytes {
          buffer[index * 2] = digit(raw[index] >> 4)
          buffer[index * 2 + 1] = digit(raw[index] & 0xF)
        }
        return bytes * 2
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
