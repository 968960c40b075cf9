import Descriptors

/// Goes from a kustomization down to all objects that it collects, and notes for each file what happens to it.
///
/// Every kustomization does so for itself: an object's file then takes only those ways that no other kustomization
/// prolongs, so that a base which overlays use is not taken for a deployment of its own.
struct KustomizeWalk {
  private static let mostLevels = 32
  /// Kustomizations that one of them may lead to, and files; what is beyond is told.
  private static let mostVisits = 2_000
  private static let mostFiles = 20_000

  private struct Known {
    let file: KustomizeFile
    let layer: KustomizeLayer
  }

  private let nearby: NearbyFiles
  private let context: DeploymentContext
  private let root: String
  private var known: [String: Known] = [:]
  private var visits = 0
  private(set) var offers: [Offer] = []
  /// True if there is more than is followed.
  private(set) var isCut = false

  /// Walks from a kustomization.
  init(from file: KustomizeFile, scene: Scene) {
    nearby = scene.nearby
    context = scene.context
    root = file.path
    guard !file.isComponent else { return }
    known[file.path] = Known(file: file, layer: named(file.layer(), file, depth: 0))
    walk(file, above: [], way: [], depth: 0)
  }

  // MARK: Down

  private mutating func walk(_ file: KustomizeFile, above: [KustomizeLayer], way: [String], depth: Int) {
    visits += 1
    guard depth < Self.mostLevels, visits < Self.mostVisits, !way.contains(file.path),
      let own = known[file.path]
    else {
      isCut = isCut || depth >= Self.mostLevels || visits >= Self.mostVisits
      return
    }
    let way = [file.path] + way
    // Components act on all that is collected so far, in their order, before the kustomization itself does.
    let components = components(of: file, depth: depth)
    let layers = components.map(\.layer) + [own.layer] + above
    collect(file, through: layers, way: way, depth: depth)
    for (index, component) in components.enumerated() {
      collect(component.file, through: Array(layers[index...]), way: way, depth: depth)
    }
  }

  private mutating func collect(
    _ file: KustomizeFile, through layers: [KustomizeLayer], way: [String], depth: Int
  ) {
    let chain = KustomizeChain(layers: layers, way: way, context: context)
    offer(KustomizeUse.generatedKey(file.path), chain)
    for resource in file.resources {
      guard let path = file.local(resource) else { continue }
      if nearby.contains(path) {
        offer(KustomizeUse.key(path), chain)
      } else if let inner = folder(path, depth: depth) {
        walk(inner, above: layers, way: way, depth: depth + 1)
      }
    }
    for patch in file.patchFiles {
      guard let path = file.local(patch), offers.count < Self.mostFiles else { continue }
      offers.append(
        Offer(KustomizeUse.key(path), file: root, content: KustomizeUse.patch, summary: "patch"))
    }
  }

  private mutating func offer(_ key: String, _ chain: KustomizeChain) {
    guard offers.count < Self.mostFiles else {
      isCut = true
      return
    }
    offers.append(
      Offer(key, file: root, content: KustomizeUse.object(chain), summary: chain.way.joined(separator: "\n")))
  }

  /// The components of a kustomization in the order in which they act, those of a component before it.
  private mutating func components(of file: KustomizeFile, depth: Int) -> [Known] {
    guard depth < Self.mostLevels else { return [] }
    var result: [Known] = []
    for name in file.components {
      guard let path = file.local(name), let component = folder(path, depth: depth),
        let own = known[component.path], visits < Self.mostVisits
      else { continue }
      visits += 1
      result += components(of: component, depth: depth + 1) + [own]
    }
    return result
  }

  /// The kustomization of a folder, read once.
  private mutating func folder(_ path: String, depth: Int) -> KustomizeFile? {
    let prefix = path.isEmpty ? "" : "\(path)/"
    for name in KustomizeFile.names {
      if let found = known[prefix + name] { return found.file }
    }
    guard known.count < Self.mostVisits, let file = KustomizeFile(folder: path, nearby: nearby) else {
      return nil
    }
    known[file.path] = Known(file: file, layer: named(file.layer(), file, depth: depth))
    return file
  }

  // MARK: Names

  /// The layer with the names of all that it renames.
  private func named(_ layer: KustomizeLayer, _ file: KustomizeFile, depth: Int) -> KustomizeLayer {
    guard layer.renames else { return layer }
    var layer = layer
    var left = Self.mostVisits
    layer.renamed = Self.names(in: file, depth: depth, left: &left)
    return layer
  }

  /// `Kind/name` of all objects that a kustomization collects, as they are called when they come to it.
  private static func names(in file: KustomizeFile, depth: Int, left: inout Int) -> Set<String> {
    left -= 1
    guard depth < mostLevels, left > 0 else { return [] }
    var result = Set(file.generated.filter { !$0.changesOther }.map { "\($0.kind)/\($0.name.text)" })
    for entry in file.resources + file.components {
      guard let path = file.local(entry) else { continue }
      if file.nearby.contains(path) {
        for document in file.nearby.tree(at: path, as: .yaml)?.documents ?? [] {
          for object in document["items"].map({ Array($0.items) }) ?? [document] {
            guard let kind = object["kind"]?.text, let name = object.at("metadata", "name")?.text else {
              continue
            }
            result.insert("\(kind)/\(name)")
          }
        }
      } else if let inner = KustomizeFile(folder: path, nearby: file.nearby) {
        let names = names(in: inner, depth: depth + 1, left: &left)
        let prefix = inner.document["namePrefix"]?.text ?? ""
        let suffix = inner.document["nameSuffix"]?.text ?? ""
        for name in names {
          let parts = name.split(separator: "/", maxSplits: 1)
          result.insert("\(parts[0])/\(prefix)\(parts.last ?? "")\(suffix)")
        }
      }
    }
    return result
  }
}
