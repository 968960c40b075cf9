import Descriptors
import Glibc

/// The lines of one ignore file.
struct IgnoreRules {
  /// What `.bornageignore` is called.
  static let ownName = ".bornageignore"
  /// What git's file is called.
  static let gitName = ".gitignore"
  /// The largest ignore file that is read; the longest known have some thousand lines.
  static let maxBytes = 1 << 20

  let patterns: [IgnorePattern]

  /// Reads lines; the last one with something to say about an entry wins.
  init(_ text: UnsafeRawBufferPointer) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = text.starts(with: mark) ? text[mark.count...] : text[...]
    patterns = body.split(separator: UInt8(ascii: "\n")).compactMap { line in
      IgnorePattern(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  /// True to leave out, false to keep, nil if no line fits.
  func verdict(
    path: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>, isFolder: Bool
  ) -> Bool? {
    let last = patterns.last { $0.matches(path: path, name: name, isFolder: isFolder) }
    return last.map { !$0.takesBack }
  }

  /// Reads an ignore file; nil if there is none or it is empty.
  ///
  /// Like git, follows no link.
  static func load(_ path: [UInt8]) throws(DescriptorProblem) -> IgnoreRules? {
    let descriptor = System.open(path, follow: false)
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      let (what, remedy) =
        errno == ELOOP
        ? ("it is a symbolic link", "put the lines into a file of that name") : Reason.parts(errno, .file)
      throw DescriptorProblem(.unreadable, what, remedy: remedy)
    }
    defer { close(descriptor) }
    let bytes = try Discovery.contents(of: descriptor, maxBytes: maxBytes, .file)
    let rules = withExtendedLifetime(bytes) { IgnoreRules(bytes.raw) }
    return rules.patterns.isEmpty ? nil : rules
  }
}

/// The ignore files that speak for one folder.
struct IgnoreScope {
  /// One ignore file.
  struct Level {
    let rules: IgnoreRules
    /// Where, in the path that is matched, the part below the file's folder starts.
    let base: Int
  }

  /// Git's files, from the repository's own list down to the folder.
  var git: [Level] = []
  /// The `.bornageignore` files, which are asked first.
  var own: [Level] = []
  /// What the options leave out, before any file is asked.
  var excludes: [ExcludeLevel] = []

  /// True if the options leave the entry out.
  ///
  /// - Parameter path: the path that ignore files are held against.
  func excludes(_ path: [UInt8], isFolder: Bool) -> Bool {
    excludes.contains { $0.leavesOut(path, isFolder: isFolder) }
  }

  /// True if the nearest file with something to say leaves the entry out.
  func leavesOut(_ path: [UInt8], nameStart: Int, isFolder: Bool) -> Bool {
    if git.isEmpty, own.isEmpty { return false }
    return path.withUnsafeBufferPointer { path in
      let name = UnsafeBufferPointer(rebasing: path[nameStart...])
      for levels in [own, git] {
        for level in levels.reversed() {
          let below = UnsafeBufferPointer(rebasing: path[level.base...])
          if let verdict = level.rules.verdict(path: below, name: name, isFolder: isFolder) {
            return verdict
          }
        }
      }
      return false
    }
  }
}
