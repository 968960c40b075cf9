import Foundation
import Inventory
import TestSupport
import Testing

@testable import Pipeline

@Suite("Helm charts that are not rendered")
struct HelmTests {
  private static let fixture = Repository.fixtures.appendingPathComponent("helm/shop")

  private func stock(_ path: String) async throws -> StockTaking.Stock {
    await StockTaking(
      ScanOptions(paths: [path]), context: try ScanContext(paths: [path], given: []), atlas: .init()
    ).run()
  }

  private func resource(_ key: String, _ stock: StockTaking.Stock) throws -> Resource {
    try #require(stock.resources.first { $0.key == key }, "no \(key) among \(stock.resources.map(\.key))")
  }

  @Test("values of a chart are defaults, with the line that gives them")
  func defaults() async throws {
    let stock = try await stock(Self.fixture.path)
    let shop = try resource("apps/v1/Deployment/default/shop", stock)
    #expect(shop.flows.map(\.target) == ["db.eu-west-3.rds.amazonaws.com", "docker.io"])
    #expect(shop.clearSecrets.map(\.name) == ["auth.password"])
    let evidence = try #require(shop.flows.first?.place.candidates.first?.evidence)
    #expect(evidence.contains { $0.kind == .atlas })
    let secret = try #require(shop.clearSecrets.first)
    #expect(secret.evidence.map(\.kind) == [.parameterDefault])
    #expect(secret.evidence.first?.text.contains("in force unless another is given") == true)
    #expect(secret.span.start.line == 16)
    let service = try resource("v1/Service/default/shop-service", stock)
    #expect(service.transit.map(\.what) == ["port 80"])
    let claim = try resource("v1/PersistentVolumeClaim/default/shop-persistence", stock)
    #expect(claim.atRest?.unknown?.reason.contains("`disks`") == true)
    let chart = try resource("chart/shop", stock)
    #expect(chart.flows.map(\.target).map { $0.contains("charts.bitnami.com") } == [true])
    let report = try await InventoryScan.run(ScanOptions(paths: [Self.fixture.path]))
    #expect(!String(decoding: report.render(.json), as: UTF8.self).contains("c4n4ry"))
  }

  @Test("templates are told with the command that renders them")
  func templates() async throws {
    let stock = try await stock(Self.fixture.path)
    let unread = try #require(stock.coverage.unread.first)
    #expect(unread.path.hasSuffix("templates/deployment.yaml"))
    #expect(unread.reason.contains("helm template \(Self.fixture.path) > rendered.yaml"))
    #expect(stock.coverage.notUnderstoodKinds == ["helm-template": 1])
    #expect(stock.coverage.filesByDialect["helm"] == 2 && stock.coverage.reconciles)
  }

  @Test("files of values beside the defaults are deployments, and a StorageClass of the scan is followed")
  func deployments() async throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    for name in ["Chart.yaml", "values.yaml"] {
      try folder.write(
        "shop/\(name)",
        String(
          decoding: try #require(files.contents(atPath: Self.fixture.appendingPathComponent(name).path)),
          as: UTF8.self))
    }
    try folder.write("shop/values-dev.yaml", "persistence: { storageClass: plain }")
    try folder.write(
      "shop/values-prod.yaml",
      "image: { registry: rg.fr-par.scw.cloud }\nservice: { type: ClusterIP }\nauth: { password: null }")
    try folder.write(
      "classes.yaml",
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: disks }
      provisioner: csi.scaleway.com
      parameters: { encrypted: "true" }
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: plain }
      provisioner: csi.scaleway.com
      """)
    let stock = try await stock(folder.url.path)
    let shop = try resource("apps/v1/Deployment/default/shop", stock)
    let pulls = shop.flows.filter { $0.kind == .imagePull }
    #expect(pulls.map(\.target) == ["docker.io", "rg.fr-par.scw.cloud"])
    #expect(
      pulls.map { $0.operatorID.candidates.first?.condition?.value.hasSuffix("values-dev.yaml") } == [
        true, false,
      ])
    #expect(pulls.allSatisfy { $0.operatorID.candidates.first?.condition?.name == "values" })
    let claim = try resource("v1/PersistentVolumeClaim/default/shop-persistence", stock)
    #expect(Set(claim.atRest?.candidates.map(\.value.encrypted) ?? []) == [true, false])
  }

  @Test("values without a chart are given, not defaults")
  func given() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "redis/values-prod.yaml", "image: { repository: ghcr.io/acme/redis }\ndb: { dbPassword: c4n4ry-1 }")
    let stock = try await stock(folder.url.path)
    let workload = try resource("apps/v1/Deployment/default/redis", stock)
    #expect(workload.clearSecrets.first?.evidence.map(\.kind) == [.declared])
  }
}
