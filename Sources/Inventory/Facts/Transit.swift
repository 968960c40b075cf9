public import Descriptors

/// A version of SSL or TLS, comparable.
public enum TLSVersion: Int, Sendable, CaseIterable, Comparable {
  case ssl2
  case ssl3
  case tls10
  case tls11
  case tls12
  case tls13

  /// As policies write it: `1.2`.
  public var code: String {
    switch self {
    case .ssl2: "SSLv2"
    case .ssl3: "SSLv3"
    case .tls10: "1.0"
    case .tls11: "1.1"
    case .tls12: "1.2"
    case .tls13: "1.3"
    }
  }

  /// From any of the usual spellings: `1.2`, `TLSv1.2`, `TLS_1_2`, `TLS12`, `VersionTLS12`.
  public init?(spelling: String) {
    let digits = spelling.filter(\.isNumber)
    if spelling.lowercased().contains("ssl") {
      guard let found: TLSVersion = digits == "2" ? .ssl2 : digits == "3" ? .ssl3 : nil else { return nil }
      self = found
      return
    }
    switch digits {
    case "1", "10": self = .tls10
    case "11": self = .tls11
    case "12": self = .tls12
    case "13": self = .tls13
    default: return nil
    }
  }

  /// Older.
  public static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.rawValue < right.rawValue }
}

/// Whether a link is encrypted.
public struct TransitState: Sendable, Hashable {
  /// True if clear text is not accepted.
  public let encrypted: Bool
  /// The oldest version that is accepted; nil if it is not known.
  public let minimumVersion: TLSVersion?
  /// True if the peer's certificate is not checked.
  public let skipsVerification: Bool

  /// A state of a link.
  public init(encrypted: Bool, minimumVersion: TLSVersion? = nil, skipsVerification: Bool = false) {
    self.encrypted = encrypted
    self.minimumVersion = minimumVersion
    self.skipsVerification = skipsVerification
  }
}

/// One link or listener of a resource.
public struct TransitFact: Sendable {
  /// Who can reach the link.
  public enum Exposure: String, Sendable, CaseIterable {
    /// From the internet or any client.
    case external
    /// Within a cluster or network.
    case `internal`
  }

  /// What it is: "listener 443", "client connections", "dfs.encrypt.data.transfer".
  public let what: Phrase
  /// Who can reach it.
  public let exposure: Exposure
  /// Whether it is encrypted.
  public let state: Possible<TransitState>
  /// Where it stands.
  public let span: SourceSpan
  /// The entries of a ConfigMap or Secret that name it, for those who take their settings from there.
  var settings: Set<String> = []

  /// A link.
  public init(_ what: Phrase, exposure: Exposure, state: Possible<TransitState>, at span: SourceSpan) {
    self.what = what
    self.exposure = exposure
    self.state = state
    self.span = span
  }
}
