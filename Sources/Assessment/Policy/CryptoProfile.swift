import Inventory

/// A named floor of algorithms, key lengths and TLS versions: what can be tested on today's facts.
struct CryptoProfile: Sendable {
  /// The name in policies: `anssi`.
  let name: String
  /// Ciphers that may encrypt data at rest, each with its shortest key in bits.
  let ciphers: [(name: String, bits: Int)]
  /// The oldest TLS version, as policies write it.
  let minimumTLS: String
  /// The document behind it.
  let source: String

  /// All profiles.
  ///
  /// Key lengths and versions: ANSSI's guide on cryptographic mechanisms v2.04 and TLS recommendations v1.2;
  /// BSI TR-02102-1 and -2; NIST SP 800-57 and SP 800-52r2; the Australian ISM; PCI DSS 4.0.1.
  static let all: [CryptoProfile] = [
    CryptoProfile(
      name: "anssi", ciphers: [("AES", 128), ("CHACHA20", 256), ("CAMELLIA", 128)], minimumTLS: "1.2",
      source: "ANSSI, guide des mécanismes cryptographiques 2.04; recommandations TLS 1.2"),
    CryptoProfile(
      name: "bsi", ciphers: [("AES", 128)], minimumTLS: "1.2", source: "BSI TR-02102-1 and -2, 2026-01"),
    CryptoProfile(
      name: "nist", ciphers: [("AES", 128)], minimumTLS: "1.2", source: "NIST SP 800-57, SP 800-52r2"),
    CryptoProfile(name: "ism", ciphers: [("AES", 128)], minimumTLS: "1.3", source: "ASD ISM, December 2025"),
    CryptoProfile(name: "pci", ciphers: [("AES", 128)], minimumTLS: "1.2", source: "PCI DSS 4.0.1"),
  ]

  static func named(_ name: String) -> CryptoProfile? { all.first { $0.name == name } }

  /// The oldest TLS version that the profile accepts.
  var minimumVersion: TLSVersion? { TLSVersion(spelling: minimumTLS) }
}

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

  /// Whether a profile takes it.
  func satisfies(_ profile: CryptoProfile) -> Bool {
    guard let floor = profile.ciphers.first(where: { $0.name == name }) else { return false }
    // No AES key is shorter than 128 bits, so a bare `AES` is within every floor of 128.
    guard let bits else { return floor.bits <= 128 }
    return bits >= floor.bits
  }
}
