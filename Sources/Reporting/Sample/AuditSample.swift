import Assessment
import Inventory

/// A sample of what a scan said, for an auditor to do over again: findings and passes alike.
///
/// Drawn in strata of rule, verdict and dialect. Whether a result is drawn is decided by SHA-256 over the seed and the
/// result's own names, so the same seed draws the same results whatever the order of files, rules or cores; and anybody
/// can work it out again with `sha256sum`.
public struct AuditSample: Sendable {
  /// What may be drawn: one rule's word on one resource, or a question to the whole scan.
  struct Item: Sendable {
    let rule: RuleOutcome
    let verdict: Verdict
    /// The resource, as an index of the report; nil for a question to the whole scan.
    let resource: Int?
    /// The findings behind it, in the order of the report; none for a pass.
    let findings: [Finding]
    let stratum: Stratum
    /// SHA-256 over the seed, the policy, the rule and the resource: the smallest are drawn.
    let ticket: String
  }

  /// What has the same rule, verdict and dialect.
  struct Stratum: Sendable, Hashable {
    let policy: String
    let rule: String
    let verdict: Verdict
    /// `-` for a question to the whole scan.
    let dialect: String

    var name: String { "\(policy)\0\(rule)\0\(verdict.rawValue)\0\(dialect)" }
  }

  /// A stratum, with how much of it was drawn.
  struct Share: Sendable {
    let stratum: Stratum
    let population: Int
    let drawn: Int
  }

  let report: ScanReport
  let seed: String
  /// How many were asked for.
  let size: Int
  /// How many results there are to draw from.
  let population: Int
  /// The strata, sorted by policy, rule, verdict and dialect.
  let shares: [Share]
  /// What was drawn, in the same order, then by ticket.
  let items: [Item]

  /// Draws a sample.
  ///
  /// - Parameters:
  ///   - report: the scan, with its judgements.
  ///   - size: how many results to draw; all if there are fewer.
  ///   - seed: any text; the same seed draws the same results.
  public init(_ report: ScanReport, size: Int, seed: String) {
    self.report = report
    self.seed = seed
    self.size = size
    let all = Self.items(report, seed: seed)
    population = all.count
    var strata = Dictionary(grouping: all, by: \.stratum)
    for stratum in strata.keys { strata[stratum]?.sort { $0.ticket < $1.ticket } }
    let counts = strata.mapValues(\.count)
    let allotted = Allotment(counts, size: size, seed: seed).shares
    let order = strata.keys.sorted(by: Self.precedes)
    shares = order.map { Share(stratum: $0, population: counts[$0] ?? 0, drawn: allotted[$0] ?? 0) }
    items = order.flatMap { stratum in (strata[stratum] ?? []).prefix(allotted[stratum] ?? 0) }
  }

  private static func precedes(_ left: Stratum, _ right: Stratum) -> Bool {
    if left.policy != right.policy { return left.policy < right.policy }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.verdict != right.verdict { return rank(left.verdict) < rank(right.verdict) }
    return left.dialect < right.dialect
  }

  private static func rank(_ verdict: Verdict) -> Int { Verdict.allCases.firstIndex(of: verdict) ?? 0 }

  /// What a ticket is made of.
  static func ticket(seed: String, policy: String, rule: String, resource: String) -> String {
    Digest.hexadecimal(of: Array("\(seed)\n\(policy)\n\(rule)\n\(resource)\n".utf8))
  }

  // MARK: Population

  private static func items(_ report: ScanReport, seed: String) -> [Item] {
    let assessment = report.assessment
    var byResult: [Key: [Finding]] = [:]
    for finding in assessment.findings {
      byResult[Key(finding.policy, finding.rule, finding.resource), default: []].append(finding)
    }
    func item(_ rule: RuleOutcome, _ verdict: Verdict, _ index: Int?, _ findings: [Finding]) -> Item {
      let resource = index.map { report.resources[$0] }
      return Item(
        rule: rule, verdict: verdict, resource: index, findings: findings,
        stratum: Stratum(
          policy: rule.policy, rule: rule.id, verdict: verdict, dialect: resource?.dialect ?? "-"),
        // A whole-scan result may come several times, such as two waivers that have expired.
        ticket: ticket(
          seed: seed, policy: rule.policy, rule: rule.id,
          resource: resource?.id ?? findings.first?.fingerprint ?? ""))
    }
    var items: [Item] = []
    for judgement in assessment.judgements where judgement.verdict != .notApplicable {
      let rule = assessment.rules[judgement.rule]
      let findings = byResult[Key(rule.policy, rule.id, judgement.resource)] ?? []
      items.append(item(rule, judgement.verdict, judgement.resource, findings))
    }
    let rules = Dictionary(assessment.rules.map { (Key($0.policy, $0.id, nil), $0) }) { first, _ in first }
    for finding in assessment.findings where finding.resource == nil {
      guard let rule = rules[Key(finding.policy, finding.rule, nil)] else { continue }
      items.append(item(rule, finding.verdict, nil, [finding]))
    }
    return items
  }

  private struct Key: Hashable {
    let policy: String
    let rule: String
    let resource: Int?

    init(_ policy: String, _ rule: String, _ resource: Int?) {
      self.policy = policy
      self.rule = rule
      self.resource = resource
    }
  }
}
