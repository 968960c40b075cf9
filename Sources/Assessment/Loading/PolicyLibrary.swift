public import Descriptors

/// Where a policy finds those it extends: the packs that ship with the program, then files.
public struct PolicyLibrary: Sendable {
  private let files: @Sendable (String) -> SourceBytes?

  /// A library.
  ///
  /// - Parameter files: reads the file of a path; nil if there is none that can be read.
  public init(files: @escaping @Sendable (String) -> SourceBytes? = { _ in nil }) {
    self.files = files
  }

  /// A policy by name or by path, with the path to show in messages.
  ///
  /// - Parameter user: the path of the policy that names it; its own paths are relative to that one's folder.
  func find(_ name: String, for user: String) -> (source: SourceBytes, path: String)? {
    if let bytes = PolicyLoader.shippedBytes(name) { return (bytes, "\(name).yaml") }
    return file(name, for: user)
  }

  /// A file by its path from the folder of the policy that names it.
  func file(_ name: String, for user: String) -> (source: SourceBytes, path: String)? {
    let path: String
    if name.hasPrefix("/") {
      path = name
    } else if let slash = user.lastIndex(of: "/") {
      path = "\(user[...slash])\(name)"
    } else {
      path = name
    }
    return files(path).map { ($0, path) }
  }
}
