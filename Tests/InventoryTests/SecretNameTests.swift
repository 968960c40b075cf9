import Testing

@testable import Inventory

@Suite("Names and values of secrets")
struct SecretNameTests {
  @Test(
    "names that suggest a secret",
    arguments: [
      "DB_PASSWORD", "api-key", "AccountKey", "storage_account_key", "SharedAccessKey", "DB_PWD", "vpn_psk",
      "clientSecret", "AWS_SECRET_ACCESS_KEY", "connectionString",
    ])
  func secrets(name: String) {
    #expect(SecretName.suggestsSecret(name))
  }

  @Test(
    "names that only sound like one",
    arguments: [
      "AzureWebJobsSecretStorageType", "allowSharedKeyAccess", "PASSWORD_FILE", "secretName", "tokenUrl",
      "PWD",
      "OLDPWD", "KeyId", "publicKey", "SecretsManagerArn", "passwordPolicy",
    ])
  func harmless(name: String) {
    #expect(!SecretName.suggestsSecret(name))
  }

  @Test(
    "references, placeholders, paths and switches are no secrets",
    arguments: [
      "", "true", "${X}", "{{ x }}", "$X", "/run/secrets/x", "arn:aws:kms:x", "changeme", "vault:x", "ENC[x]",
    ])
  func references(value: String) {
    #expect(!SecretName.isLiteral(value))
  }

  @Test("anything else may be one")
  func literals() {
    #expect(SecretName.isLiteral("correct-horse"))
  }
}
