import Foundation
import Inventory
import TestSupport
import Testing

@testable import Pipeline

@Suite("Compose files and the files of variables beside them")
struct ComposeFilesTests {
  private static let compose = """
    services:
      web:
        image: ${REGISTRY:-docker.io}/shop/web:${TAG}
        env_file: [./web.env, { path: absent.env, required: false }, lost.env]
        environment:
          API_URL: https://${API_HOST}/v1
          DB_PASSWORD: ${DB_PASSWORD}
          MODE: ${MODE:-dev}
    """

  private func tree() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("shop/compose.yaml", Self.compose)
    try folder.write(
      "shop/.env",
      """
      # deployment
      export REGISTRY="registry.gitlab.com"
      TAG=1.2 # the newest
      API_HOST='api.eu-west-3.amazonaws.com'
      DB_PASSWORD=correct-horse
      NESTED=${TAG}
      """)
    try folder.write("shop/web.env", "SMTP_URL=smtp://mail.example.com:25\nAPI_KEY=c4n4ry-value\nMODE=prod\n")
    return folder
  }

  private func web(_ folder: TemporaryFolder, values: [String] = []) async throws -> (Resource, [String]) {
    let report = try await InventoryScan.run(ScanOptions(paths: [folder.url.path], values: values))
    let text = String(decoding: report.render(.json), as: UTF8.self)
    #expect(!text.contains("correct-horse") && !text.contains("c4n4ry"))
    let stock = await StockTaking(
      ScanOptions(paths: [folder.url.path], values: values),
      context: try ScanContext(paths: [], given: [], values: values), atlas: .init()
    ).run()
    let service = try #require(stock.resources.first { $0.key == "service/web" })
    return (service, stock.coverage.unread.map(\.reason.english))
  }

  @Test("values of .env are in force, with the line that gives them")
  func environment() async throws {
    let (web, unread) = try await web(try tree())
    #expect(web.flows.map(\.target).contains("registry.gitlab.com"))
    let api = try #require(web.flows.first { $0.target.contains("api.eu-west-3") })
    #expect(api.place.candidates.map(\.value.code) == ["eu-west-3"])
    let given = api.place.candidates.flatMap(\.evidence).first { $0.kind == .context }
    #expect(given?.span?.file.hasSuffix("shop/.env") == true && given?.span?.start.line == 4)
    #expect(Set(web.clearSecrets.map(\.name)) == ["DB_PASSWORD", "API_KEY"])
    #expect(
      web.flows.contains { $0.target.contains("mail.example.com") }
        || web.transit.contains { $0.what.contains("mail.example.com") })
    #expect(unread.filter { $0.contains(".env") }.map { $0.contains("lost.env") } == [true])
  }

  @Test("--set comes before .env, and without either the default of the file holds")
  func precedence() async throws {
    let folder = try tree()
    let (given, _) = try await web(folder, values: ["REGISTRY=ghcr.io"])
    #expect(given.flows.map(\.target).contains("ghcr.io"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("shop/.env"))
    let (silent, _) = try await web(folder)
    #expect(silent.flows.map(\.target).contains("docker.io"))
  }
}
