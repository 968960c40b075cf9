import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("Many trees in one run")
struct FleetTests {
  private static let bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  private func fleet(
    _ path: String, _ folder: TemporaryFolder, resumes: Bool = false, formats: [String] = ["json"],
    jobs: Int = 2,
    ledger: String? = nil, at: String? = nil, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> FleetSummary {
    let settings = Fleet.Settings(
      base: ScanOptions(paths: [], policies: ["eu-gdpr"], contexts: ["aws.region=us-east-1"], jobs: 1),
      output: folder.url.path + "/out", formats: formats, jobs: jobs, resumes: resumes,
      ledger: try FleetLedger.named(ledger, at: at))
    return try await Fleet(path, settings).run(progress: progress)
  }

  private func repositories() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["pay", "shop/web", "data"] {
      try folder.write("repos/\(name)/infra/t.yaml", Self.bucket)
    }
    try folder.write("repos/pay/.git/HEAD", "")
    try folder.write("repos/pay/CODEOWNERS", "* @pay\n")
    try folder.write("repos/shop/web/.bornage.yml", "policies: [eu-gdpr]\n")
    try folder.write("repos/data/.git", "gitdir: elsewhere\n")
    try folder.write("repos/data/sub/.git/HEAD", "")
    try folder.write("repos/none/t.yaml", Self.bucket)
    return folder
  }

