import Assessment

/// A file of an evidence bundle.
public struct BundleFile: Sendable {
  /// What it is for.
  public enum Role: String, Sendable, CaseIterable {
    /// A report of the scan.
    case report
    /// A policy that was applied, or one that it rests on, or a crypto profile.
    case policy
    /// Waivers that were applied.
    case waivers
    /// A `.bornage.yml`.
    case configuration
    /// What went in and by what it was read.
    case record
  }

  /// The path in the bundle, of letters, digits, `.`, `_`, `-` and `/`.
  public let name: String
  /// What it is for.
  public let role: Role
  /// The path that it was read from, for what was given.
  public let origin: String?
  /// Its bytes, in pieces that follow each other.
  public let pieces: [[UInt8]]
  /// SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
  /// How many bytes there are.
  public var size: Int { pieces.reduce(0) { $0 + $1.count } }

  /// A file.
  public init(name: String, role: Role, origin: String? = nil, pieces: [[UInt8]]) {
    self.name = name
    self.role = role
    self.origin = origin
    self.pieces = pieces
    var digest = Digest.Running()
    for piece in pieces { piece.withUnsafeBytes { digest.update($0) } }
    sha256 = digest.finish()
  }

  /// A report of a format.
  public static func report(_ format: String, _ pieces: [[UInt8]]) -> BundleFile {
    let ending =
      switch format {
      case "text": "txt"
      case "markdown": "md"
      case "junit": "junit.xml"
      case "checkstyle": "checkstyle.xml"
      case "github": "github.txt"
      case let name where name.hasPrefix("oscal") || name.hasPrefix("gitlab"): "\(name).json"
      default: format
      }
    return BundleFile(name: "report.\(safe(ending))", role: .report, pieces: pieces)
  }

  /// Copies of files that were given, each under a name of its own in a folder.
  public static func copies(
    _ files: [(path: String, bytes: [UInt8])], role: Role, folder: String
  ) -> [BundleFile] {
    var taken: Set<String> = []
    return files.map { path, bytes in
      let last = path.split(separator: "/").last.map { safe(String($0)) } ?? "file"
      var name = "\(folder)/\(last)"
      var number = 1
      while !taken.insert(name).inserted {
        number += 1
        name = "\(folder)/\(number)-\(last)"
      }
      return BundleFile(name: name, role: role, origin: path, pieces: [bytes])
    }
  }

  private static func safe(_ name: String) -> String {
    let kept = name.prefix(100).map {
      ($0.isASCII && ($0.isLetter || $0.isNumber)) || "._-".contains($0) ? $0 : "_"
    }
    // A name that begins with a dot is overlooked too easily.
    return kept.first == "." ? "dot" + String(kept) : String(kept)
  }
}
