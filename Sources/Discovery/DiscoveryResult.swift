public import Descriptors

/// One file the scan was given.
public struct FoundFile: Sendable, Hashable {
  /// How the file is opened.
  enum Access: UInt8, Sendable {
    /// An entry of a folder: never through a link.
    case plain
    /// A link, or a path that the user named.
    case followed
    /// Standard input.
    case standardInput
    /// Not a file of the file system: its content is kept elsewhere.
    case stored
    /// Not on disk: the bytes came with the question.
    case held
  }

  /// The path to show: as the user named it, joined with the path below that, without a leading `./`.
  ///
  /// Bytes that are no UTF-8, control characters and characters that turn the direction of writing are
  /// shown as `\xFF` and `\u{202E}`; the file is opened by its true name all the same.
  public let path: String
  /// True if the user named the file itself, not a folder above it.
  public let named: Bool
  /// The true name, where it is not the UTF-8 of `path`.
  let rawPath: [UInt8]?
  let access: Access
  /// Where the content is kept, if it is no file of the file system.
  let stored: StoredContent?
  /// The bytes of a file that is not on disk.
  let held: SourceBytes?

  /// True for standard input, whose path is `<stdin>`.
  public var isStandardInput: Bool { access == .standardInput }

  /// A file by its path; `named` says whether the user named it, in which case a link is followed.
  public init(path: String, named: Bool) {
    self.path = path
    self.named = named
    rawPath = nil
    access = named ? .followed : .plain
    stored = nil
    held = nil
  }

  /// A file whose content is kept elsewhere than in the file system, such as in a commit.
  ///
  /// - Parameter shown: the bytes of the path that it is to be known by.
  public init(shown raw: some Collection<UInt8>, named: Bool, content: StoredContent) {
    path = ShownPath.text(raw).text
    rawPath = nil
    self.named = named
    access = .stored
    stored = content
    held = nil
  }

  /// A file that is not on disk, under the path that it is to be known by.
  public init(path: String, holding bytes: SourceBytes) {
    let shown = ShownPath.text(path.utf8)
    self.path = shown.text
    rawPath = shown.isExact ? nil : Array(path.utf8)
    named = false
    access = .held
    held = bytes
    stored = nil
  }

  init(raw: some Collection<UInt8>, named: Bool, access: Access) {
    let shown = ShownPath.text(raw)
    path = shown.text
    rawPath = shown.isExact ? nil : Array(raw)
    self.named = named
    self.access = access
    stored = nil
    held = nil
  }

  /// Everything that tells this file from others and says how it is opened.
  public var identity: [UInt8] {
    withRawPath { Array($0) } + [0, access.rawValue, named ? 1 : 0, rawPath == nil ? 0 : 1]
  }

  /// The same file, opened the same way.
  public static func == (left: FoundFile, right: FoundFile) -> Bool {
    left.path == right.path && left.named == right.named && left.rawPath == right.rawPath
      && left.access == right.access && left.held === right.held && left.stored == right.stored
  }

  /// Hashes what tells files apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(access)
  }

  /// The path under which standard input is shown.
  public static let standardInputPath = "<stdin>"

  static let standardInput = FoundFile(raw: standardInputPath.utf8, named: true, access: .standardInput)

  /// The bytes of the path, for opening the file and for sorting.
  func withRawPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let rawPath { return rawPath.withUnsafeBufferPointer(body) }
    var path = path
    return path.withUTF8(body)
  }
}

/// A path that cannot be scanned and why.
public struct UnreadablePath: Sendable, Hashable {
  /// The path to show, like ``FoundFile/path``.
  public let path: String
  /// What is wrong and what to do about it: one sentence without a capital or a full stop.
  public let reason: Phrase
  /// True if the user named the path itself, not a folder above it.
  public let named: Bool
}

/// What the named paths hold.
public struct DiscoveryResult: Sendable {
  /// The files, each once, sorted by the bytes of their paths.
  public var files: [FoundFile] = []
  /// Files, folders and links that cannot be scanned, sorted by path.
  public var unreadable: [UnreadablePath] = []
  /// Ignore files whose rules could not be applied, so that more was scanned than they meant.
  public var ignoreProblems: [UnreadablePath] = []
  /// How many entries ignore files left out; a folder left out counts once, whatever is in it.
  public var ignored = 0
  /// How many entries ``DiscoveryOptions/excludes`` left out; a folder counts once, whatever is in it.
  public var excluded = 0

  /// Nothing but some files, sorted by path.
  public init(files: [FoundFile] = []) { self.files = files }
}

extension DiscoveryResult {
  /// Files that are not on disk, sorted by the bytes of their paths.
  public init(holding files: [FoundFile]) {
    self.files = files
    sort()
  }

  /// Puts everything in the order of the paths.
  mutating func sort() {
    let isSorted = zip(files, files.dropFirst()).allSatisfy { !Self.precedes($1, $0) }
    if !isSorted { files.sort(by: Self.precedes) }
    unreadable.sort { ($0.path, $0.reason.english) < ($1.path, $1.reason.english) }
    ignoreProblems.sort { ($0.path, $0.reason.english) < ($1.path, $1.reason.english) }
  }

  private static func precedes(_ left: FoundFile, _ right: FoundFile) -> Bool {
    left.withRawPath { left in right.withRawPath { right in PathBytes.precedes(left, right) } }
  }
}
