public import Descriptors

/// What would be taken as the deployment context of some files, and why.
public struct ContextReport: Sendable {
  /// One thing that is said about some files.
  public struct Statement: Sendable, Hashable {
    /// `aws.region`.
    public let key: String
    /// `eu-west-3`.
    public let value: String
    /// The statement behind it.
    public let why: Phrase
    /// Where it stands: `path:line:column`; nil for the command line.
    public let place: String?
    /// True if it is used; false if another statement hides it.
    public let isUsed: Bool

    /// A statement.
    public init(key: String, value: String, why: Phrase, place: String?, isUsed: Bool) {
      self.key = key
      self.value = value
      self.why = why
      self.place = place
      self.isUsed = isUsed
    }
  }

  /// Files of which the same is said.
  public struct Group: Sendable {
    /// What is said, closest last.
    public let statements: [Statement]
    /// The paths, in order.
    public let files: [String]

    /// A group.
    public init(statements: [Statement], files: [String]) {
      self.statements = statements
      self.files = files
    }
  }

  /// A statement that was seen and cannot be used.
  public struct Unused: Sendable {
    /// Where it stands: `path:line:column`.
    public let place: String
    /// Why it is not used.
    public let reason: Phrase

    /// An unused statement.
    public init(place: String, reason: Phrase) {
      self.place = place
      self.reason = reason
    }
  }

  /// The files by what is said of them, those with a context first.
  public let groups: [Group]
  /// Statements that were seen and cannot be used.
  public let unused: [Unused]

  /// A survey.
  public init(groups: [Group], unused: [Unused]) {
    self.groups = groups
    self.unused = unused
  }

  /// The report for people, a line each.
  public func lines(in language: Language = .english) -> [String] {
    let style = ReportStyle(language: language)
    var lines: [String] = []
    for group in groups {
      if !lines.isEmpty { lines.append("") }
      let more = group.files.count - 1
      let file = group.files.first ?? ""
      let files: Phrase = more > 0 ? "\(file) and \(count: more) more" : "\(file)"
      guard !group.statements.isEmpty else {
        lines.append(style.say("\(files): nothing is said"))
        lines.append(
          "  "
            + style.say(
              "say where they are deployed: `--context aws.region=eu-west-3`, or `contexts:` in .bornage.yml")
        )
        continue
      }
      lines.append(style.say(files))
      lines += group.statements.reversed().flatMap { Self.lines($0, style) }
    }
    if !unused.isEmpty {
      lines += ["", style.say("seen, and not used:")]
      lines += unused.map { "  \(SafeText.line($0.place)): \(style.say($0.reason))" }
    }
    return lines.isEmpty ? [style.say("no descriptors are there")] : lines
  }

  private static func lines(_ statement: Statement, _ style: ReportStyle) -> [String] {
    let place = statement.place.map { SafeText.line($0) + ": " } ?? ""
    let said: Phrase = "\(statement.key) = \(statement.value)"
    return [
      "  " + style.say(statement.isUsed ? said : "not used: \(said)"),
      "    \(place)\(style.say(statement.why))",
    ]
  }
}
