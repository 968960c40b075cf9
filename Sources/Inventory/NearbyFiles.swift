public import Descriptors

/// The other files of a scan, for descriptors that are put together from several: parameter files, linked templates.
///
/// Nothing outside of what the user gave to scan is ever opened this way.
public struct NearbyFiles: Sendable {
  private let list: @Sendable (_ folder: String) -> [String]
  private let load: @Sendable (_ path: String, _ format: Format) -> Tree?
  private let read: @Sendable (_ path: String) -> SourceBytes?

  /// No other files.
  public init() {
    list = { _ in [] }
    load = { _, _ in nil }
    read = { _ in nil }
  }

  /// Other files.
  ///
  /// - Parameters:
  ///   - list: the names of the scanned files of a folder, whose path is as it is shown, without a slash at its end
  ///     and empty for the folder that the program runs in.
  ///   - load: reads a scanned file, nil for one that is not scanned or cannot be read whole.
  ///   - read: gives the text of a scanned file, nil for one that is not scanned or is no text.
  public init(
    list: @escaping @Sendable (_ folder: String) -> [String],
    load: @escaping @Sendable (_ path: String, _ format: Format) -> Tree?,
    read: @escaping @Sendable (_ path: String) -> SourceBytes? = { _ in nil }
  ) {
    self.list = list
    self.load = load
    self.read = read
  }

  /// What a descriptor may ask of the other files.
  public enum Question: Hashable, Sendable {
    /// Which files lie in a folder.
    case names(folder: String)
    /// What a file says, and whether it is there at all.
    case content(path: String)
  }

  /// The same files, with word of every question about them.
  public func noting(_ note: @escaping @Sendable (Question) -> Void) -> NearbyFiles {
    let (list, load, read) = (list, load, read)
    return NearbyFiles(
      list: {
        note(.names(folder: $0))
        return list($0)
      },
      load: {
        note(.content(path: $0))
        return load($0, $1)
      },
      read: {
        note(.content(path: $0))
        return read($0)
      })
  }

  /// The text of the file of a name beside another; nil if it is not scanned or is no text.
  public func text(_ name: String, beside file: String) -> SourceBytes? {
    let folder = Self.folder(of: file)
    return read(folder.isEmpty ? name : "\(folder)/\(name)")
  }

  /// The text of the file of a path; nil if it is not scanned or is no text.
  public func text(_ path: String) -> SourceBytes? { read(path) }

  /// The first document of the file of a path; nil if it is not scanned or cannot be read whole.
  public func document(_ path: String, as format: Format) -> Node? { load(path, format)?.documents.first }

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

  /// A scanned file; nil for one that is not scanned or cannot be read whole.
  public func tree(at path: String, as format: Format) -> Tree? { load(path, format) }

  /// The text of a scanned file; nil for one that is not scanned or is no text.
  public func text(at path: String) -> SourceBytes? { read(path) }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
