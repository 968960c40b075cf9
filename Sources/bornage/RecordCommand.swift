import ArgumentParser
import Glibc
import Pipeline

/// `bornage record`.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Scans and keeps what was found in the ledger, for history and trends.",
    discussion: """
      The ledger is a file, or a schema on a PostgreSQL server: --ledger, or BORNAGE_LEDGER, or `ledger:` of \
      .bornage.yml. A scan is recorded whole or not at all. One that found what the one before it found on the same day \
      is already recorded. Exit codes: 0 recorded, or already recorded, whatever was found; 2 wrong usage, or a ledger \
      that cannot be used; 3 recorded, and the scan is incomplete.

        bornage record infra/ --policy eu-gdpr --ledger ledger.db
        bornage record --from monday.json --tree acme/infra --ledger postgres://bornage@db.example/ledger
      """)

  @Argument(help: "Files and folders to scan; `-` is standard input.")
  var paths: [String] = []

  @Option(help: "A file, or postgres://USER@HOST/DATABASE.")
  var ledger: String?

  @Option(help: "Records what `bornage scan --format snapshot=FILE` wrote instead of scanning.")
  var from: String?

  @Option(help: "The name under which the history is kept. Default: the working tree's folder and the path in it.")
  var tree: String?

  @Option(help: "Who answers for the tree.")
  var owner: String?

  @Option(help: "When the scan took place, such as 2026-11-28T06:00:00Z. Default: the clock.")
  var at: String?

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

  @Flag(help: "Do not end with exit code 3 when something could not be read; the ledger says it all the same.")
  var allowIncomplete = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if paths.isEmpty == (from == nil) {
      throw ValidationError("Give paths to scan, or --from and the record of a scan.")
    }
  }

  func run() async throws {
    let job = RecordJob(ledger: ledger, tree: tree, owner: owner, at: at)
    let outcome: RecordJob.Outcome
    if let from {
      outcome = try job.run(from: from)
    } else {
      Machine.prepareMemory()
      var options = reading.scan(paths, policies: policy)
      options.policyParameters = policyParameter
      options.asOf = asOf
      options.waivers = waivers
      options.allowIncomplete = allowIncomplete
      outcome = try await job.run(options)
    }
    Console.output(outcome.line)
    Glibc.exit(allowIncomplete ? 0 : outcome.exitCode)
  }
}
