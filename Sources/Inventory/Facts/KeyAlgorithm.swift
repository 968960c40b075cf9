/// What a key is made for and how long it is, reduced to its family: `RSA-2048`, `EC-256`, `AES-256`.
public struct KeyAlgorithm: Sendable, Hashable {
  /// The family.
  public enum Family: String, Sendable, CaseIterable {
    case rsa = "RSA"
    case ellipticCurve = "EC"
    case symmetric = "AES"
  }

  /// The family.
  public let family: Family
  /// The length in bits; nil if it is not stated.
  public let bits: Int?

  /// An algorithm.
  public init(_ family: Family, bits: Int?) {
    self.family = family
    self.bits = bits
  }

  /// As it is shown: `RSA-2048`, `RSA`.
  public var name: String { bits.map { "\(family.rawValue)-\($0)" } ?? family.rawValue }

  private static let edwards: [(String, Int)] = [("25519", 256), ("448", 448)]

  /// Reads what descriptors write: `RSA_2048`, `ECC_NIST_P256`, `EC_secp384r1`, `RSA_SIGN_PKCS1_4096_SHA512`,
  /// `SYMMETRIC_DEFAULT`, `oct-HSM`; nil for what names none of the families.
  public init?(_ spelling: String) {
    let upper = spelling.uppercased()
    let numbers = upper.split { !$0.isNumber }.compactMap { Int($0) }
    if upper.hasPrefix("RSA") {
      self.init(.rsa, bits: numbers.first { $0 >= 512 && $0.isMultiple(of: 8) })
    } else if let edwards = Self.edwards.first(where: {
      upper.hasSuffix("D" + $0.0) || upper.hasSuffix("X" + $0.0)
    }) {
      self.init(.ellipticCurve, bits: edwards.1)
    } else if upper.hasPrefix("EC") || upper.hasPrefix("P-") || upper.hasPrefix("SECP")
      || upper.hasPrefix("PRIME")
    {
      self.init(.ellipticCurve, bits: numbers.first { (160...571).contains($0) })
    } else if upper.contains("SYMMETRIC") && !upper.contains("ASYMMETRIC") || upper.hasPrefix("AES")
      || upper.hasPrefix("OCT")
    {
      // The key services make symmetric keys of 256 bits unless they say otherwise.
      self.init(.symmetric, bits: numbers.first { [128, 192, 256].contains($0) } ?? 256)
    } else {
      return nil
    }
  }

  /// The same family with a length that stands in a setting of its own.
  public func sized(_ bits: Int) -> KeyAlgorithm { KeyAlgorithm(family, bits: bits) }
}
