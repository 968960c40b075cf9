import ArgumentParser
import Glibc
import Pipeline
import Reporting

/// `bornage policy`: policies themselves rather than what they are held against.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Lists, shows, checks, compares and tests policies.",
    subcommands: [
      PolicyListCommand.self, PolicyShowCommand.self, PolicyLintCommand.self, PolicyDiffCommand.self,
      PolicyTestCommand.self, PolicySchemaCommand.self,
    ])
}

/// `bornage policy list`.
struct PolicyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Names the packs that ship with the program.")

  func run() throws {
    Console.output(try PolicyShelf().list().joined(separator: "\n"))
  }
}

/// `bornage policy show`.
struct PolicyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints a policy: as it is written, as it takes effect, or as a page.",
    discussion: """
        bornage policy show fr-hds-2
        bornage policy show acme.yaml --resolved
        bornage policy show fr-hds-2 --format markdown --lang fr
      """)

  @Argument(help: "A pack's name or a file.")
  var policy: String

  @Flag(help: "The rules in effect, after inheritance and parameters, each with its origin.")
  var resolved = false

  @Option(help: "yaml, or markdown for the page of the policy.")
  var format: String = "yaml"

  @Option(help: "The language of the page: en or fr.")
  var lang: String = Language.english.rawValue

  @Option(help: "With --resolved: gives a parameter its value, NAME=VALUE[,VALUE]. Repeatable.")
  var policyParameter: [String] = []

  func validate() throws {
    if !["yaml", "markdown"].contains(format) {
      throw ValidationError("`\(format)` is no format of a policy (yaml, markdown).")
    }
    if Language(rawValue: lang) == nil { throw ValidationError("`\(lang)` is no language (en, fr).") }
  }

  func run() throws {
    let shelf = PolicyShelf()
    if format == "markdown" {
      let page = try shelf.page(policy, language: Language(rawValue: lang) ?? .english)
      try ReportOutputs.write(Array(page.utf8), to: "-")
    } else if resolved || !policyParameter.isEmpty {
      Console.output(try shelf.sheet(policy, parameters: policyParameter).joined(separator: "\n"))
    } else {
      try ReportOutputs.write(try shelf.text(policy), to: "-")
    }
  }
}

/// `bornage policy lint`.
struct PolicyLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Finds rules that can never do what they say, expired law, and clauses nobody verified.",
    discussion: "Exit codes: 0 no warnings; 1 warnings; 2 a mistake in a policy.")

  @Argument(help: "Packs or files. Default: all packs.")
  var policies: [String] = []

  @Option(help: "The day whose law holds. Default: the day up to which the atlas was kept.")
  var asOf: String?

  func run() throws {
    let (lines, hasWarnings) = try PolicyShelf().lint(policies, asOf: asOf)
    if !lines.isEmpty { Console.output(lines.joined(separator: "\n")) }
    if hasWarnings { throw ExitCode(1) }
  }
}

/// `bornage policy diff`.
struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says in words what changed in effect between two policies.",
    discussion: "Exit codes: 0 nothing changed in effect; 1 something did; 2 a mistake in a policy.")

  @Argument(help: "The old policy: a pack's name or a file.")
  var old: String

  @Argument(help: "The new policy.")
  var new: String

  func run() throws {
    let lines = try PolicyShelf().difference(old, new)
    Console.output(lines.isEmpty ? "nothing changed in effect" : lines.joined(separator: "\n"))
    if !lines.isEmpty { throw ExitCode(1) }
  }
}

/// `bornage policy schema`.
struct PolicySchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of policy files, for editors.",
    discussion: """
      With a YAML language server, write as the first line of a policy:

        # yaml-language-server: $schema=policy.schema.json
      """)

  func run() throws {
    try ReportOutputs.write(Array(PolicyShelf().schema.utf8), to: "-")
  }
}
