import ArgumentParser
import Pipeline

/// The options of everything that reads descriptors.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Says where things are deployed: KEY=VALUE such as aws.region=eu-west-3. Repeatable.")
  var context: [String] = []

  @Option(
    name: .customLong("set"),
    help: "Gives a parameter of the descriptors its value: NAME=VALUE. Repeatable.")
  var values: [String] = []

  @Option(help: "How many files are read at once. Default: the number of processors.")
  var jobs: Int?

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
  }

  /// The options of a scan of some paths.
  func scan(_ paths: [String], policies: [String] = []) -> ScanOptions {
    ScanOptions(
      paths: paths, policies: policies, contexts: context, values: values, jobs: jobs ?? Machine.processors,
      limits: Machine.limits(megabytes: maxFileSize, depth: maxDepth, nodes: maxNodes))
  }
}
