import Descriptors

/// The deployments that the objects of a file are part of, each with what its kustomizations do to them.
///
/// An object is one resource for each name that it has in a cluster. Deployments that leave it the same name are
/// possible values of its facts, under a condition that names the deployment's folder; deployments that name it
/// otherwise (`namespace`, `namePrefix`) make another resource of it. References between objects follow by name, so that
/// each finds its own.
struct KustomizeDeployments {
  /// The name of the condition.
  static let condition = "overlay"

  private let chains: [(chain: KustomizeChain, cluster: Cluster)]
  private let scene: Scene
  /// True if the file only patches the objects of others.
  let isPatch: Bool

  /// What offers say; nothing of them means that the objects stand for themselves.
  init(_ offers: [Offer], scene: Scene) {
    self.scene = scene
    var all: [KustomizeChain] = []
    var patches = false
    for offer in offers {
      switch offer.content as? KustomizeUse {
      case .object(let chain): all.append(chain)
      case .patch: patches = true
      case nil: break
      }
    }
    isPatch = patches && all.isEmpty
    // A kustomization that another one builds upon is not built by itself.
    let inner = Set(all.flatMap { $0.way.dropLast() })
    chains = all.filter { !inner.contains($0.root) }.map { chain in
      let entries = chain.context.entries
      let context = scene.context.adding(entries)
      return (
        chain,
        Cluster(
          Scene(
            atlas: scene.atlas, cards: scene.cards, context: context, offers: scene.offers,
            nearby: scene.nearby))
      )
    }
  }

  /// True if no kustomization collects the objects.
  var isEmpty: Bool { chains.isEmpty }

  /// Reads an object in all its deployments.
  func read(
    _ node: Node, into harvest: inout Harvest, _ body: (KubernetesObject, inout Harvest) -> Void
  ) {
    guard !chains.isEmpty else {
      if let object = KubernetesObject(node, cluster: Cluster(scene)) { body(object, &harvest) }
      return
    }
    var variants = Variants(Self.condition)
    for (chain, cluster) in chains {
      guard let rendered = KustomizeRendering.render(node, through: chain.layers),
        let object = KubernetesObject(rendered, cluster: cluster)
      else { continue }
      var part = Harvest()
      body(object, &part)
      variants.add(part, of: chain.deployment)
    }
    variants.join(into: &harvest)
  }
}
