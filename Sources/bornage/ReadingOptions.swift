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

  @Option(help: "What is not scanned: a line as in .gitignore. Repeatable; beside those of .bornage.yml.")
  var exclude: [String] = []

  @OptionGroup var source: ConfigurationOptions

  @Option(help: "How many files are read at once. Default: the number of processors.")
  var jobs: Int?

  @Option(help: "The largest file that is read, in megabytes. Default: 512.")
  var maxFileSize: Int?

  @Option(help: "The deepest nesting that is read. Default: 256.")
  var maxDepth: Int?

  @Option(help: "The most nodes of one file that are read. Default: 50000000.")
  var maxNodes: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if let maxFileSize, maxFileSize < 1 || maxFileSize > 4000 {
      throw ValidationError("--max-file-size must be from 1 to 4000.")
    }
    if let maxDepth, maxDepth < 1 || maxDepth > 10_000 {
      throw ValidationError("--max-depth must be from 1 to 10000.")
    }
    if let maxNodes, maxNodes < 1 { throw ValidationError("--max-nodes must be at least 1.") }
  }

  /// The options of a scan of some paths.
  func scan(_ paths: [String], policies: [String] = []) -> ScanOptions {
    var options = ScanOptions(
      paths: paths, policies: policies, contexts: context, values: values, jobs: jobs ?? Machine.processors,
      limits: Machine.limits(megabytes: maxFileSize, depth: maxDepth, nodes: maxNodes))
    if jobs != nil { options.given.insert(.jobs) }
    if maxFileSize != nil { options.given.insert(.maxFileSize) }
    if maxDepth != nil { options.given.insert(.maxDepth) }
    if maxNodes != nil { options.given.insert(.maxNodes) }
    options.excludes = exclude
    source.apply(to: &options)
    return options
  }
}
