/// Patterns, as lines of an ignore file, for what is left out below a folder.
public struct Excludes: Sendable, Equatable {
  /// The folder that the patterns are relative to, absolute and without links.
  public let folder: String
  /// The patterns.
  public let patterns: [String]
  /// True if the patterns are relative to each named folder that lies elsewhere; otherwise they say nothing there.
  public let speaksElsewhere: Bool

  /// Patterns below a folder.
  public init(_ patterns: [String], below folder: String, speaksElsewhere: Bool = false) {
    self.patterns = patterns
    self.folder = folder
    self.speaksElsewhere = speaksElsewhere
  }
}

/// Patterns as they are held against what lies below one root.
struct ExcludeLevel {
  private let rules: IgnoreRules
  /// From the folder of the patterns to the root, with a slash behind it, or empty.
  private let prefix: [UInt8]
  /// Where, in the path that ignore files are held against, the part below the root starts.
  private let base: Int

  /// Patterns for a root; nil if they say nothing about it.
  ///
  /// - Parameter root: the real path of the root.
  init?(_ excludes: Excludes, root: [UInt8], base: Int) {
    var prefix: [UInt8] = []
    let above = Array(excludes.folder.utf8)
    if PathBytes.contains(above, root) {
      prefix = Array(root.dropFirst(above.count).drop { $0 == PathBytes.slash })
      if !prefix.isEmpty { prefix.append(PathBytes.slash) }
    } else if !excludes.speaksElsewhere {
      return nil
    }
    let text = Array(excludes.patterns.joined(separator: "\n").utf8)
    rules = text.withUnsafeBytes { IgnoreRules($0) }
    self.prefix = prefix
    self.base = base
  }

  /// True if the last pattern that fits the entry does not take it back.
  func leavesOut(_ path: [UInt8], isFolder: Bool) -> Bool {
    let below = prefix + path[base...]
    let nameStart = (below.lastIndex(of: PathBytes.slash) ?? -1) + 1
    return below.withUnsafeBufferPointer { below in
      rules.verdict(path: below, name: UnsafeBufferPointer(rebasing: below[nameStart...]), isFolder: isFolder)
        ?? false
    }
  }
}
