/// Where in the stack encryption at rest happens; later ones protect against more parties.
public enum Layer: String, Sendable, CaseIterable, Comparable {
  case disk
  case volume
  case file
  case database
  case field
  case client

  /// Lower in the stack.
  public static func < (left: Layer, right: Layer) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// Whether data is encrypted where it rests.
public struct AtRest: Sendable, Hashable {
  /// True if it is.
  public let encrypted: Bool
  /// The algorithm as the descriptor or the service's documentation names it, such as `AES-256`.
  public let algorithm: String?
  /// Where in the stack.
  public let layer: Layer
  /// True if nothing was declared and the service's default decides.
  public let byDefault: Bool

  /// A state of encryption at rest.
  public init(encrypted: Bool, algorithm: String? = nil, layer: Layer = .volume, byDefault: Bool = false) {
    self.encrypted = encrypted
    self.algorithm = algorithm
    self.layer = layer
    self.byDefault = byDefault
  }
}
