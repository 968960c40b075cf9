import Atlas
import Descriptors

/// Files that describe a cluster, and so where the manifests beside them are deployed: eksctl and kOps configurations,
/// objects of the Cluster API, Node objects, and the client's own configuration (kubeconfig).
///
/// Sources: eksctl's schema; kOps' cluster specification; the types of the Cluster API providers; the hosts of API
/// servers in the atlas; GKE's names of contexts.
enum ClusterDescription {
  /// Words of which one stands in the name of such a file.
  private static let names = [
    "cluster", "eksctl", "kops", "kubeconfig", "capi", "node", "control-plane", "controlplane",
  ]
  /// Folders that hold such files for the tree around them.
  private static let folders: Set<String> = [
    "cluster", "eksctl", "kops", "capi", "infra", "infrastructure", "kubeconfig", "kube", ".kube",
  ]
  /// Texts of which one stands in such a file.
  private static let marks = [
    "eksctl.io/", "kops.k8s.io/", "cluster.x-k8s.io/", "Config\"", "kind: Config", "kind: Node",
  ]

  /// True for the names that such files have.
  static func mayBe(_ path: String) -> Bool {
    let name = path.fileName.lowercased()
    if path.folder.fileName == ".kube", name == "config" { return true }
    guard
      name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix("kubeconfig")
        || name.hasSuffix(".conf")
    else { return false }
    return names.contains { name.range(ofASCII: $0) != nil } || name == "admin.conf"
  }

  /// True for a folder that describes the cluster of the tree around it.
  static func isKept(in folder: String) -> Bool { folders.contains(String(folder.fileName)) }

  static func read(_ text: SourceBytes, path: String, atlas: Atlas) -> ContextHints {
    guard marks.contains(where: text.raw.contains) else { return ContextHints() }
    var reader = Reader(atlas: atlas)
    for document in DescriptorReader.read(text, as: .yaml, path: path).tree.documents {
      reader.read(document)
    }
    return reader.result
  }

  private struct Reader {
    let atlas: Atlas
    var result = ContextHints()

    mutating func read(_ document: Node) {
      guard let version = document["apiVersion"]?.text, let kind = document["kind"]?.text else { return }
      let group = version.prefix { $0 != "/" }
      switch (group, kind) {
      case ("eksctl.io", "ClusterConfig"):
        add(document.at("metadata", "region"), "aws", "eksctl: the cluster", document)
      case ("kops.k8s.io", "Cluster"): readKops(document)
      case ("v1", "Config"): readKubeconfig(document)
      case ("v1", "Node"): readNode(document)
      case ("v1", "List"): for item in document["items"].map({ Array($0.items) }) ?? [] { readNode(item) }
      default:
        guard group.hasSuffix("cluster.x-k8s.io"), let form = Self.forms[kind] else { return }
        add(document.at("spec", form.field), form.provider, "Cluster API: the \(kind)", document)
      }
    }

    private static let forms: [String: (provider: String, field: String)] = [
      "AWSCluster": ("aws", "region"), "AWSManagedCluster": ("aws", "region"),
      "AWSManagedControlPlane": ("aws", "region"), "AzureCluster": ("azure", "location"),
      "AzureManagedControlPlane": ("azure", "location"), "GCPCluster": ("gcp", "region"),
      "GCPManagedCluster": ("gcp", "region"), "GCPManagedControlPlane": ("gcp", "location"),
      "ScalewayCluster": ("scaleway", "region"),
    ]

    // MARK: kOps

    private static let clouds = ["aws": "aws", "gce": "gcp", "azure": "azure", "scaleway": "scaleway"]

    private mutating func readKops(_ cluster: Node) {
      let cloud = cluster.at("spec", "cloudProvider")
      let word = cloud?.text ?? cloud?.mergedEntries.first?.key.text ?? ""
      guard let provider = Self.clouds[word] else { return }
      let subnets = cluster.at("spec", "subnets").map { Array($0.items) } ?? []
      for zone in subnets.compactMap({ $0["zone"] ?? $0["region"] }) {
        add(zone, provider, "kOps: the cluster", cluster)
      }
    }

    // MARK: Nodes

    private static let schemes = [
      "aws": "aws", "gce": "gcp", "azure": "azure", "scaleway": "scaleway", "hcloud": "hetzner",
      "digitalocean": "digitalocean", "linode": "linode",
    ]

