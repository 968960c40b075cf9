import Descriptors

/// Labels by which objects find each other: what a Service selects, what a pod carries.
struct PodLabels: Sendable, Equatable {
  /// How a workload notes the labels of its pods, and how something notes which pods it serves.
  enum Relation {
    static let pods = "pods"
    static let serves = "serves"
  }

  let namespace: String
  let labels: [String: String]

  init?(_ node: Node?, namespace: String) {
    guard let node, node.kind == .mapping else { return nil }
    self.namespace = namespace
    labels = Dictionary(
      node.mergedEntries.compactMap { key, value in key.text.flatMap { name in value.text.map { (name, $0) } }
      },
      uniquingKeysWith: { first, _ in first })
    if labels.isEmpty { return nil }
  }

  /// From the text of a reference.
  init?(reference: String) {
    let parts = reference.split(separator: "\n").map(String.init)
    guard let first = parts.first else { return nil }
    namespace = first
    labels = Dictionary(
      parts.dropFirst().compactMap { part in
        part.firstIndex(of: "=").map { (String(part[..<$0]), String(part[part.index(after: $0)...])) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// As the text of a reference: one line a label.
  var text: String {
    ([namespace] + labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: "\n")
  }

  /// True if pods with these labels are selected by others.
  func isSelected(by selector: PodLabels) -> Bool {
    selector.namespace == namespace && selector.labels.allSatisfy { labels[$0.key] == $0.value }
  }
}

extension KubernetesObject {
  /// Of what other files offer under a key, what stands in the nearest file.
  func nearestOffer<Content: Sendable>(_ key: String, as type: Content.Type) -> Content? {
    let file = node.tree.path
    let nearest = scene.offers.of(key).max {
      LinkedResources.closeness($0.file, file) < LinkedResources.closeness($1.file, file)
    }
    return nearest?.content as? Content
  }

  static func serviceKey(_ name: String, in namespace: String) -> String {
    "kubernetes service \(namespace)/\(name)"
  }

  static func routesKey(_ gateway: String, in namespace: String) -> String {
    "kubernetes routes \(namespace)/\(gateway)"
  }

  static func namespaceKey(_ name: String) -> String { "kubernetes namespace \(name)" }

  /// Notes that pods behind a Service of the object's namespace are served; what the Service selects may stand in
  /// another file.
  func serve(_ service: String, with resource: inout Resource, _ harvest: inout Harvest) {
    let key = Self.serviceKey(service, in: namespace)
    harvest.needs.insert(key)
    guard let selector = nearestOffer(key, as: PodLabels.self) else { return }
    let reference = Reference(PodLabels.Relation.serves, to: selector.text)
    if !resource.references.contains(reference) { resource.references.append(reference) }
  }
}
