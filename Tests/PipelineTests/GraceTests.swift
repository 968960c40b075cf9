import Assessment
import Atlas
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("Time of grace for what only new knowledge brought")
struct GraceTests {
  private let bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  private static func policy(version: String, released: String?, allow: String) -> String {
    """
    policy: acme
    version: \(version)
    \(released.map { "released: \($0)" } ?? "")
    title: ACME
    unlabelled: personal
    rules:
      - id: acme.residency
        title: Data stands there
        category: residency
        allow: [\(allow)]
        severity: high
        remedy: Move it.

    """
  }

  /// A tree in France whose first policy allows France, and the record of it.
  private func tree() async throws -> (folder: TemporaryFolder, record: String) {
    let folder = try TemporaryFolder()
    try folder.write("t.yaml", bucket)
    try folder.write("acme.yaml", Self.policy(version: "1", released: "2026-01-01", allow: "FR"))
    try folder.write(".bornage.yml", "policies: [acme.yaml]\nexcludes: [acme.yaml, record.json]\n")
    let record = folder.url.path + "/record.json"
    let scan = try Scan(options(folder))
    try scan.recordStanding(of: await scan.run().report, to: record)
    return (folder, record)
  }

  private func options(_ folder: TemporaryFolder, region: String = "eu-west-3") -> ScanOptions {
    var options = ScanOptions(paths: [folder.url.path], contexts: ["aws.region=\(region)"])
    options.sourceDate = "2026-11-28T06:00:00Z"
    return options
  }

  private func scan(
    _ folder: TemporaryFolder, _ record: String, region: String = "eu-west-3", grace: String = "30d"
  ) async throws -> ScanReport {
    var options = options(folder, region: region)
    options.grace = grace
    options.graceSince = record
    return await (try Scan(options)).run().report
  }

