import ArgumentParser
import Pipeline
import Reporting

/// `bornage context`: what a scan would take as the place of deployment, and why.
struct ContextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context",
    abstract: "Says which deployment context a scan would use for files, and where it comes from.",
    discussion: """
      The closest statement wins: --context, then .bornage.yml, then settings beside the file (samconfig.toml), then a \
      pipeline of the repository that names the file, then one that deploys something without naming it.
      """)

  @Argument(help: "Files and folders.")
  var paths: [String]

  @Option(help: "As for scan: KEY=VALUE such as aws.region=eu-west-3. Repeatable.")
  var context: [String] = []

  @OptionGroup var speech: LanguageOptions

  func run() throws {
    let report = try ContextSurvey.report(paths: paths, given: context, environment: .ofProcess())
    Console.output(report.lines(in: speech.language).joined(separator: "\n"))
  }
}
