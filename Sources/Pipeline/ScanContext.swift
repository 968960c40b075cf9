import Descriptors
import Inventory

/// The deployment context of every file: what its tree says, over that what configurations say of its path, over that
/// what the command line says.
struct ScanContext: Sendable {
  var configurations: [Configuration]
  /// What the tree says; empty until its files are known.
  var tree = TreeContext()
  private let given: [DeploymentContext.Entry]
  /// What applies where no configuration speaks of paths; shared by all files then.
  private let common: DeploymentContext

  /// A context of what configurations and others say.
  ///
  /// - Parameters:
  ///   - given: `KEY=VALUE` pairs, the nearest last.
  ///   - values: `NAME=VALUE` pairs, values of the descriptors' parameters.
  init(configurations: [Configuration], given: [Said], values: [String]) throws(UsageError) {
    self.configurations = configurations
    var entries: [DeploymentContext.Entry] = []
    for pair in given { entries.append(try Self.entry(pair)) }
    for pair in values { entries.append(try Self.value(pair)) }
    self.given = entries
    common = DeploymentContext(entries)
  }

  init(_ settings: Settings) throws(UsageError) {
    try self.init(
      configurations: settings.configurations, given: settings.givenContexts, values: settings.options.values)
  }

  init(paths: [String], given: [String], values: [String] = []) throws(UsageError) {
    try self.init(
      configurations: try Configuration.find(.above, for: paths),
      given: given.map { Said($0, .flag("--context")) }, values: values)
  }

  /// The data classes that options and configurations name, with where they do.
  var classes: [(name: String, origin: String)] {
    let entries = given + configurations.flatMap { $0.contexts.flatMap(\.entries) }
    return entries.filter { $0.key == "class" }.flatMap { entry in
      let place = entry.evidence.span.map { "\($0.file):\($0.start.line):\($0.start.column)" }
      return entry.values.map { ($0, place ?? entry.evidence.text.english) }
    }
  }

  func context(for path: String) -> DeploymentContext {
    let said = tree.isEmpty ? [] : tree.entries(for: path)
    let configured = configured(for: path)
    return said.isEmpty && configured.isEmpty ? common : DeploymentContext(said + configured + given)
  }

  private func configured(for path: String) -> [DeploymentContext.Entry] {
    guard configurations.contains(where: { !$0.contexts.isEmpty }) else { return [] }
    let absolute = ConfigurationPath.absolute(path)
    return configurations.flatMap { $0.entries(for: absolute) }
  }

  private static func entry(_ said: Said) throws(UsageError) -> DeploymentContext.Entry {
    guard let key = said.key else {
      throw said.mistake("`\(said.text)` is not of the form KEY=VALUE, such as `aws.region=eu-west-3`")
    }
    let value = said.text.dropFirst(key.count + 1)
    guard DeploymentContext.knownKeys[key] != nil else {
      let near = Spelling.nearest(to: key, among: DeploymentContext.knownKeys.keys.sorted())
      throw said.mistake(
        "`\(key)` is no context key" + (near.map { "; did you mean `\($0)`?" } ?? "")
          + "; known keys are \(DeploymentContext.knownKeys.keys.sorted().joined(separator: ", "))")
    }
    guard !value.isEmpty else { throw said.mistake("`\(key)=` needs a value") }
    return DeploymentContext.Entry(
      key: key, values: value.split(separator: ",").map(String.init),
      evidence: Evidence(.context, "\(said.origin.shown) \(key)=\(value)"))
  }

  /// The value of a parameter: `--set NAME=VALUE`.
  private static func value(_ pair: String) throws(UsageError) -> DeploymentContext.Entry {
    guard let sign = pair.firstIndex(of: "="), sign != pair.startIndex else {
      throw UsageError("`--set \(pair)` is not of the form NAME=VALUE, such as `Environment=prod`")
    }
    let name = String(pair[..<sign])
    // The value is not shown: it may be a secret.
    return DeploymentContext.Entry(
      parameter: name, values: [String(pair[pair.index(after: sign)...])],
      evidence: Evidence(.context, "--set \(name) gives the value in force"))
  }
}
