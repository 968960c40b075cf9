import ArgumentParser
import Glibc
import Pipeline
import Reporting

/// `bornage scan`.
struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Scans files and folders and reports findings.",
    discussion: """
      Exit codes: 0 nothing at or above the threshold; 1 findings at or above it; 2 wrong usage, policy or \
      configuration; 3 the scan is incomplete; 70 a bug of bornage.
      """)

  @Argument(help: "Files and folders to scan; `-` is standard input.")
  var paths: [String]

  @Option(
    help: "A policy: a pack's name or a file. Repeatable. Default: `policies:` of .bornage.yml, or eu-gdpr.")
  var policy: [String] = []

  @Option(help: "A report's format (text, json, sarif), or FORMAT=FILE to write it to a file. Repeatable.")
  var format: [String] = []

  @Option(name: [.short, .long], help: "The file for a format that names none; `-` is standard output.")
  var output: String?

  @Option(help: "Says where things are deployed: KEY=VALUE such as aws.region=eu-west-3. Repeatable.")
  var context: [String] = []

  @Option(
    name: .customLong("set"),
    help: "Gives a parameter of the descriptors its value: NAME=VALUE. Repeatable.")
  var values: [String] = []

  @Option(help: "The severity from which findings make the exit code 1: critical, high, medium, low, info.")
  var failOn: String?

  @Option(help: "How many files are read at once. Default: the number of processors.")
  var jobs: Int?

  @Flag(
    help: "Do not end with exit code 3 when something could not be read; the report says it all the same.")
  var allowIncomplete = false

  @Option(help: "Percentage of data-bearing resources that must be located; below it the scan is incomplete.")
  var minimumCoverage: Int?

  @Option(help: "The largest file that is read, in megabytes.")
  var maxFileSize: Int = 512

  @Option(help: "The deepest nesting that is read.")
  var maxDepth: Int = 256

  @Option(help: "The most nodes of one file that are read.")
  var maxNodes: Int = 50_000_000

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if maxFileSize < 1 || maxFileSize > 4000 {
      throw ValidationError("--max-file-size must be from 1 to 4000.")
    }
    if maxDepth < 1 || maxDepth > 10_000 { throw ValidationError("--max-depth must be from 1 to 10000.") }
    if maxNodes < 1 { throw ValidationError("--max-nodes must be at least 1.") }
    if let minimumCoverage, !(0...100).contains(minimumCoverage) {
      throw ValidationError("--minimum-coverage must be from 0 to 100.")
    }
  }

  func run() async throws {
    Machine.prepareMemory()
    let outputs = try ReportOutputs(formats: format, output: output)
    let options = ScanOptions(
      paths: paths, policies: policy, contexts: context, values: values, failOn: failOn,
      jobs: jobs ?? Machine.processors,
      limits: Machine.limits(megabytes: maxFileSize, depth: maxDepth, nodes: maxNodes),
      allowIncomplete: allowIncomplete, minimumCoverage: minimumCoverage)
    let (report, excerpts) = try await Scan(options).run()
    try outputs.write(report, excerpts: excerpts)
    // Ends here and now: giving back every record of a large report one by one would only take time.
    Glibc.exit(report.outcome.exitCode)
  }
}
