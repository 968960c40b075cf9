import ArgumentParser
import Glibc
import Pipeline
import Reporting

/// `bornage diff`: what came and went between two inventories.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says which countries, operators, hosts, flows, keys and data-bearing resources came and went.",
    discussion: """
      Each side is a folder or file, a commit, branch or tag of the repository one is in, or what was saved of a scan \
      (`--format snapshot=FILE` or `--format json=FILE`). Exit codes: 0; 1 something came that --fail-on-new names; \
      2 wrong usage; 3 something that should have been read could not be read.

        bornage diff main . --fail-on-new countries,operators,hosts
        bornage diff last-week.json today.json --format markdown
      """)

  @Argument(help: "The old side.")
  var old: String

  @Argument(help: "The new side.")
  var new: String

  @Option(
    help: "Of what nothing new may come: countries, operators, hosts, flows, keys, resources. Repeatable.")
  var failOnNew: [String] = []

  @Option(help: "text, markdown or json.")
  var format: String = DifferenceReport.Format.text.rawValue

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @Flag(
    help: "Do not end with exit code 3 when something could not be read; the report says it all the same.")
  var allowIncomplete = false

  @OptionGroup var language: LanguageOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if DifferenceReport.Format(rawValue: format) == nil {
      let names = DifferenceReport.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("`\(format)` is no format of a difference (\(names)).")
    }
  }

  func run() async throws {
    Machine.prepareMemory()
    let difference = try InventoryDiff(
      reading.scan([]), failOnNew: failOnNew, language: language.language)
    let (report, isComplete) = try await difference.run(old, new)
    try ReportOutputs.write(report.render(DifferenceReport.Format(rawValue: format) ?? .text), to: output)
    throw ExitCode(isComplete || allowIncomplete ? report.exitCode : 3)
  }
}
