public import Descriptors

/// A finding that only a new version of a policy or of the atlas brought, and the time until it counts.
public struct Grace: Sendable, Hashable {
  /// What brought it: `eu-gdpr 1.1.0`, `the atlas of 2026-11-23`.
  public let cause: Phrase
  /// The day that version came out.
  public let since: String
  /// The first day on which the finding counts.
  public let until: String

  /// A time of grace.
  public init(cause: Phrase, since: String, until: String) {
    self.cause = cause
    self.since = since
    self.until = until
  }
}
