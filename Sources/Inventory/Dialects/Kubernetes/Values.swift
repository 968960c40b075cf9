import Atlas
import Descriptors

/// Reads what stands in free values: environment variables, arguments, annotations, configuration data.
struct Values {
  /// A longer value is a file of its own, whatever its shape.
  static let longestValue = 4096

  let atlas: Atlas
  private let object: KubernetesObject
  /// True for what runs once and ends: buckets that it names are where it copies to or from.
  private let copiesData: Bool

  init(_ object: KubernetesObject, copiesData: Bool = false) {
    self.object = object
    self.copiesData = copiesData
    atlas = object.scene.atlas
  }

  // MARK: Named values

  /// A named value: a secret in clear, endpoints, or a text with several lines.
  func read(_ value: Node, named name: String, into resource: inout Resource) {
    guard value.kind == .scalar, value.bytes.count > 2 else { return }
    let bytes = value.bytes
    if bytes.count > Self.longestValue
      || bytes.offset(of: 0x0A, from: 0).map({ $0 < bytes.count - 1 }) == true
      || bytes.last == 0x0A && EmbeddedText.isSettingsFile(name)
    {
      return EmbeddedText(value, named: name).read(self, into: &resource)
    }
    read(bytes, of: value, named: name, at: value.span, into: &resource)
  }

  /// One line of text under a name.
  func read(
    _ bytes: UnsafeRawBufferPointer, of value: Node, named name: String,
    at span: @autoclosure () -> SourceSpan, into resource: inout Resource
  ) {
    let hasScheme = bytes.contains("://")
    let suggestsSecret = !hasScheme && SecretName.suggestsSecret(name)
    let namesHost = !hasScheme && !suggestsSecret && SettingName.holdsHost(name)
    guard hasScheme || namesHost || suggestsSecret else { return }
    let text = String(decoding: bytes, as: UTF8.self).trimmingWhitespace
    if suggestsSecret {
      guard SecretName.isLiteral(text) else { return }
      addSecret(name, "`\(name)` holds its value in clear text", at: span(), to: &resource)
      return
    }
    let isOwn = SettingName.isOwnAddress(name)
    let separators: Set<Character> = [",", " ", "\t"]
    for part in text.split(whereSeparator: separators.contains) {
      if hasScheme {
        guard part.utf8.contains(0x3A) else { continue }
        addURL(String(part), named: name, isOwn: isOwn, at: span(), to: &resource)
      } else if !isOwn, let endpoint = Endpoint(String(part), bare: true), endpoint.endsLikeDomain {
        record(endpoint, .endpoint, at: span(), in: &resource)
      }
    }
  }

  /// Annotations that controllers follow: a URL under a name that asks for one.
  func readAnnotations(into resource: inout Resource) {
    for (key, value) in object.node.at("metadata", "annotations")?.mergedEntries ?? [] {
      guard value.kind == .scalar, value.bytes.count <= 512, value.bytes.contains("://"),
        let key = key.text, let name = key.split(separator: "/").last.map(String.init),
        SettingName.holdsHost(name) || name.hasSuffix("-signin") || name.hasSuffix("-target"),
        let text = value.text
      else { continue }
      addURL(text, named: key, isOwn: false, at: value.span, to: &resource)
    }
  }

  // MARK: Arguments

  /// A command line: `--flag=https://…`, `--password secret`, a bucket that a backup goes to.
  func readArguments(_ arguments: [Node], into resource: inout Resource) {
    var pending: String?
    for argument in arguments {
      guard argument.kind == .scalar, argument.bytes.count <= Self.longestValue, let text = argument.text
      else { continue }
      if let flag = pending, !text.hasPrefix("-"), SecretName.isLiteral(text) {
        addSecret(flag, "`\(flag)` is given its value in clear text", at: argument.span, to: &resource)
      }
      pending = nil
      if text.hasPrefix("-"), !text.utf8.contains(0x3D), !text.utf8.contains(0x20) {
        pending = SettingName.isSecretFlag(text) ? text : nil
        continue
      }
      guard argument.bytes.contains("=") || argument.bytes.contains("://") else { continue }
      for word in text.split(whereSeparator: { " \n\t\"'`;|()<>".utf8.contains($0.utf8.first ?? 0) }) {
        read(word: word, of: argument, into: &resource)
      }
    }
  }

