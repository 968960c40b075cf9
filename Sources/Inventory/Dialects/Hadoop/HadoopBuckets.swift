import Atlas
import Descriptors

extension HadoopFile {
  /// Options that may be set for all buckets (`fs.s3a.X`) or for one (`fs.s3a.bucket.B.X`); longest first.
  private static let options = [
    "server-side-encryption-algorithm", "server-side-encryption.key", "encryption.algorithm",
    "encryption.key",
    "endpoint.region", "endpoint", "connection.ssl.enabled", "access.key", "secret.key", "session.token",
    "path.style.access", "aws.credentials.provider",
  ]

  private func option(_ names: String..., of bucket: String) -> HadoopProperty? {
    for name in names {
      if let found = properties["fs.s3a.bucket.\(bucket).\(name)"] ?? properties["fs.s3a.\(name)"] {
        return found
      }
    }
    return nil
  }

  /// The buckets that the file names, with the setting that does so; `*` if it speaks of all of them only.
  private var bucketNames: [(name: String, span: SourceSpan)] {
    var found: [(name: String, span: SourceSpan)] = []
    func add(_ name: String, _ span: SourceSpan) {
      if !name.isEmpty, !name.contains("$"), !name.contains("{"), !found.contains(where: { $0.name == name })
      {
        found.append((name, span))
      }
    }
    for property in properties.all {
      if property.name.hasPrefix("fs.s3a.bucket.") {
        let rest = property.name.dropFirst("fs.s3a.bucket.".utf8.count)
        let ending = Self.options.first { rest.hasSuffix(".\($0)") }
        add(
          ending.map { String(rest.dropLast($0.utf8.count + 1)) } ?? String(rest.prefix { $0 != "." }),
          property.span)
      } else if let name = Self.bucket(of: property.value) {
        add(name, property.span)
      }
    }
    if found.isEmpty,
      let general = option(
        "endpoint", "endpoint.region", "encryption.algorithm", "server-side-encryption-algorithm", of: "*")
    {
      found.append(("*", general.span))
    }
    return found
  }

  private static func bucket(of value: String) -> String? {
    for scheme in ["s3a://", "s3n://", "s3://"] where value.hasPrefix(scheme) {
      let authority = value.dropFirst(scheme.utf8.count).prefix { $0 != "/" }
      return String(authority.split(separator: "@").last ?? "")
    }
    return nil
  }

  /// Buckets as resources, if this is the file that says how they are reached.
  func buckets() -> [Resource] {
    guard family == .core || properties.contains(prefix: "fs.s3a.") else { return [] }
    return bucketNames.map { name, span in
      let endpoint = endpoint(of: name)
      var resource = Resource(
        key: "s3a/\(name)", dialect: "hadoop", type: "s3a-bucket", name: name == "*" ? "all buckets" : name,
        kind: .objectStore, roles: [.storage], holdsData: true, span: span,
        place: place(of: name, endpoint), operatorID: operatorID(endpoint))
      resource.atRest = encryption(of: name, endpoint)
      resource.keyState = key(of: name, endpoint)
      resource.transit.append(
        TransitFact(
          "S3A connection", exposure: .external, state: connection(of: name, endpoint, at: span), at: span))
      return resource
    }
  }

  /// A bucket that something other than its own file points at.
  func addBucket(_ text: String, _ property: HadoopProperty, to resource: inout Resource) {
    guard let name = Self.bucket(of: text), !name.isEmpty, !property.isOpen else { return }
    let reference = Reference("bucket", to: "s3a/\(name)")
    guard !resource.references.contains(reference) else { return }
    resource.references.append(reference)
    let endpoint = endpoint(of: name)
    resource.flows.append(
      Flow(
        flowKind(property.name), to: "s3a://\(name)", place: place(of: name, endpoint),
        operatorID: operatorID(endpoint),
        transit: connection(of: name, endpoint, at: property.span), at: property.span))
  }

