public import Descriptors

/// A tag, label or annotation that a resource carries.
public struct Tag: Sendable {
  /// The key as written.
  public let key: String
  /// The value as written.
  public let value: String
  /// Where it stands.
  public let span: SourceSpan

  /// A tag.
  public init(_ key: String, _ value: String, at span: SourceSpan) {
    self.key = key
    self.value = value
    self.span = span
  }
}
