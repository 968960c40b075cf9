import ArgumentParser
import Pipeline
import Reporting

/// `bornage register`.
struct RegisterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Drafts a register that a regulation asks for, from what descriptors show.",
    discussion: """
      gdpr-30         GDPR art. 30(1), records of processing: extract
      gdpr-transfers  GDPR Chapter V, transfers to third countries
      hds-transfers   HDS requirement 31, map of transfers
      dora-b0202      DORA, Implementing Regulation (EU) 2024/2956, template B_02.02
      c3a-flows       BSI C3A, data flows and disconnect list (SOV-4-08, SOV-4-09)
      keys            inventory of keys, certificates and links (PCI DSS, DORA)

      What descriptors cannot show is an empty column that says so. Exit codes: 0; 2 wrong usage or configuration.

        bornage register gdpr-transfers infra/ --context aws.region=eu-west-3 --format csv --output transfers.csv
      """)

  @Argument(help: "The register.")
  var name: String

  @Argument(help: "Files and folders; `-` is standard input.")
  var paths: [String]

  @Option(help: "csv, markdown or json.")
  var format: String = Register.Format.markdown.rawValue

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @OptionGroup var speech: LanguageOptions

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if Register.Name(rawValue: name) == nil {
      let names = Register.Name.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("`\(name)` is no register (\(names)).")
    }
    if Register.Format(rawValue: format) == nil {
      throw ValidationError("`\(format)` is no format of a register (csv, markdown, json).")
    }
  }

  func run() async throws {
    var options = reading.scan(paths)
    options.language = speech.lang
    let register = try await RegisterScan.run(Register.Name(rawValue: name) ?? .keys, options)
    try ReportOutputs.write(register.render(Register.Format(rawValue: format) ?? .markdown), to: output)
  }
}