  // MARK: Where

  /// The endpoint of a bucket.
  private enum Store {
    case named(Endpoint, HadoopProperty)
    /// The file says how buckets are reached, and names no endpoint: Amazon's.
    case amazon(Evidence)
    /// Another file says how buckets are reached.
    case elsewhere(Evidence)
    case open(HadoopProperty)

    var isAmazon: Bool {
      switch self {
      case .amazon: true
      case .named(let endpoint, _):
        endpoint.host.hasSuffix(".amazonaws.com") || endpoint.host.hasSuffix(".amazonaws.com.cn")
      default: false
      }
    }
  }

  private func endpoint(of bucket: String) -> Store {
    if let property = option("endpoint", of: bucket) {
      guard let endpoint = Endpoint(property.value) ?? Endpoint(property.value, bare: true) else {
        return .open(property)
      }
      return .named(endpoint, property)
    }
    guard family == .core || properties.contains(prefix: "fs.s3a.") else {
      return .elsewhere(Evidence(.absent, "fs.s3a.endpoint stands in core-site.xml, not here", at: span))
    }
    return .amazon(
      Evidence(
        .providerDefault, "fs.s3a.endpoint is not set: S3A speaks to Amazon S3", at: span,
        source: "Apache Hadoop core-default.xml"))
  }

  private func place(of bucket: String, _ store: Store) -> Possible<Place> {
    if let region = option("endpoint.region", of: bucket), store.isAmazon {
      guard !region.isOpen, let place = scene.atlas.place(region.value, provider: "aws") else {
        return .unknown(
          "`\(region.value)` is no region of Amazon that the atlas knows", remedy: "check \(region.name)",
          evidence: [region.evidence])
      }
      return Possible(place, evidence: [region.evidence, .atlas(place)])
    }
    switch store {
    case .named(let endpoint, let property):
      if endpoint.isInternal { return host.place.under(nil, evidence: [property.evidence]) }
      return endpoint.resolve(scene.atlas).place.under(nil, evidence: [property.evidence])
    case .amazon(let evidence):
      return scene.context.place(
        scope: "aws", provider: "aws", missing: "neither fs.s3a.endpoint nor fs.s3a.endpoint.region is set",
        atlas: scene.atlas
      ).under(nil, evidence: [evidence])
    case .elsewhere(let evidence): return Self.unknownStore([evidence])
    case .open(let property): return Self.unknownStore([property.evidence])
    }
  }

  private func operatorID(_ store: Store) -> Possible<String> {
    switch store {
    case .named(let endpoint, let property):
      if endpoint.isInternal { return host.operatorID }
      return endpoint.resolve(scene.atlas).operatorID.under(nil, evidence: [property.evidence])
    case .amazon(let evidence): return Possible("aws", evidence: [evidence])
    case .elsewhere(let evidence): return Self.unknownStore([evidence])
    case .open(let property): return Self.unknownStore([property.evidence])
    }
  }

  private static func unknownStore<Value>(_ evidence: [Evidence]) -> Possible<Value> {
    .unknown(
      "which object store holds the bucket is settled outside this file",
      remedy: "scan core-site.xml too, and write fs.s3a.endpoint there", evidence: evidence)
  }

  private func connection(of bucket: String, _ store: Store, at span: SourceSpan) -> Possible<TransitState> {
    if case .named(let endpoint, let property) = store, endpoint.scheme != nil,
      let encrypted = endpoint.encrypted
    {
      return Possible(TransitState(encrypted: encrypted), evidence: [property.evidence])
    }
    guard let flag = option("connection.ssl.enabled", of: bucket) else {
      if case .elsewhere(let evidence) = store { return Self.unknownStore([evidence]) }
      return Possible(
        TransitState(encrypted: true),
        evidence: [
          Evidence(
            .providerDefault, "fs.s3a.connection.ssl.enabled is not set; its default is true", at: span,
            source: "Apache Hadoop core-default.xml")
        ])
    }
    guard let on = HadoopLink.encrypts(flag.value, .flag) else { return Self.unknownStore([flag.evidence]) }
    return Possible(TransitState(encrypted: on), evidence: [flag.evidence])
  }

