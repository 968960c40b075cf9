import Descriptors

/// A kustomization as it is written.
struct KustomizeFile {
  /// The names under which Kustomize looks for one.
  static let names = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  let document: Node
  let path: String
  let nearby: NearbyFiles

  init(_ document: Node, nearby: NearbyFiles) {
    self.document = document
    path = document.tree.path
    self.nearby = nearby
  }

  /// The kustomization of a folder; nil if it has none among the scanned files.
  init?(folder: String, nearby: NearbyFiles) {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : "\(folder)/"
    for name in Self.names {
      guard let tree = nearby.tree(at: prefix + name, as: .yaml), let document = tree.documents.first,
        document.kind == .mapping
      else { continue }
      self.init(document, nearby: nearby)
      return
    }
    return nil
  }

  /// A part that others include and that is never built by itself.
  var isComponent: Bool { document["kind"]?.equals("Component") == true }

  /// Files and folders whose objects it collects; older files call the folders bases.
  var resources: [Node] { items("resources") + items("bases") }
  var components: [Node] { items("components") }

  func items(_ key: String) -> [Node] { document[key].map { Array($0.items) } ?? [] }

  /// The path of something named relative to the kustomization; nil for what is no local path.
  func local(_ name: Node) -> String? { name.text.flatMap { ScanPath.resolve($0, from: path) } }

  // MARK: What it does

  /// What it does to the objects that it collects.
  func layer() -> KustomizeLayer {
    var layer = KustomizeLayer(file: path)
    layer.merges = generated.filter(\.changesOther)
    layer.patches =
      items("patchesStrategicMerge").flatMap { partials(named: $0) }
      + items("patches").flatMap { patches($0) }
    layer.latePatches = items("patchesJson6902").flatMap { patches($0) }
    layer.namespace = PlacedText(document["namespace"]).flatMap { $0.text.isEmpty ? nil : $0 }
    layer.prefix = PlacedText(document["namePrefix"])
    layer.suffix = PlacedText(document["nameSuffix"])
    layer.labels = labels
    layer.annotations = Self.pairs(document["commonAnnotations"])
    layer.images = items("images").compactMap { image in
      guard let name = image["name"]?.text else { return nil }
      let suffix = image["digest"]?.text.map { "@\($0)" } ?? image["newTag"]?.text.map { ":\($0)" }
      return KustomizeLayer.Image(name: name, newName: PlacedText(image["newName"]), suffix: suffix)
    }
    return layer
  }

  private var labels: [KustomizeLayer.Labels] {
    var result: [KustomizeLayer.Labels] = []
    let common = Self.pairs(document["commonLabels"])
    if !common.isEmpty {
      result.append(KustomizeLayer.Labels(pairs: common, reachesSelectors: true, reachesTemplates: true))
    }
    return result
      + items("labels").map {
        KustomizeLayer.Labels(
          pairs: Self.pairs($0["pairs"]), reachesSelectors: $0["includeSelectors"]?.bool == true,
          reachesTemplates: $0["includeTemplates"]?.bool == true)
      }
  }

  private static func pairs(_ node: Node?) -> [(key: String, value: PlacedText)] {
    (node?.mergedEntries ?? []).compactMap { key, value in
      guard let key = key.text, let value = PlacedText(value) else { return nil }
      return (key, value)
    }
  }

  // MARK: Patches

  /// An entry of `patches` or `patchesJson6902`.
  private func patches(_ entry: Node) -> [KustomizePatch] {
    if entry.kind == .scalar { return partials(named: entry) }
    var target: KustomizePatch.Target?
    if let node = entry["target"] {
      guard let known = KustomizePatch.Target(node) else { return [] }
      target = known
    }
    guard let values = entry["patch"].map(InlineText.values) ?? entry["path"].map(values) else { return [] }
    return values.flatMap { Self.patches($0, target: target) }
  }

  private static func patches(_ value: PatchValue, target: KustomizePatch.Target?) -> [KustomizePatch] {
    guard case .sequence(let items, _) = value else {
      return [KustomizePatch(change: .merge(value), target: target)]
    }
    let operations = items.compactMap(JSONPatchOperation.init)
    return [KustomizePatch(change: .operations(operations), target: target)]
  }

  /// An entry of `patchesStrategicMerge`: a file, or the patch itself.
  private func partials(named entry: Node) -> [KustomizePatch] {
    let isInline = entry.text?.contains("\n") == true
    return (isInline ? InlineText.values(entry) : values(entry)).map {
      KustomizePatch(change: .merge($0), target: nil)
    }
  }

  /// The documents of a file that is named here.
  private func values(_ name: Node) -> [PatchValue] {
    guard let path = local(name), let tree = nearby.tree(at: path, as: .yaml) else { return [] }
    return tree.documents.compactMap { PatchValue($0) }
  }

  /// The nodes that name files of patches.
  var patchFiles: [Node] {
    items("patchesStrategicMerge").filter { $0.text?.contains("\n") == false }
      + (items("patches") + items("patchesJson6902")).compactMap {
        $0.kind == .scalar ? ($0.text?.contains("\n") == false ? $0 : nil) : $0["path"]
      }
  }

  /// Targets of patches that are not followed.
  var unreadTargets: [Node] {
    (items("patches") + items("patchesJson6902")).compactMap { $0["target"] }.filter {
      KustomizePatch.Target($0) == nil
    }
  }
}

/// A patch that stands as text in a kustomization.
enum InlineText {
  /// The documents of the text, with their places in the file around it.
  static func values(_ scalar: Node) -> [PatchValue] {
    guard let text = scalar.text else { return [] }
    let reading = DescriptorReader.read(SourceBytes(text), as: .yaml, path: scalar.tree.path)
    guard reading.problems.isEmpty else { return [] }
    let lines = BlockLines(scalar)
    return reading.tree.documents.compactMap { PatchValue($0) { lines.span(of: $0, in: scalar) } }
  }

  /// Where the lines of a literal block stand in its file.
  private struct BlockLines {
    /// The offset of each line's text, behind the indentation; empty if the scalar is no literal block.
    private var starts: [Int] = []

    init(_ scalar: Node) {
      let raw = scalar.tree.source.raw
      let range = scalar.range
      guard range.upperBound <= raw.count, raw[range].first == 0x7C,
        var start = raw.offset(of: 0x0A, from: range.lowerBound).map({ $0 + 1 })
      else { return }
      var indent: Int?
      while start < range.upperBound {
        let end = raw.offset(of: 0x0A, from: start) ?? raw.count
        let spaces = raw[start..<end].prefix { $0 == 0x20 }.count
        if indent == nil, start + spaces < end { indent = spaces }
        starts.append(min(start + (indent ?? 0), end))
        start = end + 1
      }
    }

    func span(of inner: Node, in scalar: Node) -> SourceSpan {
      let span = inner.span
      guard starts.indices.contains(span.start.line - 1) else { return scalar.span }
      let start = starts[span.start.line - 1] + span.start.column - 1
      let isOneLine = span.end.line == span.start.line
      let end = isOneLine ? start + span.end.column - span.start.column : scalar.range.upperBound
      guard start <= end, end <= scalar.tree.source.count else { return scalar.span }
      return scalar.tree.span(start..<end)
    }
  }
}
