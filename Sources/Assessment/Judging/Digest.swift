import Crypto

/// SHA-256 as hexadecimal text.
enum Digest {
  /// All 64 digits over some bytes.
  static func hexadecimal(of bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return hash.finalize().withUnsafeBytes { text($0, bytes: 32) }
  }

  static func text(_ raw: UnsafeRawBufferPointer, bytes: Int) -> String {
    String(unsafeUninitializedCapacity: bytes * 2) { buffer in
      for index in 0..<bytes {
        buffer[index * 2] = digit(raw[index] >> 4)
        buffer[index * 2 + 1] = digit(raw[index] & 0xF)
      }
      return bytes * 2
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}

/// What stays of a finding when lines, files and order move: half a SHA-256 over rule, resource and offending value.
struct Fingerprint {
  /// 32 hexadecimal digits.
  let text: String
  /// The first eight bytes.
  let head: UInt64

  init(rule: String, key: String, value: String) {
    var material = rule
    material.reserveCapacity(rule.utf8.count + key.utf8.count + value.utf8.count + 2)
    material += "\0"
    material += key
    material += "\0"
    material += value
    self.init(of: material)
  }

  init(of material: String) {
    var material = material
    let digest = material.withUTF8 { utf8 in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(utf8))
      return hash.finalize()
    }
    (text, head) = digest.withUnsafeBytes {
      (Digest.text($0, bytes: 16), $0.loadUnaligned(as: UInt64.self))
    }
  }
}
