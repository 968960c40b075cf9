/// A value that a policy leaves to its user: named in rules as `$name`, given a default, and set by a policy that
/// extends it or on the command line.
public struct Parameter: Sendable, Hashable {
  /// The name, as rules write it behind `$`.
  public let name: String
  /// What it is for.
  public let title: String
  /// The same in French.
  public let frenchTitle: String?
  /// The values in force.
  public internal(set) var values: [String]
  /// The values it may take; empty for any.
  public let allowed: [String]
  /// Who said so: the policy's identifier, or `--policy-parameter`.
  public internal(set) var origin: String

  /// True if the name can be told from text that begins with a dollar sign: lower case letters, digits and `-`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
