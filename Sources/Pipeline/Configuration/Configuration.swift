import Assessment
import Descriptors
import Glibc
import Inventory

/// A `.bornage.yml`: what it says of settings, and of what is deployed where.
struct Configuration: Sendable {
  static let fileName = ".bornage.yml"

  /// What is said about the files at some paths.
  struct PathContext: Sendable {
    /// The paths, relative to the folder.
    let globs: [PathGlob]
    /// The same as they are written.
    let patterns: [String]
    /// What is said.
    let entries: [DeploymentContext.Entry]
    /// Where it stands.
    let span: SourceSpan
  }

  /// The file as it is shown.
  let path: String
  /// The folder that the file lies in, absolute; its globs are relative to it.
  let folder: String
  /// Its bytes.
  let source: SourceBytes
  /// What it says of settings, in the order of the file.
  var said: [Setting: [Said]] = [:]
  /// Contexts by path, in order.
  var contexts: [PathContext] = []
  /// Data classes, and where each stands.
  var classes: [(mapping: DataClassMapping, position: Position)] = []

  /// The entries that apply to a file, in order.
  func entries(for absolutePath: String) -> [DeploymentContext.Entry] {
    let prefix = folder == "/" ? "/" : folder + "/"
    guard absolutePath.hasPrefix(prefix) else { return [] }
    let relative = String(absolutePath.dropFirst(prefix.count))
    return contexts.filter { $0.globs.contains { $0.matches(relative) } }.flatMap(\.entries)
  }

  // MARK: Finding

  /// The configuration that applies to a path: the first one found going up from it.
  static func find(above path: String) throws(UsageError) -> Configuration? {
    var folder = ConfigurationPath.absolute(path)
    while true {
      let file = folder == "/" ? "/\(fileName)" : "\(folder)/\(fileName)"
      if access(file, F_OK) == 0 { return try load(file, folder: folder) }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// The configurations of some paths, each once, in the order of the paths.
  static func find(_ choice: ConfigurationChoice, for paths: [String]) throws(UsageError) -> [Configuration] {
    switch choice {
    case .none: return []
    case .file(let path):
      let absolute = ConfigurationPath.absolute(path)
      guard access(absolute, F_OK) == 0, let slash = absolute.lastIndex(of: "/") else {
        throw UsageError("there is no configuration `\(path)`; `bornage init` proposes one")
      }
      let folder = slash == absolute.startIndex ? "/" : String(absolute[..<slash])
      return [try load(absolute, folder: folder)]
    case .above:
      var found: [Configuration] = []
      for path in paths where path != "-" {
        guard let configuration = try find(above: path) else { continue }
        if !found.contains(where: { $0.folder == configuration.folder }) { found.append(configuration) }
      }
      return found
    }
  }

  private static func load(_ file: String, folder: String) throws(UsageError) -> Configuration {
    let shown = ConfigurationPath.shown(file)
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(try WholeFile.read(file, maxBytes: 1 << 20))
    } catch {
      throw UsageError("\(shown): \(error.message.english); \(error.remedy.english)")
    }
    return try parse(text, path: shown, folder: folder)
  }

  static func parse(_ text: SourceBytes, path: String, folder: String) throws(UsageError) -> Configuration {
    let limits = Limits(bytes: 1 << 20, depth: 32, nodes: 100_000)
    let reading = DescriptorReader.read(text, as: .yaml, path: path, limits: limits)
    if let problem = reading.problems.first {
      let place = problem.position.map { ":\($0.line):\($0.column)" } ?? ""
      throw UsageError("\(path)\(place): \(problem.message.english); \(problem.remedy.english)")
    }
    let empty = Configuration(path: path, folder: folder, source: text)
    guard let root = reading.tree.documents.first, !root.isNull else { return empty }
    var reader = ConfigurationReader(empty)
    return try reader.read(root)
  }
}

/// Which configurations hold.
public enum ConfigurationChoice: Sendable, Hashable {
  /// For each path, the first one found going up from it.
  case above
  /// This one alone.
  case file(String)
  /// None: what is scanned must not say how it is judged.
  case none
}
