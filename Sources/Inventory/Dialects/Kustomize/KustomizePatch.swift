import Descriptors

/// A patch of a kustomization: what it does and to which objects.
struct KustomizePatch: Sendable {
  enum Change: Sendable {
    /// A partial object, merged into the whole one.
    case merge(PatchValue)
    /// Operations, one after the other.
    case operations([JSONPatchOperation])
  }

  /// Which objects are meant; nil for those that a partial object names itself.
  struct Target: Sendable {
    let group: NamePattern?
    let version: NamePattern?
    let kind: NamePattern?
    let name: NamePattern?
    let namespace: NamePattern?
    let labels: LabelSelector?
    let annotations: LabelSelector?

    /// Reads a target; nil for one that uses patterns which are not followed.
    init?(_ node: Node) {
      func pattern(_ key: String) -> NamePattern?? {
        guard let text = node[key]?.text, !text.isEmpty else { return .some(nil) }
        return NamePattern(text).map { .some($0) }
      }
      func selector(_ key: String) -> LabelSelector?? {
        guard let text = node[key]?.text, !text.isEmpty else { return .some(nil) }
        return LabelSelector(text).map { .some($0) }
      }
      guard let group = pattern("group"), let version = pattern("version"), let kind = pattern("kind"),
        let name = pattern("name"), let namespace = pattern("namespace"),
        let labels = selector("labelSelector"), let annotations = selector("annotationSelector")
      else { return nil }
      (self.group, self.version, self.kind, self.name) = (group, version, kind, name)
      (self.namespace, self.labels, self.annotations) = (namespace, labels, annotations)
    }
  }

  let change: Change
  let target: Target?

  /// True if the patch means an object.
  ///
  /// - Parameter names: what the object is and was called on its way.
  func means(_ node: Node, names: [ObjectName]) -> Bool {
    guard let identity = ObjectIdentity(node) else { return false }
    if let target {
      return target.group?.matches(identity.group) != false
        && target.version?.matches(identity.version) != false
        && target.kind?.matches(identity.kind) != false
        && names.contains {
          target.name?.matches($0.name) != false
            && target.namespace?.matches($0.namespace ?? "default") != false
        }
        && target.labels?.matches(node.at("metadata", "labels")) != false
        && target.annotations?.matches(node.at("metadata", "annotations")) != false
    }
    guard case .merge(let partial) = change, let name = partial["metadata"]?["name"]?.text else {
      return false
    }
    let version = partial["apiVersion"]?.text ?? ""
    let namespace = partial["metadata"]?["namespace"]?.text
    return partial["kind"]?.text == identity.kind && ObjectIdentity.group(of: version) == identity.group
      && names.contains {
        $0.name == name && (namespace == nil || namespace == $0.namespace ?? "default" || $0.namespace == nil)
      }
  }

  /// The object with the patch; nil if the patch takes it away.
  func apply(to node: Node) -> Node? {
    switch change {
    case .operations(let operations): return operations.reduce(node) { $1.apply(to: $0) }
    case .merge(let partial):
      // A patch does not rename: what it calls its object is how it finds it.
      var partial = partial.without(["apiVersion", "kind"])
      if let metadata = partial["metadata"] {
        partial = partial.replacing("metadata", with: metadata.without(["name", "namespace"]))
      }
      let isOwn = ObjectIdentity(node)?.isOfAPI ?? false
      return StrategicMerge(in: node.tree, mergesLists: isOwn).merge(partial, into: node)
    }
  }
}

/// A name that an object has or had.
struct ObjectName: Sendable, Equatable {
  let name: String
  let namespace: String?
}

/// What kind of object a node is.
struct ObjectIdentity {
  let group: String
  let version: String
  let kind: String

  init?(_ node: Node) {
    guard let apiVersion = node["apiVersion"]?.text, let kind = node["kind"]?.text else { return nil }
    group = Self.group(of: apiVersion)
    version = String(apiVersion.split(separator: "/").last ?? "")
    self.kind = kind
  }

  static func group(of apiVersion: String) -> String {
    apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
  }

  /// True for groups whose types have the API's own marks for merging lists.
  var isOfAPI: Bool {
    !group.contains(".")
      || group.hasSuffix(".k8s.io") && !group.hasSuffix("x-k8s.io")
        && !group.hasPrefix("gateway.")
  }

  private static let clusterKinds: Set<String> = [
    "Namespace", "StorageClass", "PersistentVolume", "CustomResourceDefinition", "ClusterRole",
    "ClusterRoleBinding", "IngressClass", "PriorityClass", "CSIDriver", "CSINode", "Node", "APIService",
    "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding", "RuntimeClass", "VolumeAttachment", "GatewayClass",
    "PodSecurityPolicy",
    "ClusterIssuer", "ClusterSecretStore", "ClusterPolicy", "EncryptionConfiguration",
  ]

  /// True for what lies in a namespace.
  var isNamespaced: Bool { !Self.clusterKinds.contains(kind) }

  /// True for what keeps its name under a prefix or suffix.
  var keepsName: Bool { ["Namespace", "CustomResourceDefinition", "APIService"].contains(kind) }
}
