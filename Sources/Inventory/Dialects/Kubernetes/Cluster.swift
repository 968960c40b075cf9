import Atlas
import Descriptors

/// What the context says of the cluster that objects are deployed to.
struct Cluster {
  static let missing: Phrase = "the manifest names no cluster, region or zone"

  let scene: Scene
  let place: Possible<Place>
  let operatorID: Possible<String>
  let dataClass: Candidate<String>?

  init(_ scene: Scene) {
    self.scene = scene
    place = Self.named(
      scene.context.place(scope: "kubernetes", missing: Self.missing, atlas: scene.atlas))
    operatorID = scene.context.operatorID(
      scope: "kubernetes", place: place,
      missing: "the manifest names no cluster, so nobody is named who runs it", atlas: scene.atlas)
    dataClass = scene.context.entry("class").flatMap { entry in
      entry.values.first.map { Candidate($0, evidence: [entry.evidence]) }
    }
  }

  /// A cluster is told by its country, or by provider and region.
  private static func named(_ place: Possible<Place>) -> Possible<Place> {
    guard let unknown = place.unknown, unknown.reason == missing else { return place }
    return .unknown(
      missing,
      remedy: "say where it is deployed: `--context kubernetes.country=FR`, or `kubernetes.provider=` and "
        + "`kubernetes.region=`, or `contexts:` in .bornage.yml", evidence: unknown.evidence)
  }

  /// The cluster's place, where a driver settles whose region codes the context speaks of.
  func place(provider: String?) -> Possible<Place> {
    guard let provider, scene.context.entry("region", scope: "kubernetes") != nil else { return place }
    return scene.context.place(
      scope: "kubernetes", provider: provider, missing: Self.missing, atlas: scene.atlas)
  }

  /// Disk encryption that the platform provides, by the context.
  func disk(_ silence: Phrase, evidence: [Evidence]) -> Possible<AtRest> {
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

  /// Who operates what stands at a place: the place's operator, what the context says, or the driver's provider.
  ///
  /// - Parameter driver: the storage driver's name and the provider whose disks it makes.
  func operatorID(of place: Possible<Place>, driver: (name: String, provider: String)? = nil)
    -> Possible<String>
  {
    if place.unknown == nil, !place.candidates.isEmpty,
      place.candidates.allSatisfy({ $0.value.operatorID != nil })
    {
      return place.flatMap { place in
        place.operatorID.map { Possible($0, evidence: []) }
          ?? .unknown("the place names no operator", remedy: "")
      }
    }
    guard operatorID.isUnknown, let driver, scene.atlas.operatorEntry(driver.provider) != nil else {
      return operatorID
    }
    return Possible(
      driver.provider,
      evidence: [Evidence(.derived, "the driver `\(driver.name)` makes disks of \(driver.provider)")])
  }
}
