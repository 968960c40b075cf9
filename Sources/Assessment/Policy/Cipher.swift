/// A cipher as descriptors spell it, reduced to its name and key length.
struct Cipher: Equatable {
  let name: String
  /// In bits; nil if the spelling does not say.
  let bits: Int?

  /// Longer names first: `3DES` is no `DES`.
  private static let names = [
    ("CHACHA20", "CHACHA20"), ("CAMELLIA", "CAMELLIA"), ("TRIPLEDES", "3DES"), ("DESEDE", "3DES"),
    ("3DES", "3DES"), ("TDES", "3DES"), ("SERPENT", "SERPENT"), ("TWOFISH", "TWOFISH"),
    ("BLOWFISH", "BLOWFISH"), ("KUZNYECHIK", "KUZNYECHIK"), ("MAGMA", "MAGMA"), ("CAST5", "CAST5"),
    ("ARIA", "ARIA"), ("SEED", "SEED"), ("LEA", "LEA"), ("SM4", "SM4"), ("AES", "AES"), ("RC4", "RC4"),
    ("RC2", "RC2"), ("DES", "DES"),
  ]

  /// The names that crypto profiles may use.
  static let knownNames = Set(names.map(\.1)).sorted()

  /// Reads `AES-256`, `aes256`, `AES/CTR/NoPadding`, `aes-xts-plain64`; nil for a name that is no cipher's.
  init?(_ spelling: String) {
    let upper = spelling.uppercased()
    guard
      let (written, name) = Self.names.first(where: { upper.contains($0.0) })
    else { return nil }
    self.name = name
    let numbers = upper.split { !$0.isNumber }.compactMap { Int($0) }
    // XTS joins two keys: 512 bits of it are AES-256.
    let isXTS = upper.contains("XTS")
    let lengths = numbers.filter { [40, 56, 64, 112, 128, 168, 192, 256, 512].contains($0) }
    switch written {
    case "CHACHA20": bits = 256
    case "3DES", "TRIPLEDES", "DESEDE", "TDES": bits = 112
    case "DES": bits = 56
    default:
      // `plain64` is XTS's counter, not a key.
      let keys = isXTS ? lengths.filter { $0 >= 256 }.map { $0 / 2 } : lengths
      bits = keys.max()
    }
  }

  /// Whether a profile takes it on a day.
  func satisfies(_ profile: CryptoProfile, on day: String) -> Bool {
    profile.ciphers.contains { floor in
      guard floor.name == name, floor.period.contains(day) else { return false }
      // No AES key is shorter than 128 bits, so a bare `AES` is within every floor of 128.
      guard let bits else { return floor.bits <= 128 }
      return bits >= floor.bits
    }
  }
}
