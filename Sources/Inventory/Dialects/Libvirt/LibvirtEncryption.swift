import Descriptors

/// An `encryption` element: of a disk, of its source, or of a volume.
struct LibvirtEncryption {
  let node: Node

  /// The encryption of an image: in its source, or in the older place beside it; `none` is no encryption.
  init?(of element: Node) {
    guard let node = element.element("source")?.element("encryption") ?? element.element("encryption"),
      node.attribute("format")?.equals("none") != true
    else { return nil }
    self.node = node
  }

  private var format: String { node.attribute("format")?.text ?? "default" }
  private var formatSpan: SourceSpan { (node.attribute("format") ?? node).span }

  /// What the format and cipher say.
  ///
  /// The cipher of an image that exists was settled when it was made; only a volume's file names it.
  var state: AtRest {
    switch format {
    case "qcow": return AtRest(encrypted: true, algorithm: "AES-128-CBC (qcow)", layer: .volume)
    case "default": return AtRest(encrypted: true, layer: .volume)
    default:
      guard let cipher = node.element("cipher"), let name = cipher.attribute("name")?.text else {
        return AtRest(encrypted: true, algorithm: format.uppercased(), layer: .volume)
      }
      let parts = [name, cipher.attribute("size")?.text, cipher.attribute("mode")?.text].compactMap { $0 }
      return AtRest(encrypted: true, algorithm: parts.joined(separator: "-").uppercased(), layer: .volume)
    }
  }

  /// Why.
  var evidence: [Evidence] {
    var result = [
      Evidence(.declared, "libvirt encrypts the image with the format \(format)", at: formatSpan)
    ]
    if format == "qcow" {
      result.append(
        Evidence(
          .derived,
          "the qcow format is broken: its initialisation vectors can be foretold; QEMU has withdrawn it",
          source: "QEMU documentation: qcow2 encryption; libvirt: Storage volume encryption XML format"))
    }
    if let cipher = node.element("cipher") {
      result.append(Evidence(.declared, "the cipher is \(state.algorithm ?? "")", at: cipher.span))
    }
    return result
  }

  /// The key: a passphrase that libvirt keeps as a secret on the host, so that whoever runs the host can use it.
  func keyState(_ host: HostScope) -> Possible<KeyState> {
    guard let secret = node.element("secret") else {
      return .unknown(
        "the encryption names no secret, so nothing is known of its key",
        remedy: "name it: <secret type='passphrase' uuid='...'/>", evidence: evidence)
    }
    let name = secret.attribute("uuid")?.text ?? secret.attribute("usage")?.text
    let said = Evidence(
      .declared, "the passphrase is libvirt's secret \(name.map(Phrase.init(verbatim:)) ?? "without a name")",
      at: secret.span)
    let held = Evidence(
      .derived, "libvirt holds its secrets on the host: whoever runs the host can use the key",
      source: "libvirt: Secret XML format")
    return Possible(
      KeyState(
        custody: .provider, reference: name.map { "libvirt secret \($0)" }, operatorID: host.onlyOperator),
      evidence: [said, held])
  }

  /// A layer under or beside an image (backing file, mirror) that libvirt does not encrypt; nil if there is none.
  static func unencryptedLayer(of disk: Node) -> Node? {
    if let mirror = disk.element("mirror"), LibvirtEncryption(of: mirror) == nil,
      mirror.element("source") != nil || mirror.attribute("file") != nil
    {
      return mirror
    }
    var layer = disk.element("backingStore")
    for _ in 0..<64 {
      guard let current = layer, current.element("source") != nil else { return nil }
      if LibvirtEncryption(of: current) == nil { return current }
      layer = current.element("backingStore")
    }
    return nil
  }
}
