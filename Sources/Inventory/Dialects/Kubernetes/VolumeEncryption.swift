import Atlas
import Descriptors

/// What a driver makes of a set of parameters: whether volumes are encrypted, and with whose key.
struct VolumeEncryption {
  private let cluster: Cluster
  private let driver: CSIDriver
  private let parameters: Node?
  /// What speaks, in messages: `class` or `volume`.
  private let speaker: Phrase
  private let named: Evidence

  let atRest: Possible<AtRest>
  let keyState: Possible<KeyState>

  /// Reads the parameters of a class or the attributes of a volume.
  init(_ driver: CSIDriver, parameters: Node?, of speaker: Phrase, at span: SourceSpan, cluster: Cluster) {
    self.cluster = cluster
    self.driver = driver
    self.parameters = parameters
    self.speaker = speaker
    named = Evidence(.declared, "the \(speaker)'s driver is `\(driver.name)`", at: span)
    (atRest, keyState) = Self.read(driver, parameters, speaker, named, span, cluster)
  }

  private static func read(
    _ driver: CSIDriver, _ parameters: Node?, _ speaker: Phrase, _ named: Evidence, _ span: SourceSpan,
    _ cluster: Cluster
  ) -> (Possible<AtRest>, Possible<KeyState>) {
    let keys: [Node] = driver.keys.compactMap { value($0, parameters) }
    let key = keys.first { $0.text?.isEmpty == false }
    func answer(_ on: Bool, _ evidence: [Evidence], byDefault: Bool = false) -> (
      Possible<AtRest>, Possible<KeyState>
    ) {
      let state = AtRest(encrypted: on, algorithm: on ? driver.algorithm : nil, byDefault: byDefault)
      return (
        Possible(state, evidence: evidence),
        keyState(driver, parameters, key: key, encrypted: on, evidence: evidence, cluster)
      )
    }
    let flags: [(name: String, node: Node)] = driver.switches.compactMap { name in
      value(name, parameters).map { (name: name, node: $0) }
    }
    let on = flags.first { $0.node.looseBool == true }
    if let (name, flag) = on ?? flags.first(where: { $0.node.looseBool == false }) {
      let on = flag.looseBool == true
      return answer(
        on,
        [
          named,
          Evidence(.declared, "the \(speaker) sets `\(name)` to \(on ? "true" : "false")", at: flag.span),
        ])
    }
    if let (name, flag) = flags.first {
      let reason: Phrase = "the \(speaker) sets `\(name)` to neither true nor false"
      let evidence = [named, Evidence(.declared, reason, at: flag.span)]
      let remedy: Phrase = "set `\(name)` to \"true\""
      return (
        .unknown(reason, remedy: remedy, evidence: evidence),
        .unknown(reason, remedy: remedy, evidence: evidence)
      )
    }
    if let secret = driver.secretSwitch.flatMap({ value($0, parameters) }) {
      return answer(
        true, [named, Evidence(.declared, "the \(speaker) names a passphrase Secret", at: secret.span)])
    }
    if let key, driver.silence == true {
      return answer(true, [named, Evidence(.declared, "the \(speaker) names a key", at: key.span)])
    }
    let why = Evidence(.providerDefault, driver.why, at: span)
    if let silence = driver.silence { return answer(silence, [named, why], byDefault: true) }
    if let setting = driver.silenceSetting.flatMap(cluster.scene.context.setting) {
      return answer(setting.value, [named, why] + setting.evidence, byDefault: true)
    }
    let remedy = silentRemedy(driver, speaker)
    return (
      cluster.disk(driver.why, evidence: [named, why]).remedied(remedy),
      .unknown(driver.why, remedy: remedy, evidence: [named, why])
    )
  }

