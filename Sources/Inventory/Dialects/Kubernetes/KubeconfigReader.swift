import Descriptors

/// The client's own configuration (kubeconfig): who holds it acts on the cluster as the user it names.
///
/// Source: Kubernetes reference, kubeconfig (v1). Which cluster it chooses is a matter of the deployment context.
struct KubeconfigReader {
  private let object: KubernetesObject

  init(_ object: KubernetesObject) {
    self.object = object
  }

  func read(into harvest: inout Harvest) {
    let name = object.node["current-context"]
    let title = name?.text ?? "kubeconfig"
    var resource = Resource(
      key: "kubeconfig/\(title.isEmpty ? "kubeconfig" : title)", dialect: "kubernetes", type: "Config",
      name: title.isEmpty ? "kubeconfig" : title, kind: .configuration, roles: [.controlPlane],
      holdsData: false,
      span: (name ?? object.node["kind"] ?? object.node).span, place: object.cluster.place,
      operatorID: object.cluster.operatorID)
    for user in object.node["users"].map({ Array($0.items) }) ?? [] {
      guard let credentials = user["user"] else { continue }
      for key in ["token", "password", "client-key-data"] { add(credentials[key], key, to: &resource) }
      for key in ["access-token", "refresh-token", "id-token", "client-secret"] {
        add(credentials.at("auth-provider", "config", key), key, to: &resource)
      }
    }
    addLinks(to: &resource)
    guard !resource.clearSecrets.isEmpty || !resource.transit.isEmpty else {
      harvest.withoutData[object.type, default: 0] += 1
      return
    }
    harvest.resources.append(resource)
  }

  private func add(_ value: Node?, _ key: String, to resource: inout Resource) {
    guard let value, value.kind == .scalar, !value.isNull, let text = value.text, SecretName.isLiteral(text),
      text != "REDACTED", text != "DATA+OMITTED"
    else { return }
    resource.clearSecrets.append(
      ClearSecret(
        key, at: value.span,
        evidence: [
          Evidence(.declared, "the `\(key)` of a user of the cluster stands in the file", at: value.span)
        ]))
  }

  /// Links to API servers that are in clear text or do not check who answers.
  private func addLinks(to resource: inout Resource) {
    for entry in object.node["clusters"].map({ Array($0.items) }) ?? [] {
      guard let cluster = entry["cluster"], let server = cluster["server"],
        let endpoint = server.text.flatMap({ Endpoint($0) })
      else { continue }
      let skips = cluster["insecure-skip-tls-verify"]
      let isClear = endpoint.scheme == "http"
      guard isClear || skips?.bool == true else { continue }
      let span = isClear ? server.span : (skips ?? server).span
      let why: Phrase =
        isClear
        ? "the API server is reached at \(endpoint.shown)" : "the API server's certificate is not checked"
      resource.transit.append(
        TransitFact(
          "link to \(endpoint.shown)", exposure: .external,
          state: Possible(
            TransitState(encrypted: !isClear, skipsVerification: !isClear),
            evidence: [Evidence(.declared, why, at: span)]), at: span))
    }
  }
}
