import Assessment
import Foundation
import Inventory
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("What a change brought", .enabled(if: TemporaryFolder.hasGit, "git is not installed"))
struct SinceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.git("init", "-q", "-b", "main")
    try folder.write(
      ".bornage.yml", "policies: [eu-gdpr]\ncontexts:\n  - paths: ['**']\n    aws.region: eu-west-3\n")
  }

  private let bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  private func database(_ name: String = "Store", encrypted: String = "false") -> String {
    "Resources:\n  \(name):\n    Type: AWS::RDS::DBInstance\n    Properties:\n      StorageEncrypted: \(encrypted)\n"
  }

  private func scan(
    since: String = "HEAD", _ paths: [String] = [""], contexts: [String] = []
  ) async throws -> ScanReport {
    var options = ScanOptions(
      paths: paths.map { $0.isEmpty ? folder.url.path : folder.url.appending(path: $0).path },
      contexts: contexts, failOn: "low")
    options.since = since
    return try await Scan(options).run().report
  }

  private func counts(_ report: ScanReport) throws -> [Int] {
    let since = try #require(report.comparison?.since)
    return Prior.State.allCases.map { since.counts[$0] ?? 0 } + [since.fixed.count]
  }

  /// How many findings a tree has by itself.
  private func alone() async throws -> Int {
    try await Scan(ScanOptions(paths: [folder.url.path])).run().report.assessment.findings.count
  }

  @Test("nothing changed: nothing is new, and nothing counts")
  func nothing() async throws {
    try folder.write("a.yaml", database())
    try folder.commit()
    let report = try await scan()
    #expect(try counts(report) == [0, 0, report.assessment.findings.count, 0])
    #expect(!report.assessment.findings.isEmpty && report.outcome.exitCode == 0)
  }

  @Test("a new breach counts, an old one does not, a mended one is told")
  func groups() async throws {
    try folder.write("old.yaml", database("Old"))
    try folder.write("mended.yaml", database("Mended"))
    try folder.commit()
    try folder.write("mended.yaml", database("Mended", encrypted: "true"))
    try folder.write("new.yaml", database("New"))
    let report = try await scan()
    #expect(report.outcome.exitCode == 1)
    let fresh = report.assessment.findings.filter { $0.prior?.state == .new }
    #expect(!fresh.isEmpty && fresh.allSatisfy { $0.span?.file.hasSuffix("new.yaml") == true })
    let since = try #require(report.comparison?.since)
    #expect(since.fixed.map { $0.span?.file.hasSuffix("mended.yaml") } == [true])
    #expect(since.fixedKeys == ["AWS::RDS::DBInstance/Mended"])
  }

  @Test("an unknown that has become a breach has worsened")
  func worsened() async throws {
    let parameter = "Parameters:\n  On:\n    Type: String\n"
    try folder.write("a.yaml", parameter + database(encrypted: "!Ref On"))
    try folder.commit()
    try folder.write("a.yaml", parameter + database())
    let report = try await scan()
    let worse = report.assessment.findings.filter { $0.prior?.state == .worsened }
    #expect(worse.map(\.category) == [.encryptionAtRest])
    #expect(worse.first?.prior?.was?.english.contains("undetermined") == true)
    #expect(try counts(report)[3] == 0)
  }

  @Test("moved, renamed, reordered and reformatted: nothing is new and nothing fixed")
  func moved() async throws {
    try folder.write("a.yaml", database("One"))
    try folder.write("b.yaml", database("One"))
    try folder.write("c.yaml", bucket)
    try folder.commit()
    let count = try await alone()
    try folder.move("a.yaml", to: "z/moved.yaml")
    try folder.write("b.yaml", "# a remark\n\n" + database("One").replacing("false", with: "\"false\""))
    #expect(try counts(try await scan()) == [0, 0, count, 0])
  }

  @Test("files that declare the same object are joined and split again: nothing is new or fixed")
  func joined() async throws {
    try folder.write("a.yaml", claim + "---\n" + pod("web"))
    try folder.write("b.yaml", claim)
    try folder.commit()
    let count = try await alone()
    try folder.write("a.yaml", claim + "---\n" + pod("web") + "---\n" + claim)
    try folder.remove("b.yaml")
    #expect(try counts(try await scan()) == [0, 0, count, 0])
    try folder.commit()
    try folder.write("a.yaml", claim + "---\n" + pod("web"))
    try folder.write("c.yaml", claim)
    #expect(try counts(try await scan()) == [0, 0, count, 0])
  }

  @Test("what stood in a file that can no longer be read, or may stand in one now, is not called fixed")
  func unread() async throws {
    try folder.write("a.yaml", pod("web"))
    try folder.write("b.yaml", pod("explorer"))
    try folder.write("c.yaml", pod("gone"))
    try folder.write("d.yaml", pod("late"))
    try folder.commit()
    // One is broken where it stands, one goes into it, one into a template, and one away for good.
    try folder.remove("b.yaml")
    try folder.remove("c.yaml")
    try folder.remove("d.yaml")
    try folder.write("template.yaml", pod("late") + "---\n{% if more %}\nkind: Pod\n{% endif %}\n")
    let broken = "apiVersion: v1\nkind: [broken\n---\n"
    try folder.write("a.yaml", broken + pod("web") + "---\n" + pod("explorer"))
    let report = try await scan()
    let since = try #require(report.comparison?.since)
    #expect(Set(since.fixedKeys) == ["v1/Pod/default/gone"])
    #expect(report.notices.contains { $0.contains("not called fixed") }, "\(report.notices)")
    #expect(report.outcome.exitCode == 3)
  }

  @Test("what is read is compared, even where its file breaks off later")
  func readInPart() async throws {
    let broken = "---\napiVersion: v1\nkind: [broken\n"
    try folder.write("a.yaml", pod("web") + broken)
    try folder.commit()
    try folder.write("a.yaml", pod("web").replacing("emptyDir: {}", with: "configMap: {name: c}") + broken)
    let since = try #require(try await scan().comparison?.since)
    #expect(!since.fixed.isEmpty && since.fixedKeys.allSatisfy { $0 == "v1/Pod/default/web" })
  }

  private let claim =
    "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  storageClassName: slow\n"

  private func pod(_ name: String) -> String {
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: \(name)\nspec:\n  containers:\n    - name: a\n"
      + "      image: docker.io/x/y:1\n  volumes:\n    - name: v\n      emptyDir: {}\n"
  }

  @Test("a file that nobody touched can be moved by what it rests on")
  func rests() async throws {
    try folder.write("a.yaml", bucket)
    try folder.commit()
    try folder.write(
      ".bornage.yml", "policies: [eu-gdpr]\ncontexts:\n  - paths: ['**']\n    aws.region: us-east-1\n")
    let report = try await scan()
    #expect(report.assessment.findings.contains { $0.category == .residency && $0.prior?.state == .new })
    #expect(report.outcome.exitCode == 1)
  }

  @Test(
    "a template that nobody touched is moved by a file beside it that changed, came or went",
    arguments: [["francecentral", "eastus"], [nil, "eastus"], ["francecentral", nil]] as [[String?]])
  func beside(regions: [String?]) async throws {
    try folder.write(".bornage.yml", "policies: [eu-gdpr]\n")
    try folder.write(
      "infra/main.json",
      #"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","#
        + #""contentVersion": "1.0.0.0", "parameters": {"location": {"type": "string"}},"#
        + #""resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2022-09-01","#
        + #""name": "logs", "location": "[parameters('location')]", "sku": {"name": "Standard_LRS"}}]}"#)
    func set(_ region: String?) throws {
      let path = "infra/main.parameters.json"
      guard let region else {
        return try FileManager.default.removeItem(at: folder.url.appending(path: path))
      }
      try folder.write(
        path,
        #"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","#
          + #""contentVersion": "1.0.0.0", "parameters": {"location": {"value": "\#(region)"}}}"#)
    }
    if let before = regions[0] { try set(before) }
    try folder.write("elsewhere/b.yaml", bucket)
    try folder.commit()
    try set(regions[1])
    try folder.write("elsewhere/b.yaml", bucket + "# touched\n")
    let report = try await scan()
    let moved = report.assessment.findings.filter {
      $0.category == .residency && $0.span?.file.contains("infra/") == true
    }
    #expect(moved.contains { $0.prior?.state == .new || $0.prior?.state == .worsened }, "\(moved)")
    #expect(
      report.assessment.findings.allSatisfy {
        $0.span?.file.contains("elsewhere/") != true || $0.prior?.state == .unchanged
      })
  }

  @Test("a pipeline of the tree speaks for its own state of it")
  func pipelines() async throws {
    try folder.write(".bornage.yml", "policies: [eu-gdpr]\n")
    func workflow(_ region: String) -> String {
      "on: push\njobs:\n  x:\n    runs-on: ubuntu-latest\n    steps:\n"
        + "      - run: aws cloudformation deploy --region \(region) --template-file infra/a.yaml --stack-name a\n"
    }
    try folder.write("infra/a.yaml", bucket)
    try folder.write(".github/workflows/deploy.yml", workflow("eu-west-3"))
    try folder.commit()
    try folder.write(".github/workflows/deploy.yml", workflow("us-east-1"))
    for paths in [[""], ["infra"], ["infra/a.yaml"]] {
      let report = try await scan(paths)
      #expect(
        report.assessment.findings.contains { $0.category == .residency && $0.prior?.state == .new },
        "\(paths)")
    }
  }

  @Test("what ignore files leave out is left out of both, and what they left out before is new")
  func ignored() async throws {
    try folder.write(".gitignore", "secret/\n")
    try folder.write("secret/a.yaml", database())
    try folder.write("b.yaml", bucket)
    try folder.commit()
    try folder.git("add", "-f", "secret/a.yaml")
    try folder.commit()
    #expect(try counts(try await scan())[0] == 0)
    try folder.remove("secret/a.yaml")
    #expect(try counts(try await scan())[3] == 0)
    try folder.git("checkout", "-q", "--", ".")
    try folder.write(".gitignore", "nothing\n")
    let report = try await scan()
    let last = try counts(report)
    #expect(last[0] > 0 && last[3] == 0)
  }

  @Test("the paths are those of the working tree, wherever it is scanned from")
  func paths() async throws {
    try folder.write("infra/a.yaml", database())
    try folder.write("infra/b.yaml", database("Gone"))
    try folder.commit()
    try folder.remove("infra/b.yaml")
    for paths in [[""], ["infra"], ["infra", "infra/a.yaml"]] {
      let report = try await scan(paths)
      #expect(try counts(report).first == 0, "\(paths)")
      let since = try #require(report.comparison?.since)
      let suffix = "infra/b.yaml"
      #expect(
        !since.fixed.isEmpty && since.fixed.allSatisfy { $0.span?.file.hasSuffix(suffix) == true }, "\(paths)"
      )
    }
  }

  @Test("the fork of two branches is written with three dots")
  func fork() async throws {
    try folder.write("a.yaml", bucket)
    try folder.commit()
    try folder.git("checkout", "-q", "-b", "topic")
    try folder.write("b.yaml", database("Topic"))
    try folder.commit()
    try folder.git("checkout", "-q", "main")
    try folder.write("c.yaml", database("Main"))
    try folder.commit()
    try folder.git("checkout", "-q", "topic")
    #expect(try counts(try await scan(since: "main"))[3] > 0)
    #expect(try counts(try await scan(since: "main..."))[3] == 0)
  }

  @Test("submodules and contents that are not there are told")
  func elsewhere() async throws {
    try folder.write(
      "lfs.yaml",
      "version https://git-lfs.github.com/spec/v1\noid sha256:\(String(repeating: "a", count: 64))\nsize 9\n")
    try folder.commit()
    try folder.write("lfs.yaml", database())
    let report = try await scan()
    #expect(report.notices.contains { $0.contains("Git LFS") }, "\(report.notices)")
    #expect(report.outcome.exitCode == 1)
  }

  @Test("what is left out by an option is left out of the commit too")
  func excluded() async throws {
    try folder.write("old/a.yaml", database("Old"))
    try folder.write("b.yaml", database())
    try folder.commit()
    try folder.write("old/a.yaml", database("Old", encrypted: "true"))
    var options = ScanOptions(paths: [folder.url.path], failOn: "low")
    options.since = "HEAD"
    options.excludes = ["old/"]
    let report = try await Scan(options).run().report
    #expect(try counts(report)[3] == 0)
    options.excludes = []
    #expect(try counts(try await Scan(options).run().report)[3] > 0)
  }

  @Test("links lead where they led")
  func links() async throws {
    try folder.write("base/a.yaml", database())
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "infra"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "infra/link.yaml").path, withDestinationPath: "../base/a.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "infra/all").path, withDestinationPath: "../base")
    try folder.write("infra/b.yaml", bucket)
    try folder.commit()
    let before = try counts(try await scan(["infra"]))
    #expect(before[0] == 0 && before[3] == 0)
    try folder.write("base/a.yaml", database(encrypted: "true"))
    let after = try counts(try await scan(["infra"]))
    #expect(after[0] == 0 && after[3] > 0)
  }

  @Test("nothing is written to the working tree or the repository")
  func untouched() async throws {
    try folder.write("a.yaml", database())
    try folder.commit()
    try folder.write("a.yaml", bucket)
    func state() throws -> [String] {
      let enumerator = FileManager.default.enumerator(
        at: folder.url, includingPropertiesForKeys: [.contentModificationDateKey])
      return (enumerator?.allObjects as? [URL] ?? []).map { url in
        let date = try? url.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
        return "\(url.path) \(date?.timeIntervalSince1970 ?? 0)"
      }.sorted()
    }
    let before = try state()
    _ = try await scan()
    #expect(try state() == before)
  }

  @Test("commands that the repository's configuration names are not run")
  func hostile() async throws {
    try folder.write("a.yaml", database())
    try folder.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    try folder.commit()
    let mark = folder.url.appending(path: "ran").path
    for key in [
      "filter.evil.clean", "filter.evil.smudge", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor",
    ] {
      try folder.git("config", key, "touch \(mark)")
    }
    try folder.write("a.yaml", bucket)
    _ = try await scan()
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test(
    "mistakes are told before anything is scanned",
    arguments: ["nonesuch", "--help", "-q", "", "HEAD:a.yaml", "a..b"])
  func mistakes(name: String) throws {
    try folder.write("a.yaml", bucket)
    try folder.commit()
    var options = ScanOptions(paths: [folder.url.path])
    options.since = name
    #expect(throws: UsageError.self) { try Scan(options) }
  }

  @Test("outside of a repository, and for standard input, it is said")
  func outside() throws {
    let other = try TemporaryFolder()
    try other.write("a.yaml", bucket)
    for paths in [[other.url.path], ["-"], [folder.url.path, other.url.path]] {
      var options = ScanOptions(paths: paths)
      options.since = "HEAD"
      #expect(throws: UsageError.self) { try Scan(options) }
    }
  }
}
