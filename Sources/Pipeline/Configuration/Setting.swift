import Descriptors

/// Something that can be set: the one table behind the reader of configurations, the environment, `bornage config show`
/// and the JSON Schema.
public enum Setting: String, Sendable, CaseIterable {
  case policies
  case policyParameters = "policy-parameters"
  case asOf = "as-of"
  case classes
  case contexts
  case failOn = "fail-on"
  case failOnUndetermined = "fail-on-undetermined"
  case minimumCoverage = "minimum-coverage"
  case allowIncomplete = "allow-incomplete"
  case exitZero = "exit-zero"
  case grace
  case graceSince = "grace-since"
  case baseline
  case ledger
  case waivers
  case excludes
  case formats
  case language
  case jobs
  case maxFileSize = "limits.file-size"
  case maxDepth = "limits.depth"
  case maxNodes = "limits.nodes"

  /// How what several sources say is put together.
  enum Joining {
    /// The nearest source that speaks is the only one.
    case replaced
    /// All count.
    case added
    /// For each key before the `=`, the nearest source that speaks.
    case keyed
  }

  /// The key at the top of a configuration: limits stand together.
  var topKey: String { rawValue.split(separator: ".").first.map(String.init) ?? rawValue }

  /// The keys at the top of a configuration, in the order of the table.
  static let topKeys: [String] = allCases.reduce(into: []) { keys, setting in
    if !keys.contains(setting.topKey) { keys.append(setting.topKey) }
  }

  /// The option of the command line; nil for what only a configuration can say.
  var flag: String? {
    switch self {
    case .policies: "--policy"
    case .policyParameters: "--policy-parameter"
    case .classes: nil
    case .contexts: "--context"
    case .excludes: "--exclude"
    case .formats: "--format"
    case .language: "--lang"
    case .maxFileSize: "--max-file-size"
    case .maxDepth: "--max-depth"
    case .maxNodes: "--max-nodes"
    case .asOf, .failOn, .failOnUndetermined, .minimumCoverage, .allowIncomplete, .exitZero, .grace,
      .graceSince, .baseline, .ledger,
      .waivers, .jobs:
      "--\(rawValue)"
    }
  }

  /// The variable of the environment: the option in capitals.
  var variable: String? {
    flag.map { Environment.prefix + $0.dropFirst(2).uppercased().replacing("-", with: "_") }
  }

  /// What parts several words of one variable; nil for a setting of one word.
  var separator: Character? {
    switch self {
    case .policies, .failOn, .waivers, .formats, .excludes: ","
    // Their values are lists with commas themselves.
    case .policyParameters, .contexts: ";"
    default: nil
    }
  }

  var joining: Joining {
    switch self {
    case .failOn, .policyParameters: .keyed
    case .waivers, .excludes, .contexts, .classes: .added
    default: .replaced
    }
  }

  /// What holds if nobody says anything; nil for nothing.
  var standard: String? {
    switch self {
    case .policies: PolicyChoice.fallback
    case .failOn: "high"
    case .allowIncomplete, .exitZero: "false"
    case .formats: "text"
    case .language: "en"
    case .maxFileSize: String(Limits().bytes >> 20)
    case .maxDepth: String(Limits().depth)
    case .maxNodes: String(Limits().nodes)
    default: nil
    }
  }

  /// What it is, in one line.
  var meaning: String {
    switch self {
    case .policies: "Policies: names of packs, or files relative to this one."
    case .policyParameters: "Values of the policies' parameters."
    case .asOf: "The day whose law holds."
    case .classes: "Data classes by tags, names of resources and paths, over those of the policies."
    case .contexts: "Where what lies at some paths is deployed, and what data it holds."
    case .failOn: "The severity from which findings make the exit code 1; also by policy and category."
    case .failOnUndetermined: "The severity from which undetermined findings do, in place of fail-on."
    case .minimumCoverage: "Percentage of data-bearing resources that must be located."
    case .allowIncomplete: "True if an incomplete scan may end with 0 or 1."
    case .exitZero: "True if the scan only reports: findings and gaps leave the exit code 0."
    case .grace: "How long findings that only a new policy or atlas version brought do not count: 30d, 4w."
    case .graceSince: "The record of what was in force before, relative to this file."
    case .baseline: "The file of accepted findings, relative to this one."
    case .ledger: "The ledger: a file relative to this one, or postgres://...."
    case .waivers: "Files of waivers, relative to this one."
    case .excludes: "What is not scanned: lines as in .gitignore, relative to this file."
    case .formats: "Reports: a file for each format, `-` for standard output."
    case .language: "The language of reports for people."
    case .jobs: "How many files are read at once."
    case .maxFileSize: "The largest file that is read, in megabytes."
    case .maxDepth: "The deepest nesting that is read."
    case .maxNodes: "The most nodes of one file that are read."
    }
  }
}
