import Atlas
import Descriptors

/// Secrets and ConfigMaps: what they hold, never what it says.
struct ConfigurationReader {
  private let object: KubernetesObject
  private var cluster: Cluster { object.cluster }

  init(_ object: KubernetesObject) {
    self.object = object
  }

  // MARK: Secret

  func secret(into harvest: inout Harvest) {
    var resource = object.resource(.secret, roles: [.secretStore], holdsData: true)
    addStorage(to: &resource)
    addClearValues(to: &resource)
    addEndpoints(to: &resource)
    harvest.resources.append(resource)
  }

  /// Endpoints in values that whoever takes its settings from here will call.
  private func addEndpoints(to resource: inout Resource) {
    for section in ["data", "stringData"] {
      for (key, value) in object.node[section]?.mergedEntries ?? [] {
        guard let name = key.text, value.kind == .scalar, value.bytes.count <= Values.longestValue,
          let plain = section == "data" ? value.text.flatMap(Base64.decoded) : Array(value.bytes)
        else { continue }
        var scratch = object.resource(.secret, roles: [], holdsData: false)
        plain.withUnsafeBytes {
          Values(object).read($0, of: value, named: name, at: value.span, into: &scratch)
        }
        resource.take(scratch, setting: name)
      }
    }
  }

  /// etcd keeps Secrets in clear unless the API server is configured otherwise.
  private func addStorage(to resource: inout Resource) {
    resource.references.append(Reference("encryption-configuration", to: "secrets"))
    let reason: Phrase =
      "a Secret is kept in clear in etcd unless the cluster is configured to encrypt it, which no manifest shows"
    let absent = Evidence(.absent, reason, at: object.span)
    if let setting = object.scene.context.setting("kubernetes.etcd-encryption") {
      resource.atRest = Possible(
        AtRest(encrypted: setting.value, layer: .field), evidence: [absent] + setting.evidence)
      resource.keyState =
        setting.value
        ? .unknown(
          "which key encrypts etcd was not said", remedy: "scan the EncryptionConfiguration too",
          evidence: setting.evidence)
        : Possible(KeyState(custody: .none), evidence: setting.evidence)
      return
    }
    let remedy: Phrase =
      "scan the EncryptionConfiguration too, or say so: `--context kubernetes.etcd-encryption=on` (or `off`)"
    resource.atRest = .unknown(reason, remedy: remedy, evidence: [absent])
    resource.keyState = .unknown(reason, remedy: remedy, evidence: [absent])
  }

  /// Base64 is no encryption: a value committed in a manifest is there to be read.
  private func addClearValues(to resource: inout Resource) {
    if let applied = object.annotation(KubernetesObject.lastApplied), applied.bytes.contains("ata\":{\"") {
      resource.clearSecrets.append(
        ClearSecret(
          KubernetesObject.lastApplied, at: applied.span,
          evidence: [Evidence(.declared, "the annotation repeats the Secret's values", at: applied.span)]))
    }
    for section in ["data", "stringData"] {
      for (key, value) in object.node[section]?.mergedEntries ?? [] {
        guard value.kind == .scalar, !value.bytes.isEmpty, !value.isNull, !isPlaceholder(value) else {
          continue
        }
        let name = key.text ?? "a value"
        if Self.isPublic(name) { continue }
        resource.clearSecrets.append(
          ClearSecret(
            name, at: value.span,
            evidence: [
              Evidence(
                .declared,
                "the value of `\(name)` stands in the manifest\(section == "data" ? ", in base64, which is no encryption" : "")",
                at: value.span)
            ]))
      }
    }
  }

  /// Certificates are there to be shown.
  private static func isPublic(_ name: String) -> Bool {
    name == "tls.crt" || name == "ca.crt" || name.hasSuffix(".crt") || name.hasSuffix(".pub")
  }

  private func isPlaceholder(_ value: Node) -> Bool {
    // A value sealed with SOPS begins so; one that stands beside it in clear does not.
    if value.bytes.starts(with: "ENC[".utf8) { return true }
    guard value.bytes.count <= 256, let text = value.text else { return false }
    return text.hasPrefix("$") || text.hasPrefix("<") || text.contains("{{") || text.contains("${")
  }

  // MARK: ConfigMap

  func configMap(into harvest: inout Harvest) {
    var resource = object.resource(.configuration, roles: [.storage], holdsData: false)
    let values = Values(object)
    for (key, value) in object.node["data"]?.mergedEntries ?? [] {
      var scratch = object.resource(.configuration, roles: [], holdsData: false)
      values.read(value, named: key.text ?? "", into: &scratch)
      resource.take(scratch, setting: key.text ?? "")
      resource.clearSecrets += scratch.clearSecrets
    }
    // A ConfigMap that only configures is counted; one with endpoints or secrets is a resource to judge.
    guard !resource.flows.isEmpty || !resource.clearSecrets.isEmpty || !resource.transit.isEmpty else {
      harvest.withoutData[object.type, default: 0] += 1
      return
    }
    harvest.resources.append(resource)
  }
}

extension Resource {
  /// Takes over the flows and links that one entry of a ConfigMap or Secret gives, each once, under the entry's name.
  fileprivate mutating func take(_ entry: Resource, setting: String) {
    for var flow in entry.flows {
      if let known = flows.firstIndex(where: { $0.target == flow.target && $0.kind == flow.kind }) {
        flows[known].settings.insert(setting)
      } else {
        flow.settings = [setting]
        flows.append(flow)
      }
    }
    for var link in entry.transit {
      if let known = transit.firstIndex(where: { $0.what == link.what }) {
        transit[known].settings.insert(setting)
      } else {
        link.settings = [setting]
        transit.append(link)
      }
    }
  }
}
