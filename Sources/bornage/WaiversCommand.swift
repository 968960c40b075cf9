import ArgumentParser
import Pipeline
import Reporting

/// `bornage waivers`: what is accepted, by whom, and until when.
struct WaiversCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waivers",
    abstract: "Lists waivers by the day on which they end.",
    discussion: """
      Reads the files that .bornage.yml names under `waivers:`, and those given. Whether a waiver matches a finding \
      is said by `bornage scan`. Exit codes: 0; 1 a waiver has expired or lacks a second person's approval; 2 a \
      mistake in a file.
      """)

  @Argument(help: "Files and folders, for the configuration above them.")
  var paths: [String] = ["."]

  @Option(help: "A file of waivers. Repeatable.")
  var file: [String] = []

  @Option(help: "The day to judge by, such as 2031-06-01. Default: today.")
  var asOf: String?

  @OptionGroup var speech: LanguageOptions

  func run() throws {
    let (lines, hasFaults) = try WaiverSurvey.lines(
      paths: paths, files: file, asOf: asOf, environment: .ofProcess(), language: speech.language)
    Console.output(lines.joined(separator: "\n"))
    if hasFaults { throw ExitCode(1) }
  }
}
