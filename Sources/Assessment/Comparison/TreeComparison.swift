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
  /// The findings of the old state of which nothing can be said: what they stood in, or may stand in now, was not read.
  public let unseen: [Finding]

  /// Holds two assessments against each other.
  ///
  /// A finding that stands in another file is the same only if the old file declares its resource less often than
  /// before, and the new one more often: else one resource would hide the breach of another of the same name.
  ///
  /// - Parameter mayStandUnread: true if a resource that is no longer declared in a file, by the file and its key, may
  ///   stand in what the scan of the new state could not read.
  public init(
    old: AssessmentResult, oldResources: [Resource], new: AssessmentResult, newResources: [Resource],
    mayStandUnread: (_ file: String, _ key: String) -> Bool = { _, _ in false }
  ) {
    let before = Declared(oldResources)
    let after = Declared(newResources)
    let olds = old.findings.map { Self.sighting($0, oldResources) }
    let news = new.findings.map { Self.sighting($0, newResources) }
    let match = DecisionMatch(
      old: olds, new: news,
      moves: DecisionMatch.Moves(
        lost: { before.excess(over: after, of: old.findings[$0], oldResources) },
        gained: { after.excess(over: before, of: new.findings[$0], newResources) }))
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
    // What is judged anew and found in order is fixed; what is gone is so only where everything was read.
    let isSeen = { (index: Int) in
      guard let resource = old.findings[index].resource.map({ oldResources[$0] }) else { return true }
      return before.excess(over: after, of: old.findings[index], oldResources) == 0
        || !mayStandUnread(resource.span.file, resource.key)
    }
    let seen = rest.filter(isSeen)
    fixed = seen.map { old.findings[$0] }
    fixedKeys = seen.map { old.findings[$0].resource.map { oldResources[$0].key } }
    let kept = Set(seen)
    unseen = rest.filter { !kept.contains($0) }.map { old.findings[$0] }
  }

  private static func sighting(_ finding: Finding, _ resources: [Resource]) -> DecisionMatch.Sighting {
    DecisionMatch.Sighting(
      decision: finding.decision, policy: finding.policy, file: finding.home(among: resources) ?? "",
      resource: finding.resource)
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

  /// How often resources are declared in which files.
  private struct Declared {
    private let counts: [String: Int]

    init(_ resources: [Resource]) {
      counts = resources.reduce(into: [:]) { $0[$1.id, default: 0] += 1 }
    }

    /// How much more often than in another state a finding's resource stands in its file.
    func excess(over other: Declared, of finding: Finding, _ resources: [Resource]) -> Int {
      // A question to the whole scan does not move.
      guard let id = finding.resource.map({ resources[$0].id }) else { return 0 }
      return max(0, counts[id, default: 0] - other.counts[id, default: 0])
    }
  }
}
