import Descriptors

extension HadoopFile {
  /// Settings that list hosts without a scheme, by the end of their name, with the protocol spoken.
  private static let hostLists: [(ending: String, scheme: String)] = [
    ("zookeeper.quorum", "zookeeper"), ("zk.address", "zookeeper"), ("zk-address", "zookeeper"),
    ("solr.zookeepers", "zookeeper"), ("elasticsearch.urls", "elasticsearch"), ("fs.oss.endpoint", "https"),
  ]

  /// Adds where the file sends data.
  func addFlows(to resource: inout Resource) {
    for property in properties.all where !isSwitchedOff(property) && !property.isEmbeddedFile {
      if property.value.range(ofASCII: "://") != nil || property.value.hasPrefix("jdbc:") {
        for part in parts(of: property.value) { addAddress(part, property, to: &resource) }
      } else if let list = Self.hostLists.first(where: { property.name.hasSuffix($0.ending) }) {
        for part in property.value.split(whereSeparator: { $0 == "," || $0 == ";" }) {
          let host = String(part).trimmingWhitespace.prefix { $0 != "/" }
          addHost("\(list.scheme)://\(host)", property, to: &resource)
        }
      } else if property.name.hasPrefix("fs.azure.account.key.") {
        let host = String(property.name.dropFirst("fs.azure.account.key.".utf8.count))
        Endpoint(host, bare: true)?.record(
          .mount,
          evidence: [
            Evidence(.declared, "a key of the storage account stands in the file", at: property.span)
          ],
          at: property.span, in: &resource, atlas: scene.atlas)
      } else if property.name == "xasecure.audit.destination.amazon_cloudwatch.region", !property.isOpen {
        addHost("https://logs.\(property.value).amazonaws.com", property, to: &resource)
      }
    }
  }

  /// A destination of Ranger's audit that another property turns off.
  private func isSwitchedOff(_ property: HadoopProperty) -> Bool {
    let fields = property.name.split(separator: ".")
    guard fields.count > 3, fields[0] == "xasecure", fields[1] == "audit" else { return false }
    let flag =
      fields[2] == "destination"
      ? properties["xasecure.audit.destination.\(fields[3])"]
      : properties["xasecure.audit.\(fields[2]).is.enabled"]
    return flag?.value.lowercased() == "false"
  }

  /// Several addresses of one value; a connection string of a database is one, whatever it contains.
  private func parts(of value: String) -> [String] {
    if value.hasPrefix("jdbc:") { return [value] }
    return value.split { $0 == "," || $0 == " " || $0 == "\n" || $0 == "\t" }.flatMap { part -> [String] in
      guard part.hasPrefix("qjournal://") || part.hasPrefix("kms://"),
        let mark = String(part).range(ofASCII: "://")
      else { return [String(part)] }
      let text = String(part)
      let scheme = text[..<mark.lowerBound]
      let authority = text[mark.upperBound...].prefix { $0 != "/" }
      // `kms://https@host1;host2:9600`: what stands before the sign holds for all hosts.
      let transport = authority.firstIndex(of: "@").map { authority[..<$0] } ?? ""
      let hosts = transport.isEmpty ? authority : authority.dropFirst(transport.count + 1)
      return hosts.split(separator: ";").map { "\(transport.isEmpty ? scheme : transport)://\($0)" }
    }
  }

  private func addAddress(_ text: String, _ property: HadoopProperty, to resource: inout Resource) {
    let scheme = text.range(ofASCII: "://").map { String(text[..<$0.lowerBound]).lowercased() } ?? ""
    switch scheme {
    case "s3a", "s3", "s3n": addBucket(text, property, to: &resource)
    case "gs": addHost("https://storage.googleapis.com", property, to: &resource)
    case "wasbs", "abfss": addHost(text, property, sealed: true, to: &resource)
    case "wasb": addHost(text, property, sealed: false, to: &resource)
    case _ where text.hasPrefix("jdbc:oracle:"): addOracle(text, property, to: &resource)
    default: addHost(text, property, to: &resource)
    }
  }

  private func addHost(
    _ text: String, _ property: HadoopProperty, sealed: Bool? = nil, to resource: inout Resource
  ) {
    guard let endpoint = Endpoint(text), endpoint.host != "0.0.0.0" else { return }
    let span = property.span
    let kind = flowKind(property.name)
    let known = resource.flows.contains { $0.target == endpoint.shown && $0.kind == kind }
    guard !known, !resource.transit.contains(where: { $0.what == "link to \(endpoint.shown)" }) else {
      return
    }
    var state = sealed.map {
      Possible(
        TransitState(encrypted: $0),
        evidence: [Evidence(.declared, "the scheme is \(endpoint.scheme ?? "")", at: span)])
    }
    if endpoint.scheme == "zookeeper" { state = zooKeeper(span) }
    endpoint.record(
      kind, state: state ?? ConnectionURL.state(of: text, endpoint, at: span),
      evidence: [Evidence(.declared, "\(property.name) names the host", at: span)], at: span, in: &resource,
      atlas: scene.atlas)
  }

  private func zooKeeper(_ span: SourceSpan) -> Possible<TransitState> {
    if let secure = properties["zookeeper.client.secure", "hbase.zookeeper.property.client.secure"],
      secure.value == "true"
    {
      return Possible(TransitState(encrypted: true), evidence: [secure.evidence])
    }
    return Possible(
      TransitState(encrypted: false),
      evidence: [
        Evidence(
          .providerDefault, "zookeeper.client.secure is not set: ZooKeeper clients speak clear text",
          at: span,
          source: "Apache ZooKeeper Programmer's Guide")
      ])
  }

  /// `jdbc:oracle:thin:@host:1521:sid`, `@//host:1521/service`, `@tcps://host:2484/service`.
  private func addOracle(_ text: String, _ property: HadoopProperty, to resource: inout Resource) {
    guard let sign = text.lastIndex(of: "@") else { return }
    var address = text[text.index(after: sign)...]
    let sealed = address.hasPrefix("tcps:")
    if let slashes = String(address).range(ofASCII: "//") {
      address = Substring(String(address)[slashes.upperBound...])
    }
    let host = address.prefix { $0 != ":" && $0 != "/" }
    let port = address.dropFirst(host.count + 1).prefix { $0.isNumber }
    guard !host.isEmpty, let endpoint = Endpoint("oracle://\(host)\(port.isEmpty ? "" : ":\(port)")") else {
      return
    }
    let said = Evidence(.declared, "\(property.name) names the host", at: property.span)
    let state: Possible<TransitState> =
      sealed
      ? Possible(TransitState(encrypted: true), evidence: [said])
      : .unknown(
        "without tcps, only the database's own native encryption could protect the link, and it is not seen here",
        remedy: "use a tcps address", evidence: [said])
    endpoint.record(
      flowKind(property.name), state: state, at: property.span, in: &resource, atlas: scene.atlas)
  }

  /// What a setting of this name carries away.
  func flowKind(_ name: String) -> FlowKind {
    let lower = name.lowercased()
    if lower.range(ofASCII: "audit") != nil || lower.hasSuffix("log-dir") || lower.hasSuffix("logdir")
      || lower.hasSuffix("eventlog.dir")
    {
      return .logSink
    }
    if lower.range(ofASCII: "backup") != nil { return .backup }
    if lower.range(ofASCII: "replication") != nil { return .replica }
    let stores = [
      "fs.defaultfs", "fs.default.name", "rootdir", "warehouse.dir", "warehouse.external.dir", "edits.dir",
    ]
    return stores.contains { lower.hasSuffix($0) } ? .mount : .endpoint
  }
}
