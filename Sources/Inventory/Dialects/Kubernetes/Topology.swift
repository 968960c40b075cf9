import Atlas
import Descriptors

/// Where objects are bound to by zone and region labels: node selectors, required node affinity, volume
/// and class topologies.
///
/// What merely prefers, excludes or asks for the presence of a label binds nothing.
struct Topology {
  /// The labels, with the provider that uses them; empty if many do.
  private static let keys: [String: String] = [
    "topology.kubernetes.io/zone": "", "topology.kubernetes.io/region": "",
    "failure-domain.beta.kubernetes.io/zone": "", "failure-domain.beta.kubernetes.io/region": "",
    "topology.ebs.csi.aws.com/zone": "aws", "topology.k8s.aws/zone-id": "aws",
    "topology.disk.csi.azure.com/zone": "azure", "topology.gke.io/zone": "gcp",
    "topology.cinder.csi.openstack.org/zone": "", "csi.hetzner.cloud/location": "hetzner",
    "topology.csi.scaleway.com/zone": "scaleway", "topology.bsu.csi.outscale.com/zone": "outscale",
    "topology.linode.com/region": "linode", "region.csi.digitalocean.com": "digitalocean",
  ]
  /// Beginnings of labels that only the nodes of one provider's clusters carry.
  private static let hints = [
    "eks.amazonaws.com/": "aws", "cloud.google.com/gke-": "gcp", "kubernetes.azure.com/": "azure",
    "k8s.scaleway.com/": "scaleway", "doks.digitalocean.com/": "digitalocean",
  ]

  private let cluster: Cluster
  private let provider: String?

  /// Reads labels as those of a provider, if something else settles who that is.
  init(_ cluster: Cluster, provider: String? = nil) {
    self.cluster = cluster
    self.provider = provider ?? cluster.scene.context.entry("provider", scope: "kubernetes")?.values.first
  }

  /// The place that a pod's spec binds it to; nil if nothing does.
  static func place(ofPod spec: Node, cluster: Cluster) -> Possible<Place>? {
    let selector = spec["nodeSelector"]
    let terms = spec.at(
      "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
    guard selector != nil || terms != nil else { return nil }
    let topology = Topology(cluster, provider: selector.flatMap(hint))
    // Selector and affinity hold both: either alone says where the pod stands.
    return narrowest(
      topology.places(ofLabels: selector) + [topology.place(ofTerms: terms)].compactMap { $0 })
  }

  private static func hint(_ labels: Node) -> String? {
    for (key, _) in labels.mergedEntries {
      guard let key = key.text else { continue }
      if let hint = hints.first(where: { key.hasPrefix($0.key) }) { return hint.value }
    }
    return nil
  }

  /// The place that labels of an object name, each with one value.
  func place(ofLabels labels: Node?) -> Possible<Place>? { Self.narrowest(places(ofLabels: labels)) }

  private func places(ofLabels labels: Node?) -> [Possible<Place>] {
    (labels?.mergedEntries ?? []).compactMap { key, value in
      guard let key = key.text, Self.keys[key] != nil else { return nil }
      return resolve([value], key: key)
    }
  }

  /// The place that node selector terms bind to.
  ///
  /// Terms are alternatives: one without a place leaves all open.
  func place(ofTerms terms: Node?) -> Possible<Place>? {
    place(ofAlternatives: terms, expressions: "matchExpressions")
  }

  /// The place that a storage class allows; its topologies are alternatives too.
  func place(ofAllowed topologies: Node?) -> Possible<Place>? {
    place(ofAlternatives: topologies, expressions: "matchLabelExpressions")
  }

  private func place(ofAlternatives alternatives: Node?, expressions: String) -> Possible<Place>? {
    var all: Possible<Place>?
    for alternative in alternatives.map({ Array($0.items) }) ?? [] {
      guard let place = Self.narrowest(places(ofExpressions: alternative[expressions])) else { return nil }
      all = all.map { $0.union(place) } ?? place
    }
    return all
  }

  /// Expressions of one term hold all at once.
  private func places(ofExpressions expressions: Node?) -> [Possible<Place>] {
    (expressions.map { Array($0.items) } ?? []).compactMap { expression in
      guard let key = expression["key"]?.text, Self.keys[key] != nil else { return nil }
      if let how = expression["operator"], !how.equals("In") { return nil }
      guard let list = expression["values"], !list.items.isEmpty else { return nil }
      return resolve(Array(list.items), key: key)
    }
  }

  /// Of places that hold at once the one that is known best.
  private static func narrowest(_ places: [Possible<Place>]) -> Possible<Place>? {
    if let certain = places.first(where: { $0.unknown == nil }) { return certain }
    return places.first { !$0.isUnknown } ?? places.first
  }

  /// The places that codes name: each is a possible one.
  func resolve(_ codes: [Node], key: String) -> Possible<Place> {
    var candidates: [Candidate<Place>] = []
    var unknown: Unknown?
    for node in codes {
      guard let code = node.text, !code.isEmpty else { continue }
      let declared = Evidence(.declared, "bound to `\(code)` by `\(key)`", at: node.span)
      let several = codes.count > 1 ? Condition(key, is: code) : nil
      let places = places(of: code, key: key)
      guard let first = places.first, places.allSatisfy({ $0.countries == first.countries }) else {
        unknown = unknown ?? Self.unresolved(code, places, evidence: declared)
        continue
      }
      // One code at several providers in one country: the place is known, who runs it is not.
      candidates += places.map { place in
        Candidate(
          place,
          when: several ?? (places.count > 1 ? Condition("provider", is: place.provider ?? "?") : nil),
          evidence: [declared, .atlas(place)])
      }
    }
    return Possible(candidates, unknown: unknown)
  }

  private func places(of code: String, key: String) -> [Place] {
    let atlas = cluster.scene.atlas
    let named = Self.keys[key].flatMap { $0.isEmpty ? nil : $0 }
    let provider = named ?? provider
    let found = provider.map { atlas.place(code, provider: $0).map { [$0] } ?? [] } ?? atlas.places(code)
    guard found.isEmpty, provider ?? "azure" == "azure", let dash = code.lastIndex(of: "-"),
      Int(code[code.index(after: dash)...]) != nil
    else { return found }
    // Azure's zone labels are the region and a number: `francecentral-1`.
    return atlas.place(String(code[..<dash]), provider: "azure").map { [$0] } ?? []
  }

  private static func unresolved(_ code: String, _ places: [Place], evidence: Evidence) -> Unknown {
    guard let first = places.first else {
      return Unknown(
        "`\(code)` is no zone or region that the atlas knows",
        remedy: "say where it is: `--context kubernetes.country=FR`, or bind to a region of a known provider",
        evidence: [evidence])
    }
    let meanings = Phrase.meanings(places)
    return Unknown(
      "`\(code)` means different places: \(meanings)",
      remedy: "name the provider: `--context kubernetes.provider=\(first.provider ?? "NAME")`",
      evidence: [evidence])
  }
}
