import Descriptors

extension HadoopFile {
  private static let endings = [
    "password", "passwd", "passphrase", ".secret", "secret.key", "secretkey", "secretaccesskey",
    "session.token",
    "client-secret", "clientsecret", "signature.secret", ".sas", "encryption.key.password",
  ]
  /// Texts that stand for a value kept in a credential store.
  private static let placeholders = ["crypted", "none", "hidden", "password_here"]

  /// Notes passwords, access keys and account keys that stand in the file.
  func addSecrets(to resource: inout Resource) {
    for property in properties.all where !property.isOpen {
      let name = property.name.lowercased()
      let account = name.hasPrefix("fs.azure.account.key.") || name.hasPrefix("fs.azure.sas.")
      // With SSE-C the setting holds the key itself, with SSE-KMS only its name.
      let material = name.hasPrefix("fs.s3a.") && name.hasSuffix("encryption.key") && usesKeyMaterial
      if account || material || Self.endings.contains(where: name.hasSuffix),
        SecretName.isLiteral(property.value),
        !Self.placeholders.contains(property.value.lowercased()), property.value.range(ofASCII: "://") == nil
      {
        note(property, "\(property.name) is set to a literal value", in: &resource)
      } else if URLPassword.isIn(property.value) {
        note(property, "\(property.name) holds a connection string with a password", in: &resource)
      }
    }
  }

  private var usesKeyMaterial: Bool {
    properties.all.contains { $0.name.hasPrefix("fs.s3a.") && $0.value == "SSE-C" }
  }

  private func note(_ property: HadoopProperty, _ text: Phrase, in resource: inout Resource) {
    resource.clearSecrets.append(
      ClearSecret(property.name, at: property.span, evidence: [Evidence(.declared, text, at: property.span)]))
  }
}
