import ArgumentParser
import Glibc
import Pipeline
import Reporting

/// `bornage fleet`.
struct FleetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet",
    abstract: "Scans many trees: a report of each, and one summary by owner.",
    discussion: """
      The trees are those of a list (YAML, or a JSON object a line in .ndjson), or every folder below a folder that holds \
      a .git or a .bornage.yml. See docs/fleet.md. A tree that cannot be scanned is an entry with its error. The exit \
      code is that of the worst tree: 70, 2 and 3 win over 1.

        bornage fleet repositories.yml --output reports --resume
        bornage fleet repositories.yml --output reports --ledger ledger.db
      """)

  @Argument(help: "A list of trees, or a folder that holds some.")
  var trees: String

  @Option(help: "A policy for trees that name none. Repeatable.")
  var policy: [String] = []

  @Option(help: "Gives a parameter of the policies its value: NAME=VALUE[,VALUE]. Repeatable.")
  var policyParameter: [String] = []

  @Option(
    help: "The day whose law holds, such as 2031-06-01. Default: the day up to which the atlas was kept.")
  var asOf: String?

  @Option(help: "A file of waivers for all trees. Repeatable.")
  var waivers: [String] = []

  @Option(help: "The format of the reports. Repeatable.")
  var format: [String] = ["json"]

  @Option(
    name: [.short, .long], help: "The folder for reports, state and summary; it is made if it is not there.")
  var output: String = "bornage-fleet"

  @Flag(help: "Leaves trees as they are that an earlier run has finished and that nothing has changed of.")
  var resume = false

  @Option(
    help:
      "Records every scan in this ledger, under the tree's name: a file, or postgres://USER@HOST/DATABASE. Default: BORNAGE_LEDGER, or none."
  )
  var ledger: String?

  @Option(help: "When the recorded scans took place, such as 2026-11-28T06:00:00Z. Default: the clock.")
  var at: String?

  @Option(help: "The severity from which findings make the exit code 1: critical, high, medium, low, info.")
  var failOn: String?

  @Flag(
    help: "Do not end with exit code 3 when something could not be read; the reports say it all the same.")
  var allowIncomplete = false

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    Machine.prepareMemory()
    var base = reading.scan([], policies: policy)
    let jobs = base.jobs
    // A tree is one piece of work: many small ones go faster side by side than one after the other.
    base.jobs = 1
    base.policyParameters = policyParameter
    base.asOf = asOf
    base.waivers = waivers
    base.failOn = failOn.map { [$0] } ?? []
    base.allowIncomplete = allowIncomplete
    let settings = Fleet.Settings(
      base: base, output: output, formats: format, jobs: jobs, resumes: resume,
      ledger: try FleetLedger.named(ledger, at: at))
    let summary = try await Fleet(trees, settings).run { Console.error("bornage: \($0)") }
    try ReportOutputs.write(Array(summary.text.utf8), to: "-")
    Glibc.exit(summary.exitCode)
  }
}