  // MARK: Encryption

  private func algorithm(of bucket: String) -> HadoopProperty? {
    option("encryption.algorithm", "server-side-encryption-algorithm", of: bucket)
  }

  private func encryption(of bucket: String, _ store: Store) -> Possible<AtRest> {
    guard let property = algorithm(of: bucket) else {
      guard store.isAmazon else {
        return .unknown(
          "fs.s3a.encryption.algorithm is not set, and what the object store does by itself is not known",
          remedy: "set fs.s3a.encryption.algorithm",
          evidence: [Evidence(.absent, "no encryption is asked for", at: span)])
      }
      return Possible(
        AtRest(encrypted: true, algorithm: "AES-256", byDefault: true), evidence: [Self.amazonDefault])
    }
    let client = property.value.hasPrefix("CSE-")
    switch property.value {
    case "SSE-S3", "AES256", "SSE-KMS", "DSSE-KMS", "SSE-C", "CSE-KMS", "CSE-CUSTOM":
      return Possible(
        AtRest(encrypted: true, algorithm: "AES-256", layer: client ? .client : .volume),
        evidence: [property.evidence])
    default:
      return .unknown(
        "`\(property.value)` is no algorithm that S3A documents",
        remedy: "write SSE-S3, SSE-KMS, SSE-C or CSE-KMS",
        evidence: [property.evidence])
    }
  }

  private static let amazonDefault = Evidence(
    .providerDefault, "Amazon S3 encrypts every object written since 5 January 2023 with keys of its own",
    source: "Amazon S3 User Guide: Default encryption")

  private func key(of bucket: String, _ store: Store) -> Possible<KeyState>? {
    guard let property = algorithm(of: bucket) else {
      return store.isAmazon ? Possible(KeyState(custody: .provider), evidence: [Self.amazonDefault]) : nil
    }
    let key = option("encryption.key", "server-side-encryption.key", of: bucket)
    switch property.value {
    case "SSE-S3", "AES256": return Possible(KeyState(custody: .provider), evidence: [property.evidence])
    case "SSE-KMS", "DSSE-KMS", "CSE-KMS": return managed(key, property)
    case "SSE-C":
      let handed = Evidence(.derived, "the client hands its own key to the store with every request")
      return Possible(
        KeyState(custody: .imported, reference: "customer-provided key"),
        evidence: [property.evidence, handed])
    default:
      return .unknown(
        "a class of one's own decides which key is used", remedy: "state in the evidence who holds the key",
        evidence: [property.evidence])
    }
  }

  /// A key of Amazon's key service.
  ///
  /// With CSE-KMS too it is that service which opens the data keys.
  private func managed(_ key: HadoopProperty?, _ algorithm: HadoopProperty) -> Possible<KeyState> {
    guard let key, !key.isOpen else {
      let silent = Evidence(
        .providerDefault, "no key is named: the account's aws/s3 key is used", at: algorithm.span)
      return Possible(
        KeyState(custody: .provider, operatorID: "aws"), evidence: [algorithm.evidence, silent])
    }
    let arn = ARN(key.value)
    let place = arn?.region.flatMap { scene.atlas.place($0, provider: "aws") }
    let own = key.value.range(ofASCII: "alias/aws/") != nil
    return Possible(
      KeyState(
        custody: own ? .provider : .customerManaged, reference: key.value, place: place, operatorID: "aws",
        multiRegion: key.value.range(ofASCII: "mrk-") != nil),
      evidence: [algorithm.evidence, Evidence(.declared, "the key is \(key.value)", at: key.span)])
  }
}
