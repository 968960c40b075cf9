import Descriptors
import Glibc

/// One search for files.
///
/// Folders are opened by their whole path, one at a time, so that neither the depth of a tree nor its breadth
/// can use up descriptors or the stack; what is too deep for a path is reported.
struct Walk {
  /// A folder whose entries are being visited.
  struct Frame {
    let listing: FolderListing
    var next = 0
    /// The length of the folder's path with the slash behind it.
    let pathLength: Int
    let matchedLength: Int
    let scope: IgnoreScope
    let folder: Int32
  }

  let options: DiscoveryOptions
  var found = DiscoveryResult()
  /// For each of the files found, the folder that holds it.
  var folders: [Int32] = []
  var aliases: [Alias] = []
  private var roots: [Root] = []
  var linkedFolders: [Root] = []
  /// The folders that were entered, numbered as they came.
  var visited: [Identity: Int32] = [:]
  var folderCount: Int32 = 0
  private var boundary = Boundary()
  var frames: [Frame] = []
  /// The path of the entry being visited.
  private var path: [UInt8] = []
  /// The same from the top of the repository, or from the root if there is none.
  private var matched: [UInt8] = []

  init(options: DiscoveryOptions) {
    self.options = options
  }

  /// Notes a path that cannot be scanned.
  mutating func refuse(_ path: [UInt8], _ reason: Phrase, named: Bool = false) {
    found.unreadable.append(
      UnreadablePath(path: ShownPath.text(path).text, reason: reason, named: named))
  }

  /// Takes a normalised path that the user named.
  mutating func addNamed(_ path: [UInt8]) {
    let opened = path.isEmpty ? Array(".".utf8) : path
    let (status, error) = System.status(opened, follow: true)
    guard error == 0 else {
      let leadsNowhere = error == ENOENT || error == ENOTDIR
      let isLink = leadsNowhere && System.status(opened, follow: false).error == 0
      refuse(
        path, isLink ? Reason.brokenLink(to: target(of: opened)) : Reason.text(error, .named), named: true)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: aliases.append(Alias(path: opened, named: true))
    case S_IFDIR: addRoot(path, opened: opened)
    default: refuse(path, Reason.special(status.st_mode), named: true)
    }
  }

  private mutating func addRoot(_ path: [UInt8], opened: [UInt8]) {
    guard let real = System.realPath(opened) else {
      refuse(path, Reason.text(errno, .named), named: true)
      return
    }
    let top = Repository.top(of: real)
    boundary.add(real, repository: top)
    var scope = IgnoreScope()
    var matched: [UInt8] = []
    if options.useIgnoreFiles, let top, top != real {
      matched = Array(real[(top.last == PathBytes.slash ? top.count : top.count + 1)...])
      matched.append(PathBytes.slash)
      addLevels(above: matched, top: top, to: &scope)
    }
    scope.excludes = options.excludes.compactMap { ExcludeLevel($0, root: real, base: matched.count) }
    roots.append(Root(path: path, matched: matched, scope: scope, named: true))
  }

  /// Adds the ignore files from the top of a repository down to the folder above a root.
  private mutating func addLevels(above matched: [UInt8], top: [UInt8], to scope: inout IgnoreScope) {
    append(Repository.excludeFile(top: top), base: 0, to: &scope.git)
    var base = 0
    for part in matched.split(separator: PathBytes.slash) {
      let folder = PathBytes.join(top, matched[..<base])
      append(PathBytes.join(folder, IgnoreRules.gitName.utf8), base: base, to: &scope.git)
      append(PathBytes.join(folder, IgnoreRules.ownName.utf8), base: base, to: &scope.own)
      base += part.count + 1
    }
  }

  private mutating func append(_ file: [UInt8], base: Int, to levels: inout [IgnoreScope.Level]) {
    do throws(DescriptorProblem) {
      guard let rules = try IgnoreRules.load(file) else { return }
      levels.append(IgnoreScope.Level(rules: rules, base: base))
    } catch {
      found.ignoreProblems.append(
        UnreadablePath(
          path: ShownPath.text(file).text,
          reason: "\(error.message), so its rules were not applied; \(error.remedy)",
          named: false))
    }
  }

  /// Walks all roots, then what links lead to.
  mutating func run() {
    for root in roots { walk(root) }
    while !linkedFolders.isEmpty {
      // A walk may meet further links; those wait for the next round.
      let round = linkedFolders.sorted { $0.path.lexicographicallyPrecedes($1.path) }
      linkedFolders = []
      for root in round { walk(root) }
    }
  }

  private mutating func walk(_ root: Root) {
    path = root.path
    matched = root.matched
    if !path.isEmpty, path.last != PathBytes.slash { path.append(PathBytes.slash) }
    enter(root.scope, follow: true, named: root.named)
    if options.jobs > 1, walkSideBySide() { return }
    drain(to: 0)
  }

