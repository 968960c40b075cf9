import Glibc
import Reporting

/// Something that the user named, as it stands in a repository: how paths in reports and paths in commits belong
/// together.
struct PastRoot: Sendable {
  /// How paths in reports begin, as discovery writes it: without a slash at its end, empty for the folder one is in.
  let shown: String
  /// The path from the top of the repository; empty for the top itself.
  let inner: String
  /// True if the user named a file.
  let isFile: Bool

  /// The roots of a scan, all in one repository.
  ///
  /// - Throws: ``UsageError`` for standard input, and for what lies outside of the repository.
  static func all(of paths: [String], in top: String, option: String) throws(UsageError) -> [PastRoot] {
    var roots: [PastRoot] = []
    for path in paths {
      guard path != "-" else {
        throw UsageError(
          "`\(option)` compares what git keeps, and standard input is in no commit; name paths")
      }
      let real = ConfigurationPath.absolute(path)
      let prefix = top == "/" ? "/" : top + "/"
      guard real == top || real.hasPrefix(prefix) else {
        throw UsageError(
          "`\(option)` compares within one repository, and \(SafeText.line(path)) is not in \(SafeText.line(top)); "
            + "scan it by itself")
      }
      roots.append(
        PastRoot(
          shown: normalised(path), inner: String(real.dropFirst(prefix.count)), isFile: !isFolder(real)))
    }
    return roots.sorted { $0.shown.utf8.lexicographicallyPrecedes($1.shown.utf8) }
  }

  /// The path in reports of a file of the repository; nil if it lies elsewhere.
  func shownPath(of path: [UInt8]) -> [UInt8]? {
    if isFile { return path.elementsEqual(inner.utf8) ? Array(shown.utf8) : nil }
    var rest = path[...]
    if !inner.isEmpty {
      guard path.starts(with: inner.utf8), path.count > inner.utf8.count,
        path[inner.utf8.count] == UInt8(ascii: "/")
      else { return nil }
      rest = path[(inner.utf8.count + 1)...]
    }
    if shown.isEmpty { return Array(rest) }
    return Array(shown.utf8) + (shown.hasSuffix("/") ? [] : [UInt8(ascii: "/")]) + rest
  }

  /// The path from the top of the repository of a path in reports; nil if it lies elsewhere.
  func innerPath(of path: String) -> String? {
    if isFile { return path == shown ? inner : nil }
    let prefix = shown.isEmpty || shown.hasSuffix("/") ? shown : shown + "/"
    guard path.hasPrefix(prefix), !(shown.isEmpty && path.hasPrefix("/")) else { return nil }
    let rest = path.dropFirst(prefix.count)
    return inner.isEmpty ? String(rest) : "\(inner)/\(rest)"
  }

  /// As discovery writes what a user named: without `.` parts and doubled slashes.
  private static func normalised(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// True for a folder, or a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
