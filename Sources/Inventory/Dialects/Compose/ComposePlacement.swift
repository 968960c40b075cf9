import Atlas
import Descriptors

extension ComposeService {
  /// Where the service stands: what the context says, else what its placement constraints hint at.
  ///
  /// Node labels are names that whoever runs the swarm chose. They are a candidate, never the whole truth.
  var place: Possible<Place> {
    guard file.host.place.isUnknown else { return file.host.place }
    var candidates: [Candidate<Place>] = []
    for constraint in ComposeFile.items(self["deploy"]?.at("placement", "constraints")) {
      guard let text = constraint.text, let place = hinted(file.interpolated(text).text) else { continue }
      let evidence = Evidence(.derived, "the placement constraint is `\(text)`", at: constraint.span)
      candidates.append(Candidate(place, evidence: [evidence, .atlas(place)]))
    }
    guard !candidates.isEmpty else { return file.host.place }
    return Possible(
      candidates,
      unknown: Unknown(
        "node labels are names that the swarm's administrator chose, not proof of a place",
        remedy: "say where the swarm stands: `--context host.country=FR`",
        evidence: candidates.flatMap(\.evidence)))
  }

  private func hinted(_ constraint: String) -> Place? {
    guard let equals = constraint.range(ofASCII: "==") else { return nil }
    let label = String(constraint[..<equals.lowerBound]).trimmingWhitespace.lowercased()
    let value = String(constraint[equals.upperBound...]).trimmingWhitespace
    guard label.hasPrefix("node.labels.") || label.hasPrefix("engine.labels.") else { return nil }
    let separators: Set<Character> = [".", "/", "-"]
    let name: String = label.split(whereSeparator: separators.contains).last.map(String.init) ?? ""
    switch name {
    case "country" where value.utf8.count == 2: return .country(value.uppercased())
    case "region", "zone", "datacenter", "dc", "location", "az":
      let places = file.scene.atlas.places(value)
      guard let first = places.first, places.allSatisfy({ $0.countries == first.countries }) else {
        return nil
      }
      return first
    default: return nil
    }
  }
}
