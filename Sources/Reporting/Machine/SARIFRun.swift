import Inventory
import Descriptors
import Assessment

/// What uploaders of SARIF take (GitHub's documentation: SARIF results exceed limits).
struct SARIFLimits {
  /// Runs of a file.
  var runs = 20
  /// Results of a run.
  var resultsPerRun = 25_000
  /// Results of a file, so that it stays under 10 MB compressed: a result takes about 55 bytes of that.
  var results = 150_000
}

/// One run of a SARIF file: the results under a policy, or under several if a file had too many runs.
struct SARIFRun {
  let policies: [PolicyIdentity]
  let rules: [RuleOutcome]
  /// The findings as indices of the report, gravest first.
  let results: [Int]
  /// How many are left out.
  let leftOut: Int

  /// What tells it from other runs; without slashes, which would part it.
  var name: String {
    let name = policies.map(\.id).joined(separator: "+").replacing("/", with: "-")
    return name.isEmpty ? "scan" : Clip.text(name, to: 200)
  }

  /// The runs of a report: at least one, so that there is a place to say that nothing was found.
  static func all(of report: ScanReport, limits: SARIFLimits) -> [SARIFRun] {
    var parts = PolicyPart.all(of: report).map { [$0] }
    if parts.isEmpty { parts = [[]] }
    if parts.count > limits.runs {
      let last = parts[(limits.runs - 1)...].flatMap { $0 }
      parts = parts.prefix(limits.runs - 1) + [last]
    }
    let most = min(limits.resultsPerRun, limits.results / parts.count)
    return parts.map { SARIFRun($0, of: report, most: most) }
  }

  private init(_ parts: [PolicyPart], of report: ScanReport, most: Int) {
    policies = parts.map(\.policy)
    rules = parts.flatMap(\.rules)
    let findings = report.assessment.findings
    let members = parts.flatMap(\.findings).sorted()
    var kept = members
    if members.count > most {
      // What is waived or known goes first: somebody has looked at it.
      let open = Self.gravest(members.filter { !findings[$0].isSilenced }, of: findings)
      let waived = Self.gravest(members.filter { findings[$0].isSilenced }, of: findings)
      kept = Array((open + waived).prefix(most)).sorted()
    }
    results = Self.gravest(kept, of: findings)
    leftOut = members.count - kept.count
  }

  /// By severity, and within one by place.
  private static func gravest(_ indices: [Int], of findings: [Finding]) -> [Int] {
    let bySeverity = Dictionary(grouping: indices) { findings[$0].severity }
    return Severity.allCases.reversed().flatMap { bySeverity[$0] ?? [] }
  }
}
