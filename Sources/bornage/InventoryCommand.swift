import ArgumentParser
import Pipeline
import Reporting

/// `bornage inventory`: where everything stands, without judging it.
struct InventoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Lists what stands where, who runs it, how it is sealed and where its data goes.",
    discussion: """
      Nothing is judged: no policy is needed. Exit codes: 0; 2 wrong usage or configuration.

        bornage inventory infra/
        bornage inventory infra/ --format csv --output inventory.csv
        bornage inventory infra/ --format dot | dot -Tsvg > inventory.svg
      """)

  @Argument(help: "Files and folders; `-` is standard input.")
  var paths: [String]

  @Option(help: "text, json, csv or dot (Graphviz).")
  var format: String = InventoryReport.Format.text.rawValue

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @Option(
    help:
      "The day for which owners, suppliers and qualifications are told. Default: the day up to which the atlas was kept."
  )
  var asOf: String?

  @OptionGroup var speech: LanguageOptions

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if InventoryReport.Format(rawValue: format) == nil {
      let names = InventoryReport.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("`\(format)` is no format of the inventory (\(names)).")
    }
  }

  func run() async throws {
    var options = reading.scan(paths)
    options.asOf = asOf
    let report = try await InventoryScan.run(options)
    let bytes = report.render(
      InventoryReport.Format(rawValue: format) ?? .text, language: speech.language)
    try ReportOutputs.write(bytes, to: output)
  }
}
