/// Who can use a key: the ladder K0 to K6, from nobody knows to only the customer.
public enum Custody: Int, Sendable, CaseIterable, Comparable {
  /// No key, or none that can be determined.
  case none = 0
  /// The provider's own default key.
  case provider
  /// A customer-managed key in the provider's key service.
  case customerManaged
  /// As `customerManaged`, with imported material or a stated hardware protection level.
  case imported
  /// A single-tenant hardware module under the customer's control inside the provider.
  case dedicatedModule
  /// A key manager outside the provider.
  case external
  /// Encrypted before it reaches the provider.
  case clientSide

  /// The code of the ladder: `K0` ...
  ///
  /// `K6`.
  public var code: String { "K\(rawValue)" }

  /// From a code of the ladder.
  public init?(code: String) {
    guard let found = Self.allCases.first(where: { $0.code == code.uppercased() }) else { return nil }
    self = found
  }

  /// What the step means, in a few words.
  public var title: String {
    switch self {
    case .none: "no key, or undeterminable"
    case .provider: "the provider's own key"
    case .customerManaged: "customer-managed key in the provider's key service"
    case .imported: "customer-managed key with imported material or a hardware protection level"
    case .dedicatedModule: "single-tenant hardware module inside the provider"
    case .external: "key manager outside the provider"
    case .clientSide: "encrypted before it reaches the provider"
    }
  }

  /// Lower on the ladder.
  public static func < (left: Custody, right: Custody) -> Bool { left.rawValue < right.rawValue }
}
