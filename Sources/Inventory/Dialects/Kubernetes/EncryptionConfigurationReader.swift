import Descriptors

/// The API server's configuration of how resources are kept in etcd.
struct EncryptionConfigurationReader {
  private let object: KubernetesObject

  init(_ object: KubernetesObject) {
    self.object = object
  }

  func read(into harvest: inout Harvest) {
    var resource = object.resource(.configuration, roles: [.controlPlane], holdsData: false)
    let rules = object.node["resources"].map { Array($0.items) } ?? []
    guard let rule = rules.first(where: Self.speaksOfSecrets),
      let provider = rule["providers"]?.items.first(where: { _ in true }),
      let entry = provider.mergedEntries.first
    else {
      resource.atRest = Possible(
        AtRest(encrypted: false, layer: .field),
        evidence: [Evidence(.absent, "no rule of the configuration speaks of Secrets", at: object.span)])
      harvest.resources.append(resource)
      return
    }
    let name = entry.key.text ?? ""
    let evidence = [
      Evidence(
        .declared, "the first provider for Secrets is `\(name)`, and the first one encrypts",
        at: entry.key.span)
    ]
    switch name {
    case "identity":
      resource.atRest = Possible(AtRest(encrypted: false, layer: .field), evidence: evidence)
      resource.keyState = Possible(KeyState(custody: .none), evidence: evidence)
    case "aescbc", "aesgcm", "secretbox":
      let algorithm = name == "secretbox" ? "XSalsa20-Poly1305" : name == "aescbc" ? "AES-CBC" : "AES-GCM"
      resource.atRest = Possible(
        AtRest(encrypted: true, algorithm: algorithm, layer: .field), evidence: evidence)
      // The key lies in this very file on the control plane: whoever has the disk has both.
      resource.keyState = Possible(KeyState(custody: .provider), evidence: evidence)
      addKeys(entry.value, to: &resource)
    case "kms":
      resource.atRest = Possible(AtRest(encrypted: true, layer: .field), evidence: evidence)
      resource.keyState = .unknown(
        "the key manager behind the plugin is not in the configuration",
        remedy: "find out which key manager the plugin talks to, who runs it, and where", evidence: evidence)
    default:
      resource.atRest = .unknown(
        "the provider `\(name)` is not known", remedy: "use kms, secretbox or aesgcm", evidence: evidence)
    }
    harvest.resources.append(resource)
  }

  private static func speaksOfSecrets(_ rule: Node) -> Bool {
    rule["resources"]?.items.contains { $0.equals("secrets") || $0.equals("*.*") || $0.equals("*.") } ?? false
  }

  private func addKeys(_ provider: Node, to resource: inout Resource) {
    for key in provider["keys"].map({ Array($0.items) }) ?? [] {
      guard let secret = key["secret"], let text = secret.text, SecretName.isLiteral(text) else { continue }
      let name = "key \(key["name"]?.text ?? "unnamed")"
      resource.clearSecrets.append(
        ClearSecret(
          name, at: secret.span,
          evidence: [
            Evidence(.declared, "the encryption key `\(name)` stands in the configuration", at: secret.span)
          ]))
    }
  }
}
