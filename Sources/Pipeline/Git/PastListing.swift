import Descriptors
import Discovery
import Glibc

/// The files that a scan would have found in the tree of a commit, under the paths that they would have in its report.
struct PastListing {
  /// A file of the commit.
  struct File {
    let file: FoundFile
    /// The file of the working tree's scan that is the same, as an index; nil if there is none.
    let same: Int?
  }

  /// The files, sorted by path.
  private(set) var files: [File] = []
  /// What could not be compared, a sentence each.
  private(set) var notes: [Phrase] = []

  private let past: PastTree
  private let roots: [PastRoot]
  private let found: [FoundFile]
  private var ignores: TreeIgnores
  private let ignoresChanged: Bool
  private var listed: Set<String> = []

  /// - Parameters:
  ///   - found: the files that the scan of the working tree found.
  ///   - excludes: what that scan left out, which is left out of the commit too.
  init(_ past: PastTree, roots: [PastRoot], found: [FoundFile], excludes: [Excludes] = []) {
    self.past = past
    self.roots = roots
    self.found = found
    ignores = TreeIgnores(top: past.top, excludes: excludes) { past.bytes($0) }
    ignoresChanged = past.changed.map { $0.contains(where: TreeIgnores.isIgnoreFile) } ?? true
    list()
  }

  private mutating func list() {
    var numbers: [String: Int] = [:]
    for (number, file) in found.enumerated() where !file.isStandardInput { numbers[file.path] = number }
    var used: Set<Int> = []
    var links: [String] = []
    var submodules: [String] = []
    for path in past.paths {
      guard let entry = past.entries[path], let (shown, root) = place(entry.raw) else { continue }
      switch entry.kind {
      case .link: links.append(path)
      case .submodule: submodules.append(path)
      case .file:
        let number = numbers[String(decoding: shown, as: UTF8.self)]
        if let number { used.insert(number) }
        add(path, entry, shown, number, isNamed: root.isFile)
      }
    }
    addSubmodules(submodules, &used)
    addLinked(&used)
    addLostLinks(links)
    files.sort { $0.file.path.utf8.lexicographicallyPrecedes($1.file.path.utf8) }
  }

  private func place(_ raw: [UInt8]) -> (shown: [UInt8], root: PastRoot)? {
    for root in roots {
      if let shown = root.shownPath(of: raw) { return (shown, root) }
    }
    return nil
  }

  // MARK: Files

  private mutating func add(
    _ path: String, _ entry: PastTree.Entry, _ shown: [UInt8], _ number: Int?, isNamed: Bool
  ) {
    if !isNamed, isLeftOut(path, isFound: number != nil) { return }
    if past.isUnchanged(path) {
      if let number {
        append(File(file: found[number], same: number))
      } else if ignoresChanged {
        append(File(file: FoundFile(path: String(decoding: shown, as: UTF8.self), named: isNamed), same: nil))
      }
      // Else the scan of the working tree has it under another name, through a link.
    } else {
      append(
        File(
          file: FoundFile(shown: shown, named: isNamed, content: past.content(entry)), same: nil))
    }
  }

  private mutating func append(_ file: File) {
    if listed.insert(file.file.path).inserted { files.append(file) }
  }

  /// True if ignore files leave a file out of the commit's tree.
  private mutating func isLeftOut(_ path: String, isFound: Bool) -> Bool {
    if ignoresChanged { return ignores.leavesOut(path) }
    // With the same ignore files, what is there and was not found is left out in both.
    if isFound { return false }
    return past.isUnchanged(path) || exists(path) ? true : ignores.leavesOut(path)
  }

  private func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat("\(past.top)/\(path)", &status) == 0
  }

  // MARK: Submodules

  private mutating func addSubmodules(_ submodules: [String], _ used: inout Set<Int>) {
    guard !submodules.isEmpty else { return }
    for (number, file) in found.enumerated() where !used.contains(number) {
      guard let inner = inner(file),
        let submodule = submodules.first(where: { inner.hasPrefix($0 + "/") }), past.isUnchanged(submodule)
      else { continue }
      used.insert(number)
      append(File(file: file, same: number))
    }
    for submodule in submodules where !past.isUnchanged(submodule) {
      notes.append(
        """
        the submodule `\(submodule)` is at another commit than in \(past.name), whose content there was not read: \
        what is found in it counts as new; scan it by itself with `--since`
        """)
    }
  }

  // MARK: Links

  /// Files that the scan of the working tree found through a link.
  private mutating func addLinked(_ used: inout Set<Int>) {
    for (number, file) in found.enumerated() where !used.contains(number) {
      guard let inner = inner(file), past.entries[inner]?.kind != .file,
        let target = past.resolve(inner), target != inner, let entry = past.entries[target],
        entry.kind == .file
      else { continue }
      used.insert(number)
      if past.isUnchanged(target), isSameWay(inner) {
        append(File(file: file, same: number))
      } else {
        append(
          File(
            file: FoundFile(shown: file.path.utf8, named: file.named, content: past.content(entry)), same: nil
          ))
      }
    }
  }

  /// Links of the commit to a file that no other path leads to, where the link is no more or leads elsewhere now.
  private mutating func addLostLinks(_ links: [String]) {
    for path in links where !past.isUnchanged(path) {
      guard let entry = past.entries[path], let (shown, root) = place(entry.raw),
        let target = past.resolve(path)
      else { continue }
      guard let content = past.entries[target], content.kind == .file else { continue }
      // A file that is in the listing under its own name is not listed twice.
      if let (other, _) = place(content.raw), listed.contains(String(decoding: other, as: UTF8.self)) {
        continue
      }
      if !root.isFile, ignores.leavesOut(path) { continue }
      append(
        File(file: FoundFile(shown: shown, named: root.isFile, content: past.content(content)), same: nil))
    }
  }

  /// True if no part of a path is a link that has changed.
  private func isSameWay(_ path: String) -> Bool {
    var end = path.startIndex
    while end < path.endIndex {
      let from = end == path.startIndex ? end : path.index(after: end)
      end = path[from...].firstIndex(of: "/") ?? path.endIndex
      if past.entries[String(path[..<end])] != nil, !past.isUnchanged(String(path[..<end])) { return false }
    }
    return true
  }

  private func inner(_ file: FoundFile) -> String? {
    for root in roots {
      if let inner = root.innerPath(of: file.path) { return inner }
    }
    return nil
  }
}
