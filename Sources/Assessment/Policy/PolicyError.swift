public import Descriptors

/// A mistake in a policy.
public struct PolicyError: Error, Sendable, Hashable {
  /// The policy file as it is shown.
  public let file: String
  /// Where the mistake stands.
  public let position: Position
  /// What is wrong, in one sentence.
  public let message: String
  /// What to do about it.
  public let remedy: String

  /// A mistake.
  public init(file: String, position: Position, message: String, remedy: String) {
    self.file = file
    self.position = position
    self.message = message
    self.remedy = remedy
  }
}

extension PolicyError: CustomStringConvertible {
  /// As compilers write it: `acme.yaml:7:13: message; remedy`.
  public var description: String {
    "\(file):\(position.line):\(position.column): \(message); \(remedy)"
  }
}

/// All mistakes of a policy, in the order of the file; never empty.
public struct PolicyErrors: Error, Sendable, CustomStringConvertible {
  /// The mistakes.
  public let errors: [PolicyError]

  /// Sorts mistakes by where they stand.
  public init(_ errors: [PolicyError]) {
    self.errors = errors.sorted { ($0.position, $0.message) < ($1.position, $1.message) }
  }

  /// One mistake a line.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
