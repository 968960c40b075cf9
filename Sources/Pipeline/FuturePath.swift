import Glibc

/// Where something will stand that may not be there yet.
enum FuturePath {
  /// The path without links and dots, as far as it exists, and what will be made below that.
  static func absolute(_ path: String) -> String {
    var known = path
    var rest = ""
    while true {
      if let real = realpath(known.isEmpty ? "." : known, nil) {
        defer { free(real) }
        let folder = String(cString: real)
        return rest.isEmpty ? folder : folder == "/" ? "/\(rest)" : "\(folder)/\(rest)"
      }
      guard let slash = known.lastIndex(of: "/") else {
        rest = rest.isEmpty ? known : "\(known)/\(rest)"
        known = ""
        continue
      }
      let name = String(known[known.index(after: slash)...])
      if !name.isEmpty { rest = rest.isEmpty ? name : "\(name)/\(rest)" }
      known = slash == known.startIndex ? "/" : String(known[..<slash])
    }
  }

  /// True if a path is a folder or lies within it; both without links and dots.
  static func isWithin(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
