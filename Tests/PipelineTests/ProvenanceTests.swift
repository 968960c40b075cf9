import Atlas
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("What went into a scan")
struct ProvenanceTests {
  private func provenance(
    _ paths: [String], jobs: Int = 2, megabytes: Int = 512, change: (inout ScanOptions) -> Void = { _ in }
  ) async throws -> Provenance? {
    var options = ScanOptions(
      paths: paths, policies: ["eu-gdpr"], jobs: jobs,
      limits: Machine.limits(megabytes: megabytes, depth: 256, nodes: 1000))
    options.recordsProvenance = true
    change(&options)
    return try await Scan(options).run().report.provenance
  }

  /// The digests were made with `sha256sum`.
  @Test("every file is there, understood or not, with size and digest, in the order of paths")
  func inputs() async throws {
    let folder = try TemporaryFolder()
    try folder.write("b/notes.txt", "abc")
    try folder.write("a.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n")
    try folder.write("c.png", Data([0xFF, 0xD8, 0x00]))
    try folder.write("d.yaml", "")
    for jobs in [1, 8] {
      let inputs = try #require(try await provenance([folder.url.path], jobs: jobs)).inputs
      let prefix = folder.url.path + "/"
      #expect(
        inputs.map { $0.path.replacingOccurrences(of: prefix, with: "") } == [
          "a.yaml", "b/notes.txt", "c.png", "d.yaml",
        ])
      #expect(inputs.map(\.size) == [42, 3, 3, 0])
      #expect(inputs[1].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(inputs[3].sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
  }

  @Test("a file above the limit is not read, but its digest is taken")
  func large() async throws {
    let folder = try TemporaryFolder()
    let bytes = Data((0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0) })
    let path = try folder.write("big.yaml", bytes)
    let small = try #require(try await provenance([path])).inputs
    let large = try #require(try await provenance([path], megabytes: 1)).inputs
    #expect(large.first?.size == 3 << 20)
    #expect(large == small)
  }

  @Test("a file that others make the scan read again keeps its digest")
  func reread() async throws {
    let fixtures = Repository.fixtures.appendingPathComponent("cloudformation").path
    let inputs = try #require(try await provenance([fixtures])).inputs
    let names = try FileManager.default.contentsOfDirectory(atPath: fixtures)
    #expect(inputs.count == names.count)
  }

  @Test("nothing is recorded unless it is asked for")
  func unasked() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", "a: 1\n")
    #expect(try await provenance([folder.url.path]) { $0.recordsProvenance = false } == nil)
  }

  @Test("options are kept, secrets among them hidden")
  func words() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.yaml", "a: 1\n")
    let made = try await provenance([folder.url.path]) { options in
      options.contexts = ["aws.region=eu-west-3"]
      options.values = ["DbPassword=hunter2", "Stage=prod"]
      options.commandLine = ["/opt/x/bornage", "scan", "--set", "DbPassword=hunter2", "--seal", "out", "a"]
      options.sourceDate = "2026-11-28T06:00:00Z"
    }
    let provenance = try #require(made)
    #expect(provenance.contexts == ["aws.region=eu-west-3"])
    #expect(provenance.parameters == ["DbPassword=***", "Stage=prod"])
    #expect(provenance.commandLine == ["bornage", "scan", "--set", "DbPassword=***", "a"])
    #expect(provenance.sourceDate == "2026-11-28T06:00:00Z")
  }

  @Test(
    "words that are, or may be, secrets",
    arguments: [
      ("--set=ApiToken=abc", "--set=ApiToken=***"),
      ("DB_PASSWORD=a b, c", "DB_PASSWORD=***"),
      ("db-pwd=${x}", "db-pwd=***"),
      ("Url=https://ada:pw@host/x", "Url=https://***@host/x"),
      ("Key=ghp_0123456789", "Key=***"),
      ("places=FR,DE", "places=FR,DE"),
      ("aws.region=eu-west-3", "aws.region=eu-west-3"),
      ("infra/prod", "infra/prod"),
    ])
  func hidden(word: String, shown: String) {
    #expect(GivenWords.safe(word) == shown)
  }

  @Test("where a bundle goes and how many threads worked on it is no part of the command line")
  func commandLine() {
    #expect(
      GivenWords.commandLine([
        "b", "scan", "--jobs=4", "--seal=x", "--sign-key", "k", "--jobs", "2", "a", "--", "--jobs",
      ]) == ["bornage", "scan", "a", "--", "--jobs"])
    #expect(GivenWords.commandLine([]) == [])
  }

  @Test(
    "times with a zone",
    arguments: [
      "2026-11-28T06:00:00Z", "2026-11-28T06:00:00.5+01:00", "2024-02-29T23:59:60Z",
      "2026-11-28T06:00:00-11:30",
    ])
  func validDates(text: String) {
    #expect(SourceDate.isValid(text))
  }

  @Test(
    "what is no time",
    arguments: [
      "", "2026-11-28", "2026-11-28T06:00:00", "2026-02-29T06:00:00Z", "2026-11-28T24:00:00Z",
      "2026-11-28 06:00:00Z", "2026-11-28T06:00Z", "2026-11-28T06:00:00.Z", "2026-11-28T06:00:00+1:00",
      "2026-11-28T06:00:00Z\n",
    ])
  func invalidDates(text: String) async throws {
    #expect(!SourceDate.isValid(text))
    await #expect(throws: UsageError.self) { _ = try await provenance([]) { $0.sourceDate = text } }
  }

  /// Kept apart from the code: the same list as `sha256sum` writes over the folder, in the order of bytes.
  @Test("the atlas's digest is that of the list of its files")
  func atlas() async throws {
    let root = Repository.root.appendingPathComponent("Sources/Atlas/Data")
    var lines: [String] = []
    Atlas().forEachFile { name, bytes in
      #expect((try? Data(contentsOf: root.appendingPathComponent(name))) == Data(bytes), "\(name)")
      lines.append(name)
    }
    let folder = try TemporaryFolder()
    let made = try #require(try await provenance([folder.url.path]))
    #expect(made.atlasSHA256.count == 64)
    #expect(made.cardsSHA256.count == 64)
    #expect(made.atlasSHA256 != made.cardsSHA256)
    #expect(lines.count > 20)
  }
}
