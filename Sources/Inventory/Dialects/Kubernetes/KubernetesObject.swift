import Atlas
import Descriptors

/// The envelope of an object: what it is called and what it carries.
struct KubernetesObject {
  let node: Node
  let cluster: Cluster
  let apiVersion: String
  let group: String
  let kind: String
  let name: String
  let namespace: String

  var scene: Scene { cluster.scene }
  var spec: Node? { node["spec"] }
  /// Group and kind, as unknown types are listed: `cert-manager.io/Issuer`.
  var type: String { group.isEmpty ? kind : "\(group)/\(kind)" }

  init?(_ node: Node, cluster: Cluster) {
    guard let apiVersion = node["apiVersion"]?.text, let kind = node["kind"]?.text else { return nil }
    self.node = node
    self.cluster = cluster
    self.apiVersion = apiVersion
    self.kind = kind
    group = apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
    let metadata = node["metadata"]
    name = (metadata?["name"] ?? metadata?["generateName"])?.text ?? "unnamed"
    namespace = metadata?["namespace"]?.text ?? "default"
  }

  /// `v1/Secret/shop/db`, without a namespace for what has none.
  var key: String {
    isClusterScoped ? "\(apiVersion)/\(kind)/\(name)" : "\(apiVersion)/\(kind)/\(namespace)/\(name)"
  }

  private var isClusterScoped: Bool {
    ["StorageClass", "PersistentVolume", "EncryptionConfiguration", "EncryptionConfig"].contains(kind)
  }

  /// Where a reader looks for the object: its name, or its kind.
  var span: SourceSpan { (node.at("metadata", "name") ?? node["kind"] ?? node).span }

  /// A resource for the object, or for a part of it.
  func resource(
    _ resourceKind: Kind, roles: [Role], holdsData: Bool, part: String? = nil, at span: SourceSpan? = nil,
    place: Possible<Place>? = nil, driver: CSIDriver? = nil
  ) -> Resource {
    let place = place ?? cluster.place(provider: driver?.provider)
    let named = driver.flatMap { driver in driver.provider.map { (driver.name, $0) } }
    var resource = Resource(
      key: part.map { "\(key)/\($0)" } ?? key, dialect: "kubernetes",
      type: part == nil ? kind : "PersistentVolumeClaim",
      name: part.map { "\(name)/\($0)" } ?? name, kind: resourceKind, roles: roles, holdsData: holdsData,
      span: span ?? self.span, place: place, operatorID: cluster.operatorID(of: place, driver: named))
    resource.contextClass = cluster.dataClass
    resource.tags = tags
    return resource
  }

  /// The object as it was applied before, which kubectl keeps beside it; a Secret's values stand in it.
  static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

  /// Labels and annotations, and those of its namespace that it does not have itself.
  private var tags: [Tag] {
    let own = ownTags
    guard !scene.offers.isEmpty,
      let inherited = nearestOffer(Self.namespaceKey(namespace), as: [Tag].self)
    else { return own }
    return own + inherited.filter { tag in !own.contains { $0.key == tag.key } }
  }

  /// Labels and annotations.
  var ownTags: [Tag] {
    var tags: [Tag] = []
    for section in ["labels", "annotations"] {
      for (key, value) in node.at("metadata", section)?.mergedEntries ?? [] {
        guard value.kind == .scalar, value.bytes.count <= 256, !key.equals(Self.lastApplied) else { continue }
        tags.append(Tag(key.text ?? "", value.text ?? "", at: value.span))
      }
    }
    return tags
  }

  func annotation(_ key: String) -> Node? { node.at("metadata", "annotations", key) }
}
