public import Atlas
public import Descriptors

/// A kind of file that tells where others are deployed, known by its name.
///
/// One line in ``all`` each; reading gives hints for the files below ``folder(of:)``.
public struct ContextSource: Sendable {
  /// What it is, for people.
  public let title: String
  /// How it is written; nil for TOML, which has a reader of its own.
  let format: Format?
  /// True if the name is of this kind, given the path of the file.
  let matches: @Sendable (_ path: String) -> Bool
  /// How many folders above the file's own its word counts from.
  let levelsUp: Int
  private let read: @Sendable (_ text: SourceBytes, _ path: String, _ atlas: Atlas) -> ContextHints

  /// The kinds, in the order in which they are asked.
  public static let all: [ContextSource] = [
    pipeline("GitHub workflow", levelsUp: 2) { $0.isYAML && $0.folder.hasSuffix(".github/workflows") },
    pipeline("GitLab pipeline") { $0.fileName.hasPrefix(".gitlab-ci") && $0.isYAML },
    pipeline("Azure pipeline") { $0.fileName.hasPrefix("azure-pipelines") && $0.isYAML },
    pipeline("Bitbucket pipeline") { $0.fileName.hasPrefix("bitbucket-pipelines.y") },
    pipeline("CircleCI pipeline", levelsUp: 1) {
      $0.folder.hasSuffix(".circleci") && $0.fileName == "config.yml"
    },
    pipeline("CodeBuild specification") { $0.fileName.hasPrefix("buildspec") && $0.isYAML },
    pipeline("Cloud Build configuration") { $0.fileName.hasPrefix("cloudbuild.y") },
    ContextSource(title: "SAM configuration", format: nil, matches: { $0.fileName == "samconfig.toml" }) {
      SamConfig.read($0, path: $1, atlas: $2)
    },
  ]

  private init(
    title: String, format: Format?, levelsUp: Int = 0, matches: @escaping @Sendable (String) -> Bool,
    read: @escaping @Sendable (SourceBytes, String, Atlas) -> ContextHints
  ) {
    self.title = title
    self.format = format
    self.levelsUp = levelsUp
    self.matches = matches
    self.read = read
  }

  private static func pipeline(
    _ title: String, levelsUp: Int = 0, matches: @escaping @Sendable (String) -> Bool
  ) -> ContextSource {
    ContextSource(title: title, format: .yaml, levelsUp: levelsUp, matches: matches) { text, path, atlas in
      let reading = DescriptorReader.read(text, as: .yaml, path: path)
      var reader = PipelineReader(title: title, atlas: atlas)
      for document in reading.tree.documents { reader.read(document) }
      return reader.result
    }
  }

  /// The kind of a file, by its path.
  public static func of(_ path: String) -> ContextSource? {
    mayMatch(path) ? all.first { $0.matches(path) } : nil
  }

  /// The kind of a file that may describe a cluster, by its path; what it is shows only its content.
  public static func cluster(_ path: String) -> ContextSource? {
    guard ClusterDescription.mayBe(path) else { return nil }
    return ContextSource(
      title: "description of a cluster", format: .yaml,
      levelsUp: ClusterDescription.isKept(in: path.folder) ? 1 : 0, matches: { _ in true }
    ) {
      ClusterDescription.read($0, path: $1, atlas: $2)
    }
  }

  /// A look at the bytes that lets most paths go: it is asked of every file of a tree.
  private static func mayMatch(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      let name = bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
      switch name.first {
      case UInt8(ascii: "."), UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "c"), UInt8(ascii: "s"):
        return beginnings.contains { name.starts(with: $0.utf8Bytes) }
          || isWorkflow(bytes, name: name.startIndex)
      default:
        return isWorkflow(bytes, name: name.startIndex)
      }
    }
  }

  private static let beginnings: [StaticString] = [
    ".gitlab-ci", "azure-pipelines", "bitbucket-pipelines", "buildspec", "cloudbuild", "config.yml",
    "samconfig",
  ]

  private static func isWorkflow(_ path: UnsafeBufferPointer<UInt8>, name: Int) -> Bool {
    let folder: StaticString = ".github/workflows/"
    return name >= folder.utf8CodeUnitCount
      && path[(name - folder.utf8CodeUnitCount)..<name].elementsEqual(folder.utf8Bytes)
  }

  /// The folder whose files it speaks of; empty for the folder that the program was started in.
  public func folder(of path: String) -> String {
    (0...levelsUp).reduce(path) { path, _ in path.folder }
  }

  /// What the file says.
  public func hints(_ text: SourceBytes, path: String, atlas: Atlas) -> ContextHints {
    read(text, path, atlas)
  }
}

extension StaticString {
  fileprivate var utf8Bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension String {
  /// The name behind the last `/`.
  var fileName: Substring {
    utf8.lastIndex(of: UInt8(ascii: "/")).map { self[utf8.index(after: $0)...] } ?? self[...]
  }

  /// What stands before the last `/`; empty if there is none.
  var folder: String { utf8.lastIndex(of: UInt8(ascii: "/")).map { String(self[..<$0]) } ?? "" }

  fileprivate var isYAML: Bool { hasSuffix(".yml") || hasSuffix(".yaml") }
}
