import Assessment
import Descriptors
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("Settings from options, environment and configuration")
struct SettingsTests {
  private func settings(
    _ file: String, environment: [String: String] = [:], _ change: (inout ScanOptions) -> Void = { _ in }
  ) throws -> Settings {
    let configuration = try Configuration.parse(SourceBytes(file), path: ".bornage.yml", folder: "/repo")
    var options = ScanOptions(paths: [])
    options.environment = Environment(environment)
    change(&options)
    return try Settings(options, configurations: [configuration])
  }

  private func shown(_ settings: Settings, _ setting: Setting) -> [String] {
    (settings.inForce[setting] ?? []).map { "\($0.text) (\($0.origin.shown))" }
  }

  @Test("an option counts before the environment, that before the file")
  func precedence() throws {
    let file = "policies: [eu-dora]\nminimum-coverage: 10\njobs: 3\nlimits: { depth: 20 }\n"
    let variables = ["BORNAGE_POLICY": "eu-gdpr, uk-gdpr", "BORNAGE_JOBS": "4"]
    let both = try settings(file, environment: variables)
    #expect(shown(both, .policies) == ["eu-gdpr (BORNAGE_POLICY)", "uk-gdpr (BORNAGE_POLICY)"])
    #expect(shown(both, .minimumCoverage) == ["10 (.bornage.yml:2:19)"])
    #expect(both.options.jobs == 4)
    #expect(both.options.limits.depth == 20)
    #expect(both.options.limits.nodes == Limits().nodes)
    let flagged = try settings(file, environment: variables) {
      $0.policies = ["iso-27001"]
      $0.jobs = 5
      $0.given = [.jobs]
    }
    #expect(shown(flagged, .policies) == ["iso-27001 (--policy)"])
    #expect(flagged.options.jobs == 5)
  }

  @Test("thresholds are weighed key by key")
  func thresholds() throws {
    let file = "fail-on: { default: low, eu-gdpr: critical, \"category:residency\": medium }\n"
    let found = try settings(file, environment: ["BORNAGE_FAIL_ON": "eu-gdpr=none"]) {
      $0.failOn = ["high", "category:transfer=info"]
      $0.failOnUndetermined = "critical"
    }
    #expect(found.thresholds.standard == .from(.high))
    #expect(found.thresholds.policies == ["eu-gdpr": .never])
    #expect(found.thresholds.categories == [.residency: .from(.medium), .transfer: .from(.info)])
    #expect(found.thresholds.undetermined == .from(.critical))
  }

  @Test("waivers and excludes of all sources add up, and paths lie beside their file")
  func added() throws {
    let found = try settings(
      "waivers: a.yaml\nexcludes: [old/]\nbaseline: base.json\nformats: { sarif: out/x.sarif, text: \"-\" }",
      environment: ["BORNAGE_EXCLUDE": "*.bak"]
    ) { $0.waivers = ["b.yaml"] }
    #expect((found.inForce[.waivers] ?? []).map { $0.resolved($0.text) } == ["b.yaml", "/repo/a.yaml"])
    #expect(found.excludes.map(\.patterns) == [["*.bak"], ["old/"]])
    #expect(found.excludes.last?.folder == "/repo")
    #expect(found.baseline == "/repo/base.json")
    #expect(found.formats == ["sarif=/repo/out/x.sarif", "text"])
  }

