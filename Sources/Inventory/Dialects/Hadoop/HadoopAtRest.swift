import Descriptors

extension HadoopFile {
  /// The property that makes HDFS encryption zones possible.
  private var keyProvider: HadoopProperty? {
    properties["hadoop.security.key.provider.path", "dfs.encryption.key.provider.uri"]
  }

  /// Whether what the family stores is encrypted at rest; nil if it stores nothing, or a neighbour's file tells.
  var atRest: Possible<AtRest>? {
    switch family {
    case .hdfs: return zones
    case .core: return keyProvider == nil ? nil : zones
    case .hive, .hbase, .ozone: return runtime
    case .mapred:
      return switched(
        "mapreduce.job.encrypted-intermediate-data", "intermediate data of jobs", "mapred-default.xml")
    case .spark:
      return switched(
        "spark.io.encryption.enabled", "shuffle and spill files", "Spark security documentation")
    default: return nil
    }
  }

  /// HDFS: zones are made at run time, so that a file can at most show that they are possible.
  private var zones: Possible<AtRest> {
    let evidence: [Evidence]
    if let keyProvider {
      evidence = [
        Evidence(.declared, "\(keyProvider.name) is set: encryption zones are possible", at: keyProvider.span)
      ]
    } else {
      evidence = [Evidence(.absent, "no key provider is named in this file", at: span)]
    }
    let onHost = host.disk(
      "HDFS encrypts only inside encryption zones, which are made at run time", evidence: evidence)
    // Disks in clear do not settle it either if zones are possible above them.
    guard onHost.isUnknown || keyProvider != nil && onHost.candidates.contains(where: { !$0.value.encrypted })
    else {
      return onHost
    }
    return .unknown(
      "HDFS encrypts only inside encryption zones, which are made at run time and stand in no file",
      remedy:
        "list them with `hdfs crypto -listZones` as evidence, or say `--context host.disk-encryption=on`",
      evidence: onHost.candidates.flatMap(\.evidence) + (onHost.unknown?.evidence ?? []))
  }

  private var runtime: Possible<AtRest> {
    let what: Phrase
    switch family {
    case .hive: what = "Hive's tables lie in the file system of the warehouse, which decides"
    case .hbase: what = "HBase encrypts by column family, which is set in the schema at run time"
    default: what = "Ozone encrypts by bucket, which is set when the bucket is made"
    }
    let said = properties[
      "hbase.regionserver.wal.encryption", "hbase.crypto.keyprovider", "hive.metastore.warehouse.dir"]
    return host.disk(
      what, evidence: [said?.evidence ?? Evidence(.absent, "the file cannot show it", at: span)])
  }

  private func switched(_ name: String, _ what: Phrase, _ source: String) -> Possible<AtRest>? {
    guard let property = properties[name] else {
      let silent = Evidence(
        .providerDefault, "\(name) is not set; its default is false", at: span, source: source)
      return host.disk("\(what) are not encrypted", evidence: [silent])
    }
    switch HadoopLink.encrypts(property.value, .flag) {
    case true: return Possible(AtRest(encrypted: true, layer: .file), evidence: [property.evidence])
    case false: return host.disk("\(what) are not encrypted", evidence: [property.evidence])
    case nil:
      return .unknown(
        "the value of \(name) is settled outside the file", remedy: "write true or false",
        evidence: [property.evidence])
    }
  }

  /// Where a key management server keeps its keys; nil for other families.
  var keyState: Possible<KeyState>? {
    guard family == .kms else { return nil }
    if let module = properties["ranger.ks.hsm.enabled"], module.value == "true" {
      return Possible(KeyState(custody: .dedicatedModule, reference: "HSM"), evidence: [module.evidence])
    }
    guard let provider = properties["hadoop.kms.key.provider.uri"] else { return nil }
    let scheme = String(provider.value.prefix { $0 != ":" })
    let said = Evidence(.declared, "the server keeps its keys in \(scheme)", at: provider.span)
    guard scheme == "jceks" || scheme == "localjceks" else {
      return .unknown(
        "the keys lie in \(scheme), whose own file says what protects them",
        remedy: "scan that file too (`dbks-site.xml`)", evidence: [said])
    }
    let held = Evidence(
      .derived, "a Java keystore is a file of the host: whoever runs the host can use its keys")
    return Possible(
      KeyState(custody: .provider, reference: "Java keystore", operatorID: host.onlyOperator),
      evidence: [said, held])
  }
}
