public import Atlas
public import Descriptors

/// Kubernetes objects of the core groups, in manifests of one or many documents and in lists.
public struct Kubernetes: Dialect {
  /// The identifier in reports and cards.
  public let id = "kubernetes"
  /// The name for people.
  public let title = "Kubernetes"

  /// The dialect.
  public init() {}

  /// `apiVersion` and `kind` at the top level; a file with template actions has to be rendered first.
  public func recognise(_ glance: Glance) -> Format? {
    guard !glance.looksLikeXML else { return nil }
    if glance.looksLikeJSON {
      return glance.contains("\"apiVersion\"") && glance.contains("\"kind\"") ? .json : nil
    }
    guard glance.hasLine(startingWith: "apiVersion:") || glance.hasLine(startingWith: "\"apiVersion\":"),
      glance.hasLine(startingWith: "kind:") || glance.hasLine(startingWith: "\"kind\":"),
      !glance.fileName.hasPrefix("kustomization.y"), !TemplateMarks.stand(in: glance.bytes)
    else { return nil }
    return .yaml
  }

  /// A mapping whose `apiVersion` looks like one and whose `kind` is a word.
  public func claims(_ document: Node) -> Bool {
    guard let version = document["apiVersion"]?.text, let kind = document["kind"]?.text, !kind.isEmpty else {
      return false
    }
    // Kustomizations and charts have the shape and describe no object; of other tools' configurations, the client's own
    // is told by what it holds.
    return !version.isEmpty && !version.hasPrefix("kustomize.config.k8s.io/")
      && (kind != "Config" || version == "v1" && document["clusters"] != nil && document["users"] != nil)
  }

  /// Reads one document that this dialect claims.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    let cluster = Cluster(scene)
    let use = KustomizeUse.key(document.tree.path)
    harvest.needs.insert(use)
    let deployments = KustomizeDeployments(scene.offers.of(use), scene: scene)
    // A patch is a part of the objects that it patches.
    if deployments.isPatch { return }
    var queue = [document]
    while let next = queue.popLast() {
      guard let object = KubernetesObject(next, cluster: cluster) else { continue }
      if object.kind.hasSuffix("List"), let items = next["items"] {
        queue += Array(items.items).reversed()
        continue
      }
      guard !deployments.isEmpty else {
        read(object, into: &harvest)
        continue
      }
      deployments.read(next, into: &harvest) { object, harvest in read(object, into: &harvest) }
    }
  }

  func read(_ object: KubernetesObject, into harvest: inout Harvest) {
    harvest.needs.insert(KubernetesObject.namespaceKey(object.namespace))
    switch (object.group, object.kind) {
    case ("", "Pod"), ("", "ReplicationController"), ("apps", "Deployment"), ("apps", "StatefulSet"),
      ("apps", "DaemonSet"), ("apps", "ReplicaSet"), ("batch", "Job"), ("batch", "CronJob"),
      ("extensions", "Deployment"), ("extensions", "DaemonSet"), ("extensions", "ReplicaSet"):
      WorkloadReader(object).read(into: &harvest)
    case ("", "PersistentVolumeClaim"):
      StorageReader(object).claim(into: &harvest)
    case ("", "PersistentVolume"):
      StorageReader(object).volume(into: &harvest)
    case ("storage.k8s.io", "StorageClass"):
      StorageReader(object).storageClass(into: &harvest)
    case ("", "Config"):
      KubeconfigReader(object).read(into: &harvest)
    case ("", "Secret"):
      ConfigurationReader(object).secret(into: &harvest)
    case ("", "ConfigMap"):
      ConfigurationReader(object).configMap(into: &harvest)
    case ("networking.k8s.io", "Ingress"), ("extensions", "Ingress"):
      IngressReader(object).read(into: &harvest)
    case ("gateway.networking.k8s.io", "Gateway"):
      GatewayReader(object).read(into: &harvest)
    case ("gateway.networking.k8s.io", "HTTPRoute"), ("gateway.networking.k8s.io", "GRPCRoute"),
      ("gateway.networking.k8s.io", "TLSRoute"):
      GatewayReader(object).route(into: &harvest)
    case ("", "Namespace"):
      NamespaceReader(object).read(into: &harvest)
    case ("", "Service"):
      ServiceReader(object).read(into: &harvest)
    case ("apiserver.config.k8s.io", "EncryptionConfiguration"), ("", "EncryptionConfig"):
      EncryptionConfigurationReader(object).read(into: &harvest)
    default:
      if object.holdsNoData {
        harvest.withoutData[object.type, default: 0] += 1
      } else {
        harvest.unknownTypes[object.type, default: 0] += 1
      }
    }
  }

  /// Follows references between resources once all files are read.
  public func link(_ resources: inout LinkedResources, atlas: Atlas) {
    KubernetesLinks.follow(in: &resources)
    KubernetesSettings.hand(in: &resources)
    KubernetesSettings.carry(in: &resources)
  }
}
