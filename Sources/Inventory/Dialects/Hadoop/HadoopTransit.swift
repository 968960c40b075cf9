import Descriptors

/// A link whose encryption one or several properties decide: any of them suffices.
struct HadoopLink {
  /// How a value is read.
  enum Meaning {
    /// `true` encrypts.
    case flag
    /// `HTTPS_ONLY` encrypts.
    case httpPolicy
    /// SASL: only `privacy` encrypts, and only if nothing weaker is accepted.
    case protection
    /// SASL as Hive names it: only `auth-conf` encrypts.
    case quality
  }

  let what: Phrase
  /// The families that have the link even if their file says nothing of it.
  let families: [HadoopFamily]
  let properties: [(name: String, meaning: Meaning, silence: String)]
  /// The document of the defaults.
  let source: String

  /// All links.
  static let all: [HadoopLink] = [
    HadoopLink(
      what: "Hadoop RPC", families: [.core],
      properties: [("hadoop.rpc.protection", .protection, "authentication")],
      source: "Apache Hadoop core-default.xml"),
    HadoopLink(
      what: "HDFS data transfer", families: [.hdfs],
      properties: [
        ("dfs.encrypt.data.transfer", .flag, "false"), ("dfs.data.transfer.protection", .protection, "empty"),
      ], source: "Apache Hadoop hdfs-default.xml"),
    HadoopLink(
      what: "HDFS web endpoints", families: [.hdfs],
      properties: [("dfs.http.policy", .httpPolicy, "HTTP_ONLY")], source: "Apache Hadoop hdfs-default.xml"),
    HadoopLink(
      what: "YARN web endpoints", families: [.yarn],
      properties: [("yarn.http.policy", .httpPolicy, "HTTP_ONLY")], source: "Apache Hadoop yarn-default.xml"),
    HadoopLink(
      what: "MapReduce shuffle", families: [.mapred],
      properties: [("mapreduce.shuffle.ssl.enabled", .flag, "false")],
      source: "Apache Hadoop mapred-default.xml"),
    HadoopLink(
      what: "job history web endpoints", families: [.mapred],
      properties: [("mapreduce.jobhistory.http.policy", .httpPolicy, "HTTP_ONLY")],
      source: "Apache Hadoop mapred-default.xml"),
    HadoopLink(
      what: "Tez shuffle", families: [.tez],
      properties: [("tez.runtime.shuffle.ssl.enable", .flag, "false")],
      source: "Apache Tez TezRuntimeConfiguration"),
    HadoopLink(
      what: "HBase RPC", families: [.hbase],
      properties: [("hbase.rpc.protection", .protection, "authentication")],
      source: "Apache HBase hbase-default.xml"),
    HadoopLink(
      what: "HBase web endpoints", families: [.hbase], properties: [("hbase.ssl.enabled", .flag, "false")],
      source: "Apache HBase Reference Guide, Using Secure HTTP (HTTPS) for the Web UI"),
    HadoopLink(
      what: "HiveServer2 clients", families: [.hive],
      properties: [
        ("hive.server2.use.SSL", .flag, "false"), ("hive.server2.thrift.sasl.qop", .quality, "auth"),
      ],
      source: "Apache Hive HiveConf"),
    HadoopLink(
      what: "Hive metastore clients", families: [.hive],
      properties: [("hive.metastore.use.SSL", .flag, "false")], source: "Apache Hive HiveConf"),
    HadoopLink(
      what: "Spark RPC and shuffle", families: [.spark],
      properties: [
        ("spark.network.crypto.enabled", .flag, "false"), ("spark.ssl.rpc.enabled", .flag, "false"),
      ],
      source: "Apache Spark security documentation"),
    HadoopLink(
      what: "Spark web endpoints", families: [.spark], properties: [("spark.ssl.enabled", .flag, "false")],
      source: "Apache Spark security documentation"),
    HadoopLink(
      what: "HttpFS clients", families: [.httpfs], properties: [("httpfs.ssl.enabled", .flag, "false")],
      source: "Apache Hadoop httpfs-default.xml"),
    HadoopLink(
      what: "Ozone gRPC", families: [.ozone], properties: [("hdds.grpc.tls.enabled", .flag, "false")],
      source: "Apache Ozone ozone-default.xml"),
    HadoopLink(
      what: "Ozone web endpoints", families: [.ozone],
      properties: [("ozone.http.policy", .httpPolicy, "HTTP_ONLY")], source: "Apache Ozone ozone-default.xml"),
    HadoopLink(
      what: "KMS clients", families: [], properties: [("hadoop.kms.ssl.enabled", .flag, "false")],
      source: "Apache Hadoop KMS documentation"),
    HadoopLink(
      what: "Ranger web endpoints", families: [],
      properties: [("ranger.service.https.attrib.ssl.enabled", .flag, "false")], source: "Apache Ranger"),
    HadoopLink(
      what: "HBase REST", families: [], properties: [("hbase.rest.ssl.enabled", .flag, "false")],
      source: "Apache HBase Reference Guide"),
    HadoopLink(
      what: "HBase Thrift", families: [], properties: [("hbase.thrift.ssl.enabled", .flag, "false")],
      source: "Apache HBase Reference Guide"),
    HadoopLink(
      what: "Zeppelin web endpoints", families: [], properties: [("zeppelin.ssl", .flag, "false")],
      source: "Apache Zeppelin configuration"),
    HadoopLink(
      what: "Oozie clients", families: [], properties: [("oozie.https.enabled", .flag, "false")],
      source: "Apache Oozie oozie-default.xml"),
  ]

