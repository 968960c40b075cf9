import Atlas
import Descriptors
import TestSupport
import Testing

@testable import Inventory

@Suite struct HadoopTests {
  let hadoop = DialectReading(dialect: Hadoop())

  func core() throws -> Harvest { try hadoop.fixture("hadoop/core-site.xml") }
  func hive() throws -> Resource { try hadoop.fixture("hadoop/hive-site.xml").resource("hadoop/hive-site") }

  func harvest(_ file: String, _ properties: KeyValuePairs<String, String>) throws -> Harvest {
    let body = properties.map { "<property><name>\($0.key)</name><value>\($0.value)</value></property>" }
      .joined()
    return try #require(hadoop.read("<configuration>\(body)</configuration>", path: "conf/\(file).xml"))
  }

  func resource(_ file: String, _ properties: KeyValuePairs<String, String>) throws -> Resource {
    try harvest(file, properties).resource("hadoop/\(file)")
  }

  func encrypted(_ file: String, _ link: String, _ properties: KeyValuePairs<String, String>) throws -> [Bool]
  {
    try resource(file, properties).link(link).state.values.map(\.encrypted)
  }

  // MARK: Recognition

  @Test func otherConfigurationsAreNotClaimed() {
    for text in [
      "<configuration><appender name='a'/><property name='x' value='y'/></configuration>",
      "<configuration><property name='x'/><appSettings/></configuration>",
      "<Configuration><Properties><Property name='x'>y</Property></Properties></Configuration>",
      "<configuration/>", "<properties><property><name>a</name><value>b</value></property></properties>",
    ] {
      #expect(hadoop.read(text, path: "x.xml") == nil, "\(text)")
    }
  }

  @Test func documentationOfDefaultsIsNoCluster() {
    let text =
      "<configuration><property><name>dfs.http.policy</name><value>HTTP_ONLY</value></property></configuration>"
    #expect(hadoop.read(text, path: "hdfs-default.xml") == nil)
    #expect(hadoop.read(text, path: "ranger-admin-default-site.xml") != nil)
  }

  @Test func familyFollowsFromNameThenProperties() throws {
    let some: KeyValuePairs = ["a": "b"]
    #expect(try resource("hdfs-site", some).kind == .fileStore)
    #expect(try resource("hive-site-mysql", some).kind == .warehouse)
    #expect(try resource("yarn-hbase-site", some).kind == .database)
    #expect(try resource("ranger-kms-site", some).roles == [.keyManager])
    #expect(try resource("cluster", ["dfs.namenode.name.dir": "/data"]).kind == .fileStore)
    #expect(try harvest("hdfs-env", some).withoutData == ["hdfs-env": 1])
  }

  // MARK: Properties

