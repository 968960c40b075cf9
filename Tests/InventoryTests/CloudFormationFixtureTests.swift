import Atlas
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

@Suite struct CloudFormationFixtureTests {
  // MARK: Storage

  @Test(arguments: ["storage.yaml", "storage.json"]) func storage(fixture: String) throws {
    let template = try TemplateReading(fixture: fixture)
    #expect(template.harvest.resources.count == 8)
    #expect(template.harvest.withoutData == ["AWS::S3::BucketPolicy": 1])
    #expect(template.harvest.unknownTypes.isEmpty)
    #expect(template.harvest.unread.isEmpty)

    let records = try #require(template["Records"])
    #expect(records.key == "AWS::S3::Bucket/Records")
    #expect(records.kind == .objectStore)
    #expect(records.place.isUnknown)
    #expect(records.place.unknown?.remedy.contains("--context aws.region=") == true)
    #expect(records.operatorID.conditions.contains("AWS::Partition=aws-eusc"))
    #expect(records.atRest?.values == [AtRest(encrypted: true, algorithm: "AES-256", layer: .file)])
    #expect(records.keyState?.definite?.value.custody == .customerManaged)
    #expect(records.keyState?.definite?.value.rotationDays == 365)
    #expect(records.keyState?.definite?.value.reference == "RecordsKey")
    #expect(records.tags.map(\.key) == ["data-class", "owner"])
    #expect(records.tags[0].value == "health")
    #expect(records.flows.map(\.kind) == [.replica, .logSink])
    #expect(records.flows.allSatisfy { $0.place.isUnknown })

    let plain = try #require(template["Plain"])
    #expect(plain.atRest?.definite?.value.byDefault == true)
    #expect(plain.atRest?.definite?.evidence.contains { $0.text.contains("2023-01-05") } == true)
    #expect(plain.keyState?.definite?.value.custody == .provider)

    let chosen = try #require(template["Chosen"])
    #expect(chosen.atRest?.conditions == ["Encryption=aws:kms", "Encryption=AES256"])
    #expect(chosen.keyState?.values.map(\.custody) == [.provider, .provider])
    #expect(chosen.flows.isEmpty, "suspended acceleration is no flow")

    let optional = try #require(template["Optional"])
    #expect(optional.keyState?.conditions == ["OwnKey=yes", "OwnKey=no"])
    #expect(optional.keyState?.values.map(\.custody) == [.customerManaged, .provider])
    #expect(
      optional.keyState?.candidates[1].evidence.contains { $0.text.contains("AWS::NoValue") } == true)

    let conditional = try #require(template["Conditional"])
    #expect(conditional.keyState?.definite?.value.custody == .customerManaged, "it only exists with the key")
    #expect(conditional.flows.map(\.kind) == [.edgeCache])
    #expect(conditional.place.unknown?.evidence.contains { $0.text.contains("`HasOwnKey`") } == true)

    let shared = try #require(template["Shared"])
    #expect(shared.atRest?.definite?.value.encrypted == false)
    #expect(shared.keyState?.definite?.value.custody == Custody.none)
    #expect(shared.flows.flatMap { $0.place.values.map(\.code) } == ["eu-central-1", "us-east-2"])
    #expect(shared.tags.map(\.value) == ["personal"])

