/// What went into a scan and by what it was read: what an auditor needs to repeat it and to trust that nothing was altered.
public struct Provenance: Sendable, Equatable {
  /// A file that was given, in whatever column of the coverage account it stands.
  public struct Input: Sendable, Equatable {
    /// The path as it stands in reports.
    public let path: String
    /// The size in bytes.
    public let size: Int
    /// SHA-256 of its bytes, in hexadecimal.
    public let sha256: String

    /// An input.
    public init(path: String, size: Int, sha256: String) {
      self.path = path
      self.size = size
      self.sha256 = sha256
    }
  }

  /// The words of the command line, the program's name first; what may be a secret is hidden.
  public let commandLine: [String]
  /// The deployment context that was given, `KEY=VALUE`.
  public let contexts: [String]
  /// The parameters that were given, `NAME=VALUE`; what may be a secret is hidden.
  public let parameters: [String]
  /// Every file, sorted by path.
  public let inputs: [Input]
  /// SHA-256 over the data of the atlas, in hexadecimal.
  public let atlasSHA256: String
  /// SHA-256 over the service cards, in hexadecimal.
  public let cardsSHA256: String
  /// The one time stamp, given with `--source-date`: `2026-11-28T06:00:00Z`; nil if none was given.
  public let sourceDate: String?

  /// A provenance.
  public init(
    commandLine: [String], contexts: [String], parameters: [String], inputs: [Input], atlasSHA256: String,
    cardsSHA256: String, sourceDate: String?
  ) {
    self.commandLine = commandLine
    self.contexts = contexts
    self.parameters = parameters
    self.inputs = inputs
    self.atlasSHA256 = atlasSHA256
    self.cardsSHA256 = cardsSHA256
    self.sourceDate = sourceDate
  }
}