  @Test(
    "a mistake is told with its source and the nearest right word",
    arguments: [
      ("fail-on: hihg", ".bornage.yml:1:10", "`high`"),
      ("fail-on: { \"category:residncy\": high }", ".bornage.yml:1:", "`residency`"),
      ("minimum-coverage: 101", ".bornage.yml:1:19", "from 0 to 100"),
      ("exit-zero: maybe", ".bornage.yml:1:12", "true nor false"),
      ("grace: 3m", ".bornage.yml:1:8", "30d"),
      ("language: de", ".bornage.yml:1:11", "en, fr"),
      ("as-of: 2026-02-30", ".bornage.yml:1:8", "no day"),
      ("limits: { dept: 3 }", ".bornage.yml:1:11", "`depth`"),
      ("formats: [text]", ".bornage.yml:1:10", "mapping"),
      ("classes: { health: { tag: { a: b } } }", ".bornage.yml:1:", "`tags`"),
      ("jobs: 1\njobs: 2", ".bornage.yml:2:1", "twice"),
    ])
  func mistakes(file: String, place: String, word: String) {
    let error = #expect(throws: UsageError.self) { try settings(file) }
    #expect(error?.message.contains(place) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
  }

  @Test("all mistakes of a file are told at once")
  func all() {
    let error = #expect(throws: UsageError.self) { try settings("polices: [a]\nfailon: high\njobs: [") }
    #expect(error != nil)
    let two = #expect(throws: UsageError.self) { try settings("polices: [a]\nfailon: high\n") }
    #expect(two?.message.split(separator: "\n").count == 2)
  }

  @Test(
    "a variable that is nearly one of ours is a mistake; others are left to others",
    arguments: [
      ("BORNAGE_POLCY", true), ("BORNAGE_FAILON", true), ("BORNAGE_HOME_PAGE", false), ("CI", false),
    ])
  func environment(name: String, isMistake: Bool) throws {
    let error = Result { try settings("", environment: [name: "x"]) }
    if case .failure(let error) = error { #expect(isMistake, "\(error)") } else { #expect(!isMistake) }
  }

  @Test("what is in force is shown with its source")
  func report() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      ".bornage.yml",
      "fail-on: medium\ncontexts:\n  - paths: [a/**]\n    aws.region: eu-west-3\nclasses:\n  health: { names: [\"*pat*\"] }\n"
    )
    var options = ScanOptions(paths: [folder.url.path], contexts: ["class=health"])
    options.environment = Environment(["BORNAGE_GRACE": "2w"])
    let report = try ConfigurationSurvey.report(options)
    func row(_ name: String) -> [ConfigurationReport.Value] {
      report.rows.first { $0.name == name }?.values ?? []
    }
    let path = try #require(report.files.first)
    #expect(row("fail-on") == [.init("medium", .file(path, line: 1, column: 10))])
    #expect(row("grace") == [.init("2w", .environment("BORNAGE_GRACE"))])
    #expect(row("contexts").map(\.text) == ["class=health", "a/**: aws.region=eu-west-3"])
    #expect(row("classes") == [.init("health: name *pat*", .file(path, line: 6, column: 3))])
    #expect(row("policies") == [.init("eu-gdpr", .byDefault)])
    #expect(report.lines.contains { $0.hasPrefix("fail-on ") && $0.hasSuffix(".bornage.yml:1:10") })
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json)) as? [String: Any])
    #expect((json["settings"] as? [[String: Any]])?.count == Setting.allCases.count)
  }

  @Test("a class or a policy that nobody knows is a mistake")
  func unknownWords() throws {
    let folder = try TemporaryFolder()
    for (text, word) in [
      ("contexts:\n  - paths: [a]\n    class: helth\n", "`health`"),
      ("classes: { helth: { names: [x] } }\n", "`health`"),
      ("policies: [eu-gdpr]\nfail-on: { eu-gdrp: low }\n", "`eu-gdpr`"),
      ("policies: [eu-gdrp]\n", "`eu-gdpr`"),
    ] {
      try folder.write(".bornage.yml", text)
      let error = #expect(throws: UsageError.self) {
        try ConfigurationSurvey.check(ScanOptions(paths: [folder.url.path]))
      }
      #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
      #expect(error?.message.contains(".bornage.yml:") == true, "\(error?.message ?? "")")
    }
  }

  @Test("the schema in the documentation is that of the program")
  func schema() throws {
    let file = Repository.root.appendingPathComponent("docs/bornage.schema.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == ConfigurationSurvey.schema)
  }
}
