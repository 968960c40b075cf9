public import Inventory

/// A named floor of algorithms, key lengths and TLS versions, as an authority publishes it.
public struct CryptoProfile: Sendable, Hashable {
  /// An algorithm with its shortest key, in bits.
  public struct Floor: Sendable, Hashable {
    /// The name: `AES`, `RSA`, `EC`.
    public let name: String
    /// The shortest key.
    public let bits: Int
    /// When it holds.
    public let period: Period
  }

  /// The oldest TLS version that may be accepted.
  public struct Protocols: Sendable, Hashable {
    /// The version.
    public let minimum: TLSVersion
    /// When it holds.
    public let period: Period
  }

  /// The name in policies: `anssi`.
  public let name: String
  /// The title.
  public let title: String
  /// The documents behind it.
  public let sources: [PolicySource]
  /// False if nobody has held the values against the documents.
  public let isVerified: Bool
  /// Ciphers that may encrypt data at rest.
  public let ciphers: [Floor]
  /// TLS versions.
  public let protocols: [Protocols]
  /// Asymmetric keys.
  public let keys: [Floor]

  /// Whether the profile takes a key on a day; nil if its length is not known.
  func takes(_ key: KeyAlgorithm, on day: String) -> Bool? {
    let floors = (key.family == .symmetric ? ciphers : keys).filter {
      $0.name == key.family.rawValue && $0.period.contains(day)
    }
    guard let floor = floors.map(\.bits).min() else { return false }
    return key.bits.map { $0 >= floor }
  }

  /// The oldest TLS version that the profile accepts on a day; nil if it does not say.
  public func minimumVersion(on day: String) -> TLSVersion? {
    protocols.filter { $0.period.contains(day) }.map(\.minimum).min()
  }
}

/// The days on which something holds; both ends as `2031-01-01`.
public struct Period: Sendable, Hashable {
  /// The first day; nil for always.
  public let from: String?
  /// The first day on which it holds no longer; nil for never.
  public let until: String?

  /// A period.
  public init(from: String? = nil, until: String? = nil) {
    self.from = from
    self.until = until
  }

  /// True if it holds on a day.
  public func contains(_ day: String) -> Bool {
    if let from, day < from { return false }
    if let until, day >= until { return false }
    return true
  }
}
