import Descriptors

extension ComposeFile {
  /// The file's secrets.
  func secrets() -> [Resource] {
    (root["secrets"]?.entries ?? []).map { entry in
      let node = entry.value
      var resource = resource("secret", entry, kind: .secret, roles: [.secretStore], holdsData: true)
      resource.tags = tags(node["labels"])
      if let path = node["file"] {
        resource.atRest = host.disk(
          "the secret is a plain file of the host",
          evidence: [Evidence(.declared, "the secret comes from the file \(path.text ?? "")", at: path.span)])
      } else if let variable = node["environment"] {
        // Handed over from the shell that starts it: nothing of it rests here.
        resource.references.append(Reference("variable", to: variable.text ?? ""))
      } else if node["external"].map({ $0.kind == .mapping || $0.looseBool != false }) ?? false {
        addSwarm(node, to: &resource)
      } else if let driver = node["driver"], driver.text != nil {
        addDriver(driver, to: &resource)
      } else if let content = node["content"], SecretName.isLiteral(content.text ?? "") {
        resource.clearSecrets.append(
          ClearSecret(
            resource.name, at: content.span,
            evidence: [Evidence(.declared, "the secret's text stands in the file", at: content.span)]))
      }
      return resource
    }
  }

  /// A plug-in fetches the secret from a store of its own.
  private func addDriver(_ driver: ComposeValue, to resource: inout Resource) {
    let name = driver.filled.text
    let reason: Phrase = "the secret driver \(name) fetches it from a store that is not seen from here"
    let remedy: Phrase = "state in the evidence which store \(name) uses, where it stands and who runs it"
    let said = [Evidence(.declared, "the secret driver is \(name)", at: driver.span)]
    resource.atRest = .unknown(reason, remedy: remedy, evidence: said)
    resource.place = .unknown(reason, remedy: remedy, evidence: said)
    resource.operatorID = .unknown(reason, remedy: remedy, evidence: said)
  }

  /// Only Swarm keeps secrets of its own, in its Raft log.
  private func addSwarm(_ node: ComposeValue, to resource: inout Resource) {
    let span = node["external"]?.span ?? resource.span
    let source = "Docker documentation: Manage sensitive data with Docker secrets; Lock your swarm"
    let evidence = [
      Evidence(.declared, "the secret is external", at: span),
      Evidence(.providerDefault, "Swarm keeps secrets in its Raft log, which it encrypts", source: source),
    ]
    resource.atRest = Possible(AtRest(encrypted: true, layer: .database, byDefault: true), evidence: evidence)
    resource.keyState = Possible(
      KeyState(custody: .provider, operatorID: host.onlyOperator),
      evidence: evidence + [
        Evidence(
          .providerDefault, "the log's key lies on each manager unless the swarm is locked", source: source)
      ])
  }

  /// Overlay networks carry data between hosts; others stay on one and are only counted.
  func networks(into findings: inout Harvest) -> [Resource] {
    (root["networks"]?.entries ?? []).compactMap { entry in
      let node = entry.value
      guard let driver = node["driver"], driver.text == "overlay" else {
        findings.withoutData["network", default: 0] += 1
        return nil
      }
      var resource = resource("network", entry, kind: .network, roles: [.network], holdsData: false)
      resource.tags = tags(node["labels"])
      let option = node.at("driver_opts", "encrypted")
      // The driver looks for the option's presence; only a plain `false` switches it off again.
      let on = option != nil && option?.node.bool != false
      let span = option?.span ?? driver.span
      let evidence =
        option == nil
        ? Evidence(
          .providerDefault, "`driver_opts.encrypted` is not set: an overlay network is VXLAN in clear",
          at: span,
          source: "Docker documentation: Overlay network driver")
        : Evidence(
          .declared, "`driver_opts.encrypted` is \(on ? "set: IPsec with AES-GCM" : "off")", at: span)
      resource.transit.append(
        TransitFact(
          "traffic between hosts", exposure: .internal,
          state: Possible(TransitState(encrypted: on), evidence: [evidence]), at: span))
      return resource
    }
  }
}