  @Test("a new version of a policy: its findings count once the time is over")
  func newPolicy() async throws {
    let (folder, record) = try await tree()
    try folder.write("acme.yaml", Self.policy(version: "2", released: "2026-11-20", allow: "DE"))
    let report = try await scan(folder, record)
    #expect(report.assessment.findings.count == 1)
    #expect(report.outcome.exitCode == 0, "\(report.outcome.reason)")
    #expect(report.outcome.reason.contains("1 more do"))
    #expect(report.graces.values.map(\.until) == ["2026-12-20"])
    #expect(report.graces.values.map(\.cause) == ["acme 2"])
    let text = String(decoding: TextReport.render(report, style: ReportStyle()), as: UTF8.self)
    #expect(text.contains("only by acme 2: they count from 2026-12-20 on"))
    let json = String(decoding: JSONReport.render(report, style: ReportStyle()), as: UTF8.self)
    #expect(json.contains("\"grace\":{\"cause\":\"acme 2\""))
    let markdown = String(decoding: MarkdownReport.render(report, style: ReportStyle()), as: UTF8.self)
    #expect(markdown.contains("1 in grace: they do not count yet"))
    #expect(markdown.contains("(in grace until 2026-12-20, since only acme 2 brought it)"))
    let html = String(
      decoding: HTMLReport.render(report, style: ReportStyle(language: .french)), as: UTF8.self)
    #expect(html.contains("<b class=\"w-grace\">en délai de grâce jusqu’au 20 décembre 2026</b>"))
    let sarif = String(decoding: SARIFReport.render(report, style: ReportStyle()), as: UTF8.self)
    #expect(
      sarif.contains("\"grace\":{\"cause\":\"acme 2\",\"since\":\"2026-11-20\",\"until\":\"2026-12-20\"}"))
    #expect(sarif.contains("(in grace until 2026-12-20, since only acme 2 brought it)"))
    #expect(!sarif.contains("suppressions"))
    #expect(try await scan(folder, record, grace: "8d").outcome.exitCode == 1)
    #expect(try await scan(folder, record, grace: "9d").outcome.exitCode == 0)
  }

  @Test(
    "a version that does not say when it came out, or only will, gets no time and is named",
    arguments: [
      nil, "2026-12-24",
    ])
  func undated(released: String?) async throws {
    let (folder, record) = try await tree()
    try folder.write("acme.yaml", Self.policy(version: "2", released: released, allow: "DE"))
    let report = try await scan(folder, record)
    #expect(report.outcome.exitCode == 1)
    #expect(report.notices.contains { $0.contains("acme 2") && $0.contains("no time of grace") })
  }

  @Test("what the infrastructure brought counts at once, also under a new policy version")
  func infrastructure() async throws {
    let (folder, record) = try await tree()
    // The same rule, the bucket moved.
    #expect(try await scan(folder, record, region: "us-east-1").outcome.exitCode == 1)
    // A new version whose rule is unchanged.
    try folder.write("acme.yaml", Self.policy(version: "2", released: "2026-11-20", allow: "FR"))
    #expect(try await scan(folder, record, region: "us-east-1").outcome.exitCode == 1)
    // A new rule, and a resource that was not there.
    try folder.write("acme.yaml", Self.policy(version: "2", released: "2026-11-20", allow: "DE"))
    try folder.write("u.yaml", "Resources:\n  New:\n    Type: AWS::S3::Bucket\n")
    let report = try await scan(folder, record)
    #expect(report.assessment.findings.count == 2)
    #expect(report.graces.count == 1)
    #expect(report.outcome.exitCode == 1)
  }

  @Test("a breach that stood before is no news")
  func old() async throws {
    let (folder, record) = try await tree()
    try folder.write("acme.yaml", Self.policy(version: "2", released: "2026-11-20", allow: "DE"))
    let scan = try Scan(options(folder))
    try scan.recordStanding(of: await scan.run().report, to: record)
    try folder.write("acme.yaml", Self.policy(version: "3", released: "2026-11-21", allow: "IT"))
    #expect(try await self.scan(folder, record).outcome.exitCode == 1)
  }

  @Test("a new atlas: only what is said of the resource as before is its doing")
  func newAtlas() async throws {
    let (folder, record) = try await tree()
    var text = try String(contentsOfFile: record, encoding: .utf8)
    // As if the atlas had then known another country for the region: the finding of today is new, the rule is not.
    let found = try #require(text.range(of: "\"sha256\":\"[0-9a-f]{64}\"", options: .regularExpression))
    text.replaceSubrange(found, with: "\"sha256\":\"\(String(repeating: "0", count: 64))\"")
    try folder.write("acme.yaml", Self.policy(version: "2", released: "2026-11-20", allow: "DE"))
    let policies = try PolicyChoice(try Settings(options(folder))).load(atlas: Atlas())
    let rules = policies.flatMap { RuleInEffect.digests(of: $0).values }
    let start = try #require(text.range(of: "\"rules\":["))
    text.insert(contentsOf: rules.map { "\"\($0)\"," }.joined(), at: start.upperBound)
    try text.write(toFile: record, atomically: true, encoding: .utf8)
    let report = try await scan(folder, record, grace: "400d")
    #expect(report.graces.values.map(\.cause.english) == ["the atlas of \(Atlas().asOf)"])
    #expect(report.outcome.exitCode == 0)
    // The resource says something else now, so nobody can tell that it was the atlas.
    try folder.write("t.yaml", bucket + "    Properties: { Tags: [{ Key: a, Value: b }] }\n")
    #expect(try await scan(folder, record, grace: "400d").outcome.exitCode == 1)
  }

  @Test("without a record, or with one of an incomplete scan, there is no time of grace")
  func noRecord() async throws {
    let (folder, record) = try await tree()
    var options = options(folder)
    options.grace = "30d"
    let error = #expect(throws: UsageError.self) { try Scan(options) }
    #expect(error?.message.contains("--record-standing") == true)
    options.graceSince = try folder.write("other.json", "{\"decisions\": []}")
    #expect(throws: UsageError.self) { try Scan(options) }
    options.graceSince = record
    _ = try Scan(options)
    try folder.write("broken.yaml", "apiVersion: v1\nkind: Secret\nmetadata: [\n")
    let scan = try Scan(self.options(folder))
    let report = await scan.run().report
    #expect(throws: UsageError.self) { try scan.recordStanding(of: report, to: record) }
  }
}
