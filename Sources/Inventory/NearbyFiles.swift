public import Descriptors

/// The other files of a scan, for descriptors that are put together from several: parameter files, linked templates.
///
/// Nothing outside of what the user gave to scan is ever opened this way.
public struct NearbyFiles: Sendable {
  private let list: @Sendable (_ folder: String) -> [String]
  private let load: @Sendable (_ path: String, _ format: Format) -> Tree?

  /// No other files.
  public init() {
    list = { _ in [] }
    load = { _, _ in nil }
  }

  /// Other files.
  ///
  /// - Parameters:
  ///   - list: the names of the scanned files of a folder, whose path is as it is shown, without a slash at its end
  ///     and empty for the folder that the program runs in.
  ///   - load: reads a scanned file, nil for one that is not scanned or cannot be read whole.
  public init(
    list: @escaping @Sendable (_ folder: String) -> [String],
    load: @escaping @Sendable (_ path: String, _ format: Format) -> Tree?
  ) {
    self.list = list
    self.load = load
  }

  /// The names of all scanned files of the folder that a file lies in.
  public func names(beside file: String) -> [String] { list(Self.folder(of: file)) }

  /// True if a file is among those that are scanned.
  public func contains(_ path: String) -> Bool {
    list(Self.folder(of: path)).contains(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// The first document of the file of a name beside another; nil if it is not scanned or cannot be read whole.
  public func document(_ name: String, beside file: String, as format: Format) -> Node? {
    let folder = Self.folder(of: file)
    return load(folder.isEmpty ? name : "\(folder)/\(name)", format)?.documents.first
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
