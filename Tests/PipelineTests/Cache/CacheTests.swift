import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("A cache never changes an answer")
struct CacheTests {
  /// One thing that bears on an answer.
  struct Change: Sendable, CustomStringConvertible {
    let description: String
    var before: @Sendable (CacheBench) throws -> Void = { _ in }
    let make: @Sendable (CacheBench) throws -> Void

    init(
      _ description: String, before: @escaping @Sendable (CacheBench) throws -> Void = { _ in },
      make: @escaping @Sendable (CacheBench) throws -> Void
    ) {
      self.description = description
      self.before = before
      self.make = make
    }
  }

  private static let policy = """
    policy: own
    version: 1.0.0
    title: Own
    rules:
      - id: own.1
        title: Data stands in France
        category: residency
        allow: [FR]
        severity: high
        remedy: Move it.
    """

  static let files: [Change] = [
    Change("a file's content") {
      try $0.tree.write("infra/a.yaml", "Resources:\n  B:\n    Type: AWS::SQS::Queue\n")
    },
    Change("a file's content, of the same length") {
      try $0.tree.write("infra/a.yaml", "Resources:\n  C:\n    Type: AWS::S3::Bucket\n")
    },
    Change("a further file") {
      try $0.tree.write("infra/b/c.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n")
    },
    Change("a file less") {
      try FileManager.default.removeItem(at: $0.tree.url.appendingPathComponent("infra/k.yaml"))
    },
    Change("a file's name") {
      let folder = $0.tree.url.appendingPathComponent("infra")
      try FileManager.default.moveItem(
        at: folder.appendingPathComponent("a.yaml"), to: folder.appendingPathComponent("z.yaml"))
    },
    Change("an empty folder is none, a broken link is one more") {
      try FileManager.default.createSymbolicLink(
        atPath: $0.tree.url.path + "/infra/link.yaml", withDestinationPath: "nowhere")
    },
    Change("what an ignore file leaves out") { try $0.tree.write("infra/.bornageignore", "a.yaml\n") },
    Change("an ignore file above") { try $0.tree.write(".gitignore", "k.yaml\n") },
    Change("the repository's own list") { try $0.tree.write(".git/info/exclude", "k.yaml\n") },
    Change("a pipeline around what is scanned", before: { $0.options.contexts = [] }) {
      try $0.tree.write(
        ".gitlab-ci.yml",
        "deploy:\n  script: aws cloudformation deploy --template-file infra/a.yaml --region eu-west-3\n")
    },
    Change(
      "a pipeline's content",
      before: {
        $0.options.contexts = []
        try $0.tree.write(
          ".gitlab-ci.yml",
          "deploy:\n  script: aws cloudformation deploy --template-file infra/a.yaml --region eu-west-3\n")
      }
    ) {
      try $0.tree.write(
        ".gitlab-ci.yml",
        "deploy:\n  script: aws cloudformation deploy --template-file infra/a.yaml --region us-east-2\n")
    },
    Change("settings beside the file", before: { $0.options.contexts = [] }) {
      try $0.tree.write("infra/samconfig.toml", "[default.deploy.parameters]\nregion = \"eu-south-1\"")
    },
    Change("a configuration", before: { $0.options.contexts = [] }) {
      try $0.tree.write(".bornage.yml", "contexts:\n  - paths: infra\n    aws.region: eu-west-3\n")
    },
    Change(
      "a configuration's content",
      before: { try $0.tree.write(".bornage.yml", "fail-on: low\n") }
    ) { try $0.tree.write(".bornage.yml", "fail-on: critical\n") },
    Change(
      "where a link leads, of which a configuration speaks",
      before: {
        $0.options.contexts = []
        try $0.tree.write(".bornage.yml", "contexts:\n  - paths: one\n    aws.region: eu-west-3\n")
        for name in ["one", "two"] {
          try $0.tree.write(name + "/t.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n")
        }
        try FileManager.default.createSymbolicLink(
          atPath: $0.tree.url.path + "/infra/t.yaml", withDestinationPath: "../one/t.yaml")
      }
    ) {
      try FileManager.default.removeItem(atPath: $0.tree.url.path + "/infra/t.yaml")
      try FileManager.default.createSymbolicLink(
        atPath: $0.tree.url.path + "/infra/t.yaml", withDestinationPath: "../two/t.yaml")
    },
    Change(
      "a policy's file",
      before: { $0.options.policies = [try $0.place.write("own.yaml", policy)] }
    ) { try $0.place.write("own.yaml", policy.replacingOccurrences(of: "[FR]", with: "[US]")) },
    Change(
      "a policy that another extends",
      before: {
        try $0.place.write("base.yaml", policy)
        $0.options.policies = [
          try $0.place.write("ext.yaml", "policy: ext\nversion: 1.0.0\ntitle: E\nextends: [base.yaml]\n")
        ]
      }
    ) { try $0.place.write("base.yaml", policy.replacingOccurrences(of: "[FR]", with: "[US]")) },
    Change("waivers") { $0.options.waivers = [try $0.place.write("w.yaml", CacheBench.waivers)] },
    Change(
      "a waiver's file",
      before: { $0.options.waivers = [try $0.place.write("w.yaml", CacheBench.waivers)] }
    ) {
      try $0.place.write(
        "w.yaml", CacheBench.waivers.replacingOccurrences(of: "b@example", with: "a@example"))
    },
    Change(
      "the day, where there are waivers",
      before: { $0.options.waivers = [try $0.place.write("w.yaml", CacheBench.waivers)] }
    ) { $0.options.sourceDate = "2026-12-01T00:00:00Z" },
  ]

