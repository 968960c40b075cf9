import Atlas
import Descriptors

/// Where objects are bound to by zone and region labels: node selectors, required node affinity, volume
/// and class topologies.
///
/// What merely prefers, excludes or asks for the presence of a label binds nothing.
enum Topology {
  /// The labels, with the provider that uses them; empty if many do.
  private static let keys: [String: String] = [
    "topology.kubernetes.io/zone": "", "topology.kubernetes.io/region": "",
    "failure-domain.beta.kubernetes.io/zone": "", "failure-domain.beta.kubernetes.io/region": "",
    "topology.ebs.csi.aws.com/zone": "aws", "topology.disk.csi.azure.com/zone": "azure",
    "topology.gke.io/zone": "gcp",
    "topology.cinder.csi.openstack.org/zone": "", "csi.hetzner.cloud/location": "hetzner",
    "topology.csi.scaleway.com/zone": "scaleway",
  ]

  /// The place that a pod's spec binds it to; nil if nothing does.
  static func place(ofPod spec: Node, cluster: Cluster) -> Possible<Place>? {
    if let selector = spec["nodeSelector"] {
      for (key, value) in selector.mergedEntries where keys[key.text ?? ""] != nil {
        return resolve([value], key: key.text ?? "", provider: nil, cluster: cluster)
      }
    }
    let terms = spec.at(
      "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
    return place(ofTerms: terms, cluster: cluster, provider: nil)
  }

  /// The place that node selector terms bind to.
  ///
  /// Terms are alternatives: one without a place leaves all open.
  static func place(ofTerms terms: Node?, cluster: Cluster, provider: String?) -> Possible<Place>? {
    guard let terms, !terms.items.isEmpty else { return nil }
    var all: Possible<Place>?
    for term in terms.items {
      guard
        let place = place(
          ofExpressions: term["matchExpressions"], values: "values", cluster: cluster, provider: provider)
      else { return nil }
      all = all.map { $0.union(place) } ?? place
    }
    return all
  }

  /// The place that a storage class allows.
  static func place(ofAllowed topologies: Node?, cluster: Cluster, provider: String?) -> Possible<Place>? {
    var all: Possible<Place>?
    for topology in topologies.map({ Array($0.items) }) ?? [] {
      guard
        let place = place(
          ofExpressions: topology["matchLabelExpressions"], values: "values", cluster: cluster,
          provider: provider)
      else { return nil }
      all = all.map { $0.union(place) } ?? place
    }
    return all
  }

  private static func place(
    ofExpressions expressions: Node?, values: String, cluster: Cluster, provider: String?
  ) -> Possible<Place>? {
    guard let expressions else { return nil }
    for expression in expressions.items {
      guard let key = expression["key"]?.text, keys[key] != nil else { continue }
      if let how = expression["operator"], !how.equals("In") { continue }
      guard let list = expression[values], !list.items.isEmpty else { continue }
      return resolve(Array(list.items), key: key, provider: provider, cluster: cluster)
    }
    return nil
  }

  private static func resolve(
    _ codes: [Node], key: String, provider: String?, cluster: Cluster
  ) -> Possible<Place> {
    let provider =
      provider ?? keys[key].flatMap { $0.isEmpty ? nil : $0 }
      ?? cluster.scene.context.entry("provider", scope: "kubernetes")?.values.first
    var candidates: [Candidate<Place>] = []
    for node in codes {
      guard let code = node.text else { continue }
      let declared = Evidence(.declared, "bound to `\(code)` by `\(key)`", at: node.span)
      let atlas = cluster.scene.atlas
      let places = provider.map { atlas.place(code, provider: $0).map { [$0] } ?? [] } ?? atlas.places(code)
      guard let first = places.first, places.allSatisfy({ $0.countries == first.countries }) else {
        return .unknown(
          places.isEmpty
            ? "`\(code)` is no zone or region that the atlas knows"
            : "the zone `\(code)` means different places at different providers",
          remedy: "name the provider: `--context kubernetes.provider=NAME`", evidence: [declared])
      }
      candidates.append(
        Candidate(
          first, when: codes.count > 1 ? Condition(key, is: code) : nil, evidence: [declared, .atlas(first)]))
    }
    return Possible(candidates)
  }
}
