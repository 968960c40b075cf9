import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// The program as it was built beside the tests.
private enum Program {
  static let path: String? = {
    let candidates = [
      Bundle.main.bundleURL.appendingPathComponent("bornage").path,
      Repository.root.appendingPathComponent(".build/debug/bornage").path,
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  struct End {
    let code: Int32
    let output: String
    let errors: String
  }

  static func run(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> End {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return End(code: process.terminationStatus, output: text, errors: said)
  }
}

@Suite("Exit codes of the program", .enabled(if: Program.path != nil, "the program is not built"))
struct ProgramTests {
  private let bucket = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"

  private func tree(_ configuration: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("t.yaml", bucket)
    try folder.write(".bornage.yml", configuration)
    return folder
  }

  private static let china = "contexts: [{ paths: [\"**\"], aws.region: cn-north-1 }]\n"
  private static let france = "contexts: [{ paths: [\"**\"], aws.region: eu-west-3 }]\n"

  @Test(
    "0 nothing, 1 findings, 2 wrong usage, 3 incomplete",
    arguments: [
      (["scan", "t.yaml", "--fail-on", "critical"], france, 0), (["scan", "."], china, 1),
      (["scan", ".", "--fail-on", "none"], china, 0), (["scan", ".", "--exit-zero"], china, 0),
      (["scan", ".", "--fail-on", "eu-gdpr=critical"], china, 0),
      (["scan", ".", "--fail-on", "none", "--fail-on", "category:residency=high"], china, 1),
      (["scan", ".", "--fail-on", "none", "--fail-on-undetermined"], "", 1),
      (["scan", ".", "--fail-on", "none", "--fail-on-undetermined=critical"], "", 0),
      (["scan", "absent.yaml", "t.yaml"], china, 3),
      (["scan", "absent.yaml", "t.yaml", "--allow-incomplete"], china, 1),
      (["scan", "absent.yaml", "t.yaml", "--exit-zero"], china, 0),
      (["scan", ".", "--minimum-coverage", "100"], "", 3),
      (["scan", ".", "--fail-on", "hihg"], china, 2),
      (["scan", ".", "--fail-on", "hihg", "--exit-zero"], china, 2),
      (["scan", "absent.yaml", "--policy", "absent"], china, 2), (["scan"], china, 2),
      (["scan", ".", "--exit-zero"], "polices: [a]\n", 2), (["config", "check"], "polices: [a]\n", 2),
      (["config", "check"], china, 0), (["scan", ".", "--grace", "30d"], china, 2),
    ] as [([String], String, Int32)])
  func codes(arguments: [String], configuration: String, code: Int32) throws {
    let end = try Program.run(arguments, in: tree(configuration))
    #expect(end.code == code, "\(end.errors)\n\(end.output.suffix(400))")
    #expect(code != 2 || end.errors.hasPrefix("error: ") || end.errors.contains("Error: "))
  }

  @Test("a template that breaks off before its first type makes the scan incomplete")
  func brokenTemplate() throws {
    let folder = try tree(Self.france)
    try folder.write("bad.yaml", "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  X: [\n")
    #expect(try Program.run(["scan", "."], in: folder).code == 3)
  }

  @Test("what one run keeps another run finds, whatever the report's file is called")
  func cache() throws {
    let folder = try tree(Self.china)
    let cache = try TemporaryFolder()
    let first = try Program.run(["scan", ".", "--cache", cache.url.path + "/kept"], in: folder)
    let second = try Program.run(["scan", ".", "--cache", cache.url.path + "/kept"], in: folder)
    #expect(first.code == 1 && second.code == 1 && first.output == second.output)
    _ = try Program.run(
      ["scan", ".", "--cache", cache.url.path + "/kept", "--output", cache.url.path + "/report.txt"],
      in: folder)
    let kept = try FileManager.default.contentsOfDirectory(atPath: cache.url.path + "/kept")
    #expect(kept.filter { $0.count == 64 }.count == 1)
    #expect(try String(contentsOfFile: cache.url.path + "/report.txt", encoding: .utf8) == first.output)
  }

  @Test("the environment counts before the file, an option before both")
  func environment() throws {
    let folder = try tree(Self.china + "fail-on: critical\n")
    #expect(try Program.run(["scan", "."], in: folder).code == 0)
    let strict = ["BORNAGE_FAIL_ON": "low"]
    #expect(try Program.run(["scan", "."], in: folder, environment: strict).code == 1)
    #expect(
      try Program.run(["scan", ".", "--fail-on", "none"], in: folder, environment: strict).code == 0)
    let slip = try Program.run(["scan", "."], in: folder, environment: ["BORNAGE_FAILON": "low"])
    #expect(slip.code == 2)
    #expect(slip.errors.contains("BORNAGE_FAIL_ON"))
    let shown = try Program.run(["config", "show"], in: folder, environment: strict)
    #expect(shown.output.contains("BORNAGE_FAIL_ON"))
  }

  @Test("formats of the configuration are written beside it; the language is that of the settings")
  func formats() throws {
    let folder = try tree(Self.china + "formats: { json: out.json, markdown: \"-\" }\nlanguage: fr\n")
    let end = try Program.run(["scan", "."], in: folder)
    #expect(end.output.contains("Code de sortie"))
    #expect(FileManager.default.fileExists(atPath: folder.url.path + "/out.json"))
    #expect(try Program.run(["scan", ".", "--lang", "en"], in: folder).output.contains("Exit code"))
  }

  @Test("no progress without a terminal, and none in a pipeline")
  func progress() throws {
    let end = try Program.run(["scan", "."], in: tree(Self.china))
    #expect(end.errors.isEmpty)
  }

  @Test("init proposes what holds at once, and never replaces what is there unless it is told to")
  func proposal() throws {
    let folder = try TemporaryFolder()
    try folder.write("infra/t.yaml", bucket)
    try folder.write(
      "health.yaml", bucket + "    Properties: { Tags: [{ Key: data-class, Value: health }] }\n")
    try folder.write(
      "vm/d.xml", "<domain><name>x</name><devices><disk><source file='/a'/></disk></devices></domain>")
    try folder.write(".github/workflows/a.yml", "on: push\njobs: {}\n")
    try folder.write("Jenkinsfile", "pipeline {}\n")
    try folder.write("vendor/x/y.yaml", bucket)
    let shown = try Program.run(["init"], in: folder)
    #expect(shown.code == 0)
    #expect(shown.output.contains("GitHub workflow"))
    #expect(shown.output.contains("Jenkins pipeline"))
    #expect(shown.output.contains("  - paths: [\"infra/**\"]\n    # aws.region: eu-west-3  # 1 resource"))
    #expect(shown.output.contains("  - paths: [\"*.yaml\"]"))
    #expect(shown.output.contains("fr-hds-2"))
    #expect(shown.output.contains("/vendor/"))
    #expect(shown.errors.contains("bornage baseline write"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/.bornage.yml"))
    #expect(try Program.run(["init", "--write"], in: folder).code == 0)
    let written = try String(contentsOfFile: folder.url.path + "/.bornage.yml", encoding: .utf8)
    #expect(written == shown.output)
    #expect(try Program.run(["config", "check"], in: folder).code == 0)
    #expect([0, 1].contains(try Program.run(["scan", "."], in: folder).code))
    #expect(try Program.run(["init", "--write"], in: folder).code == 2)
    #expect(try Program.run(["init", "--write", "--force"], in: folder).code == 0)
    // Every line to fill in is right once it is uncommented.
    let filled = written.replacing("    # aws.region", with: "    aws.region")
    try folder.write(".bornage.yml", filled)
    #expect(try Program.run(["config", "check"], in: folder).code == 0)
  }
}
