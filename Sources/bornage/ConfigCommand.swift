import ArgumentParser
import Pipeline
import Reporting

/// `bornage config`.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Shows and checks what is set, by whom.",
    discussion: """
      An option counts before a variable of the environment (BORNAGE_POLICY, BORNAGE_FAIL_ON, ...), and that before the \
      .bornage.yml found above what is scanned. `bornage init` proposes one.
      """,
    subcommands: [ConfigShowCommand.self, ConfigCheckCommand.self, ConfigSchemaCommand.self])
}

/// The options that a scan would be given.
struct SettingOptions: ParsableArguments {
  @Argument(help: "Files and folders, for the configuration above them.")
  var paths: [String] = ["."]

  @Option(help: "As for scan. Repeatable.")
  var policy: [String] = []

  @Option(help: "As for scan. Repeatable.")
  var policyParameter: [String] = []

  @Option(help: "As for scan.")
  var asOf: String?

  @Option(help: "As for scan. Repeatable.")
  var waivers: [String] = []

  @Option(help: "As for scan. Repeatable.")
  var format: [String] = []

  @OptionGroup var gate: GateOptions

  @OptionGroup var speech: LanguageOptions

  @OptionGroup var reading: ReadingOptions

  var scan: ScanOptions {
    var options = reading.scan(paths, policies: policy)
    options.policyParameters = policyParameter
    options.asOf = asOf
    options.waivers = waivers
    options.formats = format
    options.language = speech.lang
    gate.apply(to: &options)
    return options
  }
}

/// `bornage config show`.
struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints every setting with where its value comes from.",
    discussion: """
        bornage config show
        bornage config show infra/ --fail-on critical
        bornage config show --json
      """)

  @Flag(help: "For programs.")
  var json = false

  @OptionGroup var options: SettingOptions

  func run() throws {
    let report = try ConfigurationSurvey.report(options.scan)
    try ReportOutputs.write(
      json ? report.json : Array((report.lines.joined(separator: "\n") + "\n").utf8), to: "-")
  }
}

/// `bornage config check`.
struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says whether the configuration, its policies and its waivers are without mistakes.",
    discussion: "Exit codes: 0 no mistakes; 2 a mistake, with file, line and what would be right.")

  @OptionGroup var options: SettingOptions

  func run() throws {
    Console.output(try ConfigurationSurvey.check(options.scan).joined(separator: "\n"))
  }
}

/// `bornage config schema`.
struct ConfigSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of .bornage.yml, for editors.",
    discussion: """
      With a YAML language server, write as the first line of .bornage.yml:

        # yaml-language-server: $schema=bornage.schema.json
      """)

  func run() throws {
    try ReportOutputs.write(Array(ConfigurationSurvey.schema.utf8), to: "-")
  }
}