  private func json(_ folder: TemporaryFolder, _ name: String = "summary.json") throws -> [String: Any] {
    let data = try Data(contentsOf: folder.url.appendingPathComponent("out/" + name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func trees(_ folder: TemporaryFolder) throws -> [[String: Any]] {
    try #require(try json(folder)["trees"] as? [[String: Any]])
  }

  @Test("every folder with a .git or a .bornage.yml is a tree, and what lies within one belongs to it")
  func found() async throws {
    let folder = try repositories()
    let summary = try await fleet(folder.url.path + "/repos", folder)
    #expect(try trees(folder).compactMap { $0["name"] as? String } == ["data", "pay", "shop/web"])
    #expect(summary.exitCode == 1)
    let owners = try #require(try json(folder)["owners"] as? [[String: Any]])
    #expect(owners.compactMap { $0["owner"] as? String } == ["(no owner)", "@pay"])
    #expect(owners.compactMap { $0["trees"] as? Int } == [2, 1])
    #expect(summary.text.contains("@pay"))
    #expect(summary.markdown.contains("`shop/web`"))
  }

  @Test("the report of a tree is what a scan of it gives, whatever stands beside it")
  func same() async throws {
    let folder = try repositories()
    for jobs in [1, 4] {
      _ = try await fleet(folder.url.path + "/repos", folder, formats: ["json", "sarif"], jobs: jobs)
      let (report, excerpts) = try await Scan(
        ScanOptions(
          paths: [folder.url.path + "/repos/pay"], policies: ["eu-gdpr"], contexts: ["aws.region=us-east-1"])
      ).run()
      for format in ["json", "sarif"] {
        let kind = try #require(ReportFormats.named(format))
        let alone = Data(kind.render(report, style: ReportStyle(excerpts: excerpts)))
        #expect(try Data(contentsOf: folder.url.appendingPathComponent("out/trees/pay.\(format)")) == alone)
      }
    }
  }

  @Test("one failing tree harms no other; the worst decides the exit code")
  func failing() async throws {
    let folder = try repositories()
    try folder.write("repos/pay/.bornage.yml", "polices: [x]\n")
    let list = try folder.write(
      "fleet.yml",
      """
      trees:
        - { name: pay, path: repos/pay, owner: team-pay }
        - { path: repos/data/, owner: team-data, contexts: [aws.region=eu-west-3] }
        - { name: gone, path: repos/gone }
        - { name: odd, path: repos/none, policies: [nope] }
      """)
    let summary = try await fleet(list, folder)
    #expect(summary.exitCode == 2)
    let all = try trees(folder)
    #expect(all.compactMap { $0["exitCode"] as? Int } == [2, 0, 3, 2])
    #expect(all.compactMap { $0["failed"] as? Bool } == [true, false, false, true])
    #expect(all[1]["name"] as? String == "repos/data")
    #expect((all[0]["reason"] as? String)?.contains("did you mean `policies`?") == true)
    let owners = try #require(try json(folder)["owners"] as? [[String: Any]])
    #expect(owners.compactMap { $0["owner"] as? String } == ["(no owner)", "team-data", "team-pay"])
  }

  @Test("finished trees are left alone until something that bears on them changes")
  func resumed() async throws {
    let folder = try repositories()
    let repos = folder.url.path + "/repos"
    func kept(_ formats: [String] = ["json"]) async throws -> [Bool] {
      _ = try await fleet(repos, folder, resumes: true, formats: formats)
      return try trees(folder).compactMap { $0["kept"] as? Bool }
    }
    #expect(try await kept() == [false, false, false])
    let report = try Data(contentsOf: folder.url.appendingPathComponent("out/trees/pay.json"))
    let before = try json(folder)
    #expect(try await kept() == [true, true, true])
    #expect(
      NSDictionary(dictionary: try json(folder)["total"] as? [String: Any] ?? [:])
        == NSDictionary(dictionary: before["total"] as? [String: Any] ?? ["": 0]))
    try folder.write("repos/pay/infra/u.yaml", Self.bucket)
    #expect(try await kept() == [true, false, true])
    try folder.write("repos/pay/CODEOWNERS", "* @other\n")
    #expect(try await kept() == [true, false, true])
    // A report that is not what was written is made anew.
    try folder.write("out/trees/pay.json", "{}")
    #expect(try await kept() == [true, false, true])
    #expect(try Data(contentsOf: folder.url.appendingPathComponent("out/trees/pay.json")) != report)
    try folder.write("out/state/pay.json", "{\"version\": 1, \"key\":")
    #expect(try await kept() == [true, false, true])
    #expect(try await kept(["sarif"]) == [false, false, false])
  }

  @Test("a tree that ended the program twice is an entry with that error")
  func deadly() async throws {
    let folder = try repositories()
    try folder.write("out/state/pay.begun", "1")
    #expect(try await fleet(folder.url.path + "/repos", folder, resumes: true).exitCode == 1)
    try FileManager.default.removeItem(atPath: folder.url.path + "/out/state/pay.json")
    try folder.write("out/state/pay.begun", "2")
    #expect(try await fleet(folder.url.path + "/repos", folder, resumes: true).exitCode == 70)
    #expect((try trees(folder)[1]["reason"] as? String)?.contains("ended the program 2 times") == true)
    // Asked for without what came before, it is tried again.
    #expect(try await fleet(folder.url.path + "/repos", folder).exitCode == 1)
  }

  @Test("a list tells its mistakes with their place")
  func mistakes() async throws {
    let folder = try repositories()
    func error(_ name: String, _ text: String) async -> String {
      do {
        _ = try await fleet(try folder.write(name, text), folder)
        return ""
      } catch let error as UsageError {
        return error.message
      } catch {
        return "\(error)"
      }
    }
    #expect(
      await error("a.yml", "trees:\n  - path: repos/pay\n    onwer: x\n").contains("a.yml:3:5: `onwer`"))
    #expect(await error("b.yml", "trees:\n  - name: x\n").contains("needs a `path`"))
    #expect(await error("c.yml", "- path: repos/pay\n- path: repos/pay\n").contains("two trees"))
    #expect(await error("d.yml", "").contains("lists no trees"))
    #expect(await error("e.ndjson", "{\"path\": \"repos/pay\"}\n{\"pat\n").contains("e.ndjson:2"))
    #expect(await error("f.ndjson", "{\"path\": \"repos/pay\"}\n\n").isEmpty)
    #expect(
      await error("repos/pay/g.yml", "- path: ../../../\(folder.url.lastPathComponent)\n").contains("output"))
  }

