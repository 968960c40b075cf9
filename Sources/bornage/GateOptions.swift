import ArgumentParser
import Pipeline

/// The options that decide the exit code of a scan.
struct GateOptions: ParsableArguments {
  @Option(
    help: """
      The severity from which findings make the exit code 1: critical, high, medium, low, info, or none. POLICY=SEVERITY \
      and category:CATEGORY=SEVERITY hold for one policy or category. Repeatable.
      """)
  var failOn: [String] = []

  @Option(
    defaultAsFlag: "info",
    help: "The severity from which undetermined findings do, in place of --fail-on; all without a severity.")
  var failOnUndetermined: String?

  @Flag(
    help: "Do not end with exit code 3 when something could not be read; the report says it all the same.")
  var allowIncomplete = false

  @Option(help: "Percentage of data-bearing resources that must be located; below it the scan is incomplete.")
  var minimumCoverage: Int?

  @Flag(help: "Only report: findings and gaps leave the exit code 0, and the report says so.")
  var exitZero = false

  @Option(
    help: """
      How long findings that only a new version of a policy or of the atlas brought do not count, from the day that \
      version came out: 30d, 4w. Needs a record of what was in force before.
      """)
  var grace: String?

  @Option(help: "That record, as --record-standing wrote it.")
  var graceSince: String?

  func validate() throws {
    if let minimumCoverage, !(0...100).contains(minimumCoverage) {
      throw ValidationError("--minimum-coverage must be from 0 to 100.")
    }
  }

  func apply(to options: inout ScanOptions) {
    options.failOn = failOn
    options.failOnUndetermined = failOnUndetermined
    options.allowIncomplete = allowIncomplete
    options.minimumCoverage = minimumCoverage
    options.exitZero = exitZero
    options.grace = grace
    options.graceSince = graceSince
  }
}
