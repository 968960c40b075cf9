import Descriptors
/// Where a descriptor is deployed, as far as somebody said so: the command line, `.bornage.yml`, a file of settings
/// beside it, or a pipeline of its tree.
///
/// Keys are `provider`, `region`, `country`, `operator`, `class`, plain or with a scope before them:
/// `aws.region`, `kubernetes.country`, `host.operator`; and the settings that no descriptor shows, such as
/// `aws.ebs-encryption-by-default` or `host.disk-encryption`. A value may list several, separated by commas.
public struct DeploymentContext: Sendable {
  /// One given value.
  public struct Entry: Sendable {
    /// The key.
    public let key: String
    /// The values.
    public let values: [String]
    /// Who said so, for each value.
    public let sources: [Evidence]

    /// An entry whose values were all said in one place.
    public init(key: String, values: [String], evidence: Evidence) {
      self.key = key
      self.values = values
      sources = values.isEmpty ? [evidence] : values.map { _ in evidence }
    }

    /// The value of a descriptor's parameter: `--set NAME=VALUE`.
    public init(parameter: String, values: [String], evidence: Evidence) {
      self.init(key: DeploymentContext.parameterPrefix + parameter, values: values, evidence: evidence)
    }

    /// An entry whose values were said in several places.
    public init(key: String, said: [(value: String, evidence: Evidence)]) {
      self.key = key
      values = said.map(\.value)
      sources = said.map(\.evidence)
    }

    /// Who said so first.
    public var evidence: Evidence {
      sources.first ?? Evidence(.context, "\(key) was given")
    }
  }

  /// All entries; a later one of the same key wins.
  public let entries: [Entry]

  /// A context.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// The keys that the program asks for, with what they mean; others are a mistake of the user's.
  public static let knownKeys: [String: String] = {
    var keys = [
      "class": "data class of what is described",
      "aws.ebs-encryption-by-default": "on or off: the account's setting for new EBS volumes",
      "kubernetes.etcd-encryption": "on or off: Secrets are encrypted in etcd",
      "kubernetes.disk-encryption": "on or off: volumes and nodes' disks are encrypted by the platform",
      "key-manager.country": "country of the key manager outside the provider, ISO 3166-1 alpha-2",
      "key-manager.operator": "who runs that key manager, as the atlas names it",
      "host.disk-encryption": "on or off: the host's disks are encrypted",
    ]
    for scope in [
      "", "aws.", "azure.", "google.", "ovh.", "scaleway.", "outscale.", "openstack.", "kubernetes.", "host.",
    ] {
      keys[scope + "provider"] = "provider, as the atlas names it"
      keys[scope + "region"] = "region or zone code of that provider"
      keys[scope + "country"] = "country, ISO 3166-1 alpha-2"
      keys[scope + "operator"] = "operator, as the atlas names it"
    }
    return keys
  }()

  /// The entry of a key in a scope: `aws.region` before `region`.
  public func entry(_ key: String, scope: String? = nil) -> Entry? {
    if let scope, let scoped = entries.last(where: { $0.key == "\(scope).\(key)" }) { return scoped }
    return entries.last { $0.key == key }
  }

  /// What the keys of parameters begin with.
  static let parameterPrefix = "set."

  /// The value in force of a descriptor's parameter; nil if nobody gave one.
  public func parameter(_ name: String) -> Entry? {
    entries.isEmpty ? nil : entry(Self.parameterPrefix + name)
  }

  /// This context with others behind it, which win.
  public func adding(_ later: [Entry]) -> DeploymentContext {
    later.isEmpty ? self : DeploymentContext(entries + later)
  }

  /// A setting that is on or off; nil if nobody said.
  public func setting(_ key: String) -> Candidate<Bool>? {
    guard let entry = entry(key), let value = entry.values.first else { return nil }
    switch value.lowercased() {
    case "on", "true", "yes": return Candidate(true, evidence: [entry.evidence])
    case "off", "false", "no": return Candidate(false, evidence: [entry.evidence])
    default: return nil
    }
  }
}
