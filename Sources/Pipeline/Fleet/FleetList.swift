import Descriptors
import Glibc
import Reporting

/// The trees of a fleet: those of a list, or those found below a folder.
enum FleetList {
  private static let keys = [
    "name", "path", "owner", "policies", "policy-parameters", "contexts", "set", "waivers", "fail-on",
  ]
  /// A tree this far down is no repository of the fleet's.
  private static let deepest = 8

  /// The trees, in the order of the list or of their paths.
  static func read(_ path: String) throws(UsageError) -> [FleetTree] {
    let trees = isFolder(path) ? found(below: path) : try listed(in: path)
    guard !trees.isEmpty else {
      throw UsageError(
        isFolder(path)
          ? "no folder below \(SafeText.line(path)) holds a .git or a \(Configuration.fileName); name one that does, or a list"
          : "\(SafeText.line(path)) lists no trees; see docs/fleet.md")
    }
    var seen: Set<String> = []
    for tree in trees where !seen.insert(tree.name).inserted {
      throw UsageError("two trees are called `\(SafeText.line(tree.name))`; give each a `name` of its own")
    }
    return trees
  }

  // MARK: A folder

  /// The folders that are repositories or carry a configuration; what lies within one belongs to it.
  private static func found(below root: String) -> [FleetTree] {
    let top = trimmed(root)
    var trees: [FleetTree] = []
    var pending = [(path: top, name: "", depth: 0)]
    while let folder = pending.popLast() {
      if folder.depth > 0, isTree(folder.path) {
        trees.append(FleetTree(name: folder.name, path: folder.path))
        continue
      }
      guard folder.depth < deepest else { continue }
      for name in CacheFolder.names(in: folder.path) where name != "." && name != ".." {
        let path = folder.path == "/" ? "/\(name)" : "\(folder.path)/\(name)"
        guard isFolder(path, followed: false) else { continue }
        pending.append((path, folder.name.isEmpty ? name : "\(folder.name)/\(name)", folder.depth + 1))
      }
    }
    if trees.isEmpty, isTree(top) { trees = [FleetTree(name: top, path: top)] }
    return trees.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func isTree(_ folder: String) -> Bool {
    [".git", Configuration.fileName].contains { access("\(folder)/\($0)", F_OK) == 0 }
  }

  private static func isFolder(_ path: String, followed: Bool = true) -> Bool {
    var status = stat()
    let result = followed ? stat(path, &status) : lstat(path, &status)
    return result == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func trimmed(_ path: String) -> String {
    var text = path[...]
    while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
    return String(text)
  }

  // MARK: A list

  private static func listed(in path: String) throws(UsageError) -> [FleetTree] {
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(try WholeFile.read(path, maxBytes: 64 << 20))
    } catch {
      throw UsageError("\(SafeText.line(path)): \(error.message.english); \(error.remedy.english)")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let isLines = [".ndjson", ".jsonl"].contains { path.hasSuffix($0) }
    return isLines
      ? try lines(text, path: path, folder: folder) : try document(text, path: path, folder: folder)
  }

  private static func document(
    _ text: SourceBytes, path: String, folder: String
  ) throws(UsageError) -> [FleetTree] {
    let root = try self.root(text, as: .yaml, path: path)
    guard let root, !root.isNull else { return [] }
    if root.kind == .mapping, let (key, _) = root.entries.first(where: { !$0.key.equals("trees") }) {
      throw error(
        key, "`\(key.text ?? "")` is no part of a list of trees; it holds `trees:` and nothing else")
    }
    let list = root.kind == .mapping ? root["trees"] : root
    guard let list, list.kind == .sequence else {
      throw error(root, "a list of trees begins with `trees:`, and then `- path: FOLDER`")
    }
    var trees: [FleetTree] = []
    for item in list.items { trees.append(try tree(item, folder: folder)) }
    return trees
  }

  private static func lines(
    _ text: SourceBytes, path: String, folder: String
  ) throws(UsageError) -> [FleetTree] {
    var trees: [FleetTree] = []
    let rows = text.raw.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, row) in rows.enumerated() where !row.allSatisfy({ $0 <= 0x20 }) {
      let place = "\(path):\(number + 1)"
      guard let node = try root(SourceBytes(row), as: .json, path: place) else { continue }
      trees.append(try tree(node, folder: folder))
    }
    return trees
  }

  private static func root(
    _ text: SourceBytes, as format: Format, path: String
  ) throws(UsageError) -> Node? {
    let reading = DescriptorReader.read(text, as: format, path: path)
    if let problem = reading.problems.first {
      let place = problem.position.map { ":\($0.line):\($0.column)" } ?? ""
      throw UsageError(
        "\(SafeText.line(path))\(place): \(problem.message.english); \(problem.remedy.english)")
    }
    return reading.tree.documents.first
  }

  private static func tree(_ node: Node, folder: String) throws(UsageError) -> FleetTree {
    guard node.kind == .mapping else { throw error(node, "a tree is written as `path: FOLDER`") }
    if node.hasDuplicateKeys { throw error(node, "a key stands twice in one tree") }
    for (key, _) in node.mergedEntries {
      let name = key.text ?? ""
      guard !keys.contains(name) else { continue }
      let near = Spelling.nearest(to: name, among: keys).map { "did you mean `\($0)`?" }
      throw error(
        key, "`\(name)` is no part of a tree; \(near ?? "the parts are \(keys.joined(separator: ", "))")")
    }
    guard let written = try word(node, "path"), !written.isEmpty else {
      throw error(node, "a tree needs a `path`")
    }
    let path = trimmed(written.hasPrefix("/") ? written : folder + written)
    var tree = FleetTree(name: try word(node, "name") ?? trimmed(written), path: path)
    tree.owner = try word(node, "owner")
    // Policies and waivers by path stand beside the list, as the trees do.
    tree.policies = try words(node, "policies").map { beside(folder, $0) }
    tree.policyParameters = try words(node, "policy-parameters")
    tree.contexts = try words(node, "contexts")
    tree.values = try words(node, "set")
    tree.waivers = try words(node, "waivers").map { $0.hasPrefix("/") ? $0 : folder + $0 }
    tree.failOn = try word(node, "fail-on")
    return tree
  }

  /// A pack's name as it is, a file's path from the folder of the list.
  private static func beside(_ folder: String, _ name: String) -> String {
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    return isPath && !name.hasPrefix("/") ? folder + name : name
  }

  private static func word(_ node: Node, _ key: String) throws(UsageError) -> String? {
    guard let value = node[key] else { return nil }
    guard value.kind == .scalar, !value.isNull, let text = value.text else {
      throw error(value, "`\(key)` must be a text")
    }
    return text
  }

  private static func words(_ node: Node, _ key: String) throws(UsageError) -> [String] {
    guard let value = node[key] else { return [] }
    if value.kind == .scalar, !value.isNull, let text = value.text { return [text] }
    let texts = value.items.compactMap { $0.kind == .scalar ? $0.text : nil }
    guard value.kind == .sequence, texts.count == value.items.count else {
      throw error(value, "`\(key)` must be a list of texts")
    }
    return texts
  }

  private static func error(_ node: Node, _ message: String) -> UsageError {
    let span = node.span
    return UsageError("\(SafeText.line(span.file)):\(span.start.line):\(span.start.column): \(message)")
  }
}
