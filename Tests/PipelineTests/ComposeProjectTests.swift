import Foundation
import Inventory
import TestSupport
import Testing

@testable import Pipeline

@Suite("Compose projects of several files")
struct ComposeProjectTests {
  private struct Project {
    let stock: StockTaking.Stock

    init(_ path: String, _ values: [String] = [], contexts: [String] = []) async throws {
      let options = ScanOptions(paths: [path], contexts: contexts, values: values)
      stock = await StockTaking(
        options, context: try ScanContext(paths: [], given: contexts, values: values), atlas: .init()
      ).run()
    }

    func resource(_ key: String) throws -> Resource {
      let found = stock.resources.filter { $0.key == key }
      #expect(found.count < 2, "\(key) is there \(found.count) times")
      return try #require(found.first, "no \(key) among \(stock.resources.map(\.key))")
    }

    var keys: [String] { stock.resources.map(\.key).sorted() }
    var unread: [String] { stock.coverage.unread.map(\.reason.english) }
  }

  private func project(_ files: [String: String], _ values: [String] = []) async throws -> Project {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return try await Project(folder.url.path, values)
  }

  private func clinic(_ values: [String] = []) async throws -> Project {
    try await Project(Repository.fixtures.appendingPathComponent("compose/clinic").path, values)
  }

  private let dev = "compose.yaml:compose.override.yaml"
  private let prod = "compose.yaml:compose.prod.yaml"

  // MARK: The fixture

