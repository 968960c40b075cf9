public import Descriptors

/// A question of the policy's own: a fact of the inventory, or a value of the raw descriptor, held against a test.
public struct CheckDemand: Sendable, Hashable {
  /// What is looked at.
  public enum Subject: Sendable, Hashable {
    /// A fact of the inventory by its name: `place`, `key.rotation`, `tag.owner`.
    case fact(String)
    /// Values of the descriptor, from the resource's declaration or, with `$`, from the document; the first path that
    /// leads to one counts.
    case paths([RawPath])
    /// Values of an XML descriptor, from its root element.
    case xpath(String)
  }

  /// What becomes of a value that is not there.
  public enum Missing: String, Sendable, CaseIterable {
    case pass
    case fail
    case undetermined
    case notApplicable = "not-applicable"
  }

  /// The category that the rule names.
  public let category: Category
  /// What is looked at.
  public let subject: Subject
  /// Values of which it must be one.
  public var equals: [String] = []
  /// Values of which it must be none.
  public var not: [String] = []
  /// Patterns of which one must match: `*` for any characters.
  public var like: [String] = []
  /// The least number.
  public var atLeast: Double?
  /// The greatest number.
  public var atMost: Double?
  /// Whether it must be there at all; nil if only its value counts.
  public var present: Bool?
  /// What becomes of a value that is not there.
  public var missing: Missing = .undetermined

  /// The test in words: "at least 180".
  public var words: Phrase {
    var parts: [Phrase] = []
    if !equals.isEmpty { parts.append(Self.either(equals)) }
    if !not.isEmpty { parts.append("not \(Self.either(not))") }
    if !like.isEmpty { parts.append("like \(Self.either(like))") }
    if let atLeast { parts.append("at least \(Self.shown(atLeast))") }
    if let atMost { parts.append("at most \(Self.shown(atMost))") }
    if let present { parts.append(present ? "there" : "absent") }
    return .enumeration(parts)
  }

  private static func either(_ values: [String]) -> Phrase {
    .enumeration(values.map(Phrase.init(verbatim:)), separator: " or ")
  }

  static func shown(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}

/// A way to values of a descriptor: `Properties.BackupRetentionPeriod`, `spec.containers[*].image`, `$.version`.
public struct RawPath: Sendable, Hashable {
  /// One step.
  public enum Step: Sendable, Hashable {
    /// The value under a key, or the child elements of that name.
    case key(String)
    /// An item of a list, counted from 0.
    case index(Int)
    /// All items of a list, or all values of a mapping.
    case all
  }

  /// The steps.
  public let steps: [Step]
  /// True if it begins at the document rather than at the resource.
  public let fromDocument: Bool
  /// As it is written.
  public let text: String

  /// Reads a path; nil if it is none: steps joined by dots, `[0]`, `[*]`, `*`, keys with dots in `['...']`.
  public init?(_ text: String) {
    self.text = text
    var steps: [Step] = []
    var rest = Substring(text)
    fromDocument = rest.hasPrefix("$")
    if fromDocument {
      rest = rest.dropFirst()
      if rest.hasPrefix(".") { rest = rest.dropFirst() }
    }
    while !rest.isEmpty {
      guard let step = Self.step(&rest) else { return nil }
      steps.append(step)
    }
    guard !steps.isEmpty else { return nil }
    self.steps = steps
  }

  private static func step(_ rest: inout Substring) -> Step? {
    if rest.hasPrefix("[") {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      let inner = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      guard separator(&rest) else { return nil }
      if inner == "*" { return .all }
      if let index = Int(inner), index >= 0 { return .index(index) }
      guard inner.count > 2, let quote = inner.first, quote == "'" || quote == "\"", inner.last == quote
      else {
        return nil
      }
      return .key(String(inner.dropFirst().dropLast()))
    }
    let word = rest.prefix { $0 != "." && $0 != "[" }
    guard !word.isEmpty else { return nil }
    rest = rest[word.endIndex...]
    guard separator(&rest) else { return nil }
    return word == "*" ? .all : .key(String(word))
  }

  /// A dot that more must follow, or nothing, or a bracket.
  private static func separator(_ rest: inout Substring) -> Bool {
    guard rest.hasPrefix(".") else { return true }
    rest = rest.dropFirst()
    return !rest.isEmpty
  }
}
