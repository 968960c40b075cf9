import Inventory
import Descriptors
import Assessment

/// Findings as people want to be told them: those that stand for themselves, and those that differ only in where
/// they are.
struct FindingGroups {
  /// What is told one by one.
  private(set) var singles: [Int] = []
  /// Undetermined findings of one rule and one cause.
  private(set) var groups: [[Int]] = []

  /// - Parameter indices: indices of the findings, in the order in which they are told.
  init(_ indices: [Int], of findings: [Finding]) {
    var known: [Key: Int] = [:]
    for index in indices {
      guard findings[index].verdict == .undetermined, let cause = findings[index].cause else {
        singles.append(index)
        continue
      }
      let rule = RuleKey(policy: findings[index].policy, rule: findings[index].rule)
      let key = Key(rule: rule, cause: cause.english)
      if let group = known[key] {
        groups[group].append(index)
      } else {
        known[key] = groups.count
        groups.append([index])
      }
    }
  }

  private struct Key: Hashable {
    let rule: RuleKey
    let cause: String
  }

  /// Everything of a ranking, gravest first: of each severity what is or can be broken, then what is not known, then
  /// what only people can answer.
  static func ranked(_ ranking: Ranking, of findings: [Finding]) -> [[Int]] {
    ranking.severities.flatMap { severity in
      let parts = FindingGroups(ranking.of(severity), of: findings)
      let singles = Dictionary(grouping: parts.singles) { rank(findings[$0].verdict) }
      let alone = (0...2).map { rank in (singles[rank] ?? []).map { [$0] } }
      return alone[0] + alone[1] + parts.groups + alone[2]
    }
  }

  private static func rank(_ verdict: Verdict) -> Int {
    switch verdict {
    case .fail, .conditional: 0
    case .undetermined: 1
    case .evidenceRequired, .pass, .notApplicable: 2
    }
  }
}
