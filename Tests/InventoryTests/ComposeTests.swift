import Atlas
import Descriptors
import TestSupport
import Testing

@testable import Inventory

@Suite struct ComposeTests {
  let compose = DialectReading(dialect: Compose())

  func shop() throws -> Harvest { try compose.fixture("compose/shop.compose.yaml") }

  func service(_ text: String, named name: String = "x") throws -> Resource {
    let body = text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    let file = "services:\n  \(name):\n" + body.joined(separator: "\n") + "\n"
    return try #require(compose.read(file, path: "compose.yaml")).resource("service/\(name)")
  }

  // MARK: Recognition

  @Test func otherLanguagesWithServicesAreNotClaimed() {
    for text in [
      "services:\n  - postgres:16\nimage: ruby\n",
      "service: shop\nprovider: {name: aws}\nservices:\n  a: {image: b}\n",
      "apiVersion: v1\nkind: X\nservices:\n  a: {image: b}\n",
      "services:\n  _defaults: {autowire: true}\n  App\\Mailer: {class: Mailer}\n",
      "on: push\njobs: {}\nservices:\n  a: {image: b}\n",
    ] {
      #expect(compose.read(text, path: "x.yaml") == nil)
    }
  }

  @Test func overridesAreRecognisedByTheirNameOnly() {
    let text = "services:\n  web:\n    environment:\n      A: b\n"
    #expect(compose.read(text, path: "docker-compose.override.yml") != nil)
    #expect(compose.read(text, path: "settings.yml") == nil)
  }

  @Test func jsonIsReadToo() {
    let text = #"{"services": {"db": {"image": "postgres:16"}}}"#
    #expect(compose.read(text, path: "x.json")?.resources.first?.kind == .database)
  }

  // MARK: What things are

  @Test func kindsFollowFromImages() throws {
    let harvest = try shop()
    #expect(try harvest.resource("service/db").kind == .database)
    #expect(try harvest.resource("service/db").holdsData)
    #expect(try harvest.resource("service/cache").kind == .cache)
    #expect(try harvest.resource("service/web").kind == .workload)
    #expect(try !harvest.resource("service/web").holdsData)
    #expect(try service("image: mongo-express").kind == .workload)
    #expect(try service("image: mcr.microsoft.com/mssql/server:2022-latest").kind == .database)
    #expect(try service("image: confluentinc/cp-kafka:${V}").kind == .stream)
  }

