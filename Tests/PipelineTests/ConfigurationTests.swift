import Descriptors
import TestSupport
import Testing

@testable import Pipeline

@Suite("Configuration and context")
struct ConfigurationTests {
  private func parse(_ text: String) throws -> Configuration {
    try Configuration.parse(SourceBytes(text), path: ".bornage.yml", folder: "/repo")
  }

  @Test("contexts apply by path, later ones last")
  func contexts() throws {
    let configuration = try parse(
      """
      policies: [eu-gdpr]
      contexts:
        - paths: ["**"]
          aws.region: eu-west-3
        - path: prod/**
          aws.region: [eu-central-1, eu-west-1]
      """)
    #expect(configuration.said[.policies]?.map(\.text) == ["eu-gdpr"])
    #expect(configuration.entries(for: "/repo/dev/a.yaml").map(\.values) == [["eu-west-3"]])
    #expect(
      configuration.entries(for: "/repo/prod/eu/a.yaml").map(\.values) == [
        ["eu-west-3"], ["eu-central-1", "eu-west-1"],
      ])
    #expect(configuration.entries(for: "/elsewhere/a.yaml").isEmpty)
    #expect(
      configuration.entries(for: "/repo/prod/a.yaml").last?.evidence.span?.start
        == Position(line: 6, column: 17))
  }

  @Test(
    "a mistake is told with its place and the nearest right word",
    arguments: [
      ("polices: [eu-gdpr]", ".bornage.yml:1:1", "`policies`"),
      ("contexts:\n  - paths: [a]\n    aws.regoin: x", ".bornage.yml:3:5", "`aws.region`"),
      ("contexts:\n  - aws.region: x", ".bornage.yml:2:5", "`paths`"),
      ("contexts: [", ".bornage.yml:1", "not YAML"),
    ])
  func mistakes(text: String, place: String, word: String) {
    let error = #expect(throws: UsageError.self) { try parse(text) }
    #expect(error?.message.contains(place) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
  }

  @Test("an empty configuration is one")
  func empty() throws {
    #expect(try parse("").said.isEmpty)
  }

  @Test(
    "globs",
    arguments: [
      ("prod/**", "prod/a/b.yaml", true), ("prod/**", "production/a.yaml", false), ("*.yaml", "a.yaml", true),
      ("*.yaml", "x/a.yaml", false), ("**/*.yaml", "x/y/a.yaml", true), ("**", "a", true),
      ("a?c", "abc", true),
      ("a?c", "ac", false), ("prod", "prod/x.yaml", true), ("*a*b", "xaxbxb", true),
      ("*a*b", "xaxbxc", false),
    ])
  func globs(pattern: String, path: String, matches: Bool) {
    #expect(PathGlob(pattern).matches(path) == matches)
  }

  @Test(
    "the command line's contexts are checked",
    arguments: [("aws.regon=x", "aws.region"), ("aws.region", "KEY=VALUE"), ("aws.region=", "needs a value")])
  func given(pair: String, word: String) {
    let error = #expect(throws: UsageError.self) { try ScanContext(paths: [], given: [pair]) }
    #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
  }

  @Test("what the command line says wins over the configuration")
  func precedence() throws {
    let context = try ScanContext(paths: [], given: ["aws.region=eu-west-3,eu-west-1"]).context(for: "x")
    #expect(context.entry("region", scope: "aws")?.values == ["eu-west-3", "eu-west-1"])
    #expect(context.entry("region", scope: "host") == nil)
  }
}
