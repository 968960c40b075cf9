import Atlas
import Descriptors

/// Mappings keyed by region: evidence of where the author meant to deploy, and no more than that.
struct RegionMaps {
  private var maps: [(name: Node, regions: [String])] = []

  init(_ root: Node, _ atlas: Atlas) {
    guard let mappings = root["Mappings"] else { return }
    for (name, mapping) in mappings.mergedEntries {
      let keys = mapping.mergedEntries.compactMap(\.key.text)
      guard let first = keys.first, Self.isRegion(first, atlas), keys.allSatisfy({ Self.isRegion($0, atlas) })
      else { continue }
      maps.append((name, keys))
    }
  }

  private static func isRegion(_ code: String, _ atlas: Atlas) -> Bool {
    // Asked only of what is shaped like one.
    code.utf8.filter { $0 == 0x2D }.count >= 2 && atlas.place(code, provider: "aws")?.kind == .region
  }

  /// An unknown place that names the regions the template was written for.
  func hinting(_ place: Possible<Place>) -> Possible<Place> {
    guard let unknown = place.unknown, let map = maps.min(by: { $0.regions.count < $1.regions.count }),
      let name = map.name.text
    else { return place }
    let most = 6
    let names = map.regions.prefix(most).joined(separator: ", ")
    let shown: Phrase =
      map.regions.count > most ? "\(names) and \(map.regions.count - most) more" : "\(names)"
    return Possible(
      unknown: Unknown(
        unknown.reason, remedy: "\(unknown.remedy); the mapping `\(name)` is written for \(shown)",
        evidence: unknown.evidence + [
          Evidence(.declared, "the mapping `\(name)` has entries for \(shown)", at: map.name.span)
        ]))
  }
}
