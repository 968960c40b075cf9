/// A folder that a walk starts from: one that the user named, or the target of a link met inside one.
struct Root {
  /// The path to it as named, without a slash behind; empty for the folder one is in.
  let path: [UInt8]
  /// The path from the top of the repository, with a slash behind, or empty.
  let matched: [UInt8]
  /// The ignore files above it.
  let scope: IgnoreScope
  /// True if the user named it.
  let named: Bool
}

/// The places that links met in a walk may lead to.
struct Boundary {
  private var roots: [[UInt8]] = []
  private var repositories: [[UInt8]] = []

  /// Adds a named folder by its real path, and the top of its repository.
  mutating func add(_ root: [UInt8], repository: [UInt8]?) {
    roots.append(root)
    if let repository, !repositories.contains(repository) { repositories.append(repository) }
  }

  /// True if a real path may be scanned: below a named folder, or in a repository that one belongs to,
  /// unless it holds a named folder, which would scan more than was named.
  func allows(_ target: [UInt8]) -> Bool {
    if roots.contains(where: { PathBytes.contains($0, target) }) { return true }
    return repositories.contains { PathBytes.contains($0, target) }
      && !roots.contains { PathBytes.contains(target, $0) }
  }
}
