public import Descriptors

/// What the ignore files of a tree leave out that is not in the file system, such as that of a commit.
public struct TreeIgnores {
  private let load: (_ path: String) -> SourceBytes?
  private var scopes: [String: IgnoreScope] = [:]
  /// What is known of folders: true for one that is left out, with everything below it.
  private var folders: [String: Bool] = ["": false]
  private let root: IgnoreScope

  /// The ignore files of a tree.
  ///
  /// - Parameters:
  ///   - top: the real path of the repository's top folder, whose own list (`info/exclude`) holds too.
  ///   - excludes: what options leave out.
  ///   - load: gives the bytes of a file of the tree by its path from the top; nil if there is none.
  public init(
    top: String, excludes: [Excludes] = [], load: @escaping (_ path: String) -> SourceBytes?
  ) {
    self.load = load
    var scope = IgnoreScope()
    let file = Repository.excludeFile(top: Array(top.utf8))
    // A list that cannot be read is said by the scan of the working tree, which reads it too.
    if let rules = (try? IgnoreRules.load(file)).flatMap({ $0 }) {
      scope.git.append(IgnoreScope.Level(rules: rules, base: 0))
    }
    scope.excludes = excludes.compactMap { ExcludeLevel($0, root: Array(top.utf8), base: 0) }
    root = scope
  }

  /// True if a file, by its path from the top, is left out.
  public mutating func leavesOut(_ path: String) -> Bool {
    let folder = Self.folder(of: path)
    if isLeftOut(folder) || root.excludes(Array(path.utf8), isFolder: false) { return true }
    return scope(of: folder).leavesOut(
      Array(path.utf8), nameStart: folder.isEmpty ? 0 : folder.utf8.count + 1, isFolder: false)
  }

  private mutating func isLeftOut(_ folder: String) -> Bool {
    if let known = folders[folder] { return known }
    let above = Self.folder(of: folder)
    let result =
      isLeftOut(above) || root.excludes(Array(folder.utf8), isFolder: true)
      || scope(of: above).leavesOut(
        Array(folder.utf8), nameStart: above.isEmpty ? 0 : above.utf8.count + 1, isFolder: true)
    folders[folder] = result
    return result
  }

  /// The ignore files that speak for what lies in a folder.
  private mutating func scope(of folder: String) -> IgnoreScope {
    if let known = scopes[folder] { return known }
    var result = folder.isEmpty ? root : scope(of: Self.folder(of: folder))
    let prefix = folder.isEmpty ? "" : folder + "/"
    if let level = level(prefix + IgnoreRules.gitName, base: prefix.utf8.count) { result.git.append(level) }
    if let level = level(prefix + IgnoreRules.ownName, base: prefix.utf8.count) { result.own.append(level) }
    scopes[folder] = result
    return result
  }

  private func level(_ path: String, base: Int) -> IgnoreScope.Level? {
    guard let bytes = load(path), bytes.count <= IgnoreRules.maxBytes else { return nil }
    let rules = withExtendedLifetime(bytes) { IgnoreRules(bytes.raw) }
    return rules.patterns.isEmpty ? nil : IgnoreScope.Level(rules: rules, base: base)
  }

  /// True for what an ignore file is called, whatever its folder.
  public static func isIgnoreFile(_ path: String) -> Bool {
    let name =
      path.utf8.lastIndex(of: PathBytes.slash).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    return name == IgnoreRules.gitName || name == IgnoreRules.ownName
  }

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: PathBytes.slash).map { String(path[..<$0]) } ?? ""
  }
}
