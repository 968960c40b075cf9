public import Descriptors

/// A `CODEOWNERS` file: who answers for which paths of a repository.
///
/// As GitHub and GitLab read it: patterns are those of ignore files without `!` (GitHub Docs, About code owners), the last
/// line that fits counts; GitLab's sections (`[Name]`, `^[Name][2] @default`) each have their own last line, and the
/// owners behind a section's name are those of its lines that name none (GitLab Docs, Code Owners, Sections).
public struct OwnersFile: Sendable {
  /// Where a repository may keep the file, relative to its top; the first that is there counts.
  public static let places = [
    ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".bitbucket/CODEOWNERS",
  ]

  private struct Line: Sendable {
    let pattern: IgnorePattern
    /// True for `docs/*`, which stands for what is in the folder itself and not for what is further below.
    let isShallow: Bool
    let owners: [String]
  }

  private var sections: [[Line]] = []

  /// Reads the lines of a file; a line that cannot be understood names nobody.
  public init(_ source: SourceBytes) {
    let text = withExtendedLifetime(source) { String(decoding: source.raw, as: UTF8.self) }
    var lines: [Line] = []
    var fallback: [String] = []
    for row in text.split(whereSeparator: \.isNewline) {
      let words = Self.words(row)
      guard let first = words.first else { continue }
      if let owners = Self.sectionOwners(row) {
        sections.append(lines)
        (lines, fallback) = ([], owners)
      } else if let pattern = IgnorePattern(first.utf8), !pattern.takesBack {
        let named = Array(words.dropFirst())
        lines.append(
          Line(
            pattern: pattern, isShallow: first.hasSuffix("/*"), owners: named.isEmpty ? fallback : named))
      }
    }
    sections.append(lines)
    sections.removeAll(where: \.isEmpty)
  }

  /// Who answers for a path from the top of the repository; nobody if no line fits.
  public func owners(of path: String) -> [String] {
    let bytes = PathBytes.normalised(path.utf8)
    return sections.reduce(into: []) { owners, lines in
      let last = lines.last { Self.fits($0, bytes) }
      for owner in last?.owners ?? [] where !owners.contains(owner) { owners.append(owner) }
    }
  }

  /// True if the pattern fits the file or a folder that it lies in.
  private static func fits(_ line: Line, _ path: [UInt8]) -> Bool {
    var end = path.count
    var isFolder = false
    while end > 0 {
      let part = Array(path[..<end])
      let name = PathBytes.split(part).name
      let matches = part.withUnsafeBufferPointer { part in
        name.withUnsafeBufferPointer { line.pattern.matches(path: part, name: $0, isFolder: isFolder) }
      }
      if matches { return true }
      if line.isShallow { return false }
      guard let slash = path[..<end].lastIndex(of: PathBytes.slash) else { return false }
      end = slash
      isFolder = true
    }
    return false
  }

  /// The words of a line up to a comment; a blank behind a backslash belongs to its word.
  private static func words(_ row: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isEscaped = false
    for character in row {
      if isEscaped {
        word += "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == " " || character == "\t" {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else if character == "#", word.isEmpty {
        break
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The owners that a section gives to its lines; nil if the line begins no section.
  private static func sectionOwners(_ row: Substring) -> [String]? {
    var rest = row.drop { $0 == " " || $0 == "\t" }
    if rest.first == "^" { rest = rest.dropFirst() }
    guard rest.first == "[", let close = rest.firstIndex(of: "]") else { return nil }
    rest = rest[rest.index(after: close)...]
    // The number of approvals that are asked for.
    if rest.first == "[", let end = rest.firstIndex(of: "]") { rest = rest[rest.index(after: end)...] }
    // `[abc]*.yaml` is a pattern.
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
    return words(rest)
  }
}