  private func read(word: Substring, of argument: Node, into resource: inout Resource) {
    let equals = word.firstIndex(of: "=")
    let name = equals.map { word[..<$0] }
    let isFlag = name.map { !$0.utf8.contains(0x3A) && !$0.utf8.contains(0x3F) } ?? false
    let value = isFlag ? equals.map { word[word.index(after: $0)...] } ?? word : word
    if String(value).range(ofASCII: "://") != nil {
      guard !isFlag || !SettingName.isOwnAddress(String(name ?? "")) else { return }
      addURL(
        String(value), named: isFlag ? name.map(String.init) : nil, isOwn: false, at: argument.span,
        to: &resource)
    } else if isFlag, let name, SettingName.isSecretFlag(String(name)), SecretName.isLiteral(String(value)) {
      addSecret(String(name), "`\(name)` is given its value in clear text", at: argument.span, to: &resource)
    }
  }

  // MARK: What is found

  /// Notes a secret, once a name and place.
  func addSecret(_ name: String, _ why: Phrase, at span: SourceSpan, to resource: inout Resource) {
    guard !resource.clearSecrets.contains(where: { $0.name == name && $0.span == span }) else { return }
    resource.clearSecrets.append(
      ClearSecret(name, at: span, evidence: [Evidence(.declared, why, at: span)]))
  }

  /// Notes a URL: its password, and where it leads unless it is the object's own address.
  func addURL(
    _ text: String, named name: String?, isOwn: Bool, at span: SourceSpan, to resource: inout Resource
  ) {
    if URLPassword.isIn(text) {
      addSecret(name ?? "a URL", "a URL with a password stands in clear text", at: span, to: &resource)
    }
    guard !isOwn else { return }
    if let bucket = BucketURL(text) {
      let kind: FlowKind = copiesData || SettingName.speaksOfBackup(name ?? "") ? .backup : .endpoint
      guard !resource.flows.contains(where: { $0.target == bucket.shown && $0.kind == kind }) else { return }
      resource.flows.append(bucket.flow(kind, at: span, atlas: atlas))
      return
    }
    guard let endpoint = Endpoint(text) else { return }
    let kind: FlowKind =
      ["syslog", "gelf", "fluent"].contains(endpoint.scheme ?? "") ? .logSink : .endpoint
    record(
      endpoint, kind, state: ConnectionURL.state(of: text, endpoint, at: span), at: span, in: &resource)
  }

  private func record(
    _ endpoint: Endpoint, _ kind: FlowKind, state: Possible<TransitState>? = nil, at span: SourceSpan,
    in resource: inout Resource
  ) {
    guard !resource.flows.contains(where: { $0.target == endpoint.shown && $0.kind == kind }),
      !resource.transit.contains(where: { $0.what == "link to \(endpoint.shown)" })
    else { return }
    guard isInCluster(endpoint.host) else {
      return endpoint.record(kind, state: state, at: span, in: &resource, atlas: atlas)
    }
    guard let state else { return }
    resource.transit.append(
      TransitFact("link to \(endpoint.shown)", exposure: .internal, state: state, at: span))
  }

  /// `db.shop` is the service `db` of the namespace `shop`: names of two labels stay in the cluster if the second is
  /// the namespace at hand.
  private func isInCluster(_ host: String) -> Bool {
    guard let dot = host.firstIndex(of: ".") else { return false }
    return host[host.index(after: dot)...] == object.namespace
  }
}
