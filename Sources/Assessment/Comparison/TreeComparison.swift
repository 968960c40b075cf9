public import Inventory

import Descriptors

/// What a change brought: the findings of a tree held against those of another state of it.
public struct TreeComparison: Sendable {
  /// The findings of the new state, each with what was known of it.
  public let findings: [Finding]
  /// The findings of the old state that are no more, in its order.
  public let fixed: [Finding]
  /// Their resources, by index of ``fixed``.
  public let fixedKeys: [String?]

  /// Holds two assessments against each other.
  ///
  /// A finding that stands in another file is the same only if its resource is no longer declared in the old file and
  /// was not declared in the new one before: else one resource would hide the breach of another of the same name.
  public init(
    old: AssessmentResult, oldResources: [Resource], new: AssessmentResult, newResources: [Resource]
  ) {
    let before = Declared(oldResources)
    let after = Declared(newResources)
    let olds = old.findings.map { Self.sighting($0, oldResources) }
    let news = new.findings.map { Self.sighting($0, newResources) }
    let match = DecisionMatch(old: olds, new: news) { left, right in
      !after.holds(old.findings[left], oldResources) && !before.holds(new.findings[right], newResources)
    }
    var states = [Prior?](repeating: nil, count: new.findings.count)
    for (index, partner) in match.partners.enumerated() {
      guard let partner else { continue }
      let known = old.findings[partner].gravity
      let isWorse = new.findings[index].gravity.exceeds(known)
      states[index] = Prior(
        isWorse ? .worsened : .unchanged, origin: .tree, was: isWorse ? known.words : nil)
    }
    let rest = Self.risen(
      match, old, oldResources, new, newResources, &states)
    findings = new.findings.enumerated().map { index, finding in
      finding.with(prior: states[index] ?? Prior(.new, origin: .tree))
    }
    fixed = rest.map { old.findings[$0] }
    fixedKeys = rest.map { old.findings[$0].resource.map { oldResources[$0].key } }
  }

  private static func sighting(_ finding: Finding, _ resources: [Resource]) -> DecisionMatch.Sighting {
    DecisionMatch.Sighting(
      decision: finding.decision, policy: finding.policy, file: finding.home(among: resources) ?? "")
  }

  /// Finds what was known of the same rule and resource with another value, and is graver now: `not known` has become
  /// a breach.
  ///
  /// - Returns: the old findings that are no more.
  private static func risen(
    _ match: DecisionMatch, _ old: AssessmentResult, _ oldResources: [Resource], _ new: AssessmentResult,
    _ newResources: [Resource], _ states: inout [Prior?]
  ) -> [Int] {
    var known: [Subject: [Int]] = [:]
    for index in match.gone {
      if let subject = Subject(old.findings[index], oldResources) {
        known[subject, default: []].append(index)
      }
    }
    var taken: Set<Int> = []
    for index in new.findings.indices where states[index] == nil {
      guard let subject = Subject(new.findings[index], newResources), let candidates = known[subject],
        let partner = candidates.first(where: { candidate in
          !taken.contains(candidate)
            && new.findings[index].gravity.exceeds(old.findings[candidate].gravity)
        })
      else { continue }
      taken.insert(partner)
      states[index] = Prior(.worsened, origin: .tree, was: old.findings[partner].gravity.words)
    }
    return match.gone.filter { !taken.contains($0) }
  }

  /// A rule and the resource that it speaks of.
  private struct Subject: Hashable {
    let policy: String
    let rule: String
    let file: String
    let key: String

    init?(_ finding: Finding, _ resources: [Resource]) {
      guard let resource = finding.resource else { return nil }
      policy = finding.policy
      rule = finding.rule
      file = resources[resource].span.file
      key = resources[resource].key
    }
  }

  /// Which resources stand in which files.
  private struct Declared {
    private let ids: Set<String>

    init(_ resources: [Resource]) { ids = Set(resources.map(\.id)) }

    /// True if the resource of a finding of another state stands here too, in the same file.
    func holds(_ finding: Finding, _ resources: [Resource]) -> Bool {
      // A question to the whole scan does not move.
      finding.resource.map { ids.contains(resources[$0].id) } ?? true
    }
  }
}
