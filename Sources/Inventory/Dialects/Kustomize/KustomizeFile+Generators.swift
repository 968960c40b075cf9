import Descriptors

extension KustomizeFile {
  /// Files that are larger are not settings.
  private static let largestFile = 1 << 20

  /// The ConfigMaps and Secrets that it makes.
  var generated: [GeneratedMap] {
    [("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")].flatMap { key, kind in
      items(key).compactMap { map($0, kind: kind) }
    }
  }

  private func map(_ node: Node, kind: String) -> GeneratedMap? {
    guard let name = PlacedText(node["name"]) else { return nil }
    let behavior = node["behavior"]?.text ?? "create"
    var entries: [(key: String, value: PlacedText)] = []
    for file in list(node, "envs", "env") { entries += variables(file) }
    for literal in list(node, "literals") {
      if let entry = Self.entry(literal) { entries.append(entry) }
    }
    for file in list(node, "files") { entries += content(file, isSecret: kind == "Secret") }
    func options(_ section: String) -> [(key: String, value: PlacedText)] {
      [document["generatorOptions"], node["options"]].compactMap { $0?[section] }.flatMap {
        $0.mergedEntries.compactMap { key, value in
          key.text.flatMap { key in PlacedText(value).map { (key, $0) } }
        }
      }
    }
    return GeneratedMap(
      kind: kind, name: name, namespace: PlacedText(node["namespace"]),
      changesOther: behavior == "merge" || behavior == "replace", replaces: behavior == "replace",
      entries: entries, labels: options("labels"), annotations: options("annotations"))
  }

  private func list(_ node: Node, _ keys: String...) -> [Node] {
    keys.flatMap { key in
      node[key].map { $0.kind == .sequence ? Array($0.items) : [$0] } ?? []
    }
  }

  /// `KEY=value`, the value perhaps in quotes.
  private static func entry(_ literal: Node) -> (key: String, value: PlacedText)? {
    guard let text = literal.text, let sign = text.firstIndex(of: "=") else { return nil }
    var value = text[text.index(after: sign)...]
    if let quote = value.first, quote == "\"" || quote == "'", value.count > 1, value.last == quote {
      value = value.dropFirst().dropLast()
    }
    return (String(text[..<sign]), PlacedText(String(value), at: literal.span, isPlain: false))
  }

  private func variables(_ name: Node) -> [(key: String, value: PlacedText)] {
    guard let path = local(name), let source = nearby.text(at: path), source.count <= Self.largestFile else {
      return []
    }
    return ComposeSettings.variables(source, path: path).map {
      ($0.name, PlacedText($0.value, at: $0.span, isPlain: false))
    }
  }

  /// `path` or `key=path`.
  private func content(_ name: Node, isSecret: Bool) -> [(key: String, value: PlacedText)] {
    guard let (key, path) = file(name), nearby.contains(path) else { return [] }
    let span = SourceSpan.start(of: path)
    guard let source = nearby.text(at: path), source.count <= Self.largestFile else {
      // That bytes lie in the tree which make a Secret can be said without reading them.
      return isSecret ? [(key, PlacedText("(a file that is no text)", at: span, isPlain: false))] : []
    }
    // A file that SOPS has sealed tells nothing.
    if isSecret, source.raw.contains("ENC[AES256_GCM") { return [] }
    return [(key, PlacedText(String(decoding: source.raw, as: UTF8.self), at: span, isPlain: false))]
  }

  private func file(_ name: Node) -> (key: String, path: String)? {
    guard let text = name.text else { return nil }
    let sign = text.firstIndex(of: "=")
    let written = sign.map { String(text[text.index(after: $0)...]) } ?? text
    guard let path = ScanPath.resolve(written, from: self.path) else { return nil }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return (sign.map { String(text[..<$0]) } ?? last, path)
  }

  /// Files that generators name and that are not scanned, with the nodes that name them.
  var missingFiles: [(node: Node, name: String)] {
    (items("configMapGenerator") + items("secretGenerator")).flatMap { node in
      (list(node, "envs", "env") + list(node, "files")).compactMap { name in
        guard let (_, path) = file(name), !nearby.contains(path) else { return nil }
        return (name, path.split(separator: "/").last.map(String.init) ?? path)
      }
    }
  }
}
