import Descriptors
import Discovery

/// The tree of a commit, beside the working tree.
///
/// Files of which git knows that they are the same in both are read from the working tree, or not at all if a scan has
/// read them already; the others are read from git when they are needed. Nothing is written anywhere.
final class PastTree: Sendable {
  /// What stands at a path.
  struct Entry: Sendable {
    enum Kind: Sendable { case file, link, submodule }
    let kind: Kind
    let id: String
    /// The bytes of the path from the top of the repository.
    let raw: [UInt8]
  }

  /// The name that was given.
  let name: String
  /// The commit.
  let commit: String
  /// The real path of the repository's top folder.
  let top: String
  /// What stands in the commit, by path from the top.
  let entries: [String: Entry]
  /// The paths of the entries, sorted.
  let paths: [String]
  /// Paths whose content may differ between the commit and the working tree, or that are only in one of them; nil if
  /// nothing is to be taken from the working tree.
  let changed: Set<String>?
  private let store: BlobStore
  private let maxBytes: Int

  /// Opens the tree of a commit.
  ///
  /// - Parameters:
  ///   - name: a commit, branch or tag; with `...` behind it, the commit at which it and what is checked out parted.
  ///   - folder: a folder of the repository.
  ///   - besideWorkingTree: true if what is the same in the working tree may be read there.
  ///   - option: the option that asked for it, for messages.
  /// - Throws: ``UsageError`` if there is no such commit, or no `git`.
  init(
    _ name: String, of folder: String, besideWorkingTree: Bool, maxBytes: Int, option: String
  ) throws(UsageError) {
    let repository = try GitRepository(holding: folder, option: option)
    let commit = try repository.commit(name, option: option)
    // Both run while the answer of the first is read.
    let listing = try repository.start(["ls-tree", "-r", "-z", "--full-tree", commit], option: option)
    let difference =
      try besideWorkingTree
      ? repository.start(
        [
          "diff-index", "--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=dirty", commit,
          "--",
        ], option: option) : nil
    store = try BlobStore(repository, option: option)
    let listed = listing.finish()
    let differing = difference?.finish()
    guard listed.status == 0 else { throw Self.failure(listed.errors, option, name) }
    if let differing, differing.status != 0 { throw Self.failure(differing.errors, option, name) }
    self.name = name
    self.commit = commit
    self.maxBytes = maxBytes
    top = repository.top
    let entries = Self.entries(listed.output)
    self.entries = entries
    paths = entries.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    changed = differing.map { Self.changes($0.output) }
  }

  private static func failure(_ errors: [UInt8], _ option: String, _ name: String) -> UsageError {
    UsageError(
      "`\(option) \(name)`: \(GitRepository.complaint(errors)); check the repository with `git fsck`")
  }

  // MARK: What git says

  /// `100644 blob ID\tPATH`, each with a zero byte behind it.
  private static func entries(_ output: [UInt8]) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for record in output.split(separator: 0) {
      guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let words = record[..<tab].split(separator: UInt8(ascii: " "))
      guard words.count == 3 else { continue }
      let raw = Array(record[(tab + 1)...])
      let kind: Entry.Kind =
        words[0].elementsEqual("160000".utf8)
        ? .submodule : words[0].elementsEqual("120000".utf8) ? .link : .file
      entries[String(decoding: raw, as: UTF8.self)] = Entry(
        kind: kind, id: String(decoding: words[2], as: UTF8.self), raw: raw)
    }
    return entries
  }

  /// `:MODE MODE ID ID STATUS`, a zero byte, the path, a zero byte.
  private static func changes(_ output: [UInt8]) -> Set<String> {
    var changes: Set<String> = []
    let parts = output.split(separator: 0)
    for index in stride(from: 1, to: parts.count, by: 2) {
      changes.insert(String(decoding: parts[index], as: UTF8.self))
    }
    return changes
  }

  // MARK: Content

  /// True if what stands at a path is the same in the working tree.
  func isUnchanged(_ path: String) -> Bool { changed.map { !$0.contains(path) } ?? false }

  /// The content of a file of the commit, to be read later.
  func content(_ entry: Entry) -> StoredContent {
    let store = store
    let id = entry.id
    return StoredContent { maxBytes in store.read(id, maxBytes: maxBytes) }
  }

  /// The bytes of a file of the commit; nil if there is none, or they cannot be had.
  func bytes(_ path: String) -> SourceBytes? {
    guard let found = resolve(path), let entry = entries[found], entry.kind == .file else { return nil }
    return try? store.read(entry.id, maxBytes: maxBytes).get()
  }

  /// The names of what stands in a folder of the commit, sorted.
  func names(in folder: String) -> [String] {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var names: [String] = []
    for path in paths where path.hasPrefix(prefix) {
      let name = String(path.dropFirst(prefix.count).prefix { $0 != "/" })
      if names.last != name { names.append(name) }
    }
    return names
  }

  /// The path behind all links; nil for what is not in the commit or lies outside.
  func resolve(_ path: String) -> String? {
    var path = path
    // As many as the system itself follows.
    for _ in 0..<40 {
      if let entry = entries[path], entry.kind != .link { return path }
      guard let link = firstLink(of: path), let target = linkTarget(link.path) else { return nil }
      guard let next = Self.joined(Self.folder(of: link.path), target + link.rest) else { return nil }
      path = next
    }
    return nil
  }

  /// The first part of a path that is a link, and what comes behind it.
  private func firstLink(of path: String) -> (path: String, rest: String)? {
    var end = path.startIndex
    while end < path.endIndex {
      let from = end == path.startIndex ? end : path.index(after: end)
      end = path[from...].firstIndex(of: "/") ?? path.endIndex
      let part = String(path[..<end])
      if entries[part]?.kind == .link { return (part, String(path[end...])) }
    }
    return nil
  }

  /// Where a link of the commit leads; nil for a path from the root.
  private func linkTarget(_ path: String) -> String? {
    guard let entry = entries[path], entry.kind == .link,
      let bytes = try? store.read(entry.id, maxBytes: 4096).get()
    else { return nil }
    let target = withExtendedLifetime(bytes) { String(decoding: bytes.raw, as: UTF8.self) }
    return target.hasPrefix("/") ? nil : target
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// A path from a folder, without `.` and `..`; nil if it leads out of the repository.
  static func joined(_ folder: String, _ path: String) -> String? {
    var parts = folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
