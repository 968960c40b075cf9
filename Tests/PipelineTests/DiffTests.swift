import Assessment
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("Two inventories against each other", .enabled(if: TemporaryFolder.hasGit, "git is not installed"))
struct DiffTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.git("init", "-q", "-b", "main")
  }

  private func bucket(_ name: String, region: String? = nil) -> String {
    var text = "Resources:\n  \(name):\n    Type: AWS::S3::Bucket\n"
    if let region {
      text +=
        "    Properties:\n      ReplicationConfiguration:\n        Role: arn:aws:iam::111122223333:role/r\n        Rules:\n"
        + "          - Status: Enabled\n            Destination:\n              Bucket: arn:aws:s3:::far\n"
      text += "  Far:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: \(region)\n"
    }
    return text
  }

  private func run(
    _ old: String, _ new: String, _ gates: [String] = [], contexts: [String] = ["aws.region=eu-west-3"]
  ) async throws -> (json: [String: Any], report: DifferenceReport) {
    let report = try await InventoryDiff(ScanOptions(paths: [], contexts: contexts), failOnNew: gates)
      .run(old, new).report
    let object = try JSONSerialization.jsonObject(with: Data(report.render(.json)))
    return (try #require(object as? [String: Any]), report)
  }

  private func names(_ json: [String: Any], _ state: String, _ subject: String) -> [String] {
    let part = (json[state] as? [String: Any])?[subject] as? [[String: Any]]
    return part?.compactMap { $0["name"] as? String } ?? []
  }

  @Test("trees: what came and what went, and the gate on it")
  func trees() async throws {
    let old = folder.url.appending(path: "old").path
    let new = folder.url.appending(path: "new").path
    try folder.write("old/a.yaml", bucket("Gone"))
    try folder.write("new/b.yaml", bucket("Came"))
    let (json, report) = try await run(old, new, ["countries,operators"])
    #expect(names(json, "new", "resources") == ["AWS::S3::Bucket/Came"])
    #expect(names(json, "gone", "resources") == ["AWS::S3::Bucket/Gone"])
    #expect(names(json, "new", "countries").isEmpty && report.exitCode == 0)
    #expect(try await run(old, new, ["resources"]).report.exitCode == 1)
  }

  @Test("a commit against the working tree: a new country")
  func commit() async throws {
    let path = folder.url.path
    try folder.write(".bornage.yml", "contexts:\n  - paths: ['**']\n    aws.region: eu-west-3\n")
    try folder.write("a.yaml", bucket("A"))
    try folder.commit()
    try folder.write(".bornage.yml", "contexts:\n  - paths: ['**']\n    aws.region: us-east-1\n")
    let (json, report) = try await run("HEAD", path, ["countries"], contexts: [])
    #expect(names(json, "new", "countries") == ["US"] && names(json, "gone", "countries") == ["FR"])
    #expect(report.exitCode == 1)
    #expect((json["moved"] as? [[String: Any]])?.first?["to"] as? [String] == ["US"])
    let text = String(decoding: report.render(.text), as: UTF8.self)
    #expect(text.contains("+ United States of America (US)") || text.contains("(US)"))
    #expect(String(decoding: report.render(.markdown), as: UTF8.self).contains("**new**"))
  }

  @Test("in French, with the names of countries; the form for programs stays as it is")
  func french() async throws {
    let sides = [folder.url.appending(path: "old").path, folder.url.appending(path: "new").path]
    try folder.write("old/a.yaml", bucket("Gone"))
    try folder.write("new/b.yaml", bucket("Came") + "  Other:\n    Type: AWS::SQS::Queue\n")
    func report(_ language: Language) async throws -> DifferenceReport {
      let options = ScanOptions(paths: [], contexts: ["aws.region=eu-west-3"])
      return try await InventoryDiff(options, failOnNew: ["resources"], language: language)
        .run(sides[0], sides[1]).report
    }
    let (english, french) = (try await report(.english), try await report(.french))
    let text = String(decoding: french.render(.text), as: UTF8.self)
    #expect(text.contains("Ressources portant des données\n  + AWS::S3::Bucket/Came"))
    #expect(
      text.contains("Résultat : nouveau parmi ce qui ne doit pas venir : 2 ressources portant des données"))
    let table = String(decoding: french.render(.markdown), as: UTF8.self)
    #expect(table.contains("| **nouveau** | ressource portant des données |"))
    #expect(table.contains("| disparu | ressource portant des données |"))
    #expect(french.render(.json) == english.render(.json))
  }

  @Test("what was saved of a scan says the same as the tree that it was saved of")
  func saved() async throws {
    let tree = folder.url.appending(path: "infra").path
    try folder.write("infra/a.yaml", bucket("A", region: "x"))
    let scanned = try await Scan(
      ScanOptions(paths: [tree], policies: ["eu-gdpr"], contexts: ["aws.region=eu-west-3"])
    ).run().report
    for format in ["snapshot", "json"] {
      let bytes = try #require(ReportFormats.named(format)).render(scanned, style: ReportStyle())
      let saved = try folder.write("saved.\(format)", Data(bytes))
      let (json, report) = try await run(saved, tree, ["countries,operators,hosts,flows,keys,resources"])
      #expect(report.exitCode == 0, "\(format): \(json)")
    }
  }

  @Test("mistakes are told")
  func mistakes() async throws {
    #expect(throws: UsageError.self) { try InventoryDiff(ScanOptions(paths: []), failOnNew: ["contries"]) }
    await #expect(throws: UsageError.self) { _ = try await run("nonesuch", folder.url.path) }
    let broken = try folder.write("b.json", "{\"schemaVersion\":\"1.2\"}")
    await #expect(throws: UsageError.self) { _ = try await run(broken, folder.url.path) }
  }
}