  static let options: [Change] = [
    Change("a policy") { $0.options.policies = ["eu-gdpr", "fr-hds-2"] },
    Change("a context") { $0.options.contexts = ["aws.region=eu-west-3"] },
    Change("a parameter") { $0.options.values = ["Region=eu-west-3"] },
    Change("the day of the law") { $0.options.asOf = "2031-01-01" },
    Change("the threshold") { $0.options.failOn = ["low"] },
    Change("the threshold of a category") { $0.options.failOn = ["category:residency=low"] },
    Change("that it only reports") { $0.options.exitZero = true },
    Change("what is left out") { $0.options.excludes = ["*.txt"] },
    Change("a baseline") {
      $0.options.baseline = try $0.place.write(
        "base.json", #"{"format":"bornage-baseline","formatVersion":"1.0","decisions":[]}"#)
    },
    Change("what makes a scan incomplete") { $0.options.minimumCoverage = 100 },
    Change("the limits") { $0.options.limits.bytes = 10 },
    Change("the format") { $0.format = "sarif" },
    Change("the program: its version, its atlas, its cards, its packs") { $0.program = "another" },
    Change("the environment") { $0.environment = ["LANG=fr_FR.UTF-8"] },
  ]

  @Test("nothing changed: the answer is replayed, byte for byte")
  func replay() async throws {
    let bench = try CacheBench()
    let plain = try await bench.plain()
    #expect(plain.exitCode == 1)
    #expect(try await bench.cached() == plain)
    let kept = bench.kept
    #expect(kept.count == 1)
    // Something only this file can say shows that it was the one that was read.
    #expect(try await bench.cached() == plain)
    #expect(bench.kept == kept)
    bench.options.jobs = 7
    #expect(try await bench.cached() == plain)
    #expect(bench.kept == kept)
  }

  @Test("the answer that is replayed is the kept one: a scan would not say this")
  func replayed() async throws {
    let bench = try CacheBench()
    _ = try await bench.cached()
    let name = try #require(bench.kept.first)
    let planted = CachedAnswer(exitCode: 5, reason: "planted", payload: [Array("planted".utf8)])
    let cache = try CacheFolder(bench.folder, maxBytes: 1 << 20, seal: CacheSeal())
    try #require(try cache.draft(planted, name: name)).publish()
    #expect(try await bench.cached() == CacheBench.Answer(report: "planted", exitCode: 5))
  }

  @Test("a change that bears on the answer is seen", arguments: files + options)
  func change(_ change: Change) async throws {
    let bench = try CacheBench()
    try change.before(bench)
    #expect(try await bench.cached() == bench.plain())
    #expect(bench.kept.count == 1)
    try change.make(bench)
    #expect(try await bench.cached() == bench.plain())
    #expect(bench.kept.count == 2, "\(change) makes no difference to the key")
  }

  @Test("without waivers, tomorrow's answer is today's")
  func tomorrow() async throws {
    let bench = try CacheBench()
    bench.options.sourceDate = nil
    let scan = try Scan(bench.options)
    let grounds = scan.grounds
    func key(_ day: String) -> String {
      var material = KeyMaterial()
      let other = ScanGrounds(
        options: grounds.options, context: grounds.context, policies: grounds.policies,
        waivers: grounds.waivers,
        atlas: grounds.atlas, gate: grounds.gate, excludes: grounds.excludes, reference: grounds.reference,
        graces: grounds.graces, notices: grounds.notices, day: day)
      #expect(other.add(to: &material))
      return material.finish()
    }
    #expect(key("2026-11-25") == key("2026-11-26"))
  }

  @Test("what changes while it is scanned is not kept")
  func meanwhile() async throws {
    let bench = try CacheBench()
    _ = try await bench.cached {
      try bench.tree.write("infra/a.yaml", "Resources:\n  B:\n    Type: AWS::SQS::Queue\n")
    }
    #expect(bench.kept.isEmpty)
    // Changed back as well: the bytes are the same, the file's record is not.
    let original = try String(contentsOfFile: bench.tree.url.path + "/infra/a.yaml", encoding: .utf8)
    _ = try await bench.cached {
      try waitForClock()
      try bench.tree.write("infra/a.yaml", "a: 1\n")
      try bench.tree.write("infra/a.yaml", original)
    }
    #expect(bench.kept.isEmpty)
    #expect(try await bench.cached() == bench.plain())
    #expect(bench.kept.count == 1)
  }

  /// Until the clock that stamps files has moved on.
  private func waitForClock() throws { Thread.sleep(forTimeInterval: 0.03) }

  @Test("standard input and files that are not on disk have no key")
  func keyless() async throws {
    let bench = try CacheBench()
    bench.options.paths = ["-"]
    #expect(try await Scan(bench.options).key(program: { "p" }, environment: []) == nil)
  }

  /// Fails when a scan or its options get a part that the key does not know: say there how it bears on the answer.
  @Test("the key knows every part of a scan and of its options")
  func parts() async throws {
    let bench = try CacheBench()
    let scan = try Scan(bench.options)
    let labels = Mirror(reflecting: scan).children.compactMap(\.label)
    #expect(Set(labels) == ScanGrounds.knownParts)
    var material = KeyMaterial()
    #expect(scan.grounds.add(to: &material))
  }

  @Test("the running program and what bears on answers in its environment can be told")
  func running() {
    let program = Inputs.program()
    #expect(program?.utf8.count == 64)
    #expect(program == Inputs.program())
    #expect(
      Inputs.environment()?.allSatisfy { !$0.hasPrefix("BORNAGE_CACHE") && !$0.hasPrefix("PATH=") } == true)
  }

  @Test("values that run together are told apart")
  func material() {
    func digest(_ values: [String]) -> String {
      var material = KeyMaterial()
      for value in values { material.add("v", value) }
      return material.finish()
    }
    #expect(digest(["ab", "c"]) != digest(["a", "bc"]))
    #expect(digest(["a\nv 1\nb"]) != digest(["a", "b"]))
    #expect(digest(["", "a"]) != digest(["a", ""]))
  }
}
