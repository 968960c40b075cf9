import Descriptors

/// Ways into a machine from the network: screens, serial lines and channels.
struct LibvirtConsoles {
  let scene: Scene

  /// Adds listeners and links of all such devices.
  func add(_ devices: Node, to machine: inout Resource) {
    for graphics in devices.elements("graphics") { addScreen(graphics, to: &machine) }
    // The first console repeats the first serial line.
    var seen: Set<String> = []
    for name in ["serial", "parallel", "console", "channel", "smartcard", "redirdev", "rng"] {
      for device in devices.elements(name) {
        addLine(name == "rng" ? device.element("backend") ?? device : device, name, &seen, to: &machine)
      }
    }
  }

  // MARK: Screens

  private func addScreen(_ graphics: Node, to machine: inout Resource) {
    if let password = graphics.attribute("passwd"), SecretName.isLiteral(password.text ?? "") {
      machine.clearSecrets.append(
        ClearSecret(
          "passwd", at: password.span,
          evidence: [Evidence(.declared, "the screen's password stands in the file", at: password.span)]))
    }
    let type = graphics.attribute("type")?.text ?? ""
    guard ["vnc", "spice", "rdp"].contains(type) else { return }
    for (address, span) in listeners(of: graphics) {
      machine.transit.append(
        TransitFact(
          "\(type) screen on \(address)", exposure: .external, state: state(of: type, graphics, at: span),
          at: span))
    }
  }

  /// Addresses beyond the host's own; silence means 127.0.0.1 (vnc_listen, spice_listen of qemu.conf).
  private func listeners(of graphics: Node) -> [(address: String, span: SourceSpan)] {
    let elements = graphics.elements("listen")
    var result: [(address: String, span: SourceSpan)] = []
    for listen in elements {
      switch listen.attribute("type")?.text {
      case "address", nil:
        if let address = listen.attribute("address") { result.append((address.text ?? "", listen.span)) }
      case "network":
        let network = listen.attribute("network")?.text ?? ""
        result.append((listen.attribute("address")?.text ?? "the network \(network)", listen.span))
      default: break
      }
    }
    if elements.isEmpty, let address = graphics.attribute("listen") {
      result.append((address.text ?? "", address.span))
    }
    return result.filter { !$0.address.isEmpty && !Self.isLoopback($0.address) }
  }

  private func state(of type: String, _ graphics: Node, at span: SourceSpan) -> Possible<TransitState> {
    let listening = Evidence(.declared, "the \(type) screen listens beyond the host", at: span)
    guard type == "spice" else {
      return .unknown(
        "whether \(type) uses TLS is settled in the host's qemu.conf (\(type)_tls, off unless set)",
        remedy: "listen on 127.0.0.1 and tunnel, or state in the evidence that \(type)_tls is on",
        evidence: [listening])
    }
    let mode = graphics.attribute("defaultMode")
    let insecure = graphics.elements("channel").first { $0.attribute("mode")?.equals("insecure") == true }
    let plainPort = graphics.attribute("port").flatMap { Int($0.text ?? "") } ?? -1
    if let insecure {
      let said = Evidence(.declared, "a channel is in mode insecure", at: insecure.span)
      return Possible(TransitState(encrypted: false), evidence: [listening, said])
    }
    if let mode, mode.equals("secure") {
      let said = Evidence(.declared, "defaultMode is secure", at: mode.span)
      return Possible(TransitState(encrypted: true), evidence: [listening, said])
    }
    if plainPort <= 0, graphics.attribute("autoport")?.equals("yes") != true,
      let sealed = graphics.attribute("tlsPort")
    {
      let said = Evidence(.declared, "only a TLS port is given", at: sealed.span)
      return Possible(TransitState(encrypted: true), evidence: [listening, said])
    }
    let said = Evidence(
      .providerDefault,
      "defaultMode is \((mode?.text).map(Phrase.init(verbatim:)) ?? "not set, which is `any`"): clear text is accepted",
      at: mode?.span ?? span, source: "libvirt: Domain XML format, graphical framebuffers")
    return Possible(TransitState(encrypted: false), evidence: [listening, said])
  }

  // MARK: Serial lines

  private func addLine(_ device: Node, _ name: String, _ seen: inout Set<String>, to machine: inout Resource)
  {
    guard let type = device.attribute("type")?.text, type == "tcp" || type == "udp" else { return }
    for source in device.elements("source") {
      guard let address = source.attribute("host")?.text else { continue }
      let port = source.attribute("service")?.text
      let mode = source.attribute("mode")?.text ?? "bind"
      guard seen.insert("\(mode) \(type) \(address) \(port ?? "")").inserted, !Self.isLoopback(address) else {
        continue
      }
      let state = lineState(device, source, type)
      guard mode == "connect" else {
        // A socket that only receives answers of a connected one is not open to others.
        machine.transit.append(
          TransitFact(
            "\(name) on \(address):\(port ?? "")", exposure: .external, state: state, at: source.span))
        continue
      }
      LibvirtSource.endpoint(type, address, port)?.record(
        .endpoint, state: state, at: source.span, in: &machine, atlas: scene.atlas)
    }
  }

  private func lineState(_ device: Node, _ source: Node, _ type: String) -> Possible<TransitState> {
    let span = source.span
    if let kind = device.element("protocol")?.attribute("type"), kind.equals("telnets") || kind.equals("tls")
    {
      return Possible(
        TransitState(encrypted: true),
        evidence: [Evidence(.declared, "the protocol is over TLS", at: kind.span)])
    }
    if type == "udp" {
      return Possible(
        TransitState(encrypted: false), evidence: [Evidence(.declared, "the line is plain UDP", at: span)])
    }
    guard let flag = source.attribute("tls") else {
      return .unknown(
        "the line does not say `tls`, so chardev_tls in the host's qemu.conf decides (off unless set)",
        remedy: "say tls='yes' in the source",
        evidence: [Evidence(.absent, "no `tls` in the source", at: span)])
    }
    return Possible(
      TransitState(encrypted: flag.equals("yes")),
      evidence: [Evidence(.declared, "the line says tls=\(flag.text ?? "")", at: flag.span)])
  }

  private static func isLoopback(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address == "localhost" || address == "[::1]"
  }
}
