import Atlas
import Descriptors

/// A volume driver whose volumes are a service of somebody's cloud.
///
/// Sources: REX-Ray documentation, storage providers; Docker for AWS and Azure documentation, Cloudstor; Compose ACI
/// integration; rclone and Hetzner volume plugins; the providers' documentation on encryption of these services.
struct ComposeDriver {
  /// What the names of the driver begin with.
  let names: [String]
  let title: Phrase
  let kind: Kind
  /// The provider, as regions name it.
  let provider: String
  /// What the provider does when nobody says anything; nil if that is not to be known from here.
  let encryptsAlways: Bool?

  private static let all = [
    ComposeDriver(
      names: ["rexray/ebs", "cloudstor:aws"], title: "an EBS volume", kind: .blockStore, provider: "aws",
      encryptsAlways: nil),
    ComposeDriver(
      names: ["rexray/efs"], title: "an EFS file system", kind: .fileStore, provider: "aws",
      encryptsAlways: nil),
    ComposeDriver(
      names: ["rexray/s3fs"], title: "an S3 bucket", kind: .objectStore, provider: "aws", encryptsAlways: true
    ),
    ComposeDriver(
      names: ["rexray/gcepd", "rexray/gce"], title: "a persistent disk of Compute Engine", kind: .blockStore,
      provider: "gcp", encryptsAlways: true),
    ComposeDriver(
      names: ["rexray/gcs"], title: "a bucket of Cloud Storage", kind: .objectStore, provider: "gcp",
      encryptsAlways: true),
    ComposeDriver(
      names: ["azure_file", "azurefile", "cloudstor:azure"], title: "a share of Azure Files",
      kind: .fileStore, provider: "azure", encryptsAlways: true),
    ComposeDriver(
      names: ["rexray/azureud"], title: "a disk of Azure", kind: .blockStore, provider: "azure",
      encryptsAlways: true),
    ComposeDriver(
      names: ["rexray/dobs"], title: "a volume of DigitalOcean", kind: .blockStore, provider: "digitalocean",
      encryptsAlways: true),
    ComposeDriver(
      names: ["hetzner", "costela/docker-volume-hetzner"], title: "a volume of Hetzner", kind: .blockStore,
      provider: "hetzner", encryptsAlways: nil),
    ComposeDriver(
      names: ["linode/docker-volume-linode"], title: "a volume of Linode", kind: .blockStore,
      provider: "linode", encryptsAlways: nil),
  ]

  /// The driver of a name, with or without its tag.
  static func named(_ name: String) -> ComposeDriver? {
    all.first { driver in
      driver.names.contains { name == $0 || name.hasPrefix("\($0):") || name.hasPrefix("\($0)/") }
    }
  }
}

extension ComposeFile {
  /// Options that name a region or zone.
  private static let zoneOptions = [
    "availabilityzone", "availability_zone", "zone", "region", "location", "s3-region",
  ]

  /// Adds what a cloud's driver says of its volume.
  func addCloud(_ driver: ComposeDriver, _ node: ComposeValue, to resource: inout Resource) {
    let span = node["driver"]?.span ?? resource.span
    let said = Evidence(
      .declared, "the volume driver is \(node["driver"]?.filled.text ?? ""): \(driver.title)", at: span)
    let options = (node["driver_opts"]?.entries ?? []).map { (name: $0.name.lowercased(), value: $0.value) }
    addPlace(driver, options, said, to: &resource)
    let source = "the provider's documentation on encryption at rest"
    if let option = options.first(where: { $0.name == "encrypted" }) {
      let filled = option.value.filled
      let isOn = filled.text.lowercased() == "true"
      resource.atRest =
        filled.isKnown
        ? Possible(
          AtRest(encrypted: isOn),
          evidence: [
            Evidence(.declared, "`encrypted` is \(isOn ? "true" : "not true")", at: option.value.span)
          ])
        : filled.unknown("encryption of the volume", at: option.value.span)
    } else if driver.encryptsAlways == true {
      resource.atRest = Possible(
        AtRest(encrypted: true, byDefault: true),
        evidence: [
          said, Evidence(.providerDefault, "\(driver.title) is always encrypted", source: source),
        ])
    } else {
      resource.atRest = .unknown(
        "the file does not say whether \(driver.title) is encrypted",
        remedy: "say so in `driver_opts`, or state in the evidence how the provider encrypts it",
        evidence: [said])
    }
    for option in options where SecretName.suggestsSecret(option.name) {
      guard SecretName.isLiteral(option.value.filled.text) else { continue }
      let text: Phrase = "the driver's option \(option.name) is a literal value"
      resource.clearSecrets.append(
        ClearSecret(
          option.name, at: option.value.span, evidence: [Evidence(.declared, text, at: option.value.span)]))
    }
  }

  private func addPlace(
    _ driver: ComposeDriver, _ options: [(name: String, value: ComposeValue)], _ said: Evidence,
    to resource: inout Resource
  ) {
    resource.place = scene.context.place(
      scope: driver.provider, provider: driver.provider,
      missing: "the volume's options name no region of its provider", atlas: scene.atlas
    ).under(nil, evidence: [said])
    if let option = options.first(where: { Self.zoneOptions.contains($0.name) }) {
      let filled = option.value.filled
      let declared = Evidence(.declared, "`\(option.name)` is \(filled.text)", at: option.value.span)
      if !filled.isKnown {
        resource.place = filled.unknown("the volume's place", at: option.value.span)
      } else if let place = scene.atlas.place(filled.text, provider: driver.provider) {
        resource.place = Possible(place, evidence: [declared, .atlas(place)])
          .under(filled.condition, evidence: filled.evidence(at: option.value.span))
      }
    }
    resource.operatorID = scene.context.operatorID(
      scope: driver.provider, provider: driver.provider, place: resource.place,
      missing: "the volume does not tell who runs it", atlas: scene.atlas)
  }

  /// Adds the server of a volume that is mounted over SSH: `vieux/sshfs` with `sshcmd: user@host:/path`.
  func addSSH(_ node: ComposeValue, to resource: inout Resource) {
    guard let option = node.at("driver_opts", "sshcmd") else { return }
    let filled = option.filled
    let evidence = [Evidence(.declared, "the volume is a folder that is mounted over SSH", at: option.span)]
    resource.atRest = .unknown(
      "the data lies on a server, whose disks are not seen from here",
      remedy: "state in the evidence how the server encrypts its disks", evidence: evidence)
    if let password = node.at("driver_opts", "password"), SecretName.isLiteral(password.filled.text) {
      resource.clearSecrets.append(
        ClearSecret(
          "password", at: password.span,
          evidence: [Evidence(.declared, "the driver's password is a literal value", at: password.span)]))
    }
    let host = (filled.text.split(separator: "@").last ?? "").prefix { $0 != ":" && $0 != "/" }
    guard filled.isKnown, let endpoint = Endpoint("ssh://\(host)") else {
      resource.place = filled.unknown("the server's address", at: option.span)
      resource.operatorID = filled.unknown("the server's operator", at: option.span)
      return
    }
    endpoint.record(
      .mount, when: filled.condition, evidence: filled.evidence(at: option.span), at: option.span,
      in: &resource, atlas: scene.atlas)
    guard !endpoint.isInternal, !endpoint.isReserved else { return }
    let (place, operatorID) = endpoint.resolve(scene.atlas)
    resource.place = place.under(filled.condition, evidence: evidence)
    resource.operatorID = operatorID.under(filled.condition, evidence: evidence)
  }
}
