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

  init(paths: [String], given: [String], values: [String] = []) throws(UsageError) {
    var found: [Configuration] = []
    for path in paths where path != "-" {
      guard let configuration = try Configuration.find(above: path) else { continue }
      if !found.contains(where: { $0.folder == configuration.folder }) { found.append(configuration) }
    }
    configurations = found
    var entries: [DeploymentContext.Entry] = []
    for pair in given { entries.append(try Self.entry(pair)) }
    for pair in values { entries.append(try Self.value(pair)) }
    self.given = entries
    common = DeploymentContext(entries)
  }

  func context(for path: String) -> DeploymentContext {
    let said = tree.isEmpty ? [] : tree.entries(for: path)
    let configured = configured(for: path)
    return said.isEmpty && configured.isEmpty ? common : DeploymentContext(said + configured + given)
  }

  private func configured(for path: String) -> [DeploymentContext.Entry] {
    guard configurations.contains(where: { !$0.contexts.isEmpty }) else { return [] }
    let absolute = Configuration.absolute(path)
    return configurations.flatMap { $0.entries(for: absolute) }
  }

  private static func entry(_ pair: String) throws(UsageError) -> DeploymentContext.Entry {
    guard let sign = pair.firstIndex(of: "=") else {
      throw UsageError("`--context \(pair)` is not of the form KEY=VALUE, such as `aws.region=eu-west-3`")
    }
    let key = String(pair[..<sign])
    let value = pair[pair.index(after: sign)...]
    guard DeploymentContext.knownKeys[key] != nil else {
      let near = Spelling.nearest(to: key, among: DeploymentContext.knownKeys.keys.sorted())
      throw UsageError(
        "`\(key)` is no context key" + (near.map { "; did you mean `\($0)`?" } ?? "")
          + "; known keys are \(DeploymentContext.knownKeys.keys.sorted().joined(separator: ", "))")
    }
    guard !value.isEmpty else { throw UsageError("`--context \(key)=` needs a value") }
    return DeploymentContext.Entry(
      key: key, values: value.split(separator: ",").map(String.init),
      evidence: Evidence(.context, "--context \(key)=\(value)"))
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