    private mutating func readNode(_ node: Node) {
      guard node["kind"]?.equals("Node") == true else { return }
      let labels = node.at("metadata", "labels")
      let id = node.at("spec", "providerID")?.text ?? ""
      guard
        let region = labels?["topology.kubernetes.io/region"] ?? labels?["topology.kubernetes.io/zone"]
          ?? labels?["failure-domain.beta.kubernetes.io/region"],
        let provider = Self.schemes[String(id.prefix { $0 != ":" })] ?? onlyProvider(of: region)
      else { return }
      add(region, provider, "the node", node)
    }

    private func onlyProvider(of region: Node) -> String? {
      let providers = Set(region.text.map { atlas.places($0).compactMap(\.provider) } ?? [])
      return providers.count == 1 ? providers.first : nil
    }

    // MARK: kubeconfig

    /// The cluster of the current context, or else all of them.
    private mutating func readKubeconfig(_ file: Node) {
      let clusters = file["clusters"].map { Array($0.items) } ?? []
      let current = file["current-context"]?.text
      let context = file["contexts"]?.items.first { $0["name"]?.text == current && current != nil }
      let chosen = context.flatMap { $0.at("context", "cluster")?.text }
      for cluster in clusters where chosen == nil || cluster["name"]?.text == chosen {
        read(cluster, named: [cluster["name"], context?["name"]].compactMap { $0 })
      }
    }

    private mutating func read(_ cluster: Node, named names: [Node]) {
      for name in names {
        guard let text = name.text else { continue }
        if let arn = ARN(text), arn.service == "eks", let region = arn.region {
          return add(region, "aws", "kubeconfig: the cluster `\(text)`", at: name.span)
        }
        let parts = text.split(separator: "_", maxSplits: 3)
        if parts.count == 4, parts[0] == "gke" {
          return add(String(parts[2]), "gcp", "kubeconfig: the cluster `\(text)`", at: name.span)
        }
      }
      guard let server = cluster.at("cluster", "server"), let text = server.text,
        let endpoint = Endpoint(text), let match = atlas.host(endpoint.host)
      else { return }
      let provider = match.provider ?? match.operatorID
      guard let place = match.place else {
        let evidence = Evidence(
          .context, "kubeconfig: the API server \(endpoint.host) is of \(provider)", at: server.span)
        if atlas.operatorEntry(provider) != nil {
          result.hints.append(
            ContextHint("kubernetes.provider", provider, evidence: evidence, nearness: .cluster))
        }
        return
      }
      add(place, place.provider ?? provider, "kubeconfig: the API server \(endpoint.host)", at: server.span)
    }

    // MARK: Hints

    private mutating func add(_ region: Node?, _ provider: String, _ kind: Phrase, _ document: Node) {
      let what: Phrase = document.at("metadata", "name")?.text.map { "\(kind) `\($0)`" } ?? kind
      guard let region, let text = region.text else {
        result.unused.append(
          UnusedHint(at: document.span, "\(what) of \(provider) is described here, but not its region")
        )
        return
      }
      add(text, provider, what, at: region.span)
    }

    private mutating func add(_ code: String, _ provider: String, _ what: Phrase, at span: SourceSpan) {
      guard let place = place(code, provider) else {
        result.unused.append(
          UnusedHint(at: span, "\(what): `\(code)` is no region of \(provider) that the atlas knows"))
        return
      }
      add(place, provider, what, at: span)
    }

    private func place(_ code: String, _ provider: String) -> Place? {
      if let place = atlas.place(code, provider: provider) { return place }
      // Azure's zone labels are the region and a number: `francecentral-1`.
      guard provider == "azure", let dash = code.lastIndex(of: "-") else { return nil }
      return atlas.place(String(code[..<dash]), provider: provider)
    }

    private mutating func add(_ place: Place, _ provider: String, _ what: Phrase, at span: SourceSpan) {
      let evidence = Evidence(.context, "\(what) stands in \(place.code)", at: span)
      for (key, value) in [("kubernetes.region", place.code), ("kubernetes.provider", provider)] {
        result.hints.append(ContextHint(key, value, evidence: evidence, nearness: .cluster))
      }
    }
  }
}
