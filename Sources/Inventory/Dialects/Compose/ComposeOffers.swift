import Descriptors

/// Keys of what Compose files tell one another.
enum ComposeOffer {
  /// That other files extend services of a file: ``ComposeExtension``.
  static func extends(_ path: String) -> String { "compose extends \(path)" }
  /// That other files include a file, or lay it over one that they include: ``ComposeInclusion``.
  static func includes(_ path: String) -> String { "compose includes \(path)" }

  /// The offers of what a project takes from other files.
  static func all(of assembly: ComposeAssembly, in file: String) -> [Offer] {
    assembly.extensions.map { used in
      Offer(extends(used.path), file: file, content: used, summary: used.service)
    }
      + assembly.inclusions.flatMap { inclusion in
        ([inclusion.path] + inclusion.overlays).map { path in
          Offer(includes(path), file: file, content: inclusion, summary: inclusion.summary)
        }
      }
  }
}

/// A service of another file that some service extends.
struct ComposeExtension: Sendable, Hashable {
  let path: String
  let service: String
}

/// A file that a project includes.
struct ComposeInclusion: Sendable {
  /// The included file.
  let path: String
  /// Files that are laid over it.
  let overlays: [String]
  /// The file that includes it.
  let by: String
  /// Where relative paths in it start.
  let folder: String
  /// Files of variables that hold for it.
  let files: [String]
  /// What the including project sets.
  let outer: [String: ComposeSettings.Value]

  /// Differs when the content does; of values, only who gives them.
  var summary: String {
    let values = outer.keys.sorted().map { name in
      let span = outer[name]?.evidence.span
      return "\(name)@\(span?.file ?? ""):\(span?.start.line ?? 0)"
    }
    return ([folder] + overlays + ["env"] + files + ["set"] + values).joined(separator: "\n")
  }
}