  private static func silentRemedy(_ driver: CSIDriver, _ speaker: Phrase) -> Phrase {
    let platform: Phrase = "`--context kubernetes.disk-encryption=on` (or `off`)"
    if let name = driver.switches.first, speaker == "class" {
      let account = driver.silenceSetting.map { setting -> Phrase in "`--context \(setting)=on` (or `off`)" }
      return "set `\(name): \"true\"` in the class, or say what holds: \(account ?? platform)"
    }
    if let setting = driver.silenceSetting {
      return "scan the volume's StorageClass too, or say what holds: `--context \(setting)=on` (or `off`)"
    }
    return "say so if the platform encrypts its disks: \(platform)"
  }

  /// A parameter; drivers take their names in any case.
  private static func value(_ name: String, _ parameters: Node?) -> Node? {
    guard let parameters else { return nil }
    if let exact = parameters[name] { return exact }
    let lower = name.lowercased()
    return parameters.mergedEntries.first { $0.key.text?.lowercased() == lower }?.value
  }

  // MARK: Keys

  private static func keyState(
    _ driver: CSIDriver, _ parameters: Node?, key: Node?, encrypted: Bool, evidence: [Evidence],
    _ cluster: Cluster
  ) -> Possible<KeyState> {
    guard encrypted else { return Possible(KeyState(custody: .none), evidence: evidence) }
    guard let key, let text = key.text else {
      return driver.usesPassphrase
        ? passphrase(parameters, evidence: evidence)
        : Possible(KeyState(custody: .provider), evidence: evidence)
    }
    guard !driver.keyIsElsewhere else {
      let reason: Phrase =
        "the class names the key manager configuration `\(text)`, and what stands behind it is not in the class"
      return .unknown(
        reason, remedy: "look up that configuration: who runs the key manager, and where",
        evidence: evidence)
    }
    if driver.provider == "aws" {
      let place = cluster.place(provider: "aws")
      return KeyReference.state(
        text, at: key.span, provider: "aws", place: place,
        operatorID: cluster.operatorID(of: place, driver: (driver.name, "aws")), atlas: cluster.scene.atlas)
    }
    let declared = Evidence(.declared, "the key is `\(text)`", at: key.span)
    // Google's names of keys carry their location.
    let parts = text.split(separator: "/")
    if driver.provider == "gcp", parts.count > 3, parts[2] == "locations",
      let place = cluster.scene.atlas.place(String(parts[3]), provider: "gcp")
    {
      let state = KeyState(
        custody: .customerManaged, reference: text, place: place, operatorID: place.operatorID)
      return Possible(state, evidence: evidence + [declared, .atlas(place)])
    }
    return Possible(
      KeyState(custody: .customerManaged, reference: text, operatorID: driver.provider),
      evidence: evidence + [declared])
  }

  /// The customer chooses the passphrase, but it lies in the cluster that uses it: no better than a key of one's own
  /// in the platform's keeping.
  private static func passphrase(_ parameters: Node?, evidence: [Evidence]) -> Possible<KeyState> {
    for kind in ["node-stage", "node-publish"] {
      let name = "csi.storage.k8s.io/\(kind)-secret-name"
      guard let secret = parameters?[name], let text = secret.text else { continue }
      let namespace = parameters?["csi.storage.k8s.io/\(kind)-secret-namespace"]?.text ?? "default"
      let why = Evidence(
        .declared,
        "the passphrase lies in the Secret `\(namespace)/\(text)`: who reads that Secret or etcd opens the volumes",
        at: secret.span)
      return Possible(
        KeyState(custody: .customerManaged, reference: "Secret \(namespace)/\(text)"),
        evidence: evidence + [why])
    }
    let reason: Phrase = "the class names no Secret with a passphrase, so it is not known where the key lies"
    return .unknown(
      reason, remedy: "name the Secret in the class: `csi.storage.k8s.io/node-stage-secret-name`",
      evidence: evidence)
  }
}

extension Possible {
  /// The same with another remedy for what is unknown.
  func remedied(_ remedy: Phrase) -> Possible {
    Possible(candidates, unknown: unknown.map { Unknown($0.reason, remedy: remedy, evidence: $0.evidence) })
  }
}