    let disk = try #require(template["Disk"])
    #expect(disk.place.values.flatMap(\.countries) == [Country("FR")])
    #expect(disk.operatorID.values == ["aws"])
    #expect(disk.atRest?.isUnknown == true)
    #expect(disk.atRest?.unknown?.remedy.contains("aws.ebs-encryption-by-default=on") == true)
  }

  @Test func contextGivesPlaceAndSettings() throws {
    let template = try TemplateReading(
      fixture: "storage.yaml",
      context: ["aws.region": "eu-west-3", "aws.ebs-encryption-by-default": "on", "class": "health"])
    let records = try #require(template["Records"])
    #expect(records.place.definite?.value.code == "eu-west-3")
    #expect(records.place.definite?.value.countries == [Country("FR")])
    #expect(records.operatorID.values == ["aws"])
    #expect(records.contextClass?.value == "health")
    let log = try #require(records.flows.first { $0.kind == .logSink })
    #expect(log.place.definite?.value.code == "eu-west-3", "a bucket logs to a bucket of its own region")
    #expect(records.flows.first { $0.kind == .replica }?.place.isUnknown == true)
    #expect(records.keyState?.definite?.value.place?.code == "eu-west-3")
    let disk = try #require(template["Disk"])
    #expect(disk.atRest?.definite?.value.encrypted == true)
    #expect(disk.atRest?.definite?.value.byDefault == true)
    #expect(disk.keyState?.definite?.value.custody == .provider)

    let two = try TemplateReading(fixture: "storage.yaml", context: ["aws.region": "eu-west-3,us-east-1"])
    #expect(two["Plain"]?.place.values.map(\.code) == ["eu-west-3", "us-east-1"])
  }

  // MARK: Databases

  @Test func databases() throws {
    let template = try TemplateReading(fixture: "database.yaml", context: ["aws.region": "eu-west-3"])
    func resource(_ name: String) throws -> Resource { try #require(template[name]) }

    let open = try resource("Open")
    #expect(open.atRest?.definite?.value.encrypted == false)
    #expect(open.clearSecrets.map(\.name) == ["MasterUserPassword"])
    #expect(open.clearSecrets.allSatisfy { $0.evidence.allSatisfy { !$0.text.contains("s3cret") } })

    let switched = try resource("Switched")
    #expect(switched.atRest?.values.map(\.encrypted) == [true, false])
    #expect(switched.atRest?.conditions == ["Encrypt=true", "Encrypt=false"])
    #expect(switched.keyState?.values.map(\.custody) == [.provider, .none])
    #expect(switched.clearSecrets.isEmpty)
    #expect(switched.flows.map(\.kind) == [.backup])
    #expect(switched.flows.first?.place.values.flatMap(\.countries) == [Country("IE")])

    let together = try resource("Together")
    #expect(together.keyState?.conditions == ["Encrypt=true", "Encrypt=false"])
    #expect(together.keyState?.values.map(\.custody) == [.customerManaged, .none])
    #expect(together.clearSecrets.isEmpty)

    let legacy = try resource("Legacy")
    #expect(legacy.atRest?.definite?.value.encrypted == true)
    #expect(legacy.keyState?.definite?.value.custody == .provider)
    #expect(legacy.clearSecrets.count == 1)
    #expect(
      legacy.atRest?.candidates.flatMap(\.evidence).contains { $0.text.contains("2019") } == false)

    let replica = try resource("Replica")
    #expect(replica.atRest?.isUnknown == true)
    #expect(replica.flows.flatMap { $0.place.values.map(\.code) } == ["us-east-1"])

    let cluster = try resource("Cluster")
    #expect(cluster.atRest?.values.allSatisfy(\.encrypted) == true)
    #expect(cluster.atRest?.candidates[0].evidence.contains { $0.text.contains("2026-02-18") } == true)
    #expect(cluster.flows.map(\.kind) == [.replica])
    #expect(cluster.flows.first?.place.isUnknown == true)
    #expect(try resource("Member").atRest == nil)
    #expect(try resource("Member").keyState == nil)
    #expect(try resource("Global").atRest?.definite?.value.encrypted == true)
    #expect(try resource("MultiAZ").atRest?.definite?.value.encrypted == false)

    #expect(try resource("Table").atRest?.definite?.value.encrypted == true)
    #expect(try resource("Table").keyState?.definite?.value.custody == .provider)
    let tables = try resource("Tables")
    #expect(tables.keyState?.definite?.value.custody == .provider)
    #expect(tables.flows.flatMap { $0.place.values.map(\.code) } == ["eu-west-3", "us-east-2"])

    let cache = try resource("Cache")
    #expect(cache.atRest?.conditions == ["Engine=redis", "Engine=valkey"])
    #expect(cache.atRest?.values.map(\.encrypted) == [false, true])
    #expect(cache.transit.map { $0.state.values.map(\.encrypted) } == [[false]])

    let warehouse = try resource("Warehouse")
    #expect(warehouse.atRest?.definite?.value.encrypted == true)
    #expect(warehouse.keyState?.isUnknown == true)
    #expect(warehouse.keyState?.unknown?.reason.contains("`shared-key`") == true)
    #expect(warehouse.flows.flatMap { $0.place.values.map(\.code) } == ["eu-central-1"])
  }

  // MARK: Keys

  @Test(arguments: [
    ("AWS_KMS", Custody.customerManaged), ("EXTERNAL", .imported), ("AWS_CLOUDHSM", .dedicatedModule),
    ("EXTERNAL_KEY_STORE", .external),
  ]) func originsFollowTheLadder(origin: String, custody: Custody) throws {
    let template = TemplateReading(
      "Resources: { K: { Type: AWS::KMS::Key, Properties: { Origin: \(origin), KeyPolicy: {} } } }",
      context: ["aws.region": "eu-west-3"])
    let key = try #require(template["K"]?.keyState?.definite?.value)
    #expect(key.custody == custody)
    // A store outside of the provider stands nowhere until somebody says where.
    #expect((key.place == nil) == (custody == .external))
  }

  @Test func mergeKeysAreSeen() throws {
    let template = TemplateReading(
      """
      x-sealed: &sealed { Encrypted: true }
      x-more: &more
        Hidden: { Type: AWS::EFS::FileSystem, Properties: { <<: *sealed } }
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        <<: *more
        Volume: { Type: AWS::EC2::Volume, Properties: { <<: [*sealed], Size: 1, AvailabilityZone: eu-west-3a } }
      """)
    for name in ["Hidden", "Volume"] {
      #expect(template[name]?.atRest?.values.map(\.encrypted) == [true], "\(name)")
    }
  }

  @Test func keys() throws {
    let template = try TemplateReading(fixture: "keys.yaml", context: ["aws.region": "eu-west-3"])
    func key(_ name: String) throws -> Possible<KeyState> { try #require(template[name]?.keyState) }

    #expect(try key("Imported").definite?.value.custody == .imported)
    #expect(try key("External").definite?.value.custody == .external)
    #expect(try key("Everywhere").definite?.value.rotationDays == 90)
    #expect(try key("Everywhere").definite?.value.multiRegion == true)
    #expect(template["Everywhere"]?.flows.map(\.kind) == [.keyReplica])
    #expect(try key("Either").values.map(\.custody) == [.customerManaged, .imported])
    #expect(try key("Either").conditions == ["Material=AWS_KMS", "Material=EXTERNAL"])
    #expect(try key("Copy").definite?.value.multiRegion == true)
    #expect(template["Copy"]?.flows.flatMap { $0.place.values.map(\.code) } == ["us-east-1"])

    for name in ["ByReference", "ByAlias", "BySub", "ByJoin", "Overruled"] {
      #expect(try key(name).definite?.value.custody == .imported, "\(name)")
      #expect(template[name]?.atRest?.definite?.value.encrypted == true, "\(name)")
    }
    #expect(try key("ByAttribute").definite?.value.custody == .external)
    #expect(try key("ByName").definite?.value.custody == .customerManaged)
    #expect(try key("ByCircle").definite?.value.custody == .customerManaged)
    #expect(try key("ByProvider").definite?.value.custody == .provider)
    #expect(template["Clear"]?.atRest?.definite?.value.encrypted == false)
    #expect(template.harvest.withoutData == ["AWS::KMS::Alias": 3])
  }

  @Test func aKeyPutTogetherIsFoundWithoutARegionToo() throws {
    let template = try TemplateReading(fixture: "keys.yaml")
    for name in ["BySub", "ByJoin"] {
      let key = try #require(template[name]?.keyState?.definite?.value)
      #expect(key.custody == .imported)
      #expect(key.place == nil)
    }
  }

  // MARK: Compute

  @Test func compute() throws {
    let template = try TemplateReading(fixture: "compute.yaml", context: ["aws.region": "eu-west-3"])
    func resource(_ name: String) throws -> Resource { try #require(template[name]) }

    let mixed = try resource("Mixed")
    #expect(mixed.atRest?.definite?.value.encrypted == false)
    let span = try #require(mixed.atRest?.definite?.evidence.first?.span)
    #expect(span.start.line == 21, "the disk that is not encrypted is what is shown")
    #expect(mixed.keyState?.definite?.value.custody == Custody.none)
    #expect(mixed.place.values.map(\.code).first?.hasPrefix("eu-west-3") == true)

    #expect(try resource("Sealed").atRest?.definite?.value.encrypted == true)
    #expect(try resource("Sealed").keyState?.definite?.value.custody == .provider)
    #expect(try resource("Silent").atRest?.isUnknown == true)
    #expect(try resource("Maybe").atRest?.values.map(\.encrypted) == [false, true])
    #expect(try resource("Maybe").atRest?.conditions == ["Size=large", "Size=anything but large"])

    #expect(try resource("Unlisted").atRest?.isUnknown == true)
    #expect(try resource("Unlisted").keyState?.isUnknown == true)

    let worker = try resource("Worker")
    #expect(worker.clearSecrets.map(\.name) == ["DB_PASSWORD"])
    #expect(worker.tags.map(\.value) == ["personal"])
    let endpoint = try #require(worker.flows.first { $0.kind == .endpoint })
    #expect(endpoint.target == "https://ingest.eu.sentry.io")
    #expect(endpoint.transit?.definite?.value.encrypted == true)
    #expect(worker.flows.first { $0.kind == .eventSink }?.place.values.map(\.code) == ["us-east-1"])
    #expect(worker.flows.first { $0.kind == .packagePull }?.place.values.map(\.code) == ["us-west-2"])

    let task = try resource("Task")
    #expect(task.clearSecrets.map(\.name) == ["ADMIN_PASSWORD"])
    #expect(task.transit.map { $0.state.values.map(\.encrypted) } == [[false]])
    let pulls = task.flows.filter { $0.kind == .imagePull }
    #expect(pulls.count == 2)
    #expect(pulls.first?.target == "docker.io")
    #expect(pulls.last?.place.values.map(\.code) == ["eu-west-3"])
    #expect(task.flows.first { $0.kind == .logSink }?.place.values.map(\.code) == ["us-east-1"])
  }

  @Test func theAccountsSettingDecidesSilentDisks() throws {
    let on = try TemplateReading(fixture: "compute.yaml", context: ["aws.ebs-encryption-by-default": "on"])
    #expect(on["Silent"]?.atRest?.definite?.value.encrypted == true)
    let off = try TemplateReading(fixture: "compute.yaml", context: ["aws.ebs-encryption-by-default": "off"])
    #expect(off["Silent"]?.atRest?.definite?.value.encrypted == false)
  }

  // MARK: Messaging

  @Test(arguments: ["messaging.yaml", "messaging.json"]) func messaging(fixture: String) throws {
    let template = try TemplateReading(fixture: fixture, context: ["aws.region": "eu-west-3"])
    func resource(_ name: String) throws -> Resource { try #require(template[name]) }

    #expect(try resource("Queue").atRest?.definite?.value.encrypted == true)
    #expect(try resource("Queue").keyState?.definite?.value.custody == .provider)
    let topic = try resource("Topic")
    #expect(topic.atRest?.definite?.value.encrypted == false)
    #expect(topic.flows.count == 4)
    #expect(topic.flows[0].place.values.map(\.code) == ["eu-west-1"])
    #expect(topic.flows[1].place.isUnknown)
    #expect(topic.flows[1].target == "an e-mail address")
    #expect(topic.flows[2].target == "https://hooks.slack.com")
    #expect(topic.flows[3].target == "Queue")
    #expect(topic.flows[3].place.values.map(\.code) == ["eu-west-3"])
    let plain = try resource("Plain")
    #expect(!plain.holdsData)
    #expect(plain.transit.first?.state.definite?.value.encrypted == false)

    #expect(try resource("Stream").atRest?.definite?.value.encrypted == false)
    #expect(try resource("SealedStream").keyState?.definite?.value.custody == .provider)
    let firehose = try resource("Firehose")
    #expect(firehose.atRest == nil)
    #expect(firehose.clearSecrets.count == 1)
    #expect(firehose.flows.contains { $0.target.contains("splunkcloud.com") })
    #expect(try resource("Direct").atRest?.definite?.value.encrypted == false)
    #expect(try resource("Kafka").transit.map { $0.state.definite?.value.encrypted } == [true, true])
    #expect(try resource("LooseKafka").transit.map { $0.state.definite?.value.encrypted } == [false, false])
    #expect(try resource("LooseKafka").tags.map(\.key) == ["data-class"])
  }

  @Test(arguments: ["storage", "messaging"]) func twinsGiveTheSameFacts(name: String) throws {
    for context in [[:], ["aws.region": "eu-west-3"]] {
      let yaml = try TemplateReading(fixture: "\(name).yaml", context: context)
      let json = try TemplateReading(fixture: "\(name).json", context: context)
      #expect(yaml.harvest.resources.map(\.facts) == json.harvest.resources.map(\.facts))
    }
  }

  // MARK: Edge

  @Test func edge() throws {
    let template = try TemplateReading(fixture: "edge.yaml", context: ["aws.region": "eu-west-3"])
    func links(_ name: String) throws -> [Possible<TransitState>] {
      try #require(template[name]).transit.map(\.state)
    }

    let site = try #require(template["Site"])
    #expect(site.place.values.map(\.kind) == [.edge])
    #expect(try links("Site").map { $0.values.map(\.encrypted) } == [[true], [false], [false]])
    #expect(try links("Site").first?.definite?.value.minimumVersion == .tls12)
    let files = try #require(site.flows.first { $0.target == "Files" })
    #expect(
      files.place.values.map(\.code) == ["eu-west-3"], "an origin of the stack stands in the stack's region")

    #expect(
      try links("Https").first?.definite?.value == TransitState(encrypted: true, minimumVersion: .tls10))
    #expect(try links("Modern").first?.definite?.value.minimumVersion == .tls13)
    #expect(try links("Redirect").isEmpty)
    #expect(try links("Http").first?.definite?.value.encrypted == false)
    #expect(
      try links("Either").first?.conditions == ["Certificate=anything but (empty)", "Certificate=(empty)"])
    #expect(try links("Either").first?.values.map(\.encrypted) == [true, false])
    #expect(try links("Tcp").first?.isUnknown == true)
    #expect(try links("Classic").map { $0.values.map(\.encrypted) } == [[true], [false]])
    #expect(try links("Classic").first?.definite?.value.minimumVersion == .tls10)

    let byDefault = try #require(template["Api"]?.flows.first)
    #expect(byDefault.place.values.map(\.kind) == [.edge])
    #expect(byDefault.place.definite?.evidence.map(\.kind) == [.absent], "what is not there is not declared")
    #expect(template["RegionalApi"]?.flows.isEmpty == true)
  }

  // MARK: Regions

  @Test func regions() throws {
    let here = try TemplateReading(fixture: "regions.yaml", context: ["aws.region": "eu-west-3"])
    let flows = try #require(here["Secret"]).flows
    try #require(flows.count == 8)
    #expect(flows[0].place.values.map(\.code) == ["eu-central-1", "us-east-1"])
    #expect(flows[0].place.conditions == ["CopyRegion=eu-central-1", "CopyRegion=us-east-1"])
    #expect(flows[1].place.values.map(\.code) == ["eu-west-1"])
    #expect(flows[1].place.candidates.first?.evidence.contains { $0.kind == .parameterDefault } == true)
    #expect(flows[2].place.values.map(\.code) == ["eu-central-1"])
    #expect(flows[3].place.unknown?.reason.contains("Systems Manager") == true)
    #expect(flows[4].place.unknown?.reason.contains("Fn::ImportValue") == true)
    #expect(flows[5].place.unknown?.reason.contains("`Nested`") == true)
    #expect(flows[6].place.values.map(\.code) == ["eu-west-3"])
    #expect(flows[7].place.unknown?.reason.contains("eu-wets-3") == true)
    #expect(
      here["Plan"]?.flows.map { $0.place.values.map(\.code) } == [["us-east-2"], ["eu-west-3"]])
    #expect(here["Vault"]?.tags.map(\.value) == ["health"])
  }

  @Test func withoutARegionTheMappingListsTheIntendedOnes() throws {
    let anywhere = try TemplateReading(fixture: "regions.yaml")
    let flows = try #require(anywhere["Secret"]).flows
    try #require(flows.count == 8)
    #expect(flows[2].place.values.map(\.code) == ["eu-central-1", "us-west-2"])
    #expect(flows[2].place.conditions == ["AWS::Region=eu-west-3", "AWS::Region=us-east-1"])
    #expect(flows[6].place.isUnknown)
    let copies = try #require(anywhere["Plan"]).flows
    #expect(copies[0].place.values.map(\.code) == ["us-east-2"])
    #expect(copies[1].place.isUnknown)
    #expect(copies[1].place.unknown?.reason == anywhere["Vault"]?.place.unknown?.reason)
  }

  // MARK: SAM

  @Test func globalsOfServerlessTemplates() throws {
    let template = try TemplateReading(fixture: "sam.yaml", context: ["aws.region": "eu-west-3"])
    let worker = try #require(template["Worker"])
    #expect(worker.keyState?.definite?.value.custody == .customerManaged)
    #expect(worker.flows.map(\.target) == ["https://hooks.slack.com"])
    #expect(template["Other"]?.flows.map(\.target) == ["https://ingest.eu.sentry.io"])
    #expect(template["Other"]?.keyState?.definite?.value.place?.code == "eu-west-3")
    #expect(template["Table"]?.keyState?.definite?.value.custody == .provider)
    #expect(template["Api"]?.flows.isEmpty == true)
  }
}
