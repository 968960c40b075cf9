import Atlas
import Descriptors
import Discovery
import Glibc
import Inventory

/// Finds what a tree says about its own deployment: pipelines and settings among the scanned files, and those of the
/// repository around them.
struct TreeContextFinder {
  let atlas: Atlas
  /// The most bytes of such a file that are read; larger ones are no pipelines.
  private static let largest = 1 << 20

  /// The files around what is scanned: those of the file system, unless another state of the tree is looked at.
  struct Surroundings {
    /// The names of what is in a folder, sorted.
    let names: (_ folder: String) -> [String]
    /// The bytes of a file; nil if it cannot be read.
    let read: (_ path: String) -> SourceBytes?

    /// Those of the file system.
    static var present: Surroundings {
      Surroundings(
        names: { TreeContextFinder.names(in: $0) },
        read: { try? WholeFile.read($0, maxBytes: TreeContextFinder.largest) })
    }
  }

  func find(
    _ files: [FoundFile], roots: [String], surroundings: Surroundings = .present
  ) -> TreeContext {
    var sources = files.compactMap { file -> TreeContext.Source? in
      guard let kind = ContextSource.of(file.path) ?? .cluster(file.path),
        let bytes = try? Discovery.read(file, maxBytes: Self.largest),
        let text = try? TextDecoding.decode(bytes)
      else { return nil }
      return TreeContext.Source(
        path: file.path, folder: kind.folder(of: file.path),
        content: kind.hints(text, path: file.path, atlas: atlas))
    }
    let known = Set(sources.map(\.path))
    sources += Self.surroundings(of: roots, surroundings)
      .filter { !known.contains($0.path) }.map { $0.source(atlas) }
    return TreeContext(sources)
  }

  /// A file around what is scanned that may say where it is deployed.
  struct Surrounding {
    let path: String
    /// How the paths of files begin for which it may speak.
    let prefix: String
    let way: String
    let text: SourceBytes
    fileprivate let kind: ContextSource

    fileprivate func source(_ atlas: Atlas) -> TreeContext.Source {
      TreeContext.Source(
        path: path, prefix: prefix, way: way, content: kind.hints(text, path: path, atlas: atlas))
    }
  }

  /// What is read outside of the scanned paths.
  static func surroundings(of roots: [String], _ surroundings: Surroundings = .present) -> [Surrounding] {
    roots.filter { $0 != "-" }.flatMap { above($0, surroundings) }
  }

  // MARK: The repository around what is scanned

  /// The pipelines in the folders above a scanned path, up to the top of its repository.
  ///
  /// Nothing is looked at above that: another project's pipelines say nothing about this one.
  private static func above(_ root: String, _ surroundings: Surroundings) -> [Surrounding] {
    var folder = ConfigurationPath.absolute(root)
    let isFile = !isFolder(folder)
    if isFile { folder = folder.parent }
    var way = ""
    var chain: [(folder: String, way: String)] = []
    while true {
      chain.append((folder, way))
      if access(folder + "/.git", F_OK) == 0 { break }
      // Without a repository around it, the tree is what was named.
      guard folder != "/", !folder.isEmpty else { return [] }
      way = folder.lastComponent + "/" + way
      folder = folder.parent
    }
    let prefix = isFile ? shownFolder(root) : shown(root)
    return chain.dropFirst(isFile ? 0 : 1).flatMap { folder, way in
      sources(in: folder, prefix: prefix, way: way, surroundings)
    }
  }

  private static func sources(
    in folder: String, prefix: String, way: String, _ surroundings: Surroundings
  ) -> [Surrounding] {
    let candidates = ["", "/.github/workflows", "/.circleci"].flatMap { below in
      surroundings.names(folder + below).map { folder + below + "/" + $0 }
    }
    return candidates.compactMap { path in
      guard let kind = ContextSource.of(path) ?? .cluster(path), kind.folder(of: path) == folder,
        let bytes = surroundings.read(path),
        let text = try? TextDecoding.decode(bytes)
      else { return nil }
      return Surrounding(path: path, prefix: prefix, way: way, text: text, kind: kind)
    }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// How discovery begins the paths of what lies in a named folder.
  private static func shown(_ root: String) -> String {
    var text = root[...]
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
    return text.isEmpty || text == "." ? "" : text + "/"
  }

  private static func shownFolder(_ file: String) -> String {
    let path = shown(file).dropLast()
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}

extension String {
  fileprivate var lastComponent: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }

  fileprivate var parent: String {
    guard let slash = lastIndex(of: "/") else { return "" }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}
