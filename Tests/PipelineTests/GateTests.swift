import Assessment
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("How a scan ends")
struct GateTests {
  private let bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  private func scan(
    _ folder: TemporaryFolder, _ change: (inout ScanOptions) -> Void = { _ in }
  ) async throws -> ScanReport {
    var options = ScanOptions(
      paths: [folder.url.path], policies: ["eu-gdpr"], contexts: ["aws.region=cn-north-1"])
    change(&options)
    return await (try Scan(options)).run().report
  }

  private func tree() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("t.yaml", bucket)
    return folder
  }

  @Test(
    "the threshold decides, in general, by policy and by category",
    arguments: [
      (["high"], 1), (["none"], 0), (["critical"], 0), (["none", "eu-gdpr=high"], 1),
      (["high", "eu-gdpr=none"], 0), (["none", "category:residency=high"], 1),
      (["high", "eu-gdpr=none", "category:residency=high"], 1),
      (["low", "eu-gdpr=critical", "category:residency=none"], 0),
    ])
  func thresholds(failOn: [String], code: Int) async throws {
    let report = try await scan(tree()) { $0.failOn = failOn }
    #expect(Int(report.outcome.exitCode) == code, "\(report.outcome.reason)")
  }

  @Test("undetermined findings count like others, or by a threshold of their own")
  func undetermined() async throws {
    let folder = try tree()
    func code(_ failOn: String, _ word: String?) async throws -> Int32 {
      try await scan(folder) {
        $0.contexts = []
        $0.failOn = [failOn]
        $0.failOnUndetermined = word
      }.outcome.exitCode
    }
    let findings = try await scan(folder) { $0.contexts = [] }.assessment.findings
    #expect(findings.contains { $0.verdict == .undetermined })
    #expect(try await code("none", nil) == 0)
    #expect(try await code("none", "info") == 1)
    #expect(try await code("info", "none") == (findings.contains { $0.verdict != .undetermined } ? 1 : 0))
    #expect(try await code("critical", "critical") == 0)
  }

  @Test("incomplete wins over findings; a report-only scan ends with 0 and says why")
  func incomplete() async throws {
    let folder = try tree()
    try folder.write("broken.yaml", "apiVersion: v1\nkind: Secret\nmetadata: [\n")
    #expect(try await scan(folder).outcome.exitCode == 3)
    #expect(try await scan(folder) { $0.failOn = ["none"] }.outcome.exitCode == 3)
    #expect(try await scan(folder) { $0.allowIncomplete = true }.outcome.exitCode == 1)
    let only = try await scan(folder) { $0.exitZero = true }
    #expect(only.outcome.exitCode == 0)
    #expect(only.outcome.reason.contains("incomplete"))
    #expect(only.outcome.reason.contains("only reports, so its exit code is 0 instead of 3"))
    let findings = try await scan(tree()) { $0.exitZero = true }
    #expect(findings.outcome.reason.contains("0 instead of 1"))
  }

  @Test("too little coverage is incomplete")
  func coverage() async throws {
    let report = try await scan(tree()) {
      $0.contexts = []
      $0.minimumCoverage = 50
    }
    #expect(report.outcome.exitCode == 3)
    #expect(report.outcome.reason.contains("0 %"))
  }

  @Test("what a configuration excludes is not scanned, and counted")
  func excludes() async throws {
    let folder = try tree()
    try folder.write("old/a.yaml", bucket)
    try folder.write("old/b.yaml", bucket)
    try folder.write("new/c.bak.yaml", bucket)
    try folder.write(".bornage.yml", "excludes: [/old/, \"*.bak.yaml\"]\n")
    let report = try await scan(folder)
    #expect(report.coverage.excluded == 2)
    #expect(Set(report.resources.map { String($0.span.file.split(separator: "/").last ?? "") }) == ["t.yaml"])
    let below = try await scan(folder) { $0.paths = [folder.url.path + "/new"] }
    #expect(below.coverage.excluded == 1)
    let named = try await scan(folder) { $0.paths = [folder.url.path + "/old/a.yaml"] }
    #expect(named.resources.count == 1)
    let none = try await scan(folder) { $0.configuration = .none }
    #expect(none.coverage.excluded == 0)
    let json = String(decoding: JSONReport.render(report, style: ReportStyle()), as: UTF8.self)
    #expect(json.contains("\"excluded\":2"))
    let text = String(decoding: TextReport.render(report, style: ReportStyle()), as: UTF8.self)
    #expect(text.contains("2 more left out by `excludes`"))
  }

  @Test("classes of a configuration hold over those of the policies")
  func classes() async throws {
    let folder = try tree()
    #expect(try await scan(folder).outcome.exitCode == 1)
    try folder.write(".bornage.yml", "classes: { public: { names: [\"B\"] } }\n")
    #expect(try await scan(folder).assessment.findings.allSatisfy { $0.category != .residency })
  }

  @Test("another configuration, or none, can be named")
  func choice() async throws {
    let folder = try tree()
    try folder.write(".bornage.yml", "fail-on: none\n")
    let other = try folder.write("ci/strict.yml", "fail-on: low\n")
    #expect(try await scan(folder).outcome.exitCode == 0)
    #expect(try await scan(folder) { $0.configuration = .none }.outcome.exitCode == 1)
    #expect(try await scan(folder) { $0.configuration = .file(other) }.outcome.exitCode == 1)
    #expect(throws: UsageError.self) {
      var options = ScanOptions(paths: ["."])
      options.configuration = .file(folder.url.path + "/absent.yml")
      _ = try Settings(options)
    }
  }
}