  @Test("every service is there once, in the file that declares it")
  func services() async throws {
    let clinic = try await clinic()
    #expect(
      clinic.keys == [
        "service/agent", "service/db", "service/debug", "service/mailer", "service/metrics", "service/web",
        "volume/metrics", "volume/pgdata",
      ])
    #expect(try clinic.resource("service/mailer").span.file.hasSuffix("compose.prod.yaml"))
    #expect(try clinic.resource("service/db").span.file.hasSuffix("/compose.yaml"))
    #expect(clinic.stock.coverage.notCreated == ["service": 2])
    #expect(clinic.stock.coverage.reconciles && clinic.unread.isEmpty)
  }

  @Test("a service has what it extends in another file: image, ports, labels, logging, files of variables")
  func extends() async throws {
    let clinic = try await clinic(["COMPOSE_FILE=compose.yaml"])
    let database = try clinic.resource("service/db")
    #expect(database.kind == .database)
    #expect(database.tags.map(\.value) == ["health"])
    let port = try #require(database.transit.first { $0.what.contains("5432") })
    #expect(port.span.file.hasSuffix("common.yaml") && port.span.start.line == 10)
    #expect(database.clearSecrets.map(\.name) == ["POSTGRES_PASSWORD"])
    let web = try clinic.resource("service/web")
    #expect(web.flows.map(\.kind).contains(.logSink))
    #expect(web.flows.contains { $0.target.contains("api.acme-clinic.io") })
    #expect(web.flows.contains { $0.target.contains("upstream.acme-clinic.io") })
    #expect(!clinic.keys.contains("service/mailer"))
  }

  @Test("the override is laid over the base by itself, with !override and !reset")
  func override() async throws {
    let clinic = try await clinic(["COMPOSE_FILE=\(dev)"])
    let database = try clinic.resource("service/db")
    #expect(!database.transit.contains { $0.what.contains("5432") })
    #expect(database.clearSecrets.isEmpty)
    #expect(
      database.flows.map(\.target).filter { $0.contains("reports") } == ["https://reports.acme-clinic.io"])
    #expect(try clinic.resource("service/web").flows.contains { $0.target == "ghcr.io" })
    let volume = try clinic.resource("volume/pgdata")
    #expect(volume.atRest?.candidates.map(\.value.encrypted) == [true])
    #expect(volume.place.candidates.map(\.value.countries.first?.code) == ["FR"])
    #expect(database.atRest?.candidates.map(\.value.encrypted) == [true])
  }

  @Test("another file beside the base is another way to start it: possible values, each under its name")
  func otherDeployments() async throws {
    let clinic = try await clinic()
    let port = try #require(
      try clinic.resource("service/db").transit.first { $0.what.contains("5432") })
    #expect(port.state.candidates.map(\.condition) == [Condition("COMPOSE_FILE", is: prod, of: 2)])
    let sinks = try clinic.resource("service/web").flows.filter { $0.kind == .logSink }
    #expect(sinks.map(\.place.candidates.first?.condition?.value) == [dev, nil])
    #expect(sinks.last?.transit?.candidates.map(\.condition?.value) == [prod])
    let volume = try clinic.resource("volume/pgdata")
    #expect(volume.atRest?.candidates.map(\.condition?.value) == [dev])
    #expect(volume.atRest?.unknown != nil)
    let mailer = try clinic.resource("service/mailer")
    #expect(
      mailer.place.unknown?.evidence.contains { $0.text.contains("only there if COMPOSE_FILE") } == true)
  }

  @Test("an included file has the variables of the project before its own, and its volumes are the project's")
  func include() async throws {
    let clinic = try await clinic()
    let targets = try clinic.resource("service/metrics").flows.map(\.target)
    #expect(targets.contains("https://metrics.acme-clinic.io"))
    #expect(targets.contains("https://second.acme-clinic.io"))
    #expect(!targets.contains { $0.contains("ignored") || $0.contains("elsewhere") })
    #expect(try clinic.resource("service/agent").atRest?.unknown?.reason.contains("file server") == true)
  }

  @Test("a service with a profile is noted, and not created once other profiles are known to be active")
  func profiles() async throws {
    let notes = try await clinic().resource("service/debug").place.unknown?.evidence.map(\.text) ?? []
    #expect(notes.contains { $0.contains("COMPOSE_PROFILES") && $0.contains("debug") })
    #expect(try await clinic(["COMPOSE_PROFILES=ops,debug"]).keys.contains("service/debug"))
    let without = try await clinic(["COMPOSE_PROFILES=ops"])
    #expect(!without.keys.contains("service/debug"))
    #expect(without.stock.coverage.notCreated == ["service": 3])
  }

  // MARK: Fragments

  @Test("a fragment whose base is not part of the scan says so, and its silence is no fact")
  func fragmentAlone() async throws {
    let alone = try await project([
      "docker-compose.override.yml": "services: { db: { environment: { SA_PASSWORD: Pass@word1 } } }"
    ])
    #expect(try alone.resource("service/db").clearSecrets.map(\.name) == ["SA_PASSWORD"])
    #expect(alone.unread.filter { $0.contains("laid over another one") }.count == 1)
  }

  @Test("files that stand on their own are no variants of the base")
  func standalone() async throws {
    let two = try await project([
      "docker-compose.yml": "services: { db: { image: 'postgres:16', ports: ['5432:5432'] } }",
      "docker-compose.test.yml": "services: { db: { image: 'mysql:8' } }",
    ])
    #expect(two.stock.resources.map(\.key) == ["service/db", "service/db"])
    #expect(
      two.stock.resources.allSatisfy {
        $0.transit.allSatisfy { $0.state.candidates.allSatisfy { $0.condition == nil } }
      })
  }

  @Test("COMPOSE_FILE of .env says what is started")
  func composeFile() async throws {
    let listed = try await project([
      ".env": "COMPOSE_FILE=base.compose.yml:live.compose.yml\n",
      "base.compose.yml": "services: { db: { image: 'postgres:16' } }",
      "live.compose.yml": "services: { db: { image: 'mysql:8', ports: ['3306:3306'] } }",
    ])
    let database = try listed.resource("service/db")
    #expect(database.span.file.hasSuffix("base.compose.yml"))
    #expect(database.transit.map(\.state.candidates.first?.condition) == [nil])
  }

  @Test("circles and missing files of extends and include end, and are told")
  func circles() async throws {
    let broken = try await project([
      "compose.yaml": """
      include: [other.yaml, lost.yaml]
      services:
        a: { image: x, extends: { service: b } }
        b: { extends: { service: a } }
        c: { image: x, extends: { file: gone.yaml, service: c } }
        d: { image: x, extends: nowhere }
      """,
      "other.yaml": "include: [compose.yaml]\nservices: { e: { image: x } }",
    ])
    #expect(broken.keys == ["a", "b", "c", "d", "e"].map { "service/\($0)" })
    for word in ["`lost.yaml`", "`gone.yaml`", "`nowhere`"] {
      #expect(broken.unread.filter { $0.contains(word) }.count == 1, "\(word) in \(broken.unread)")
    }
  }

  @Test("files of one include are laid over one another, and are not read a second time")
  func includedOverlays() async throws {
    let project = try await project([
      "compose.yaml": "include: [{ path: [part/a.yaml, part/b.yaml] }]\nservices: { x: { image: y } }",
      "part/a.yaml": "services: { db: { image: 'postgres:16' } }",
      "part/b.yaml": "services: { db: { ports: ['5432:5432'] }, cache: { image: redis } }",
    ])
    #expect(project.keys == ["service/cache", "service/db", "service/x"])
    #expect(try project.resource("service/db").transit.count == 1)
    #expect(project.unread.isEmpty)
  }

  // MARK: Merging

  @Test(
    "sequences are joined by what makes their items one, command and logging of another driver are replaced")
  func merging() async throws {
    let merged = try await project([
      "compose.yaml": """
      services:
        db:
          image: redis:7
          command: redis-server --requirepass s3cr3t-word
          ports: ["6379:6379"]
          volumes: [data:/data]
          environment: [A_URL=https://one.acme.io, B_URL=https://two.acme.io]
          logging: { driver: syslog, options: { syslog-address: "tcp+tls://logs.acme.io:6514" } }
          labels: [data-class=personal]
      volumes: { data: {}, other: {} }
      """,
      "compose.override.yaml": """
      services:
        db:
          command: redis-server
          ports: ["6379:6379", "6380:6380"]
          volumes: [{ type: volume, source: other, target: /data }]
          environment: { A_URL: https://three.acme.io }
          logging: { driver: gelf, options: { gelf-address: "udp://gelf.acme.io:12201" } }
          labels: { data-class: health }
      """,
    ])
    let database = try merged.resource("service/db")
    #expect(database.clearSecrets.isEmpty)
    #expect(database.transit.map(\.what).filter { $0.contains("published") }.count == 2)
    #expect(database.references.map(\.target) == ["volume/other"])
    let targets = database.flows.map(\.target)
    #expect(targets.contains("https://three.acme.io") && targets.contains("https://two.acme.io"))
    #expect(!targets.contains { $0.contains("one.acme") || $0.contains("logs.acme") })
    #expect(targets.contains { $0.contains("gelf.acme.io") })
    #expect(database.tags.map(\.value) == ["health"])
  }
}
