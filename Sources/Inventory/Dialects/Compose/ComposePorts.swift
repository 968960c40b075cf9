import Descriptors

/// A port that a service publishes on the host.
struct PublishedPort {
  /// The address it is bound to; nil for all.
  let address: String?
  /// The container's port; the first of a range.
  let target: Int
  let span: SourceSpan

  /// True if only the host itself can reach it.
  var isLoopback: Bool {
    guard let address else { return false }
    return address.hasPrefix("127.") || address == "::1" || address == "localhost"
  }

  /// Reads the short form (`[IP:][HOST:]CONTAINER[/PROTOCOL]`) or the long one; nil if variables hide the port.
  init?(_ node: ComposeValue) {
    span = node.span
    if node.kind == .mapping {
      guard let port = Self.first(of: node["target"]?.filled.text ?? "") else { return nil }
      // A port that is not published reaches no further than the containers beside it.
      guard node["published"] != nil || node["mode"] != nil else { return nil }
      target = port
      address = node["host_ip"].map(\.filled.text)
      return
    }
    let text = node.filled.text.prefix { $0 != "/" }
    guard let colon = text.lastIndex(of: ":") else {
      guard let port = Self.first(of: String(text)) else { return nil }
      target = port
      address = nil
      return
    }
    guard let port = Self.first(of: String(text[text.index(after: colon)...])) else { return nil }
    target = port
    let head = text[..<colon]
    let brackets: Set<Character> = ["[", "]"]
    if let separator = head.lastIndex(of: ":") {
      let bare: String = head[..<separator].filter { !brackets.contains($0) }
      address = bare
    } else {
      address = nil
    }
  }

  private static func first(of range: String) -> Int? { Int(range.prefix { $0 != "-" }) }
}

extension ComposeService {
  /// Protocols of well-known ports that are clear text unless their server is told otherwise.
  private static let clearPorts: [Int: String] = [
    21: "FTP", 23: "Telnet", 25: "SMTP", 80: "HTTP", 110: "POP3", 143: "IMAP", 389: "LDAP",
    1433: "SQL Server",
    1521: "Oracle", 1883: "MQTT", 2181: "ZooKeeper", 2379: "etcd", 3306: "MySQL", 4222: "NATS",
    5432: "PostgreSQL",
    5601: "Kibana", 5672: "AMQP", 5984: "CouchDB", 6379: "Redis", 7474: "Neo4j", 7687: "Bolt", 8000: "HTTP",
    8080: "HTTP", 8081: "HTTP", 8086: "InfluxDB", 8123: "ClickHouse", 8983: "Solr", 9000: "HTTP", 9042: "CQL",
    9090: "Prometheus", 9092: "Kafka", 9200: "Elasticsearch", 9300: "Elasticsearch", 11211: "Memcached",
    15672: "HTTP", 27017: "MongoDB",
  ]
  /// Ports registered for a protocol over TLS.
  private static let sealedPorts: [Int: String] = [
    22: "SSH", 443: "HTTPS", 465: "SMTPS", 636: "LDAPS", 853: "DNS over TLS", 990: "FTPS", 993: "IMAPS",
    995: "POP3S", 5671: "AMQPS", 6380: "Redis with TLS", 8443: "HTTPS", 8883: "MQTTS", 9443: "HTTPS",
  ]

  /// Adds a listener for every published port that others than the host can reach.
  ///
  /// What is only exposed to
  /// containers of the same host, or bound to its loopback address, crosses no wire.
  func addPorts(to resource: inout Resource) {
    for node in self["ports"]?.items ?? [] {
      guard let port = PublishedPort(node) else {
        addHiddenPort(node, to: &resource)
        continue
      }
      guard !port.isLoopback else { continue }
      let what = Self.clearPorts[port.target] ?? Self.sealedPorts[port.target]
      resource.transit.append(
        TransitFact(
          "published port \(port.target)" + (what.map { " (\($0))" } ?? ""), exposure: .external,
          state: state(of: port), at: port.span))
    }
  }

  private func addHiddenPort(_ node: ComposeValue, to resource: inout Resource) {
    let text = (node["target"] ?? node).filled
    guard !text.isKnown else { return }
    resource.transit.append(
      TransitFact(
        "published port \(text.text)", exposure: .external, state: text.unknown("the port", at: node.span),
        at: node.span))
  }

