import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("Sealing a scan and verifying the bundle")
struct SealingTests {
  private let template = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  private func seal(
    _ path: String, to target: String, formats: [String] = [], policies: [String] = ["eu-gdpr"],
    jobs: Int = 2, keyFile: String? = nil
  ) async throws {
    let outputs = try ReportOutputs(formats: formats, output: nil, sealing: true)
    let sealing = try Sealing(to: target, outputs: outputs, keyFile: keyFile)
    var options = ScanOptions(
      paths: [path], policies: policies, contexts: ["aws.region=eu-west-3"], jobs: jobs)
    options.recordsProvenance = true
    options.sourceDate = "2026-11-28T06:00:00Z"
    let scan = try Scan(options)
    let (report, excerpts) = await scan.run()
    try sealing.seal(report, given: scan.givenFiles, excerpts: excerpts)
  }

  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return files
  }

  @Test(
    "reports, policies, waivers, configuration and inputs are in the bundle; it verifies, until a byte changes"
  )
  func whole() async throws {
    let folder = try TemporaryFolder()
    try folder.write("tree/t.yaml", template)
    try folder.write(
      "tree/.bornage.yml", "policies: [own.yaml]\nwaivers: [accepted.yaml]\n")
    try folder.write(
      "tree/own.yaml",
      "policy: own\nversion: 1.0.0\ntitle: Own\nextends: [eu-gdpr]\n")
    try folder.write("tree/accepted.yaml", "waivers: []\n")
    let target = folder.url.path + "/bundle"
    try await seal(folder.url.path + "/tree", to: target, policies: [])
    let files = try files(target)
    for name in [
      "MANIFEST.sha256", "bundle.json", "configuration/dot.bornage.yml", "policies/eu-gdpr.yaml",
      "policies/own.yaml", "report.json", "report.sarif", "report.txt", "waivers/accepted.yaml",
    ] { #expect(files[name]?.isEmpty == false, "\(name)") }
    #expect(files["waivers/accepted.yaml"] == Data("waivers: []\n".utf8))
    let data = try #require(files["bundle.json"])
    let record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let inputs = try #require(record["inputs"] as? [[String: Any]])
    #expect(
      inputs.compactMap { ($0["path"] as? String)?.split(separator: "/").last } == [
        ".bornage.yml", "accepted.yaml", "own.yaml", "t.yaml",
      ])
    #expect((record["coverage"] as? [String: Any])?["files"] != nil)
    #expect(record["sourceDate"] as? String == "2026-11-28T06:00:00Z")

    let (lines, isIntact) = try Verification.lines(target, keyFile: nil)
    #expect(isIntact)
    #expect(lines.contains { $0.hasPrefix("replay: the same atlas") })
    #expect(lines.contains("replay: the same service cards"))
    var report = try #require(files["report.txt"])
    report[report.count / 2] ^= 1
    try report.write(to: URL(fileURLWithPath: target + "/report.txt"))
    let (changed, isStillIntact) = try Verification.lines(target, keyFile: nil)
    #expect(!isStillIntact)
    #expect(changed.first == "changed   report.txt")
  }

  @Test("the same input gives the same bytes, wherever it is written and whatever the number of cores")
  func deterministic() async throws {
    let folder = try TemporaryFolder()
    let path = Repository.fixtures.path
    for jobs in [1, 8] { try await seal(path, to: folder.url.path + "/\(jobs)", jobs: jobs) }
    #expect(try files(folder.url.path + "/1") == files(folder.url.path + "/8"))
  }

  /// The private key is 32 equal bytes, the public one was made of it with OpenSSL.
  @Test("keys are read from files")
  func keys() async throws {
    let folder = try TemporaryFolder()
    let start: [UInt8] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]
    let content = Data(start + [UInt8](repeating: 7, count: 32)).base64EncodedString()
    let key = try folder.write(
      "k.pem", "-----BEGIN PRIVATE KEY-----\n\(content)\n-----END PRIVATE KEY-----\n")
    let publicKey = try folder.write(
      "p.pem",
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=\n-----END PUBLIC KEY-----\n"
    )
    let path = try folder.write("t.yaml", template)
    try await seal(path, to: folder.url.path + "/b", keyFile: key)
    let (lines, isIntact) = try Verification.lines(folder.url.path + "/b", keyFile: publicKey)
    #expect(isIntact)
    #expect(lines.contains { $0.hasPrefix("signature: holds (Ed25519") })
    #expect(throws: UsageError.self) { try Verification.lines(folder.url.path + "/b", keyFile: key) }
  }

  @Test("the reports asked for are in the bundle, and no others")
  func formats() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.yaml", template)
    let side = folder.url.path + "/side.txt"
    try await seal(path, to: folder.url.path + "/b", formats: ["json", "text=\(side)"])
    let names = try files(folder.url.path + "/b").keys.filter { $0.hasPrefix("report") }
    #expect(names == ["report.json"])
  }

  @Test("mistakes show before the scan")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    try folder.write("full/x", "x")
    let outputs = try ReportOutputs(formats: [], output: nil, sealing: true)
    #expect(throws: UsageError.self) {
      try Sealing(to: folder.url.path + "/full", outputs: outputs, keyFile: nil)
    }
    #expect(throws: UsageError.self) {
      try Sealing(to: folder.url.path + "/b", outputs: outputs, keyFile: folder.url.path + "/full/x")
    }
    #expect(throws: UsageError.self) {
      try Sealing(to: folder.url.path + "/b", outputs: outputs, keyFile: folder.url.path + "/absent")
    }
    #expect(throws: UsageError.self) { try ReportOutputs(formats: [], output: "x", sealing: true) }
    #expect(throws: UsageError.self) {
      try ReportOutputs(formats: ["json", "json"], output: nil, sealing: true)
    }
    #expect(throws: UsageError.self) { try Verification.lines(folder.url.path, keyFile: nil) }
  }

  @Test("a sample is drawn from every verdict that the report counts")
  func population() async throws {
    var options = ScanOptions(paths: [Repository.fixtures.path], policies: ["eu-gdpr"])
    options.keepsJudgements = true
    let report = try await Scan(options).run().report
    let assessment = report.assessment
    let counted = assessment.rules.reduce(0) { sum, rule in
      sum + rule.counts.filter { $0.key != .notApplicable }.values.reduce(0, +)
    }
    #expect(assessment.judgements.count { $0.verdict != .notApplicable } == counted)
    for (index, rule) in assessment.rules.enumerated() {
      let passes = assessment.judgements.count { $0.rule == index && $0.verdict == .pass }
      #expect(passes == rule.counts[.pass] ?? 0, "\(rule.id)")
    }
    options.keepsJudgements = false
    #expect(try await Scan(options).run().report.assessment.judgements.isEmpty)
  }

  @Test("every fingerprint of a report is found again on the same tree")
  func explain() async throws {
    let options = ScanOptions(paths: [Repository.fixtures.path], policies: ["eu-gdpr"])
    let report = try await Scan(options).run().report
    let again = try await Scan(options).run().report
    #expect(!report.assessment.findings.isEmpty)
    for finding in report.assessment.findings {
      guard case .findings(let found) = ExplainReport.subject(finding.fingerprint, in: again) else {
        Issue.record("\(finding.fingerprint) is not found")
        continue
      }
      #expect(found.contains { again.assessment.findings[$0].message == finding.message })
    }
  }
}
