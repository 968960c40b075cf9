import Descriptors

/// Fields that name other objects: where those are renamed, the fields follow.
///
/// Source: Kustomize's built-in configuration of name references, as far as facts hang on it.
enum NameReferences {
  private static let inPods: [(kind: String, path: [String])] = [
    ("ConfigMap", ["volumes", "[]", "configMap", "name"]),
    ("ConfigMap", ["volumes", "[]", "projected", "sources", "[]", "configMap", "name"]),
    ("Secret", ["volumes", "[]", "secret", "secretName"]),
    ("Secret", ["volumes", "[]", "projected", "sources", "[]", "secret", "name"]),
    ("PersistentVolumeClaim", ["volumes", "[]", "persistentVolumeClaim", "claimName"]),
    ("StorageClass", ["volumes", "[]", "ephemeral", "volumeClaimTemplate", "spec", "storageClassName"]),
  ]
  private static let inContainers: [(kind: String, path: [String])] = [
    ("ConfigMap", ["env", "[]", "valueFrom", "configMapKeyRef", "name"]),
    ("ConfigMap", ["envFrom", "[]", "configMapRef", "name"]),
    ("Secret", ["env", "[]", "valueFrom", "secretKeyRef", "name"]),
    ("Secret", ["envFrom", "[]", "secretRef", "name"]),
  ]
  private static let pods: [[String]] = [
    ["spec"], ["spec", "template", "spec"], ["spec", "jobTemplate", "spec", "template", "spec"],
  ]
  private static let workloads: Set<String> = [
    "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob",
  ]
  private static let others: [String: [(kind: String, path: [String])]] = [
    "PersistentVolumeClaim": [
      ("StorageClass", ["spec", "storageClassName"]), ("PersistentVolume", ["spec", "volumeName"]),
    ],
    "PersistentVolume": [("StorageClass", ["spec", "storageClassName"])],
    "StatefulSet": [("StorageClass", ["spec", "volumeClaimTemplates", "[]", "spec", "storageClassName"])],
    "Ingress": [
      ("Service", ["spec", "rules", "[]", "http", "paths", "[]", "backend", "service", "name"]),
      ("Service", ["spec", "rules", "[]", "http", "paths", "[]", "backend", "serviceName"]),
      ("Service", ["spec", "defaultBackend", "service", "name"]),
      ("Service", ["spec", "backend", "serviceName"]),
      ("Secret", ["spec", "tls", "[]", "secretName"]),
    ],
  ]

  /// The object with its references changed.
  ///
  /// - Parameter renamed: the new name of an object of a kind; nil for one that keeps it.
  static func follow(in node: Node, kind: String, _ renamed: (String, String) -> String?) -> Node {
    var result = node
    func follow(_ target: String, _ path: [String]) {
      result = result.updating(path) { name in
        guard let text = name.text, let new = renamed(target, text) else { return name }
        return name.tree.adding(scalar: new, isPlain: name.isPlain, at: name.span)
      }
    }
    for (target, path) in others[kind] ?? [] { follow(target, path) }
    guard workloads.contains(kind) else { return result }
    for pod in pods {
      for (target, path) in inPods { follow(target, pod + path) }
      for list in ["containers", "initContainers", "ephemeralContainers"] {
        for (target, path) in inContainers { follow(target, pod + [list, "[]"] + path) }
      }
    }
    return result
  }
}
