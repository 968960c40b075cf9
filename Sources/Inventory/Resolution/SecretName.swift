import Descriptors

/// Tells from its name, and from the shape of its value, whether a setting holds a secret in clear text.
public enum SecretName {
  private static let words = [
    "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "accesskey", "access_key",
    "privatekey", "private_key", "credential", "connectionstring", "connection_string", "accountkey",
    "account_key", "storagekey", "storage_key", "sharedaccesskey", "shared_access_key", "sharedkey",
    "shared_key", "presharedkey", "pre_shared_key", "_pwd", "userpwd", "dbpwd", "_psk",
  ]
  /// Names that contain a word of the list and hold no secret.
  private static let harmless = [
    "passwordpolicy", "passwordlength", "password_file", "passwordfile", "secretname", "secret_name",
    "secretarn",
    "secret_arn", "secretref", "tokenname", "token_url", "tokenurl", "secretsmanager", "passwordexpiry",
    "_file",
    "secretkeyref", "tokenexpiration", "publickey", "allow_empty_password", "keyid", "key_id", "rotation",
    "secretstoragetype", "secretstore", "shared_key_access", "sharedkeyaccess",
    "tokenreviewer", "automountserviceaccounttoken", "secretproviderclass", "secret_id", "tokenaudience",
  ]

  /// True if a setting of this name usually holds a secret.
  public static func suggestsSecret(_ name: String) -> Bool {
    let name = name.lowercased().map { $0 == "-" ? "_" : $0 }.reduce(into: "") { $0.append($1) }
    guard words.contains(where: { name.range(ofASCII: $0) != nil }) else { return false }
    return !harmless.contains { name.range(ofASCII: $0) != nil }
  }

  /// True if the value is a secret's text rather than a reference, a placeholder, a path or a switch.
  public static func isLiteral(_ value: String) -> Bool {
    guard value.utf8.count >= 3, !value.contains("${"), !value.contains("{{"), !value.hasPrefix("$") else {
      return false
    }
    let lower = value.lowercased()
    if ["true", "false", "none", "null", "yes", "no", "changeme", "change_me", "placeholder", "xxx", "todo"]
      .contains(lower)
    {
      return false
    }
    return !value.hasPrefix("/") && !value.hasPrefix("arn:") && !value.hasPrefix("<") && !value.hasPrefix("*")
      && !value.hasPrefix("ENC(") && !value.hasPrefix("ENC[") && !value.hasPrefix("AQAA")
      && !value.hasPrefix("vault:")
  }
}
