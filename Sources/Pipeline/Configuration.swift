import Descriptors
import Glibc
import Inventory

/// A mistake of the user's in an option or a configuration file: exit code 2.
public struct UsageError: Error, Sendable {
  /// What is wrong, where, and what would be right.
  public let message: String

  /// A mistake.
  public init(_ message: String) {
    self.message = message
  }
}

/// A `.bornage.yml`: which policies, from which severity to fail, and what is deployed where.
struct Configuration: Sendable {
  static let fileName = ".bornage.yml"

  /// The folder that the file lies in, absolute; its globs are relative to it.
  let folder: String
  /// Its bytes.
  let source: SourceBytes
  /// Policies by name or by path relative to the folder, in order.
  var policies: [String] = []
  /// The severity from which a finding counts.
  var failOn: String?
  /// Files of waivers, as paths relative to the folder.
  var waivers: [String] = []
  /// Where scans are recorded: a path relative to the folder, or the address of a server.
  var ledger: String?
  /// Contexts by path.
  var contexts: [(globs: [PathGlob], entries: [DeploymentContext.Entry])] = []

  /// The configuration that applies to a path: the first one found going up from it.
  static func find(above path: String) throws(UsageError) -> Configuration? {
    var folder = absolute(path)
    while true {
      let file = folder == "/" ? "/\(fileName)" : "\(folder)/\(fileName)"
      if access(file, F_OK) == 0 { return try load(file, folder: folder) }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// The path without links and dots; the path itself if it does not exist.
  static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func load(_ file: String, folder: String) throws(UsageError) -> Configuration {
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(try WholeFile.read(file, maxBytes: 1 << 20))
    } catch {
      throw UsageError("\(file): \(error.message); \(error.remedy)")
    }
    return try parse(text, path: file, folder: folder)
  }

  static func parse(_ text: SourceBytes, path: String, folder: String) throws(UsageError) -> Configuration {
    let reading = DescriptorReader.read(text, as: .yaml, path: path)
    if let problem = reading.problems.first {
      let place = problem.position.map { ":\($0.line):\($0.column)" } ?? ""
      throw UsageError("\(path)\(place): \(problem.message); \(problem.remedy)")
    }
    var configuration = Configuration(folder: folder, source: text)
    guard let root = reading.tree.documents.first, !root.isNull else { return configuration }
    guard root.kind == .mapping else { throw error(root, "a configuration is a mapping") }
    for (key, value) in root.mergedEntries {
      switch key.text ?? "" {
      case "policies":
        configuration.policies = value.kind == .sequence ? value.items.compactMap(\.text) : [value.text ?? ""]
      case "fail-on":
        configuration.failOn = value.text
      case "waivers":
        configuration.waivers = value.kind == .sequence ? value.items.compactMap(\.text) : [value.text ?? ""]
      case "ledger":
        configuration.ledger = value.text
      case "contexts":
        guard value.kind == .sequence else { throw error(value, "`contexts` is a list") }
        for item in value.items { configuration.contexts.append(try context(item)) }
      case let other:
        throw error(key, unknown(other, among: ["policies", "fail-on", "waivers", "ledger", "contexts"]))
      }
    }
    return configuration
  }

  private static func context(
    _ node: Node
  ) throws(UsageError) -> (globs: [PathGlob], entries: [DeploymentContext.Entry]) {
    var globs: [PathGlob] = []
    var entries: [DeploymentContext.Entry] = []
    for (key, value) in node.mergedEntries {
      let name = key.text ?? ""
      let values = value.kind == .sequence ? value.items.compactMap(\.text) : value.text.map { [$0] } ?? []
      if name == "path" || name == "paths" {
        globs = values.map { PathGlob($0) }
        continue
      }
      guard DeploymentContext.knownKeys[name] != nil else {
        throw error(key, unknown(name, among: ["paths"] + DeploymentContext.knownKeys.keys.sorted()))
      }
      guard !values.isEmpty else { throw error(value, "`\(name)` needs a value") }
      entries.append(
        DeploymentContext.Entry(
          key: name, values: values,
          evidence: Evidence(.context, "\(name) is \(values.joined(separator: ", "))", at: value.span)))
    }
    guard !globs.isEmpty else { throw error(node, "a context needs `paths`") }
    return (globs, entries)
  }

  private static func unknown(_ word: String, among words: [String]) -> String {
    let near = Spelling.nearest(to: word, among: words)
    return "`\(word)` is not known here"
      + (near.map { "; did you mean `\($0)`?" } ?? "; known are \(words.joined(separator: ", "))")
  }

  private static func error(_ node: Node, _ message: String) -> UsageError {
    let span = node.span
    return UsageError("\(span.file):\(span.start.line):\(span.start.column): \(message)")
  }

  /// The entries that apply to a file, in order.
  func entries(for absolutePath: String) -> [DeploymentContext.Entry] {
    let prefix = folder == "/" ? "/" : folder + "/"
    guard absolutePath.hasPrefix(prefix) else { return [] }
    let relative = String(absolutePath.dropFirst(prefix.count))
    return contexts.filter { $0.globs.contains { $0.matches(relative) } }.flatMap(\.entries)
  }
}
