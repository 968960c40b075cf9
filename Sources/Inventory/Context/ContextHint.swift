public import Descriptors

/// What a file of the tree says about where other files are deployed.
public struct ContextHint: Sendable {
  /// How closely a hint belongs to a file; a closer one hides those further away.
  public enum Nearness: Int, Sendable, Comparable, CaseIterable {
    /// A file of the tree describes a cluster and does not say what is deployed there.
    case cluster
    /// A pipeline of the tree deploys something and does not name what.
    case tree
    /// A pipeline of the tree names the file.
    case named
    /// A file of settings beside the template.
    case beside

    /// Further away.
    public static func < (left: Nearness, right: Nearness) -> Bool { left.rawValue < right.rawValue }
  }

  /// The key of the deployment context: `aws.region`.
  public let key: String
  /// The value: `eu-west-3`.
  public let value: String
  /// The statement and where it stands.
  public let evidence: Evidence
  /// How closely it belongs to what it speaks of.
  public let nearness: Nearness
  /// The files that it speaks of, relative to the folder that the hint applies to; empty for all of them.
  public let templates: [String]

  /// A hint.
  public init(
    _ key: String, _ value: String, evidence: Evidence, nearness: Nearness, templates: [String] = []
  ) {
    self.key = key
    self.value = value
    self.evidence = evidence
    self.nearness = nearness
    self.templates = templates
  }

  /// True if it speaks of the file, named by its path from the folder that the hint applies to.
  ///
  /// Commands name files from a folder that is not always known (`cd infra && ...`): the end of the path counts.
  public func speaks(of path: String) -> Bool {
    templates.isEmpty || templates.contains { path == $0 || path.hasSuffix("/" + $0) }
  }
}

/// A statement about deployment that was seen and cannot be used, with the reason.
public struct UnusedHint: Sendable {
  /// Where it stands.
  public let span: SourceSpan
  /// Why it is not used.
  public let reason: Phrase

  /// An unused statement.
  public init(at span: SourceSpan, _ reason: Phrase) {
    self.span = span
    self.reason = reason
  }
}

/// What one file says about where others are deployed.
public struct ContextHints: Sendable {
  /// What can be used.
  public var hints: [ContextHint] = []
  /// What cannot.
  public var unused: [UnusedHint] = []

  /// Nothing said.
  public init() {}
}
