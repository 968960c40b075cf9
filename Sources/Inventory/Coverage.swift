public import Descriptors

/// The account of everything the scan was given: nothing is lost, and the counts reconcile.
public struct Coverage: Sendable {
  /// Why something was not read, and whether that makes the scan incomplete.
  public struct Unread: Sendable {
    /// The path.
    public let path: String
    /// The line, if only a part was not read.
    public let line: Int?
    /// The reason, a sentence that ends with what to do.
    public let reason: Phrase
    /// True if the path was named by the user or the file carries a dialect's marks: then the scan is incomplete.
    public let makesIncomplete: Bool

    /// An unread file or part of one.
    public init(path: String, line: Int? = nil, reason: Phrase, makesIncomplete: Bool) {
      self.path = path
      self.line = line
      self.reason = reason
      self.makesIncomplete = makesIncomplete
    }
  }

  /// A file that looks like a descriptor and was not understood.
  public struct NotUnderstood: Sendable, Equatable {
    /// The path.
    public let path: String
    /// What it seems to be.
    public let kind: String

    /// A file with what it seems to be.
    public init(path: String, kind: String) {
      self.path = path
      self.kind = kind
    }
  }

  /// All files and unreadable paths that the scan came upon.
  public var found = 0
  /// Files of a known dialect that were read whole.
  public var understood = 0
  /// Files that are no descriptors: text, source code, lock files, documents of no known dialect.
  public var notInfrastructure = 0
  /// Files that look like descriptors but are of no dialect that is read, or could not be read whole.
  public var notUnderstood = 0
  /// Files and folders that could not be opened or read.
  public var unreadable = 0
  /// Files left out by `.gitignore` and `.bornageignore`; not part of `found`.
  public var ignored = 0
  /// Files and folders left out by `excludes` of the configuration and `--exclude`; not part of `found`.
  public var excluded = 0

  /// Everything declared in what was understood.
  public var resources = 0
  /// Those that hold data.
  public var dataBearing = 0
  /// Data-bearing resources whose place is known, wholly.
  public var located = 0
  /// Data-bearing resources whose place is not known, or only in part.
  public var undetermined = 0

  /// Understood files by dialect identifier.
  public var filesByDialect: [String: Int] = [:]
  /// Declared things of types that no card or dialect knows, by type.
  public var unknownTypes: [String: Int] = [:]
  /// Declarations whose condition does not hold with the values in force, by type; not part of `resources`.
  public var notCreated: [String: Int] = [:]
  /// Not understood files by what they seem to be.
  public var notUnderstoodKinds: [String: Int] = [:]
  /// The not understood files, sorted by path.
  public var notUnderstoodFiles: [NotUnderstood] = []
  /// What was not read, sorted by path and line.
  public var unread: [Unread] = []

  /// An empty account.
  public init() {}

  /// True if something that should have been read was not.
  public var isIncomplete: Bool { unread.contains(where: \.makesIncomplete) }

  /// True if every file stands in exactly one column.
  public var reconciles: Bool {
    found == understood + notInfrastructure + notUnderstood + unreadable
      && dataBearing == located + undetermined
  }
}
