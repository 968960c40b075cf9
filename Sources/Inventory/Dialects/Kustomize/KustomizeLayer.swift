import Descriptors

/// What one kustomization does to the objects that it collects, as a value that other files can use.
///
/// Source: Kustomize's reference of the kustomization file; the order of the steps is that of its own builder.
struct KustomizeLayer: Sendable {
  /// Labels to set, and how far they reach.
  struct Labels: Sendable {
    let pairs: [(key: String, value: PlacedText)]
    let reachesSelectors: Bool
    let reachesTemplates: Bool
  }

  /// Another name, tag or digest for an image.
  struct Image: Sendable {
    let name: String
    let newName: PlacedText?
    /// `:tag` or `@digest`; nil to leave it.
    let suffix: String?
  }

  /// The path of the kustomization.
  let file: String
  /// Generators that add to what is there already.
  var merges: [GeneratedMap] = []
  /// Patches, in the order in which they act before names and labels are set.
  var patches: [KustomizePatch] = []
  var namespace: PlacedText?
  var prefix: PlacedText?
  var suffix: PlacedText?
  var labels: [Labels] = []
  var annotations: [(key: String, value: PlacedText)] = []
  /// Patches that act after names and labels are set.
  var latePatches: [KustomizePatch] = []
  var images: [Image] = []
  /// `Kind/name` of everything that gets the prefix and suffix here, so that references follow; filled in where there is
  /// one.
  var renamed: Set<String> = []

  var renames: Bool { prefix != nil || suffix != nil }

  func renamed(_ name: String) -> String { (prefix?.text ?? "") + name + (suffix?.text ?? "") }
}

/// One way on which an object reaches a deployment: the kustomizations that it goes through, innermost first.
struct KustomizeChain: Sendable {
  /// What they do, in order.
  let layers: [KustomizeLayer]
  /// The kustomizations from the one that lists the object to the one that is built; components left out.
  let way: [String]
  /// The context of the kustomization that is built: where it is deployed.
  let context: DeploymentContext

  /// The kustomization that is built.
  var root: String { way.last ?? "" }

  /// The folder that is built, which is how people call a deployment.
  var deployment: String { root.lastIndex(of: "/").map { String(root[..<$0]) } ?? "." }
}

/// What a kustomization says of a file, or of the objects that a kustomization generates.
enum KustomizeUse: Sendable {
  /// It collects the objects of the file.
  case object(KustomizeChain)
  /// It is a patch of its: no objects of its own.
  case patch

  static func key(_ file: String) -> String { "kustomize \(file)" }
  static func generatedKey(_ kustomization: String) -> String { "kustomize generated \(kustomization)" }
}
