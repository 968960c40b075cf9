import Atlas
import Descriptors

extension ComposeFile {
  /// The file's named volumes.
  func volumes() -> [Resource] {
    (root["volumes"]?.entries ?? []).map(volume)
  }

  private func volume(_ entry: ComposeValue.Entry) -> Resource {
    let (key, node) = (entry.key, entry.value)
    let options = node["driver_opts"]
    let type = options?["type"]?.filled.text.lowercased() ?? ""
    let remote = ["nfs", "nfs4", "cifs", "smb3"].contains(type)
    let driver = node["driver"]?.filled.text ?? "local"
    let cloud = ComposeDriver.named(driver)
    var resource = resource(
      "volume", entry, kind: cloud?.kind ?? (remote ? .fileStore : .blockStore), roles: [.storage],
      holdsData: true,
      place: remote ? nil : host.place)
    resource.tags = tags(node["labels"])
    if remote, let options {
      addServer(type, options, to: &resource)
    } else if type == "tmpfs" {
      resource.atRest = nil
    } else if node["external"].map({ $0.kind == .mapping || $0.looseBool != false }) ?? false {
      let span = node["external"]?.span ?? key.span
      resource.atRest = .unknown(
        "the volume is made outside this file (`external`), so neither its driver nor its encryption is seen",
        remedy: "describe the volume here, or list it as a gap in the evidence",
        evidence: [Evidence(.declared, "the volume is external", at: span)])
    } else if let cloud {
      addCloud(cloud, node, to: &resource)
    } else if driver.hasPrefix("vieux/sshfs"), node.at("driver_opts", "sshcmd") != nil {
      addSSH(node, to: &resource)
    } else if driver != "local", driver != "local-persist" {
      let span = node["driver"]?.span ?? key.span
      let said = [Evidence(.declared, "the volume driver is \(driver)", at: span)]
      let reason: Phrase =
        "the volume driver \(driver) decides where the data lies and whether it is encrypted"
      let remedy: Phrase = "find out what \(driver) does with the data, and state it in the evidence"
      resource.atRest = .unknown(reason, remedy: remedy, evidence: said)
      resource.place = .unknown(reason, remedy: remedy, evidence: said)
      resource.operatorID = .unknown(reason, remedy: remedy, evidence: said)
    } else {
      resource.atRest = host.disk(
        "Docker's local volumes are plain folders of the host",
        evidence: [Evidence(.declared, "the volume \(resource.name) is local", at: key.span)])
    }
    return resource
  }

  /// A volume that is a share of a file server: place and encryption are the server's.
  private func addServer(_ type: String, _ options: ComposeValue, to resource: inout Resource) {
    let mountOptions = options["o"]?.filled ?? .empty
    let device = options["device"]?.filled ?? .empty
    let span = (options["o"] ?? options["device"] ?? options).span
    let evidence = [Evidence(.declared, "the volume is a \(type) share", at: span)]
    resource.atRest = .unknown(
      "the data lies on a file server, whose disks are not seen from here",
      remedy: "state in the evidence how the file server encrypts its disks", evidence: evidence)
    let fields = mountOptions.text.split(separator: ",")
    if fields.contains(where: { Self.isPassword($0) }) {
      resource.clearSecrets.append(
        ClearSecret(
          "password", at: span,
          evidence: [Evidence(.declared, "the mount options carry a literal password", at: span)]))
    }
    let address = fields.first { $0.hasPrefix("addr=") }.map { String($0.dropFirst(5)) }
    let fromDevice =
      device.text.hasPrefix("//")
      ? String(device.text.dropFirst(2).prefix { $0 != "/" })
      : device.text.contains(":/") ? String(device.text.prefix { $0 != ":" }) : ""
    let server = address ?? fromDevice
    guard !server.isEmpty, !server.contains("$"), let endpoint = Endpoint("\(type)://\(server)") else {
      let text = mountOptions.isKnown ? device : mountOptions
      resource.place = text.unknown("the file server's address", at: span)
      resource.operatorID = text.unknown("the file server's operator", at: span)
      return
    }
    let state = Self.linkState(type, fields, at: span)
    let condition = mountOptions.condition ?? device.condition
    let defaults = mountOptions.evidence(at: span) + device.evidence(at: span)
    endpoint.record(
      .mount, state: state, when: condition, evidence: defaults, at: span, in: &resource, atlas: scene.atlas)
    // A server in one's own network is taken to stand where the host stands; one elsewhere is asked of the atlas.
    guard !endpoint.isInternal, !endpoint.isReserved else { return }
    let (place, operatorID) = endpoint.resolve(scene.atlas)
    resource.place = place.under(condition, evidence: evidence + defaults)
    resource.operatorID = operatorID.under(condition, evidence: evidence + defaults)
  }

  private static func isPassword(_ field: Substring) -> Bool {
    guard field.hasPrefix("password=") || field.hasPrefix("pass=") else { return false }
    return SecretName.isLiteral(String(field.drop { $0 != "=" }.dropFirst()))
  }

  private static func linkState(
    _ type: String, _ fields: [Substring], at span: SourceSpan
  ) -> Possible<TransitState> {
    let flags = fields.filter {
      $0 == "sec=krb5p" || $0 == "seal" || $0.hasPrefix("xprtsec=") && $0 != "xprtsec=none"
    }
    if let flag = flags.first {
      return Possible(
        TransitState(encrypted: true, skipsVerification: flag == "xprtsec=tls"),
        evidence: [Evidence(.declared, "the mount options say \(flag)", at: span)])
    }
    if type.hasPrefix("nfs") {
      return Possible(
        TransitState(encrypted: false),
        evidence: [
          Evidence(
            .providerDefault, "the mount options ask for neither sec=krb5p nor xprtsec: NFS is clear text",
            at: span,
            source: "nfs(5)")
        ])
    }
    return .unknown(
      "the mount options do not ask for encryption (`seal`); the file server may still enforce it",
      remedy: "add `seal` to the mount options",
      evidence: [Evidence(.absent, "`seal` is not given", at: span)])
  }
}
