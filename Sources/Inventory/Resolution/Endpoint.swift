public import Atlas
public import Descriptors

/// A network endpoint found in a value: what is said of it never includes user names, passwords or queries.
public struct Endpoint: Sendable, Equatable {
  /// The scheme in lower case without `://`; nil for a bare host.
  public let scheme: String?
  /// The host in lower case, without port and user.
  public let host: String
  /// The port.
  public let port: Int?

  /// Reads a URL or connection string (`https://`, `jdbc:postgresql://`, `amqp://user:pw@host/`,
  /// `s3a://bucket`) or, if `bare` is true, a plain `host[:port]`.
  ///
  /// Nil for anything else, and for text with placeholders in the host.
  public init?(_ text: String, bare: Bool = false) {
    var rest = Substring(text)
    var scheme: String?
    if let mark = text.range(ofASCII: "://") {
      var head = text[..<mark.lowerBound]
      if let colon = head.lastIndex(of: ":") { head = head[head.index(after: colon)...] }
      guard !head.isEmpty, head.utf8.allSatisfy({ $0.isSchemeByte }) else { return nil }
      scheme = text[..<mark.lowerBound].hasPrefix("jdbc:") ? "jdbc:\(head.lowercased())" : head.lowercased()
      rest = text[mark.upperBound...]
    } else if !bare {
      return nil
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ";" && $0 != "," }
    let hostAndPort =
      authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    var host = hostAndPort
    var port: Int?
    if hostAndPort.first == "[" {
      host = hostAndPort.dropFirst().prefix { $0 != "]" }
    } else if let colon = hostAndPort.lastIndex(of: ":") {
      host = hostAndPort[..<colon]
      port = Int(hostAndPort[hostAndPort.index(after: colon)...])
    }
    guard !host.isEmpty, host.utf8.count <= 253, host.utf8.allSatisfy({ $0.isHostByte }) else { return nil }
    if scheme == nil, !host.contains(".") { return nil }
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port
  }

  /// As it is shown in reports.
  public var shown: String {
    (scheme.map { "\($0)://" } ?? "") + (host.contains(":") ? "[\(host)]" : host)
      + (port.map { ":\($0)" } ?? "")
  }

  /// True for loopback, private addresses and names that only mean something inside one system.
  public var isInternal: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host.hasSuffix(".local")
      || host.hasSuffix(".internal") && !host.hasSuffix("compute.internal") || host.hasSuffix(".svc")
      || host == "::1" || !host.contains(".") && !host.contains(":")
    {
      return true
    }
    let parts = host.split(separator: ".").compactMap { UInt8($0) }
    guard parts.count == 4 else { return false }
    return parts[0] == 10 || parts[0] == 127 || parts[0] == 0 || parts[0] == 192 && parts[1] == 168
      || parts[0] == 172 && (16...31).contains(parts[1]) || parts[0] == 169 && parts[1] == 254
  }

  /// True for names reserved for documentation and tests (RFC 2606, RFC 6761).
  public var isReserved: Bool {
    for domain in ["example.com", "example.org", "example.net"]
    where host == domain || host.hasSuffix(".\(domain)") {
      return true
    }
    return ["example", "invalid", "test"].contains { host.hasSuffix(".\($0)") }
  }

  /// What the scheme and port say about encryption; nil if they say nothing.
  public var encrypted: Bool? {
    switch scheme {
    case "https", "wss", "amqps", "mqtts", "rediss", "ldaps", "ftps", "sftp", "ssh", "tls", "ssl", "kms",
      "mongodb+srv",
      "smtps", "imaps", "grpcs", "tcp+tls", "nats+tls", "sb":
      true
    case "http", "ws", "amqp", "mqtt", "redis", "ldap", "ftp", "tftp", "telnet", "smtp", "tcp", "udp",
      "memcached",
      "nfs":
      false
    default:
      port == 443 ? true : nil
    }
  }

  /// The place and operator of the host by the atlas.
  public func resolve(_ atlas: Atlas) -> (place: Possible<Place>, operatorID: Possible<String>) {
    guard let match = atlas.host(host) else {
      let reason: Phrase = "the host \(host) is not in the atlas"
      let remedy: Phrase = "find out who runs \(host) and where, and allow or replace it"
      return (.unknown(reason, remedy: remedy), .unknown(reason, remedy: remedy))
    }
    let evidence = Evidence(
      .atlas,
      "\(host) is \(match.service.map(Phrase.init(verbatim:)) ?? "a service") of \(match.operatorID)"
        + (match.source.unsure ? " — the atlas marks this entry as unsure" : ""),
      source: match.source.brief)
    let place: Possible<Place> =
      match.place.map { Possible($0, evidence: [evidence, .atlas($0)]) }
      ?? .unknown(
        "the name \(host) does not tell its place (\(Phrase(term: match.reading)))",
        remedy: "use a regional endpoint, or state the place in the context", evidence: [evidence])
    return (place, Possible(match.operatorID, evidence: [evidence]))
  }

  /// A flow to the endpoint; nil if it stays inside (loopback, private) or is a documentation name.
  ///
  /// - Parameter state: whether the hop is encrypted; nil to take what the scheme and port say.
  public func flow(
    _ kind: FlowKind, state: Possible<TransitState>? = nil, at span: SourceSpan, atlas: Atlas
  ) -> Flow? {
    guard !isInternal, !isReserved else { return nil }
    let (place, operatorID) = resolve(atlas)
    return Flow(
      kind, to: shown, place: place, operatorID: operatorID, transit: state ?? transit(kind, at: span),
      at: span)
  }

  /// What the address says of the hop's encryption: its scheme or port decides, and without them nobody has said.
  ///
  /// Registries of images and packages are asked over TLS unless a setting says otherwise, so there silence is none.
  func transit(_ kind: FlowKind, at span: SourceSpan) -> Possible<TransitState>? {
    let declared = [Evidence(.declared, "the endpoint is \(shown)", at: span)]
    if let encrypted { return Possible(TransitState(encrypted: encrypted), evidence: declared) }
    if kind == .imagePull || kind == .packagePull { return nil }
    let silence: Phrase =
      scheme.map { "the scheme `\($0)` does not tell" } ?? "the address `\(shown)` has no scheme"
    return .unknown(
      silence, remedy: "use an address whose scheme says that the hop is encrypted, such as `https:`",
      evidence: declared)
  }
}

extension Endpoint {
  /// True for a domain name or an address, false for a version (`1.2.3`) or a file (`server.properties`).
  var endsLikeDomain: Bool {
    if host.contains(":") { return true }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = labels.last, labels.count > 1 else { return false }
    if labels.count == 4, labels.allSatisfy({ UInt8($0) != nil }) { return true }
    return last.utf8.count >= 2 && last.allSatisfy { $0.isLetter && $0.isASCII }
      && !Self.fileEndings.contains(String(last))
  }

  private static let fileEndings: Set<String> = [
    "conf", "cfg", "ini", "yml", "yaml", "json", "xml", "properties", "sock", "socket", "pem", "crt", "key",
    "sql", "txt", "log", "jar", "toml", "env", "pid", "html", "js", "css", "lua", "bin", "db",
  ]
}

extension UInt8 {
  fileprivate var isHostByte: Bool {
    (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self) || (0x30...0x39).contains(self)
      || self == 0x2D || self == 0x2E || self == 0x5F || self == 0x3A
  }

  fileprivate var isSchemeByte: Bool {
    (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self) || (0x30...0x39).contains(self)
      || self == 0x2B || self == 0x2D || self == 0x2E
  }
}
