import ArgumentParser
import Pipeline
import Reporting

/// `bornage sample`.
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws a sample of what a scan says, findings and passes, as a work sheet for an auditor.",
    discussion: """
      The scan is made with the same options as `bornage scan`. Results are drawn in strata of rule, verdict and \
      dialect; the same seed draws the same results. Exit codes: 0; 2 wrong usage, policy or configuration.

        bornage sample infra/ --policy eu-gdpr --n 25 --seed 2026-w48 --format csv --output sheet.csv
      """)

  @Argument(help: "Files and folders, as for scan.")
  var paths: [String]

  @Option(help: "How many results to draw.")
  var n: Int = 25

  @Option(help: "Any text: the same seed draws the same results. Let it be chosen by whoever checks.")
  var seed: String

  @Option(help: "csv, markdown or json.")
  var format: String = SampleSheet.Format.markdown.rawValue

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @Option(
    help: "A policy: a pack's name or a file. Repeatable. Default: `policies:` of .bornage.yml, or eu-gdpr.")
  var policy: [String] = []

  @Option(help: "Gives a parameter of the policies its value: NAME=VALUE[,VALUE]. Repeatable.")
  var policyParameter: [String] = []

  @Option(help: "The day whose law holds. Default: the day up to which the atlas was kept.")
  var asOf: String?

  @Option(help: "A file of waivers, beside those that .bornage.yml names. Repeatable.")
  var waivers: [String] = []

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if n < 1 { throw ValidationError("--n must be at least 1.") }
    if SampleSheet.Format(rawValue: format) == nil {
      throw ValidationError("`\(format)` is no format of a sample (csv, markdown, json).")
    }
  }

  func run() async throws {
    var options = reading.scan(paths, policies: policy)
    options.policyParameters = policyParameter
    options.asOf = asOf
    options.waivers = waivers
    let sheet = try await SampleScan.run(options, size: n, seed: seed)
    try ReportOutputs.write(sheet.render(SampleSheet.Format(rawValue: format) ?? .markdown), to: output)
  }
}
