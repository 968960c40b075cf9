import Descriptors

/// One way in which a Compose file is started.
struct ComposeDeployment {
  /// What its files say together.
  let root: ComposeValue
  /// What it depends on; nil for the only way there is.
  let condition: Condition?
  /// What is to be said of it.
  let evidence: [Evidence]
}

/// The ways in which a Compose file is started: alone, with others laid over it, included by another.
struct ComposePlan {
  /// None if the file is laid over another one, whose reading tells of both.
  private(set) var deployments: [ComposeDeployment] = []
  /// The file itself and those that are laid over it.
  private(set) var files: Set<String>

  init(_ document: Node, in scene: Scene, _ assembly: ComposeAssembly) {
    let path = document.tree.path
    files = [path]
    let prefix = ScanPath.folder(of: path)
    let name = String(path.dropFirst(prefix.count))
    let settings = ComposeSettings(files: [prefix + ".env"], in: scene)
    let origin = ComposeOrigin(folder: prefix, settings: settings)
    let folder = ComposeFolder(of: path, settings, scene)
    func layered(_ overlays: [String]) -> ComposeValue {
      overlays.compactMap { assembly.document(prefix + $0) }
        .reduce(assembly.extended(document, origin)) { below, over in
          ComposeMerge.merge(assembly.extended(over, origin), onto: below, at: [])
        }
    }
    let told = scene.offers.of(ComposeOffer.includes(path)).compactMap {
      $0.content as? ComposeInclusion
    }
    let inclusions = told.filter { $0.path == path }
    if inclusions.isEmpty, !told.isEmpty { return }
    guard folder.project.first == name else {
      if isOverlay(name, document, folder, prefix, assembly, inclusions) { return }
      deployments =
        inclusions.isEmpty
        ? [ComposeDeployment(root: layered([]), condition: nil, evidence: [])]
        : Self.included(inclusions, assembly)
      files.formUnion(inclusions.flatMap(\.overlays))
      return
    }
    let others = folder.others.filter { other in
      assembly.document(prefix + other).map { ComposeFolder.isFragment($0, of: document) } ?? false
    }
    let ways = [folder.project] + others.map { [name, $0] }
    files.formUnion(ways.joined().map { prefix + $0 })
    deployments = ways.enumerated().map { number, names in
      let listed = names.joined(separator: ":")
      let said =
        number == 0
        ? folder.evidence.map { [$0] } ?? []
        : [
          Evidence(
            .derived, "if it is started with `\(names[1])` laid over it: `COMPOSE_FILE=\(listed)`, or `-f`")
        ]
      return ComposeDeployment(
        root: layered(Array(names.dropFirst())),
        condition: ways.count > 1 ? Condition("COMPOSE_FILE", is: listed, of: ways.count) : nil,
        evidence: said)
    }
  }

  /// True if the reading of another file tells of this one.
  private func isOverlay(
    _ name: String, _ document: Node, _ folder: ComposeFolder, _ prefix: String, _ assembly: ComposeAssembly,
    _ inclusions: [ComposeInclusion]
  ) -> Bool {
    guard let base = folder.project.first.flatMap({ assembly.document(prefix + $0) }) else { return false }
    if folder.project.contains(name) { return true }
    return inclusions.isEmpty && (folder.others.contains(name) || folder.isSettled)
      && ComposeFolder.isFragment(document, of: base)
  }

  private static func included(
    _ inclusions: [ComposeInclusion], _ assembly: ComposeAssembly
  ) -> [ComposeDeployment] {
    inclusions.compactMap { inclusion in
      assembly.whole(inclusion).map { root in
        ComposeDeployment(
          root: root,
          condition: inclusions.count > 1
            ? Condition("including file", is: inclusion.by, of: inclusions.count) : nil,
          evidence: [Evidence(.derived, "`\(inclusion.by)` includes the file")])
      }
    }
  }
}
