import ArgumentParser
import Pipeline

/// Which configuration holds.
struct ConfigurationOptions: ParsableArguments {
  @Option(help: "The configuration, in place of the .bornage.yml found above each path.")
  var config: String?

  @Flag(help: "No configuration: what is scanned does not say how it is judged.")
  var noConfig = false

  func validate() throws {
    if config != nil, noConfig { throw ValidationError("--config and --no-config exclude each other.") }
  }

  func apply(to options: inout ScanOptions) {
    options.environment = .ofProcess()
    options.configuration = noConfig ? .none : config.map { .file($0) } ?? .above
  }
}