  /// Whether a value encrypts; nil for one that the product does not document.
  static func encrypts(_ value: String, _ meaning: Meaning) -> Bool? {
    let items = value.lowercased().split { $0 == "," || $0 == " " }.map(String.init)
    switch meaning {
    case .flag: return items == ["true"] ? true : items == ["false"] ? false : nil
    case .httpPolicy:
      if items == ["https_only"] { return true }
      return items == ["http_only"] || items == ["http_and_https"] ? false : nil
    case .protection:
      guard items.allSatisfy({ ["authentication", "integrity", "privacy"].contains($0) }) else { return nil }
      return items.allSatisfy { $0 == "privacy" }
    case .quality:
      guard items.allSatisfy({ ["auth", "auth-int", "auth-conf"].contains($0) }) else { return nil }
      return items.allSatisfy { $0 == "auth-conf" }
    }
  }
}

extension HadoopFile {
  /// Adds the links of the family, and those of others that the file speaks of.
  func addTransit(to resource: inout Resource) {
    for link in HadoopLink.all {
      let given = link.properties.compactMap { properties[$0.name] }
      guard link.families.contains(family) || !given.isEmpty else { continue }
      resource.transit.append(
        TransitFact(link.what, exposure: .internal, state: state(of: link), at: given.first?.span ?? span))
    }
  }

  private func state(of link: HadoopLink) -> Possible<TransitState> {
    var evidence: [Evidence] = []
    var unreadable: HadoopProperty?
    for (name, meaning, silence) in link.properties {
      guard let property = properties[name] else {
        evidence.append(
          Evidence(
            .providerDefault, "\(name) is not set; its default is \(silence), which leaves clear text",
            at: span,
            source: link.source))
        continue
      }
      switch HadoopLink.encrypts(property.value, meaning) {
      case true: return Possible(TransitState(encrypted: true), evidence: [property.evidence])
      case false: evidence.append(property.evidence)
      case nil:
        unreadable = property
        evidence.append(property.evidence)
      }
    }
    if let unreadable {
      return .unknown(
        "the value of \(unreadable.name) is settled outside the file, or is none that is documented",
        remedy: "write one of the documented values", evidence: evidence)
    }
    return Possible(TransitState(encrypted: false), evidence: evidence)
  }
}
