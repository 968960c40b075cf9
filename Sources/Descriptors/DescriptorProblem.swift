/// Why a file, or a part of it, could not be read.
public struct DescriptorProblem: Error, Sendable, Equatable {
  /// The kind of trouble, for programs.
  public enum Code: String, Sendable, CaseIterable {
    /// More bytes than ``Limits/bytes``.
    case tooLarge = "too-large"
    /// Nested deeper than ``Limits/depth``.
    case tooDeep = "too-deep"
    /// More nodes than ``Limits/nodes``.
    case tooManyNodes = "too-many-nodes"
    /// The text breaks the rules of its notation.
    case syntax
    /// The bytes are no text in an encoding that is read.
    case encoding
    /// Zero bytes in what should be text.
    case binary
    /// The entities of an XML file expand beyond measure, or point outside the file.
    case entities
    /// The file could not be opened or read.
    case unreadable
    /// A template (Helm, Jinja) that has to be rendered before it is a descriptor.
    case template
  }

  /// The kind of trouble.
  public let code: Code
  /// What is wrong, in one sentence.
  public let message: Phrase
  /// Where, if it is known.
  public let position: Position?
  /// What to do about it.
  public let remedy: Phrase

  /// A problem.
  public init(_ code: Code, _ message: Phrase, at position: Position? = nil, remedy: Phrase) {
    self.code = code
    self.message = message
    self.position = position
    self.remedy = remedy
  }

  /// What is wrong and what to do about it.
  public var sentence: Phrase { "\(message); \(remedy)" }
}

/// What reading a file gave: the documents that could be read whole, and what stood in the way of others.
public struct Reading {
  /// The documents; a broken one is left out, those before it are kept.
  public let tree: Tree
  /// What went wrong; empty if the file was read whole.
  public let problems: [DescriptorProblem]
}
