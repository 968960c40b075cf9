import Descriptors
import Glibc
import Reporting

/// Copies of files that the user gave, for an evidence bundle.
struct GivenFiles {
  private let current: String

  init() {
    current = ConfigurationPath.absolute(".")
  }

  /// Copies, each file once.
  func copies(
    _ files: [(path: String, source: SourceBytes)], role: BundleFile.Role, folder: String
  ) -> [BundleFile] {
    var seen: Set<String> = []
    let kept = files.filter { seen.insert($0.path).inserted }.sorted { $0.path < $1.path }
    return BundleFile.copies(
      kept.map { file in (shown(file.path), withExtendedLifetime(file.source) { Array(file.source.raw) }) },
      role: role, folder: folder)
  }

  /// A path without the folder one is in, which says more of the machine than of the scan.
  private func shown(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    let prefix = current == "/" ? "/" : current + "/"
    if path.hasPrefix(prefix) { return String(path.dropFirst(prefix.count)) }
    return path.split(separator: "/").last.map(String.init) ?? path
  }
}
