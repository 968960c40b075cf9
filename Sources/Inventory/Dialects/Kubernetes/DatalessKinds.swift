extension KubernetesObject {
  /// Groups whose objects configure, permit or describe, and store nothing.
  private static let datalessGroups: Set<String> = [
    "rbac.authorization.k8s.io", "apiextensions.k8s.io", "admissionregistration.k8s.io", "policy",
    "autoscaling", "scheduling.k8s.io", "apiregistration.k8s.io", "flowcontrol.apiserver.k8s.io",
    "node.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "authentication.k8s.io",
    "authorization.k8s.io", "certificates.k8s.io", "resource.k8s.io", "gateway.networking.k8s.io",
    // Configuration of the parts of a cluster, in the shape of objects.
    "kubeadm.k8s.io", "kubelet.config.k8s.io", "kubeproxy.config.k8s.io", "kubescheduler.config.k8s.io",
    "controller-manager.config.k8s.io", "audit.k8s.io", "kind.x-k8s.io", "client.authentication.k8s.io",
  ]

  private static let datalessKinds: [String: Set<String>] = [
    "": [
      "ServiceAccount", "LimitRange", "ResourceQuota", "Endpoints", "Node", "Event",
      "PodTemplate", "Binding", "ComponentStatus",
    ],
    "apps": ["ControllerRevision"],
    "events.k8s.io": ["Event"],
    "networking.k8s.io": ["NetworkPolicy", "IngressClass", "IPAddress", "ServiceCIDR"],
    "extensions": ["NetworkPolicy", "PodSecurityPolicy"],
    "storage.k8s.io": [
      "CSIDriver", "CSINode", "VolumeAttachment", "CSIStorageCapacity", "VolumeAttributesClass",
    ],
    "apiserver.config.k8s.io": [
      "AdmissionConfiguration", "AuthenticationConfiguration", "AuthorizationConfiguration",
    ],
  ]

  /// True for kinds that configure, permit or describe, and store nothing.
  var holdsNoData: Bool {
    Self.datalessGroups.contains(group) || Self.datalessKinds[group]?.contains(kind) == true
  }
}
