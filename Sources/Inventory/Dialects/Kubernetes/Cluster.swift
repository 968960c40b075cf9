import Atlas

/// What the context says of the cluster that objects are deployed to.
struct Cluster {
  static let missing = "a manifest names no cluster, so it has no place of its own"

  let scene: Scene
  let place: Possible<Place>
  let operatorID: Possible<String>
  let dataClass: Candidate<String>?

  init(_ scene: Scene) {
    self.scene = scene
    place = scene.context.place(scope: "kubernetes", missing: Self.missing, atlas: scene.atlas)
    operatorID = scene.context.operatorID(
      scope: "kubernetes", place: place,
      missing: "a manifest names no cluster, so nobody is named who runs it",
      atlas: scene.atlas)
    dataClass = scene.context.entry("class").flatMap { entry in
      entry.values.first.map { Candidate($0, evidence: [entry.evidence]) }
    }
  }

  /// Disk encryption that the platform provides, by the context.
  func disk(_ silence: String, evidence: [Evidence]) -> Possible<AtRest> {
    guard let setting = scene.context.setting("kubernetes.disk-encryption") else {
      return .unknown(
        silence,
        remedy:
          "say so if the platform encrypts its disks: `--context kubernetes.disk-encryption=on` (or `off`)",
        evidence: evidence)
    }
    return Possible(
      AtRest(encrypted: setting.value, layer: .disk, byDefault: true), evidence: evidence + setting.evidence)
  }

  /// The operator of a place that topology gave; the cluster's otherwise.
  func operatorID(of place: Possible<Place>) -> Possible<String> {
    guard place.unknown == nil, !place.candidates.isEmpty,
      place.candidates.allSatisfy({ $0.value.operatorID != nil })
    else { return operatorID }
    return place.flatMap { place in
      place.operatorID.map { Possible($0, evidence: []) }
        ?? .unknown("the place names no operator", remedy: "")
    }
  }
}
