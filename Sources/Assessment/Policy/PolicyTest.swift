public import Descriptors

/// The tests of one policy: small descriptors with the verdicts that are expected of them.
public struct PolicyTestFile: Sendable {
  /// The file as it is shown.
  public let path: String
  /// The policy by a pack's name or a path relative to the file; nil for the policy beside the file.
  public let policy: String?
  /// The tests, in the order of the file.
  public let tests: [PolicyTest]
  /// Verdicts that a rule cannot come to, with the rule's identifier: no test is missed for them.
  public let cannotArise: [String: [Verdict]]
}

/// One descriptor, or a few, and what the rules are expected to say of it.
public struct PolicyTest: Sendable {
  /// What a rule is expected to say.
  public enum Expectation: Sendable, Hashable {
    /// Its worst verdict over all resources.
    case worst(Verdict)
    /// How many resources get which verdict; those it does not apply to are not counted.
    case counts([Verdict: Int])
    /// The rule is switched off by a parameter.
    case off
  }

  /// A rule and its expectation, with its place in the file.
  public struct Line: Sendable {
    /// The rule's identifier.
    public let rule: String
    /// What it is expected to say.
    public let expectation: Expectation
    /// Where it stands.
    public let span: SourceSpan
  }

  /// What it shows, as a sentence.
  public let name: String
  /// Where it stands.
  public let span: SourceSpan
  /// Descriptors by their paths.
  public let files: [(path: String, text: String)]
  /// `KEY=VALUE` pairs of the deployment context.
  public let contexts: [String]
  /// `NAME=VALUE` pairs of the descriptors' parameters.
  public let values: [String]
  /// Values of the policy's parameters.
  public let parameters: [String: [String]]
  /// The day whose law holds; nil for that of the atlas.
  public let asOf: String?
  /// The expectations.
  public let expected: [Line]
}