  @Test("names become names of files, each its own")
  func names() {
    func file(_ name: String) -> String { FleetTree(name: name, path: "x").fileName }
    #expect(file("pay-1.x_y") == "pay-1.x_y")
    let odd = ["a/b", "a-b", "A-b", "../b", ".", "..", "é", "a b", String(repeating: "x", count: 300)].map(
      file)
    #expect(Set(odd).count == odd.count)
    #expect(odd.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") && $0.utf8.count < 120 })
  }

  @Test("a scan that the ledger cannot take is a failure, and is not finished")
  func refused() async throws {
    let folder = try repositories()
    let (repos, place) = (folder.url.path + "/repos", folder.url.path + "/ledger.db")
    let summary = try await fleet(repos, folder, resumes: true, jobs: 1, ledger: place) { word in
      guard word.hasPrefix("[1/3]") else { return }
      try? Data(repeating: 0x78, count: 8192).write(to: URL(fileURLWithPath: place))
    }
    #expect(summary.exitCode == 2)
    #expect(try trees(folder).compactMap { $0["failed"] as? Bool } == [false, true, true])
    try FileManager.default.removeItem(atPath: place)
    _ = try await fleet(repos, folder, resumes: true, ledger: place)
    #expect(try trees(folder).compactMap { $0["kept"] as? Bool } == [true, false, false])
  }

  @Test("every tree goes into the one ledger, under its name and with its owner")
  func recorded() async throws {
    let folder = try repositories()
    try folder.write(
      "list.yaml",
      "trees:\n  - {path: repos/pay, name: payments, owner: team-payments}\n  - path: repos/data\n")
    let (list, place) = (folder.url.path + "/list.yaml", folder.url.path + "/ledger.db")
    _ = try await fleet(list, folder, jobs: 4, ledger: place, at: "2026-11-23T06:00:00Z")
    _ = try await fleet(list, folder, jobs: 4, ledger: place, at: "2026-11-30T06:00:00Z")
    // The same scan of the same day is recorded already.
    _ = try await fleet(list, folder, ledger: place, at: "2026-11-30T06:30:00Z")
    let job = LedgerJob(ledger: place)
    let lines = try job.list(tree: nil).dropFirst()
    #expect(lines.count == 4)
    #expect(lines.count { $0.contains(" payments ") && $0.contains(" team-payments ") } == 2)
    #expect(lines.count { $0.contains("2026-11-30") } == 2)
    let check = try job.check()
    #expect(check.isWhole, "\(check.lines)")
  }

  @Test("a tree is not finished for a ledger that it was not recorded in")
  func otherLedger() async throws {
    let folder = try repositories()
    let repositories = folder.url.path + "/repos"
    _ = try await fleet(repositories, folder, resumes: true)
    for name in ["a.db", "b.db", "b.db"] {
      _ = try await fleet(repositories, folder, resumes: true, ledger: folder.url.path + "/" + name)
      let lines = try LedgerJob(ledger: folder.url.path + "/" + name).list(tree: nil)
      #expect(lines.count == 1 + 3)
    }
    #expect(try trees(folder).allSatisfy { $0["kept"] as? Bool == true })
  }

  @Test("a ledger that cannot be used, or a time that is none, is told before anything is scanned")
  func unusableLedger() async throws {
    let folder = try repositories()
    try folder.write(
      "no-ledger.db", "this is no database, whatever its name says; it is long enough to be one")
    let repositories = folder.url.path + "/repos"
    for (ledger, at) in [
      (folder.url.path + "/no-ledger.db", nil), (folder.url.path + "/l.db", "yesterday"),
      (nil, "2026-11-30T06:00:00Z"),
    ] as [(String?, String?)] {
      await #expect(throws: UsageError.self) {
        _ = try await fleet(repositories, folder, ledger: ledger, at: at)
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/out"))
  }
}
