import Descriptors

/// What the name of a setting says of its value.
enum SettingName {
  private static let hostEndings = [
    "host", "hosts", "hostname", "endpoint", "endpoints", "server", "servers", "url", "urls", "uri", "addr",
    "address", "addresses", "broker", "brokers",
  ]
  /// Parts of names of settings that say what a service calls itself or listens on, not whom it calls.
  private static let ownAddress = [
    "root_url", "base_url", "baseurl", "public_url", "site_url", "external_url", "externalurl", "app_url",
    "virtual_host", "advertise", "cors", "allowed", "origin", "listen", "redirect", "bind", "web.url",
    "callback", "homepage",
  ]
  private static let secretEndings = [
    "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "access_key", "secret_key",
    "secretkey", "requirepass",
  ]
  private static let backupWords = ["backup", "dump", "restic", "archive", "snapshot", "wal_", "velero"]

  private static func normal(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self).lowercased()
  }

  /// True if a host without a scheme may stand under the name.
  static func holdsHost(_ name: String) -> Bool {
    let name = name.lowercased()
    return hostEndings.contains(where: name.hasSuffix)
  }

  /// True if the name speaks of where the object itself can be reached.
  static func isOwnAddress(_ name: String) -> Bool {
    let name = normal(name)
    return ownAddress.contains { name.range(ofASCII: $0) != nil }
  }

  /// True for a flag or variable of a command line that takes a secret: the word ends its name.
  static func isSecretFlag(_ name: String) -> Bool {
    let name = normal(name)
    return secretEndings.contains(where: name.hasSuffix) && SecretName.suggestsSecret(name)
      || name.hasSuffix("requirepass")
  }

  /// True if what stands under the name is a copy for bad days.
  static func speaksOfBackup(_ name: String) -> Bool {
    let name = normal(name)
    return backupWords.contains { name.range(ofASCII: $0) != nil }
  }
}