  private func state(of port: PublishedPort) -> Possible<TransitState> {
    let binding: Phrase =
      "port \(port.target) is published on \(port.address.map { "\($0)" } ?? "all addresses") of the host"
    let published = Evidence(.declared, binding, at: port.span)
    if let declared = declaredTLS(port.target) {
      return declared.under(nil, evidence: [published])
    }
    if let name = Self.clearPorts[port.target] {
      let text: Phrase =
        "nothing in the service turns on TLS for \(name), and its server speaks clear text without it"
      return Possible(TransitState(encrypted: false), evidence: [published, Evidence(.derived, text)])
    }
    if let name = Self.sealedPorts[port.target] {
      let text: Phrase = "port \(port.target) is registered for \(name)"
      return Possible(
        TransitState(encrypted: true),
        evidence: [
          published, Evidence(.derived, text, source: "IANA service name and port registry, common use"),
        ])
    }
    return .unknown(
      "the file does not say whether port \(port.target) speaks TLS",
      remedy: "bind it to 127.0.0.1 behind a TLS proxy, or state in the evidence what listens there",
      evidence: [published])
  }

  /// What the command line or the environment says about TLS of the service on a port; nil if nothing.
  private func declaredTLS(_ port: Int) -> Possible<TransitState>? {
    let words = arguments
    func argument(_ matches: (String) -> Bool) -> ComposeValue? { words.first { matches($0.text) }?.node }
    func on(_ node: ComposeValue) -> Possible<TransitState> {
      Possible(
        TransitState(encrypted: true),
        evidence: [Evidence(.declared, "the command line refuses clear text", at: node.span)])
    }
    switch port {
    case 80, 8080, 8000:
      return argument { $0.range(ofASCII: "redirections.entrypoint.to=") != nil }.map(on)
    case 3306:
      return argument {
        $0.hasSuffix("require_secure_transport=ON") || $0.hasSuffix("require-secure-transport=ON")
      }
      .map(on)
    case 6379:
      guard words.contains(where: { $0.text == "--tls-port" }) else { return nil }
      guard let plain = words.firstIndex(where: { $0.text == "--port" }), plain + 1 < words.count else {
        return nil
      }
      return words[plain + 1].text == "0" ? on(words[plain + 1].node) : nil
    case 27017:
      let modes = ["requireTLS", "requireSSL", "--tlsMode=requireTLS"]
      return argument { modes.contains($0) }.map(on)
    case 5432: return postgresTLS(argument { $0 == "ssl=on" || $0 == "--ssl=on" })
    case 9200: return elasticsearchTLS
    case 9092: return kafkaTLS
    default: return nil
    }
  }

  private func postgresTLS(_ node: ComposeValue?) -> Possible<TransitState>? {
    guard let node else { return nil }
    return .unknown(
      "ssl is on, but pg_hba.conf decides whether clear text is refused",
      remedy: "use only `hostssl` lines in pg_hba.conf, and state so in the evidence",
      evidence: [Evidence(.declared, "the command line sets ssl=on", at: node.span)])
  }

  /// Elasticsearch's image turns security on by itself from version 8.
  private var elasticsearchTLS: Possible<TransitState>? {
    let settings = variables.filter { $0.name.hasPrefix("xpack.security") && $0.name.hasSuffix("enabled") }
    let http = settings.first { $0.name == "xpack.security.http.ssl.enabled" }
    if let setting = http
      ?? settings.first(where: { $0.name == "xpack.security.enabled" && $0.value.text == "false" })
    {
      let evidence = Evidence(.declared, "\(setting.name) is \(setting.value.text)", at: setting.span)
      guard setting.value.isKnown else { return setting.value.unknown("\(setting.name)", at: setting.span) }
      return Possible(TransitState(encrypted: setting.value.text == "true"), evidence: [evidence])
    }
    guard let image, image.text.text.range(ofASCII: "elasticsearch") != nil else { return nil }
    let tag = image.text.text.split(separator: ":").last ?? ""
    guard tag.first?.isNumber == true, let major = Int(tag.prefix { $0.isNumber }), major >= 8 else {
      return nil
    }
    return Possible(
      TransitState(encrypted: true),
      evidence: [
        Evidence(
          .providerDefault, "Elasticsearch \(major) turns on TLS when its container first starts",
          at: image.node.span,
          source: "Elasticsearch documentation: start the stack with security enabled automatically")
      ])
  }

  private var kafkaTLS: Possible<TransitState>? {
    guard let map = variables.first(where: { $0.name.hasSuffix("LISTENER_SECURITY_PROTOCOL_MAP") }) else {
      return nil
    }
    let protocols = map.value.text.split(separator: ",").compactMap { $0.split(separator: ":").last }
    let clear = protocols.contains { $0 == "PLAINTEXT" || $0 == "SASL_PLAINTEXT" }
    let sealed = protocols.contains { $0 == "SSL" || $0 == "SASL_SSL" }
    let evidence = Evidence(.declared, "\(map.name) is \(map.value.text)", at: map.span)
    guard clear != sealed else {
      return .unknown(
        "some listeners are clear text and some are not; which one this port belongs to is not certain",
        remedy: "publish only listeners of SSL or SASL_SSL", evidence: [evidence])
    }
    return Possible(TransitState(encrypted: sealed), evidence: [evidence])
  }
}
