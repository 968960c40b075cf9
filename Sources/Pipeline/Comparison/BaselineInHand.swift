import Assessment
import Descriptors
import Glibc
import Inventory
import Reporting

/// A baseline that holds for a scan, and where it lies.
struct BaselineInHand: Sendable {
  /// The path as it is shown.
  let path: String
  /// The folder that its paths are relative to, absolute.
  let folder: String
  let baseline: Baseline

  /// The baseline of a scan: the one asked for, or else the one beside the configuration, or above what is scanned up
  /// to the top of its repository.
  ///
  /// - Throws: ``UsageError`` if the one asked for is not there, or one is broken.
  static func find(
    asked: String?, paths: [String], configurations: [Configuration]
  ) throws(UsageError) -> BaselineInHand? {
    if let asked {
      guard access(asked, F_OK) == 0 else {
        throw UsageError(
          "the baseline \(SafeText.line(asked)) is not there; make it with `bornage baseline write`")
      }
      return try load(asked)
    }
    guard let path = place(paths: paths, configurations: configurations), access(path, F_OK) == 0 else {
      return nil
    }
    return try load(path)
  }

  /// Where the baseline of paths lies, or would lie.
  static func place(paths: [String], configurations: [Configuration]) -> String? {
    if let configuration = configurations.first { return join(configuration.folder, BaselineFile.fileName) }
    guard let first = paths.first(where: { $0 != "-" }) else { return nil }
    var folder = ConfigurationPath.absolute(first)
    var status = stat()
    if stat(folder, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR { folder = parent(folder) }
    let named = folder
    // Nothing is looked for above the repository: another project's decisions say nothing about this one.
    while true {
      let path = join(folder, BaselineFile.fileName)
      if access(path, F_OK) == 0 || access(join(folder, ".git"), F_OK) == 0 { return path }
      guard folder != "/" else { return join(named, BaselineFile.fileName) }
      folder = parent(folder)
    }
  }

  static func load(_ path: String) throws(UsageError) -> BaselineInHand {
    let source: SourceBytes
    do {
      source = try WholeFile.read(path, maxBytes: 64 << 20)
    } catch {
      throw UsageError("\(SafeText.line(path)): \(error.message.english); \(error.remedy.english)")
    }
    do {
      return BaselineInHand(path: path, baseline: try BaselineFile.read(source, path: path))
    } catch {
      throw UsageError(error.message)
    }
  }

  init(path: String, baseline: Baseline) {
    self.path = Self.shown(path)
    folder = Self.parent(ConfigurationPath.absolute(path))
    self.baseline = baseline
  }

  /// What a scan can say of it.
  ///
  /// - Parameter bytes: the text of a scanned file, by its path in reports.
  func scope(
    of paths: [String], coverage: Coverage, bytes: @escaping (String) -> SourceBytes?
  ) -> BaselineOffice.Scope {
    let relative = RelativePaths(folder: folder)
    let roots = paths.filter { $0 != "-" }.map { relative.path($0) }
    let unread = UnreadFiles(coverage, path: relative.path, bytes: bytes)
    return BaselineOffice.Scope(
      path: { relative.path($0) },
      covers: { file in
        !unread.holds(file)
          && roots.contains { $0 == file || $0 == "." || $0.isEmpty || file.hasPrefix($0 + "/") }
      },
      mayStandUnread: unread.mayName)
  }

  private static func shown(_ path: String) -> String {
    let current = ConfigurationPath.absolute(".")
    let prefix = current == "/" ? "/" : current + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// Paths of reports as paths from a folder, each looked up once.
final class RelativePaths {
  private let prefix: String
  private let folder: String
  private var known: [String: String] = [:]

  init(folder: String) {
    self.folder = folder
    prefix = folder == "/" ? "/" : folder + "/"
  }

  /// From the folder; a path that lies elsewhere stays absolute, and the folder itself is empty.
  func path(_ path: String) -> String {
    if let found = known[path] { return found }
    let absolute = ConfigurationPath.absolute(path)
    let made =
      absolute == folder
      ? "" : absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : absolute
    known[path] = made
    return made
  }
}
