import Descriptors
import Glibc

/// Turns the paths a user named into a list of files, and reads them.
public enum Discovery {
  /// Finds the files behind paths; `-` is standard input.
  ///
  /// Folders are walked whole, but for `.git` and what ignore files leave out; a path that is named is never
  /// left out. A file that several paths lead to is listed once: under the name the user gave it, else under
  /// its own rather than a link's. Links to folders are walked after the folders themselves, so that the
  /// result depends neither on the file system's order nor on that of `paths`. Nothing is opened but folders
  /// and ignore files, so a pipe never blocks; what cannot be scanned is in the result with a reason.
  ///
  /// Files that git tracks although an ignore file names them are left out: the index is not read. Neither is
  /// git's list of the user (`core.excludesFile`), which would make the result depend on who scans.
  public static func find(_ paths: [String], options: DiscoveryOptions = DiscoveryOptions())
    -> DiscoveryResult
  {
    var walk = Walk(options: options)
    var hasStandardInput = false
    var named: Set<[UInt8]> = []
    for path in paths {
      if path == "-" {
        hasStandardInput = true
      } else if path.isEmpty || path.utf8.contains(0) {
        walk.refuse(Array(path.utf8), "this is no path; name a file, a folder, or `-`", named: true)
      } else {
        named.insert(PathBytes.normalised(path.utf8))
      }
    }
    for path in named.sorted(by: { $0.lexicographicallyPrecedes($1) }) { walk.addNamed(path) }
    walk.run()
    if hasStandardInput { walk.found.files.append(.standardInput) }
    return walk.finish()
  }
}