  @Test func lastDuplicateWinsUnlessFinal() throws {
    #expect(
      try encrypted(
        "core-site", "RPC", ["hadoop.rpc.protection": "privacy", "hadoop.rpc.protection": "integrity"]) == [
          false
        ])
    let text = """
      <configuration><property><name>hadoop.rpc.protection</name><value>privacy</value><final>true</final></property>
      <property><name>hadoop.rpc.protection</name><value>authentication</value></property></configuration>
      """
    let resource = try #require(hadoop.read(text, path: "core-site.xml")).resource("hadoop/core-site")
    #expect(try resource.link("RPC").state.values.map(\.encrypted) == [true])
  }

  @Test func variablesExpandAndCyclesEnd() throws {
    #expect(try core().resource("hadoop/core-site").flow("hdfs://nn1.acme-cluster.io:8020").kind == .mount)
    let cycle = try resource(
      "core-site", ["a": "${b}${b}", "b": "${a}${a}", "c": "hdfs://${unknown}:1", "d": "${open"])
    #expect(cycle.flows.isEmpty)
    let environment = try resource("core-site", ["fs.defaultFS": "hdfs://${env.NN:-nn.acme.io}:1"])
    #expect(try environment.flow("nn.acme.io").kind == .mount)
  }

  // MARK: Transit

  @Test func silenceIsClearTextAndNamesTheDefault() throws {
    let resource = try resource("hdfs-site", ["dfs.replication": "3"])
    let link = try resource.link("HDFS data transfer")
    #expect(link.state.values.map(\.encrypted) == [false])
    let evidence = try #require(link.state.allEvidence.first)
    #expect(evidence.kind == .providerDefault)
    #expect(evidence.text.contains("dfs.encrypt.data.transfer is not set"))
    #expect(evidence.source?.contains("hdfs-default.xml") == true)
    #expect(link.span.start.line == 1)
  }

  @Test func silenceCountsOnlyInTheFamilysFile() throws {
    #expect(
      try resource("hive-site", ["a": "b"]).transit.map(\.what) == [
        "HiveServer2 clients", "Hive metastore clients",
      ])
    #expect(try resource("core-site", ["a": "b"]).transit.map(\.what) == ["Hadoop RPC"])
    #expect(try encrypted("other", "HDFS data transfer", ["dfs.encrypt.data.transfer": "true"]) == [true])
  }

  @Test func onlyTheStrongestProtectionEncrypts() throws {
    #expect(try encrypted("core-site", "RPC", ["hadoop.rpc.protection": "privacy"]) == [true])
    #expect(try encrypted("core-site", "RPC", ["hadoop.rpc.protection": "integrity,privacy"]) == [false])
    #expect(try encrypted("core-site", "RPC", ["hadoop.rpc.protection": "{{rpc}}"]) == [])
    #expect(try encrypted("hdfs-site", "web", ["dfs.http.policy": "HTTPS_ONLY"]) == [true])
    #expect(try encrypted("hdfs-site", "web", ["dfs.http.policy": "HTTP_AND_HTTPS"]) == [false])
    #expect(
      try encrypted("hdfs-site", "data transfer", ["dfs.data.transfer.protection": "privacy"]) == [true])
    #expect(
      try encrypted("hive-site", "HiveServer2", ["hive.server2.thrift.sasl.qop": "auth-conf"]) == [true])
    #expect(try encrypted("hbase-site", "HBase RPC", ["hbase.rpc.protection": "authentication"]) == [false])
    #expect(try encrypted("ozone-site", "gRPC", ["hdds.grpc.tls.enabled": "true"]) == [true])
  }

  // MARK: At rest

  @Test func keyProviderMakesZonesPossibleOnly() throws {
    let atRest = try #require(try core().resource("hadoop/core-site").atRest)
    #expect(atRest.isUnknown)
    #expect(atRest.allEvidence.contains { $0.text.contains("zones are possible") })
    #expect(try resource("core-site", ["a": "b"]).atRest == nil)
    #expect(
      try resource("hdfs-site", ["a": "b"]).atRest?.unknown?.remedy.contains("hdfs crypto -listZones") == true
    )
  }

  @Test func hostsDisksCountBelowHDFS() throws {
    let text = "<configuration><property><name>a</name><value>b</value></property></configuration>"
    func state(_ setting: String) throws -> [Bool]? {
      try hadoop.given(("host.disk-encryption", setting)).read(text, path: "hdfs-site.xml")?.resource(
        "hadoop/hdfs-site"
      )
      .atRest?.values.map(\.encrypted)
    }
    #expect(try state("on") == [true])
    #expect(try state("off") == [false])
    let disks = hadoop.given(("host.disk-encryption", "off"))
    #expect(try disks.fixture("hadoop/core-site.xml").resource("hadoop/core-site").atRest?.isUnknown == true)
  }

  @Test func intermediateDataHasASwitch() throws {
    let on = try resource("mapred-site", ["mapreduce.job.encrypted-intermediate-data": "true"])
    #expect(on.atRest?.values.map(\.encrypted) == [true])
    #expect(try resource("spark-defaults", ["a": "b"]).atRest?.isUnknown == true)
  }

  @Test func keyServerSaysWhereItsKeysLie() throws {
    let jceks = try resource("kms-site", ["hadoop.kms.key.provider.uri": "jceks://file@/etc/kms.keystore"])
    #expect(jceks.keyState?.values.map(\.custody) == [.provider])
    #expect(
      try resource("dbks-site", ["ranger.ks.hsm.enabled": "true"]).keyState?.values.map(\.custody) == [
        .dedicatedModule
      ])
    #expect(
      try resource("kms-site", ["hadoop.kms.key.provider.uri": "dbks://http@localhost:9292/kms"]).keyState?
        .isUnknown == true)
  }

  // MARK: Buckets

  @Test func bucketTakesItsOwnSettingsThenTheGeneral() throws {
    let ledger = try core().resource("s3a/ledger")
    #expect(ledger.kind == .objectStore)
    #expect(ledger.atRest?.values.map(\.encrypted) == [true])
    #expect(ledger.keyState?.values.map(\.custody) == [.customerManaged])
    #expect(ledger.operatorID.values == ["aws"])
    #expect(try ledger.link("S3A").state.values.map(\.encrypted) == [true])
    #expect(try ledger.link("S3A").state.allEvidence.first?.kind == .providerDefault)
    let vault = try core().resource("s3a/vault")
    #expect(vault.atRest?.values.map(\.byDefault) == [true])
    #expect(vault.keyState?.values.map(\.custody) == [.provider])
  }

  @Test func storeOfOnesOwnIsNotAmazon() throws {
    let scratch = try core().resource("s3a/scratch")
    #expect(scratch.operatorID.isUnknown)
    #expect(try scratch.link("S3A").state.values.map(\.encrypted) == [false])
    #expect(scratch.keyState?.values.map(\.custody) == [.imported])
    let silent = try harvest("core-site", ["fs.s3a.endpoint": "minio:9000", "x": "s3a://b/"]).resource(
      "s3a/b")
    #expect(silent.atRest?.isUnknown == true && silent.keyState == nil)
  }

  @Test func keyAliasesOfAmazonsOwnAreNotTheCustomers() throws {
    func custody(_ key: String) throws -> [Custody]? {
      try harvest("core-site", ["fs.s3a.encryption.algorithm": "SSE-KMS", "fs.s3a.encryption.key": key])
        .resource("s3a/*").keyState?.values.map(\.custody)
    }
    #expect(try custody("arn:aws:kms:eu-west-3:111122223333:alias/aws/s3") == [.provider])
    #expect(try custody("") == [.provider])
    #expect(try custody("arn:aws:kms:eu-west-3:111122223333:alias/mine") == [.customerManaged])
    #expect(
      try harvest("core-site", ["fs.s3a.encryption.algorithm": "CSE-CUSTOM"]).resource("s3a/*").keyState?
        .isUnknown == true)
    #expect(
      try harvest("core-site", ["fs.s3a.encryption.algorithm": "ROT13"]).resource("s3a/*").atRest?.isUnknown
        == true)
  }

  @Test func bucketOfAnotherFilesStoreIsUnknown() throws {
    let flow = try hive().flow("s3a://warehouse")
    #expect(flow.kind == .mount)
    #expect(flow.operatorID.unknown?.reason.contains("outside this file") == true)
  }

  // MARK: Flows

  @Test func keyServersAndAccountsAreFlows() throws {
    let resource = try core().resource("hadoop/core-site")
    #expect(try resource.flow("https://kms1.acme-cluster.io").transit?.values.map(\.encrypted) == [true])
    #expect(try resource.flow("https://kms2.acme-cluster.io:9600").kind == .endpoint)
    #expect(try resource.flow("acmelake.dfs.core.windows.net").kind == .mount)
  }

  @Test func databasesAndQuorumsAreFlows() throws {
    let hive = try hive()
    #expect(try hive.flow("db.acme-cluster.io").transit?.values.map(\.encrypted) == [false])
    #expect(hive.flows.filter { $0.target.hasPrefix("zookeeper://") }.count == 2)
    #expect(!hive.flows.contains { $0.target.contains("localhost") })
    let oracle = try resource(
      "hive-site", ["javax.jdo.option.ConnectionURL": "jdbc:oracle:thin:@//ora.acme.io:1521/x"])
    #expect(try oracle.flow("oracle://ora.acme.io:1521").transit?.isUnknown == true)
    let sealed = try resource(
      "hive-site", ["javax.jdo.option.ConnectionURL": "jdbc:oracle:thin:@tcps://ora.acme.io:2484/x"])
    #expect(try sealed.flow("ora.acme.io").transit?.values.map(\.encrypted) == [true])
    let derby = try resource(
      "hive-site", ["javax.jdo.option.ConnectionURL": "jdbc:derby:;databaseName=x;create=true"])
    #expect(derby.flows.isEmpty)
  }

  @Test func auditGoesWhereItIsNotSwitchedOff() throws {
    let audit = try resource(
      "ranger-hive-audit",
      [
        "xasecure.audit.destination.solr": "true",
        "xasecure.audit.destination.solr.urls": "http://solr.acme.io:6083/solr/ranger_audits",
        "xasecure.audit.destination.hdfs": "false",
        "xasecure.audit.destination.hdfs.dir": "hdfs://nn.acme.io:8020/audit",
        "xasecure.audit.destination.amazon_cloudwatch.region": "eu-west-3",
      ])
    #expect(audit.holdsData)
    #expect(audit.flows.map(\.kind) == [.logSink, .logSink])
    #expect(try audit.flow("solr.acme.io").transit?.values.map(\.encrypted) == [false])
    #expect(try audit.flow("logs.eu-west-3.amazonaws.com").target.hasPrefix("https://"))
  }

  @Test func schemesOfObjectStoresNameTheirHost() throws {
    let resource = try resource(
      "core-site",
      [
        "a": "gs://bucket/x", "b": "wasb://c@acct.blob.core.windows.net/",
        "c": "abfss://c@acct.dfs.core.windows.net/",
      ])
    #expect(try resource.flow("storage.googleapis.com").transit?.values.map(\.encrypted) == [true])
    #expect(try resource.flow("acct.blob.core.windows.net").transit?.values.map(\.encrypted) == [false])
    #expect(try resource.flow("acct.dfs.core.windows.net").transit?.values.map(\.encrypted) == [true])
  }

  // MARK: Secrets

  @Test func literalSecretsAreNotedAndNeverQuoted() throws {
    let harvest = try core()
    let names = try harvest.resource("hadoop/core-site").clearSecrets.map(\.name)
    #expect(
      names == [
        "fs.s3a.secret.key", "fs.s3a.bucket.scratch.encryption.key",
        "fs.azure.account.key.acmelake.dfs.core.windows.net",
      ])
    #expect(try hive().clearSecrets.map(\.name) == ["javax.jdo.option.ConnectionPassword"])
    var said: [Evidence] = []
    for resource in harvest.resources {
      for secret in resource.clearSecrets { said += secret.evidence }
      for flow in resource.flows { said += flow.place.allEvidence }
      said += resource.keyState?.allEvidence ?? []
      said += resource.atRest?.allEvidence ?? []
    }
    #expect(!said.isEmpty)
    #expect(!said.contains { $0.text.contains("notARealKey") || $0.text.contains("bm90") })
  }

  @Test func storesPlaceholdersAndSwitchesAreNoSecrets() throws {
    let resource = try resource(
      "core-site",
      [
        "hadoop.security.credential.provider.path": "jceks://hdfs@nn/creds.jceks", "a.password": "_",
        "b.password": "crypted", "c.password": "${env.PW}", "d.password": "{{pw}}",
        "ssl.password.file": "/etc/pw",
        "dfs.block.access.token.enable": "true", "delegation.token.max-lifetime": "604800000",
      ])
    #expect(resource.clearSecrets.isEmpty)
    #expect(
      try self.resource("x", ["url": "jdbc:mysql://u:s3cr3tpw@db.acme.io/x"]).clearSecrets.map(\.name) == [
        "url"
      ])
  }

  // MARK: The rest

  @Test func placeComesFromTheContext() throws {
    #expect(try hive().place.unknown?.remedy.contains("host.country") == true)
    let given = try hadoop.given(("host.country", "DE")).fixture("hadoop/hive-site.xml")
    #expect(try given.resource("hadoop/hive-site").place.values.map(\.code) == ["DE"])
  }

  @Test func filesInsideValuesAreUnreadAndNoFlows() throws {
    let harvest = try harvest(
      "zeppelin-shiro-ini", ["shiro_ini_content": "# see http://shiro.apache.org\n[users]\nadmin = x"])
    #expect(harvest.unread.count == 1)
    #expect(harvest.resources.isEmpty)
  }

  @Test func includedFilesAreUnread() {
    let text = """
      <configuration xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="more.xml"/>
      <property><name>a</name><value>b</value></property></configuration>
      """
    #expect(hadoop.read(text, path: "core-site.xml")?.unread.count == 1)
  }

  @Test func oddShapesAreSurvived() {
    let text = """
      <configuration><property/><property><name>a</name></property><property><value>b</value></property>
      <property><name>fs.s3a.bucket..endpoint</name><value>x</value></property>
      <property><name>fs.s3a.bucket.</name><value>s3a://</value></property>
      <property><name>q</name><value>jdbc:oracle:thin:@</value></property>
      <property><name>r</name><value>kms://@;;/</value></property></configuration>
      """
    #expect(hadoop.read(text, path: ".xml") != nil)
  }

  @Test(.enabled(if: DialectReading.corpus != nil, "needs the corpus beside the repository"))
  func corpusIsRead() throws {
    let folders = ["ambari", "hadoop-common", "knox", "ozone", "ranger", "tez"].map { "xml/\($0)" }
    let harvests = try hadoop.corpus(folders, suffixes: ["xml"])
    #expect(harvests.count > 60)
    let resources = harvests.values.flatMap(\.resources)
    #expect(resources.contains { !$0.transit.isEmpty })
    #expect(resources.contains { !$0.clearSecrets.isEmpty })
    let others = try hadoop.corpus(
      ["xml/logback", "xml/log4j2", "xml/dotnet-eshop", "xml/artemis"], suffixes: ["xml"])
    #expect(others.isEmpty)
  }
}
