import Descriptors

/// Puts the files of a project together: what services extend, and what files include.
///
/// Source: Compose specification, extend and include.
final class ComposeAssembly {
  /// Longer chains of `extends` are a circle or nothing that a person wrote.
  private static let longestChain = 32

  let scene: Scene
  /// Parts that could not be followed.
  private(set) var unread: [UnreadPart] = []
  /// Services of other files that are extended.
  private(set) var extensions: [ComposeExtension] = []
  /// Files that are included.
  private(set) var inclusions: [ComposeInclusion] = []
  private var files: [String: Node] = [:]
  private var missing: Set<String> = []
  private var resolved: [String: ComposeValue] = [:]

  init(_ scene: Scene) { self.scene = scene }

  /// The first document of a scanned file.
  func document(_ path: String) -> Node? {
    if let known = files[path] { return known }
    guard !missing.contains(path), let node = scene.nearby.document(path, as: .yaml) else {
      missing.insert(path)
      return nil
    }
    files[path] = node
    return node
  }

  // MARK: Extends

  /// A file whose services have what they extend.
  func extended(_ document: Node, _ origin: ComposeOrigin) -> ComposeValue {
    let root = ComposeValue(document, origin)
    guard let services = root["services"], services.entries.contains(where: { $0.value["extends"] != nil })
    else { return root }
    let entries = services.entries.map { entry in
      ComposeValue.Entry(
        name: entry.name, key: entry.key, value: extended(entry.name, entry.value, in: root, depth: 0))
    }
    let whole = root.entries.map { entry in
      entry.name == "services"
        ? ComposeValue.Entry(
          name: entry.name, key: entry.key, value: ComposeValue(mapping: entries, like: services)) : entry
    }
    return ComposeValue(mapping: whole, like: root)
  }

  private func extended(
    _ name: String, _ service: ComposeValue, in root: ComposeValue, depth: Int
  ) -> ComposeValue {
    guard let extends = service["extends"],
      let base = extends["service"] ?? (extends.text == nil ? nil : extends)
    else { return service }
    let place = "\(root.node.tree.path)\n\(name)"
    if let known = resolved[place] { return known }
    let file: ComposeValue
    if let other = extends["file"] {
      guard let found = otherFile(other, root) else { return service }
      file = found
    } else {
      file = root
    }
    let wanted = base.filled.text
    guard depth < Self.longestChain, let below = file["services"]?[wanted], below.kind == .mapping else {
      note(base, "the service extends `\(wanted)`, which is not declared where it says")
      return service
    }
    if file.node.tree.path != root.node.tree.path {
      add(ComposeExtension(path: file.node.tree.path, service: wanted))
    }
    // In a circle every service is read as written.
    resolved[place] = service
    let whole = ComposeMerge.merge(
      service, onto: extended(wanted, below, in: file, depth: depth + 1), at: ["services", name])
    resolved[place] = whole
    return whole
  }

  private func otherFile(_ named: ComposeValue, _ root: ComposeValue) -> ComposeValue? {
    let name = named.filled.text
    guard let path = ScanPath.resolve(name, from: named.origin.folder) else {
      note(named, "the service extends one of another file, whose path `\(name)` is not known")
      return nil
    }
    if path == root.node.tree.path { return root }
    guard let document = document(path) else {
      note(
        named,
        "the service extends one of `\(name)`, which is not part of the scan, so its settings are not merged in; scan it too"
      )
      return nil
    }
    // Variables are those of the project, paths those of the file.
    let origin = ComposeOrigin(folder: ScanPath.folder(of: path), settings: root.origin.settings)
    return ComposeValue(document, origin)
  }

  private func add(_ used: ComposeExtension) {
    if !extensions.contains(used) { extensions.append(used) }
  }

  // MARK: Include

  /// The files that a file includes, each with what is laid over it; also those that they include.
  ///
  /// - Parameter by: the file that is read.
  func included(by root: ComposeValue, in by: String, depth: Int = 0) -> [ComposeValue] {
    guard depth < 8, let include = root["include"] else { return [] }
    return include.oneOrSeveral.flatMap { item -> [ComposeValue] in
      guard let inclusion = inclusion(item, by) else { return [] }
      if inclusions.contains(where: { $0.path == inclusion.path }) { return [] }
      if depth == 0 { inclusions.append(inclusion) }
      guard let whole = whole(inclusion) else { return [] }
      return [whole] + included(by: whole, in: by, depth: depth + 1)
    }
  }

  private func inclusion(_ item: ComposeValue, _ by: String) -> ComposeInclusion? {
    var paths: [String] = []
    for named in (item.kind == .mapping ? item["path"] : item)?.oneOrSeveral ?? [] {
      let name = named.filled.text
      guard let path = ScanPath.resolve(name, from: item.origin.folder), document(path) != nil else {
        note(named, "the file `\(name)` is included, but is not part of the scan; scan it too")
        continue
      }
      paths.append(path)
    }
    guard let first = paths.first, first != by else { return nil }
    var folder = ScanPath.folder(of: first)
    if let directory = item["project_directory"],
      let path = ScanPath.resolve(directory.filled.text, from: item.origin.folder)
    {
      folder = path.isEmpty ? "" : path + "/"
    }
    let files = item["env_file"]?.oneOrSeveral.compactMap {
      ScanPath.resolve($0.filled.text, from: item.origin.folder)
    }
    return ComposeInclusion(
      path: first, overlays: Array(paths.dropFirst()), by: by, folder: folder,
      files: files ?? [folder + ".env"], outer: item.origin.settings.handedOn)
  }

  /// An included file as its project has it.
  func whole(_ inclusion: ComposeInclusion) -> ComposeValue? {
    let origin = ComposeOrigin(
      folder: inclusion.folder,
      settings: ComposeSettings(files: inclusion.files, outer: inclusion.outer, in: scene))
    let layers = ([inclusion.path] + inclusion.overlays).compactMap(document).map { extended($0, origin) }
    guard let first = layers.first else { return nil }
    return layers.dropFirst().reduce(first) { ComposeMerge.merge($1, onto: $0, at: []) }
  }

  private func note(_ value: ComposeValue, _ reason: Phrase) {
    guard !unread.contains(where: { $0.span == value.span && $0.reason == reason }) else { return }
    unread.append(UnreadPart(at: value.span, reason))
  }
}
