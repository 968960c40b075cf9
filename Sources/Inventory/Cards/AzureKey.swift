import Atlas
import Descriptors

/// Keys of Azure: `https://VAULT.vault.azure.net/keys/KEY/VERSION`, or the address of the vault alone.
enum AzureKey {
  /// What an address of a vault or module says of the key; nil for any other text.
  ///
  /// - Parameter host: the text as a host would be written, where it has parts that are only known at deployment.
  static func state(_ text: String, host: String, at span: SourceSpan, atlas: Atlas) -> Possible<KeyState>? {
    guard let endpoint = Endpoint(host, bare: true), let match = atlas.host(endpoint.host),
      match.role == "key-manager", match.provider == "azure"
    else { return nil }
    let isModule = match.service == "managed-hsm"
    let evidence = [
      Evidence(.declared, "the key is at `\(text)`", at: span),
      Evidence(
        .atlas,
        isModule
          ? "\(endpoint.host) is a managed HSM: a single-tenant module that \(match.operatorID) runs"
          : "\(endpoint.host) is a key vault of \(match.operatorID); its name tells neither its place nor its tier",
        source: match.source.brief),
    ]
    return Possible(
      KeyState(
        custody: isModule ? .dedicatedModule : .customerManaged, reference: text, place: match.place,
        operatorID: match.operatorID),
      evidence: evidence)
  }
}
