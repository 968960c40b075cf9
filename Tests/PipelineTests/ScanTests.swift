import Assessment
import Foundation
import Inventory
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("A scan from paths to its outcome")
struct ScanTests {
  private func scan(
    _ paths: [String], policies: [String] = ["eu-gdpr"], contexts: [String] = [], failOn: String? = nil,
    jobs: Int = 2, allowIncomplete: Bool = false, minimumCoverage: Int? = nil
  ) async throws -> ScanReport {
    try await Scan(
      ScanOptions(
        paths: paths, policies: policies, contexts: contexts, failOn: failOn, jobs: jobs,
        allowIncomplete: allowIncomplete, minimumCoverage: minimumCoverage)
    ).run().report
  }

  private let bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  @Test("without a policy the scan says which one it uses")
  func fallback() async throws {
    let folder = try TemporaryFolder()
    let report = try await scan([folder.write("t.yaml", bucket)], policies: [])
    #expect(report.assessment.policies.map(\.id) == ["eu-gdpr"])
    #expect(report.notices.first?.contains("eu-gdpr") == true)
  }

  @Test("a template without a context has an undetermined place, and the remedy says how to give one")
  func undetermined() async throws {
    let folder = try TemporaryFolder()
    let report = try await scan([folder.write("t.yaml", bucket)])
    #expect(report.coverage.dataBearing == 1)
    #expect(report.coverage.undetermined == 1)
    let finding = try #require(report.assessment.findings.first { $0.category == .residency })
    #expect(finding.verdict == .undetermined)
    #expect(finding.remedy.contains("--context aws.region="))
  }

  @Test(
    "the region decides",
    arguments: [("eu-west-3", 0), ("us-east-1", 1), ("cn-north-1", 1)])
  func region(code: String, exit: Int32) async throws {
    let folder = try TemporaryFolder()
    let report = try await scan([folder.write("t.yaml", bucket)], contexts: ["aws.region=\(code)"])
    let residency = report.assessment.findings.filter { $0.category == .residency }
    #expect(residency.isEmpty == (exit == 0), "\(residency.map(\.message))")
  }

  @Test("a marked file that is broken makes the scan incomplete; one that nothing marks does not")
  func incomplete() async throws {
    let folder = try TemporaryFolder()
    try folder.write("broken.yaml", "apiVersion: v1\nkind: Secret\nmetadata: [\n")
    let report = try await scan([folder.url.path])
    #expect(report.outcome.exitCode == 3)
    #expect(report.coverage.unread.first?.line == 4 || report.coverage.unread.first?.line == 3)
    let allowed = try await scan([folder.url.path], allowIncomplete: true)
    #expect(allowed.outcome.exitCode == 0)
    #expect(allowed.outcome.reason.contains("incomplete"))

    let other = try TemporaryFolder()
    try other.write("notes.yaml", "a: [\n")
    #expect(try await scan([other.url.path]).outcome.exitCode == 0)
    // Named, it is asked for: silence would be a lie.
    #expect(try await scan([other.url.path + "/notes.yaml"]).outcome.exitCode == 3)
  }

  @Test("a path that does not exist makes the scan incomplete")
  func absent() async throws {
    let report = try await scan(["/nonexistent/x.yaml"])
    #expect(report.outcome.exitCode == 3)
    #expect(report.coverage.unreadable == 1)
    #expect(report.coverage.reconciles)
  }

  @Test("the threshold decides between 0 and 1")
  func threshold() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.yaml", bucket)
    let low = try await scan([path], contexts: ["aws.region=us-east-1"], failOn: "info")
    #expect(low.outcome.exitCode == 1)
    #expect(throws: UsageError.self) { try Scan(ScanOptions(paths: [path], failOn: "hihg")) }
  }

  @Test("coverage below what was asked for counts as incomplete")
  func coverage() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.yaml", bucket)
    #expect(try await scan([path], minimumCoverage: 50).outcome.exitCode == 3)
    #expect(
      try await scan([path], contexts: ["aws.region=eu-west-3"], minimumCoverage: 50).outcome.exitCode != 3)
  }

  @Test("an unknown policy is told with the nearest name")
  func policy() {
    let error = #expect(throws: UsageError.self) {
      try Scan(ScanOptions(paths: ["."], policies: ["eu-gdrp"]))
    }
    #expect(error?.message.contains("did you mean `eu-gdpr`") == true)
  }

  @Test("every file stands in one column")
  func account() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a/t.yaml", bucket)
    try folder.write("a/readme.txt", "hello")
    try folder.write("a/package-lock.json", "{\"name\": \"x\", \"lockfileVersion\": 3}")
    try folder.write("a/stack.yaml", "heat_template_version: 2018-08-31\nresources: {}\n")
    try folder.write("a/b.bin", Data([0, 1, 2, 3]))
    try folder.write(
      "templates/deployment.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n{{- if .x }}\n  a: b\n{{- end }}\n")
    try folder.write("a/late.yaml", "apiVersion: v1\nkind: Pod\n---\n{% if x %}\nkind: Pod\n{% endif %}\n")
    try folder.write("a/raw.yaml", "{% raw %}\napiVersion: v1\nkind: Pod\nname: \"{{ .x }}\"\n{% endraw %}\n")
    let report = try await scan([folder.url.path])
    let coverage = report.coverage
    #expect(coverage.reconciles)
    #expect(coverage.found == 8)
    #expect(coverage.understood == 1)
    #expect(coverage.notUnderstoodKinds == ["heat": 1, "helm-template": 3])
    #expect(coverage.notInfrastructure == 3)
    #expect(coverage.unread.contains { $0.reason.contains("helm template") })
    #expect(!coverage.isIncomplete)
  }

  @Test("the number of jobs does not change the report")
  func deterministic() async throws {
    let folder = try TemporaryFolder()
    for index in 0..<40 {
      try folder.write(
        "d\(index % 7)/t\(index).yaml", bucket.replacingOccurrences(of: "B:", with: "B\(index):"))
    }
    let one = try await scan([folder.url.path], jobs: 1)
    let eight = try await scan([folder.url.path], jobs: 8)
    #expect(one.resources.map(\.id) == eight.resources.map(\.id))
    #expect(one.assessment.findings.map(\.fingerprint) == eight.assessment.findings.map(\.fingerprint))
    #expect(one.resources.count == 40)
  }
}

@Suite("Data classes over a whole scan")
struct ClassScanTests {
  @Test("a bucket that receives the access logs of health data holds health data")
  func logs() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "a.yaml",
      """
      Resources:
        Records:
          Type: AWS::S3::Bucket
          Properties:
            Tags: [{ Key: data-class, Value: health }]
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
        Logs: { Type: AWS::S3::Bucket }
        Other: { Type: AWS::S3::Bucket }
      """)
    let policy = try folder.write(
      "policy.yaml",
      """
      policy: t
      version: "1"
      title: T
      rules:
        - { id: T-1, title: T, category: residency, allow: [FR], applies: { class: [health] }, severity: high, remedy: Move it }
      """)
    let scan = try Scan(
      ScanOptions(
        paths: [folder.url.path + "/a.yaml"], policies: [policy], contexts: ["aws.region=us-east-1"]))
    let report = await scan.run().report
    let named = report.assessment.findings.compactMap { $0.resource.map { report.resources[$0].name } }
    #expect(named == ["Records", "Logs"])
    #expect(
      report.assessment.findings.last?.evidence.contains {
        $0.text == "receives the data of `Records` (log-sink)" && $0.span?.start.line == 6
      } == true)
  }
}
