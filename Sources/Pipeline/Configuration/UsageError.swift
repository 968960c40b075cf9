/// A mistake of the user's in an option or a configuration file: exit code 2.
public struct UsageError: Error, Sendable {
  /// What is wrong, where, and what would be right.
  public let message: String

  /// A mistake.
  public init(_ message: String) {
    self.message = message
  }
}
