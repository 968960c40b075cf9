import Assessment

/// Bytes for a digest, written so that different values never give the same bytes.
struct DigestMaterial {
  private var bytes: [UInt8] = []

  init(_ purpose: String) {
    bytes.reserveCapacity(1024)
    add(.text(purpose))
  }

  mutating func add(_ value: SQLValue) {
    switch value {
    case .null: bytes.append(0)
    case .integer(let number):
      bytes.append(1)
      append(UInt64(bitPattern: number))
    case .text(let text):
      bytes.append(2)
      append(UInt64(text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
  }

  private mutating func append(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// All 64 digits.
  var whole: String { Digest.hexadecimal(of: bytes) }
  /// 32 digits: enough to tell records apart.
  var half: String { String(whole.prefix(32)) }
}
