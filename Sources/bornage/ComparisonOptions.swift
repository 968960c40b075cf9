import ArgumentParser
import Pipeline

/// What a scan is held against.
struct ComparisonOptions: ParsableArguments {
  @Option(
    help:
      "A commit, branch or tag: scans its tree as well, and only what is new or worse since counts. `main...` is the commit at which main and what is checked out parted. Runs git."
  )
  var since: String?

  @Option(
    help:
      "The file of decisions that are taken over (`bornage baseline write`). Default: .bornage-baseline.json beside .bornage.yml, or above the paths."
  )
  var baseline: String?

  @Flag(help: "Holds the scan against no baseline.")
  var noBaseline = false

  func validate() throws {
    if noBaseline, baseline != nil {
      throw ValidationError("--baseline and --no-baseline exclude each other.")
    }
  }

  func apply(to options: inout ScanOptions) {
    options.since = since
    options.baseline = baseline
    options.ignoresBaseline = noBaseline
  }
}