  /// Visits what the open folders hold until only `depth` of them are left.
  mutating func drain(to depth: Int) {
    while frames.count > depth, let frame = frames.indices.last {
      let next = frames[frame].next
      guard next < frames[frame].listing.entries.count else {
        frames.removeLast()
        continue
      }
      frames[frame].next = next + 1
      visit(frame, frames[frame].listing.entries[next])
    }
  }

  /// Opens the folder that `path` ends with, unless it was visited before.
  private mutating func enter(_ scope: IgnoreScope, follow: Bool, named: Bool = false) {
    // The slash behind the name would make the system follow a link.
    let opened = path.isEmpty ? [UInt8(ascii: ".")][...] : path.count == 1 ? path[...] : path.dropLast()
    let descriptor = System.open(opened, follow: follow, directory: true)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      let error = errno
      if descriptor >= 0 { close(descriptor) }
      // Not a circle: the folder became a link after it was listed.
      refuse(Array(opened), Reason.text(error == ELOOP && !follow ? ENOTDIR : error, .folder), named: named)
      return
    }
    let folder = folderCount
    let identity = Identity(status)
    guard visited[identity] == nil else {
      close(descriptor)
      return
    }
    visited[identity] = folder
    folderCount += 1
    let listing = FolderListing(adopting: descriptor)
    if listing.error != 0 { refuse(Array(opened), Reason.text(listing.error, .folder), named: named) }
    frames.append(
      Frame(
        listing: listing, pathLength: path.count, matchedLength: matched.count,
        scope: options.useIgnoreFiles ? extended(scope, by: listing) : scope, folder: folder))
  }

  /// Adds the ignore files of the folder that was just listed.
  private mutating func extended(_ scope: IgnoreScope, by listing: FolderListing) -> IgnoreScope {
    var scope = scope
    if listing.hasGit {
      // A repository in a repository answers to its own rules alone.
      scope.git = []
      let top = path.isEmpty ? Array("./".utf8) : path
      append(Repository.excludeFile(top: top), base: matched.count, to: &scope.git)
    }
    if listing.hasGitIgnore {
      append(path + IgnoreRules.gitName.utf8, base: matched.count, to: &scope.git)
    }
    if listing.hasOwnIgnore {
      append(path + IgnoreRules.ownName.utf8, base: matched.count, to: &scope.own)
    }
    return scope
  }

  mutating func visit(_ index: Int, _ entry: FolderListing.Entry) {
    let frame = frames[index]
    let name = frame.listing.names[entry.range]
    path.replaceSubrange(frame.pathLength..., with: name)
    matched.replaceSubrange(frame.matchedLength..., with: name)
    let isFolder = entry.kind == .folder
    if !frame.scope.excludes.isEmpty, frame.scope.excludes(matched, isFolder: isFolder) {
      found.excluded += 1
      return
    }
    if frame.scope.leavesOut(matched, nameStart: frame.matchedLength, isFolder: isFolder) {
      found.ignored += 1
      return
    }
    guard path.count <= System.longestPath || isFolder else {
      refuse(path, Reason.text(ENAMETOOLONG, .file))
      return
    }
    switch entry.kind {
    case .file:
      found.files.append(FoundFile(raw: path, named: false, access: .plain))
      folders.append(frame.folder)
    case .folder:
      path.append(PathBytes.slash)
      matched.append(PathBytes.slash)
      enter(frame.scope, follow: false)
    case .fileLink, .folderLink: followLink(entry.kind, frame.scope)
    case .special: refuse(path, Reason.special(entry.detail))
    case .brokenLink where [ENOENT, ENOTDIR].contains(Int32(bitPattern: entry.detail)):
      refuse(path, Reason.brokenLink(to: target(of: path)))
    case .brokenLink, .unknown: refuse(path, Reason.text(Int32(bitPattern: entry.detail), .file))
    }
  }

  private mutating func followLink(_ kind: FolderListing.Kind, _ scope: IgnoreScope) {
    guard let real = System.realPath(path) else {
      refuse(path, Reason.text(errno, .file))
      return
    }
    guard options.followLinksOutside || boundary.allows(real) else {
      refuse(path, Reason.linkOutside(to: target(of: path)))
      return
    }
    if kind == .fileLink {
      aliases.append(Alias(path: path, named: false))
    } else {
      linkedFolders.append(
        Root(path: path, matched: matched + [PathBytes.slash], scope: scope, named: false))
    }
  }

  private func target(of link: [UInt8]) -> String { ShownPath.text(System.linkTarget(link)).text }

  /// Joins what was walked with what was named and linked, each file once, and sorts.
  mutating func finish() -> DiscoveryResult {
    if !aliases.isEmpty { mergeAliases() }
    found.sort()
    return found
  }

  private mutating func mergeAliases() {
    var merger = AliasMerger(aliases, visited: visited)
    let plain = found.files
    found.files = []
    for (file, folder) in zip(plain, folders) where !merger.replaces(file, in: folder) {
      found.files.append(file)
    }
    found.files += plain[folders.count...]
    found.files += merger.remaining()
  }
}
