/// A second way to a file: a path that the user named, or a link met in a folder.
struct Alias {
  let path: [UInt8]
  let named: Bool
}

/// Sees to it that a file with several names is listed once.
///
/// A file is told by the folder that truly holds it and its name there, not by its inode: hard links are
/// files of their own, and the many files of a walk need not be asked for their status.
struct AliasMerger {
  private struct Key: Hashable {
    let folder: Identity
    let name: [UInt8]
  }

  private struct Visited: Hashable {
    let folder: Int32
    let name: [UInt8]
  }

  /// The best alias of each file.
  private var best: [Key: Alias] = [:]
  /// Those in folders that were walked.
  private var walked: [Visited: Key] = [:]
  private var walkedFolders: Set<Int32> = []
  /// Those that vanished meanwhile; reading them says so.
  private var vanished: [Alias] = []
  private var lastFolder: (path: [UInt8], identity: Identity)?

  init(_ aliases: [Alias], visited: [Identity: Int32]) {
    let ordered = aliases.sorted { left, right in
      left.named != right.named ? left.named : left.path.lexicographicallyPrecedes(right.path)
    }
    for alias in ordered {
      guard let key = key(of: alias) else {
        vanished.append(alias)
        continue
      }
      guard best[key] == nil else { continue }
      best[key] = alias
      if let folder = visited[key.folder] {
        walked[Visited(folder: folder, name: key.name)] = key
        walkedFolders.insert(folder)
      }
    }
  }

  /// True if a walked file is to be listed under a name that the user gave it.
  mutating func replaces(_ file: FoundFile, in folder: Int32) -> Bool {
    guard walkedFolders.contains(folder) else { return false }
    let name = file.withRawPath { path in
      Array(path[((path.lastIndex(of: PathBytes.slash) ?? -1) + 1)...])
    }
    guard let key = walked[Visited(folder: folder, name: name)], let alias = best[key] else { return false }
    if !alias.named { best[key] = nil }
    return alias.named
  }

  /// The aliases whose files no walk has listed.
  func remaining() -> [FoundFile] {
    (best.values + vanished).map { FoundFile(raw: $0.path, named: $0.named, access: .followed) }
  }

  /// The file that an alias leads to; nil if it vanished meanwhile.
  private mutating func key(of alias: Alias) -> Key? {
    let (status, error) = System.status(alias.path, follow: false)
    guard error == 0 else { return nil }
    let isLink = Identity.isLink(status)
    guard let real = isLink ? System.realPath(alias.path) : alias.path else { return nil }
    let (folder, name) = PathBytes.split(real)
    if let lastFolder, lastFolder.path == folder {
      return Key(folder: lastFolder.identity, name: name)
    }
    let holder = System.status(folder.isEmpty ? Array(".".utf8) : folder, follow: true)
    guard holder.error == 0 else { return nil }
    let identity = Identity(holder.status)
    lastFolder = (folder, identity)
    return Key(folder: identity, name: name)
  }
}
