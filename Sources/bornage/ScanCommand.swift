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

  @Option(help: "Gives a parameter of the policies its value: NAME=VALUE[,VALUE]. Repeatable.")
  var policyParameter: [String] = []

  @Option(
    help: "The day whose law holds, such as 2031-06-01. Default: the day up to which the atlas was kept.")
  var asOf: String?

  @Option(help: "A file of waivers, beside those that .bornage.yml names. Repeatable.")
  var waivers: [String] = []

  @Option(
    help:
      "A report's format (\(ReportFormats.names.joined(separator: ", "))), or FORMAT=FILE to write it to a file. Repeatable."
  )
  var format: [String] = []

  @Option(name: [.short, .long], help: "The file for a format that names none; `-` is standard output.")
  var output: String?

  @OptionGroup var gate: GateOptions

  @Option(
    help:
      "Writes down which policies, rules and atlas were in force and what stood, for a later --grace. Not with an incomplete scan."
  )
  var recordStanding: String?

  @Option(
    help:
      "The one time stamp of reports that carry one, such as 2026-11-28T06:00:00Z. Without it there is none.")
  var sourceDate: String?

  @Option(
    help:
      "Writes an evidence bundle to a new folder: the reports that name no file (or else text, json, sarif), policies, digests of everything. See `bornage verify`."
  )
  var seal: String?

  @Option(help: "With --seal: a private key (PEM; Ed25519 or ECDSA P-256) that signs the bundle.")
  var signKey: String?

  @OptionGroup var comparison: ComparisonOptions

  @Flag(help: "No line of progress on a terminal.")
  var noProgress = false

  @Flag(name: [.short, .long], help: "Nothing on standard error but errors.")
  var quiet = false

  @OptionGroup var speech: LanguageOptions

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var kept: CacheOptions

  func validate() throws {
    if signKey != nil, seal == nil {
      throw ValidationError("--sign-key signs what --seal writes: give both.")
    }
  }

  func run() async throws {
    Machine.prepareMemory()
    var options = reading.scan(paths, policies: policy)
    options.policyParameters = policyParameter
    options.asOf = asOf
    options.waivers = waivers
    gate.apply(to: &options)
    options.formats = format
    options.language = speech.lang
    options.sourceDate = sourceDate
    comparison.apply(to: &options)
    options.commandLine = CommandLine.arguments
    options.progress = .onTerminal(options.environment, isWanted: !noProgress && !quiet)
    let settings = try Settings(options)
    let outputs = try ReportOutputs(settings, output: output, sealing: seal != nil, isQuiet: quiet)
    let sealing = try seal.map { try Sealing(to: $0, outputs: outputs, keyFile: signKey) }
    let scan = try Scan(settings, recordsProvenance: outputs.needsProvenance || sealing != nil)
    // A bundle copies what the scan rests on: it is always made anew.
    if sealing == nil, let cached = try CachedScan(scan, outputs: outputs, choice: kept.choice) {
      Glibc.exit(try await cached.run())
    }
    let (report, excerpts) = await scan.run()
    try sealing?.seal(report, given: scan.givenFiles, excerpts: excerpts)
    try outputs.write(report, excerpts: excerpts)
    if let recordStanding { try scan.recordStanding(of: report, to: recordStanding) }
    // Ends here and now: giving back every record of a large report one by one would only take time.
    Glibc.exit(report.outcome.exitCode)
  }
}
