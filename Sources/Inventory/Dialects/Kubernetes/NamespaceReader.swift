import Descriptors

/// A Namespace: its labels and annotations hold for the objects in it.
struct NamespaceReader {
  /// Keys that say something of the namespace's administration and nothing of its data.
  private static let administration = [
    "kubernetes.io/", "pod-security.kubernetes.io/", "kubectl.kubernetes.io/", "istio", "linkerd.io/",
    "cattle.io/", "meta.helm.sh/", "app.kubernetes.io/", "helm.sh/",
  ]

  private let object: KubernetesObject

  init(_ object: KubernetesObject) {
    self.object = object
  }

  func read(into harvest: inout Harvest) {
    harvest.withoutData[object.type, default: 0] += 1
    let tags = object.ownTags.filter { tag in !Self.administration.contains(where: tag.key.hasPrefix) }
    guard !tags.isEmpty else { return }
    harvest.offers.append(
      Offer(
        KubernetesObject.namespaceKey(object.name), file: object.node.tree.path, content: tags,
        summary: tags.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")))
  }
}