  @Test func labelsAreTagsInBothForms() throws {
    let harvest = try shop()
    #expect(
      try harvest.resource("service/db").tags.contains { $0.key == "data-class" && $0.value == "health" })
    #expect(
      try harvest.resource("volume/pgdata").tags.contains { $0.key == "data-class" && $0.value == "health" })
    #expect(try harvest.resource("service/web").tags.first?.key == "traefik.enable")
  }

  // MARK: Place

  @Test func placeIsUnknownWithoutContext() throws {
    let place = try shop().resource("service/db").place
    #expect(place.isUnknown)
    #expect(place.unknown?.reason.contains("wherever it is started") == true)
    #expect(place.unknown?.remedy.contains("host.country") == true)
  }

  @Test func contextGivesThePlace() throws {
    let place = try compose.given(("host.country", "FR")).fixture("compose/shop.compose.yaml")
      .resource("service/worker").place
    #expect(place.values.map(\.code) == ["FR"])
    #expect(place.unknown == nil)
  }

  @Test func placementConstraintIsACandidateNotTheTruth() throws {
    let place = try shop().resource("service/worker").place
    #expect(place.values.map(\.code) == ["FR"])
    #expect(place.unknown != nil)
    #expect(
      place.allEvidence.contains {
        $0.text.contains("node.labels.country == FR") && $0.span?.start.line == 58
      })
  }

  // MARK: At rest

  @Test func localVolumeDependsOnTheHostsDisk() throws {
    #expect(try shop().resource("volume/pgdata").atRest?.isUnknown == true)
    #expect(try shop().resource("service/db").atRest?.isUnknown == true)
    let on = try compose.given(("host.disk-encryption", "on")).fixture("compose/shop.compose.yaml")
    #expect(try on.resource("service/db").atRest?.values == [AtRest(encrypted: true, layer: .disk)])
    let off = try compose.given(("host.disk-encryption", "off")).fixture("compose/shop.compose.yaml")
    #expect(try off.resource("volume/pgdata").atRest?.values.map(\.encrypted) == [false])
  }

  @Test func memoryLeavesNothingAtRest() throws {
    #expect(try shop().resource("service/cache").atRest == nil)
    #expect(try service("image: redis\nvolumes:\n  - {type: tmpfs, target: /data}").atRest == nil)
  }

  @Test func externalVolumeIsUnknownEvenWithAnEncryptedHost() throws {
    let harvest = try compose.given(("host.disk-encryption", "on")).fixture("compose/shop.compose.yaml")
    #expect(try harvest.resource("volume/old").atRest?.isUnknown == true)
  }

  @Test func secretsOfFilesAndOfSwarmDiffer() throws {
    let harvest = try shop()
    #expect(try harvest.resource("secret/tls_key").atRest?.isUnknown == true)
    #expect(try harvest.resource("secret/swarm").atRest?.values.map(\.encrypted) == [true])
    #expect(try harvest.resource("secret/swarm").keyState?.values.map(\.custody) == [.provider])
  }

  // MARK: Shares

  @Test func nfsShareIsAClearTextMountOfItsServer() throws {
    let volume = try shop().resource("volume/media")
    let flow = try volume.flow("nas.acme-storage.io")
    #expect(flow.kind == .mount)
    #expect(flow.transit?.values.map(\.encrypted) == [false])
    #expect(volume.place.isUnknown)
    #expect(volume.kind == .fileStore)
  }

  @Test func kerberosPrivacyAndSealEncryptShares() throws {
    let text = """
      services: { a: { image: b } }
      volumes:
        n: { driver_opts: { type: nfs, o: "addr=nas.acme.io,sec=krb5p", device: ":/x" } }
        c: { driver_opts: { type: cifs, device: "//10.0.0.9/x", o: "username=a,password=s3cr3t-pw" } }
      """
    let harvest = try #require(compose.read(text, path: "compose.yaml"))
    #expect(try harvest.resource("volume/n").flow("nas.acme.io").transit?.values.map(\.encrypted) == [true])
    let cifs = try harvest.resource("volume/c")
    #expect(cifs.flows.isEmpty)
    #expect(try cifs.link("10.0.0.9").state.isUnknown)
    #expect(cifs.clearSecrets.count == 1)
  }

  // MARK: Ports

  @Test func publishedDatabasePortIsClearText() throws {
    let link = try shop().resource("service/db").link("5432")
    #expect(link.exposure == .external)
    #expect(link.state.values.map(\.encrypted) == [false])
    #expect(link.span.start.line == 20)
  }

  @Test func loopbackAndExposeAreNoListeners() throws {
    #expect(try shop().resource("service/cache").transit.isEmpty)
    #expect(try service("image: redis\nexpose: [6379]").transit.isEmpty)
    #expect(try service("image: redis\nports: ['[::1]:6379:6379']").transit.isEmpty)
  }

  @Test func registeredTLSPortsAreEncryptedAndOthersUnknown() throws {
    #expect(try shop().resource("service/web").link("8443").state.values.map(\.encrypted) == [true])
    #expect(try shop().resource("service/web").link("80").state.values.map(\.encrypted) == [false])
    #expect(try service("image: a\nports: ['7000-7010:7000-7010/udp']").link("7000").state.isUnknown)
    #expect(try service("image: a\nports: ['${PORT}:${PORT}']").link("${PORT}").state.isUnknown)
  }

  @Test func commandLineMayRefuseClearText() throws {
    let mongo = try service("image: mongo\ncommand: mongod --tlsMode requireTLS\nports: ['27017:27017']")
    #expect(try mongo.link("27017").state.values.map(\.encrypted) == [true])
    let redis = try service("image: redis\ncommand: [--port, '0', --tls-port, '6379']\nports: ['6379:6379']")
    #expect(try redis.link("6379").state.values.map(\.encrypted) == [true])
    let postgres = try service("image: postgres\ncommand: -c ssl=on\nports: ['5432:5432']")
    #expect(try postgres.link("5432").state.isUnknown)
  }

  @Test func elasticsearchDependsOnVersionAndSwitch() throws {
    func state(_ version: String, _ extra: String = "") throws -> [Bool] {
      try service("image: elasticsearch:\(version)\nports: ['9200:9200']\n\(extra)").link("9200").state.values
        .map(\.encrypted)
    }
    #expect(try state("7.17.0") == [false])
    #expect(try state("8.13.0") == [true])
    #expect(try state("8.13.0", "environment: ['xpack.security.enabled=false']") == [false])
  }

  // MARK: Flows

  @Test func imageWithoutRegistryComesFromDockerHub() throws {
    let flow = try shop().resource("service/db").flow("docker.io")
    #expect(flow.kind == .imagePull)
    #expect(
      (flow.place.allEvidence).contains { $0.kind == .providerDefault && $0.text.contains("Docker Hub") })
    let named = try shop().resource("service/web").flow("registry.gitlab.com")
    #expect(named.kind == .imagePull)
  }

  @Test func imageOfAVariableIsUnknownAndSaysWhich() throws {
    let resource = try service("image: ${IMAGE}")
    #expect(resource.flows.first?.place.unknown?.reason.contains("${IMAGE}") == true)
    #expect(try service("image: ghcr.io/${OWNER}/x:1").flow("ghcr.io").kind == .imagePull)
  }

  @Test func gitContextIsAPull() throws {
    #expect(try shop().resource("service/batch").flow("github.com").kind == .packagePull)
    #expect(try service("build: ./app").flows.isEmpty)
  }

  @Test func logDriverIsASink() throws {
    let harvest = try shop()
    #expect(try harvest.resource("service/web").flow("logs.eu-west-3.amazonaws.com").kind == .logSink)
    #expect(try harvest.resource("service/worker").flow("logs.eu-west-3.amazonaws.com").kind == .logSink)
    let syslog = try service(
      "image: a\nlogging: {driver: syslog, options: {syslog-address: 'udp://logs.acme.io:514'}}")
    #expect(try syslog.flow("logs.acme.io").transit?.values.map(\.encrypted) == [false])
    let sealed = try service(
      "image: a\nlogging: {driver: syslog, options: {syslog-address: 'tcp+tls://logs.acme.io:6514'}}")
    #expect(try sealed.flow("logs.acme.io").transit?.values.map(\.encrypted) == [true])
    let unknown = try service("image: a\nlogging: {driver: awslogs, options: {awslogs-region: '${R}'}}")
    #expect(try unknown.flow("CloudWatch").place.isUnknown)
    #expect(try unknown.flow("CloudWatch").operatorID.values == ["aws"])
  }

  @Test func defaultOfAVariableIsOneValueUnderACondition() throws {
    let flow = try shop().resource("service/web").flow("search.acme-search.io")
    #expect(flow.place.unknown?.evidence.contains { $0.kind == .parameterDefault } == true)
    let transit = try #require(flow.transit?.candidates.first)
    #expect(transit.condition == Condition("SEARCH_URL", is: "https://search.acme-search.io"))
    #expect(transit.value.encrypted)
  }

  @Test func ownAddressAndNeighboursAreNoFlows() throws {
    let targets = try shop().resource("service/web").flows.map(\.target)
    #expect(!targets.contains { $0.contains("acme-shop") || $0.contains("db:5432") })
  }

  @Test func bareHostsAndExtendsAreFollowed() throws {
    let worker = try shop().resource("service/worker")
    #expect(try worker.flow("smtp.acme-mail.io").kind == .endpoint)
    #expect(try worker.flow("registry.gitlab.com").kind == .imagePull)
    #expect(try service("image: a\nenvironment: {APP_SERVER: app.conf, DB_HOST: db}").flows.count == 1)
  }

  @Test func databaseURLFlagsDecideItsEncryption() throws {
    func state(_ url: String) throws -> [Bool]? {
      try service("build: .\nenvironment: {U: '\(url)'}").flow("acme.io").transit?.values.map(\.encrypted)
    }
    #expect(try state("postgres://db.acme.io/x") == [false])
    #expect(try state("postgres://db.acme.io/x?sslmode=verify-full") == [true])
    #expect(try state("jdbc:mysql://db.acme.io/x?useSSL=true") == [true])
    #expect(try state("jdbc:sqlserver://db.acme.io;databaseName=x") == [])
    #expect(try state("mongodb://db.acme.io/x?tls=true") == [true])
  }

  // MARK: Secrets

  @Test func literalPasswordsAreNotedAndNeverQuoted() throws {
    let harvest = try shop()
    let database = try harvest.resource("service/db")
    #expect(database.clearSecrets.map(\.name) == ["POSTGRES_PASSWORD"])
    let worker = try harvest.resource("service/worker")
    #expect(worker.clearSecrets.map(\.name) == ["BROKER"])
    let said =
      harvest.resources.flatMap(\.clearSecrets).flatMap(\.evidence).map(\.text.english)
      + harvest.resources.flatMap(\.flows).map(\.target)
    #expect(!said.contains { $0.contains("hunter2") || $0.contains("correct-horse") })
  }

  @Test func variablesFilesAndSwitchesAreNoSecrets() throws {
    let resource = try service(
      """
      image: postgres
      environment:
        A_PASSWORD: ${A}
        B_PASSWORD_FILE: /run/secrets/b
        ALLOW_EMPTY_PASSWORD: "yes"
        C_PASSWORD:
      """)
    #expect(resource.clearSecrets.isEmpty)
    let fallback = try service("image: a\nenvironment: ['DB_PASSWORD=${P:-s3cr3t-pw}']")
    #expect(fallback.clearSecrets.map(\.name) == ["DB_PASSWORD"])
    let command = try service("image: redis\ncommand: redis-server --requirepass s3cr3t-pw")
    #expect(command.clearSecrets.map(\.name) == ["--requirepass"])
  }

  // MARK: The rest

  @Test func overlayIsClearUnlessEncrypted() throws {
    #expect(
      try shop().resource("network/mesh").link("between hosts").state.values.map(\.encrypted) == [false])
    #expect(try shop().withoutData["network"] == 1)
    let text = "services: {a: {image: b}}\nnetworks: {m: {driver: overlay, driver_opts: {encrypted: ''}}}\n"
    let harvest = try #require(compose.read(text, path: "compose.yaml"))
    #expect(try harvest.resource("network/m").link("between hosts").state.values.map(\.encrypted) == [true])
  }

  @Test func whatOtherFilesSayIsListedAsUnread() throws {
    let text = "include: [other.yaml]\nservices: {a: {image: c, extends: {file: base.yml, service: b}}}\n"
    #expect(compose.read(text, path: "compose.yaml")?.unread.count == 2)
  }

  @Test func cloudDriversTellOperatorPlaceAndEncryption() throws {
    let text = """
      services: { a: { image: b } }
      volumes:
        e: { driver: "rexray/ebs:0.11", driver_opts: { availabilityZone: eu-west-3a } }
        g: { driver: rexray/gcepd, driver_opts: { zone: us-east1-b } }
        f:
          driver: azure_file
          driver_opts: { share_name: s, storage_account_name: a, storage_account_key: c2VjcmV0LXNlY3JldA== }
        s: { driver: vieux/sshfs, driver_opts: { sshcmd: "u@files.acme.io:/x", password: s3cr3t-pw } }
        p: { driver: pxd }
      """
    let harvest = try #require(compose.read(text, path: "compose.yaml"))
    let block = try harvest.resource("volume/e")
    #expect(block.place.values.map(\.operatorID) == ["aws"] && block.atRest?.isUnknown == true)
    let disk = try harvest.resource("volume/g")
    #expect(disk.place.values.map { $0.countries.first?.code } == ["US"])
    #expect(disk.atRest?.values.map(\.encrypted) == [true])
    let share = try harvest.resource("volume/f")
    #expect(share.operatorID.values == ["azure"] && share.place.isUnknown)
    #expect(share.clearSecrets.map(\.name) == ["storage_account_key"] && share.kind == .fileStore)
    let ssh = try harvest.resource("volume/s")
    #expect(try ssh.flow("files.acme.io").transit?.values.map(\.encrypted) == [true])
    #expect(ssh.clearSecrets.count == 1 && ssh.place.isUnknown)
    #expect(try harvest.resource("volume/p").operatorID.isUnknown)
  }

  @Test func configsOfTheFileSpeakForWhoGetsThem() throws {
    let text = """
      services: { a: { image: b, configs: [{ source: app, target: /app.ini }] } }
      configs:
        app:
          content: |
            # server = https://comment.acme.io
            server = https://api.acme.io
            db_password = s3cr3t-word
        swarm: { external: true }
      secrets: { v: { driver: vault-plugin } }
      """
    let harvest = try #require(compose.read(text, path: "compose.yaml"))
    let service = try harvest.resource("service/a")
    #expect(service.flows.map(\.target).filter { $0.contains("acme") } == ["https://api.acme.io"])
    #expect(service.clearSecrets.map(\.name) == ["db_password"])
    #expect(harvest.withoutData["config"] == 2)
    #expect(try harvest.resource("secret/v").place.isUnknown)
    #expect(try harvest.resource("secret/v").atRest?.isUnknown == true)
  }

  @Test func mergeKeysAndAnchorsAreSeenEverywhere() throws {
    let text = """
      x-env: &env { API_URL: https://api.acme.io }
      x-base: &base
        image: quay.io/acme/a
        environment: &more { <<: *env, DB_PASSWORD: correct-horse }
        volumes: [data:/data]
      x-nfs: &nfs { driver_opts: { type: nfs, o: "addr=nas.acme.io", device: ":/x" } }
      x-services: &services
        hidden: { image: redis, ports: ["6379:6379"] }
      services:
        <<: *services
        a: { <<: *base }
        b: { <<: *base, environment: { <<: [*more], OTHER_URL: https://other.acme.io } }
      volumes: { data: { <<: *nfs } }
      """
    let harvest = try #require(compose.read(text, path: "compose.yaml"))
    #expect(try harvest.resource("service/hidden").link("6379").exposure == .external)
    for name in ["a", "b"] {
      let service = try harvest.resource("service/\(name)")
      #expect(try service.flow("api.acme.io").kind == .endpoint && service.flow("quay.io").kind == .imagePull)
      #expect(service.clearSecrets.map(\.name) == ["DB_PASSWORD"])
    }
    #expect(try harvest.resource("service/b").flow("other.acme.io").kind == .endpoint)
    #expect(try harvest.resource("volume/data").kind == .fileStore)
  }

  @Test func cyclesOfExtendsEnd() throws {
    let text = "services:\n  a: {extends: b, image: x}\n  b: {extends: a}\n"
    #expect(compose.read(text, path: "compose.yaml")?.resources.count == 2)
  }

  @Test func interpolationFollowsTheSpecification() {
    #expect(Interpolation("a$$b", .none).text == "a$b")
    #expect(Interpolation("${A:-${B:-x}}y", .none).text == "xy")
    #expect(Interpolation("${A-}z", .none).text == "z")
    #expect(Interpolation("${A:?must}", .none).unresolved == ["A"])
    #expect(Interpolation("$HOME/x", .none).unresolved == ["HOME"])
    #expect(Interpolation("100$", .none).text == "100$")
    #expect(Interpolation("${A", .none).text == "${A")
    #expect(Interpolation("${DB_PASSWORD:-geheim}", .none).condition?.value == "its default")
  }

  @Test(.enabled(if: DialectReading.corpus != nil, "needs the corpus beside the repository"))
  func corpusIsRead() throws {
    let harvests = try compose.corpus(
      ["compose", "broken/ozone-compose-anchors"], suffixes: ["yaml", "yml"])
    #expect(harvests.count > 40)
    let resources = harvests.values.flatMap(\.resources)
    #expect(resources.filter { $0.type == "service" }.count > 100)
    #expect(resources.contains { $0.kind == .database && !$0.clearSecrets.isEmpty })
    #expect(resources.allSatisfy { !$0.span.file.isEmpty && !$0.name.isEmpty })
  }
}
