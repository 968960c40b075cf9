import Descriptors
import Glibc
import Reporting

/// Where the value of a setting comes from.
enum Origin: Sendable, Hashable {
  /// An option of the command line, by its name.
  case flag(String)
  /// A variable of the environment, by its name.
  case environment(String)
  /// A place in a configuration.
  case file(String, Position)
  /// Nobody said anything.
  case byDefault

  /// As messages and `bornage config show` name it.
  var shown: String {
    switch self {
    case .flag(let name): name
    case .environment(let name): name
    case .file(let path, let position): "\(path):\(position.line):\(position.column)"
    case .byDefault: "default"
    }
  }
}

/// A word that somebody said about a setting: all sources speak in the words of the command line.
struct Said: Sendable, Hashable {
  /// The word: `high`, `eu-gdpr=critical`, `sarif=report.sarif`.
  let text: String
  /// Who said it.
  let origin: Origin
  /// The folder that paths in it are relative to; nil for the one the program was started in.
  let folder: String?

  init(_ text: String, _ origin: Origin, folder: String? = nil) {
    self.text = text
    self.origin = origin
    self.folder = folder
  }

  /// What stands before the first `=`; nil if there is none.
  var key: String? { text.firstIndex(of: "=").map { String(text[..<$0]) } }

  /// A mistake in it.
  ///
  /// Words of a file stand in the message, and the file may be anybody's.
  func mistake(_ message: String) -> UsageError { UsageError(SafeText.line("\(origin.shown): \(message)")) }

  /// A path of it, from the folder that the program was started in where that is shorter to say.
  func resolved(_ path: String) -> String {
    guard let folder, !path.hasPrefix("/") else { return path }
    return ConfigurationPath.shown(folder == "/" ? "/\(path)" : "\(folder)/\(path)")
  }
}

/// Paths of configurations and of what they name.
enum ConfigurationPath {
  /// The path without links and dots; of what does not exist, as far as there is something.
  static func absolute(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard !path.isEmpty, path != "/", path != "." else { return path }
    let slash = path.lastIndex(of: "/")
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let folder = absolute(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    return name.isEmpty || name == "." ? folder : folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// A path from the folder that the program was started in, if it lies below it: a shorter word, and one that is the
  /// same on every machine.
  static func shown(_ path: String) -> String {
    let current = absolute(".")
    let prefix = current == "/" ? "/" : current + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
