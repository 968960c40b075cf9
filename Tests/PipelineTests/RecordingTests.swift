import Foundation
import Ledger
import TestSupport
import Testing

@testable import Pipeline

@Suite("Recording")
struct RecordingTests {
  private static let template = """
    AWSTemplateFormatVersion: "2010-09-09"
    Resources:
      Patients:
        Type: AWS::S3::Bucket
    """

  private func job(_ ledger: String?, tree: String? = nil, at: String? = "2026-11-30T06:00:00Z") -> RecordJob
  {
    RecordJob(ledger: ledger, tree: tree, owner: "platform", at: at)
  }

  private func options(_ path: String, region: String = "us-east-1") -> ScanOptions {
    ScanOptions(paths: [path], policies: ["eu-gdpr"], contexts: ["aws.region=\(region)"])
  }

  @Test("a scan is recorded once, and a record of it is the same scan")
  func once() async throws {
    let folder = try TemporaryFolder()
    try folder.write("infra/store.yaml", Self.template)
    let path = folder.url.appendingPathComponent("infra").path
    let ledger = folder.url.appendingPathComponent("ledger.db").path
    let first = try await job(ledger).run(options(path))
    #expect(first.line.hasPrefix("recorded: scan "))
    #expect(first.exitCode == 0, "findings are the gate's business")
    let second = try await job(ledger).run(options(path))
    #expect(second.line.hasPrefix("already recorded: scan "))

    var record = options(path)
    record.commandLine = []
    let (report, excerpts) = try await Scan(record).run()
    let file = folder.url.appendingPathComponent("scan.json").path
    try ReportOutputs(formats: ["snapshot=\(file)"], output: nil).write(report, excerpts: excerpts)
    #expect(try job(ledger, tree: "infra").run(from: file).line.hasPrefix("already recorded: scan "))
    #expect(try Ledger.open(ledger).scans(tree: "infra").map(\.owner) == ["platform"])
  }

  @Test("a history has dates")
  func history() async throws {
    let folder = try TemporaryFolder()
    try folder.write("infra/store.yaml", Self.template)
    let path = folder.url.appendingPathComponent("infra").path
    let ledger = folder.url.appendingPathComponent("ledger.db").path
    _ = try await job(ledger, at: "2026-11-23T06:00:00Z").run(options(path))
    _ = try await job(ledger, at: "2026-11-30T06:00:00Z").run(options(path, region: "eu-west-3"))
    let histories = try Ledger.open(ledger).histories(tree: "infra")
    let moved = histories.filter { $0.closed == "2026-11-30T06:00:00Z" }
    #expect(!moved.isEmpty)
    #expect(moved.allSatisfy { $0.firstSeen == "2026-11-23T06:00:00Z" })
  }

  @Test("what is recorded goes out and in again")
  func outAndIn() async throws {
    let folder = try TemporaryFolder()
    try folder.write("infra/store.yaml", Self.template)
    let path = folder.url.appendingPathComponent("infra").path
    let ledger = folder.url.appendingPathComponent("ledger.db").path
    _ = try await job(ledger).run(options(path))
    let export = folder.url.appendingPathComponent("export.ndjson").path
    #expect(try LedgerJob(ledger: ledger).export(to: export).contains("1 scan"))
    let copy = LedgerJob(ledger: folder.url.appendingPathComponent("copy.db").path)
    #expect(try copy.importing(export).contains("imported: 1 scan into"))
    #expect(try copy.importing(export).contains("1 already recorded"))
    #expect(try copy.check().isWhole)
    #expect(try copy.list(tree: nil).count == 2)
    #expect(try copy.list(tree: "none") == ["no scan of none is recorded in \(folder.url.path)/copy.db"])
  }

  @Test("mistakes are said before anything is scanned or stored")
  func mistakes() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("store.yaml", Self.template)
    let ledger = folder.url.appendingPathComponent("ledger.db").path
    await #expect(throws: UsageError.self) { try await job(ledger, at: "yesterday").run(options(file)) }
    await #expect(throws: UsageError.self) {
      try await job(ledger).run(ScanOptions(paths: [file, file], policies: ["eu-gdpr"]))
    }
    #expect(throws: UsageError.self, "no tree") { try job(ledger).run(from: file) }
    #expect(throws: UsageError.self, "no record") { try job(ledger, tree: "t").run(from: file) }
    #expect(throws: UsageError.self, "no ledger") { try LedgerJob(ledger: ledger).list(tree: nil) }
    #expect(!FileManager.default.fileExists(atPath: ledger))
    let other = try folder.write("notes.db", String(repeating: "no database\n", count: 50))
    await #expect(throws: UsageError.self) { try await job(other).run(options(file)) }
  }

  @Test("the configuration above what is scanned names the ledger, beside itself")
  func configured() throws {
    let folder = try TemporaryFolder()
    try folder.write(".bornage.yml", "ledger: history/ledger.db\n")
    let file = try folder.write("infra/store.yaml", Self.template)
    let root = ConfigurationPath.absolute(folder.url.path)
    #expect(try LedgerChoice.location("given.db", paths: [file]) == "given.db")
    #expect(try LedgerChoice.location(nil, paths: [file]) == "\(root)/history/ledger.db")
    try folder.write("infra/.bornage.yml", "ledger: postgres://db/ledger\n")
    #expect(try LedgerChoice.location(nil, paths: [file]) == "postgres://db/ledger")
    #expect(throws: UsageError.self, "two ledgers") {
      try LedgerChoice.location(nil, paths: [file, folder.url.path])
    }
    let bare = try TemporaryFolder()
    #expect(throws: UsageError.self, "none is named") {
      try LedgerChoice.location(nil, paths: [bare.url.path])
    }
  }

  @Test("a tree is named by its working tree and the way from there")
  func names() throws {
    let folder = try TemporaryFolder()
    try folder.write("acme/.git/HEAD", "ref: refs/heads/main\n")
    try folder.write("acme/infra/prod/store.yaml", Self.template)
    try folder.write("loose/store.yaml", Self.template)
    let root = folder.url.path
    #expect(try TreeName.of(["\(root)/acme"]) == "acme")
    #expect(try TreeName.of(["\(root)/acme/infra/prod/"]) == "acme/infra/prod")
    #expect(try TreeName.of(["\(root)/loose"]) == "loose")
    #expect(throws: UsageError.self) { try TreeName.of(["\(root)/acme", "\(root)/loose"]) }
    #expect(throws: UsageError.self) { try TreeName.of(["-"]) }
  }
}
