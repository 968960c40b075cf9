import Glibc

/// The name under which the history of a scanned tree is kept, where nobody gives one.
enum TreeName {
  /// The working tree's folder, and the way from there: `infra`, `infra/prod`.
  ///
  /// The same for every scan of the same path of a checkout, whatever the folder that one stands in.
  ///
  /// - Throws: ``UsageError`` where one name cannot stand for what is scanned.
  static func of(_ paths: [String]) throws(UsageError) -> String {
    guard paths.count == 1, let path = paths.first, path != "-" else {
      throw UsageError("give the tree a name with `--tree NAME`: its history is kept under it")
    }
    let absolute = ConfigurationPath.absolute(path)
    let parts = absolute.split(separator: "/").map(String.init)
    guard !parts.isEmpty else { return "/" }
    for count in stride(from: parts.count, to: 0, by: -1) {
      let folder = "/" + parts[..<count].joined(separator: "/")
      // A folder in a clone, a file in a further working tree.
      if access("\(folder)/.git", F_OK) == 0 { return parts[(count - 1)...].joined(separator: "/") }
    }
    return parts[parts.count - 1]
  }
}
