public import Inventory

import Descriptors

extension Baseline {
  /// What is to become of entries that a scan does not confirm, and of findings that no entry covers.
  public struct Renewal: Sendable {
    /// True if findings that no entry covers are taken over.
    public var takesNew: Bool
    /// Why new entries are taken over.
    public var reason: String?
    /// The last day of new entries.
    public var expires: String?

    /// True if entries that have run out, and still stand, are taken over anew; otherwise they stay as they are.
    public var renewsExpired: Bool

    /// What is to become of them.
    public init(
      takesNew: Bool, reason: String? = nil, expires: String? = nil, renewsExpired: Bool = false
    ) {
      self.takesNew = takesNew
      self.renewsExpired = renewsExpired
      self.reason = reason
      self.expires = expires
    }

    /// True if a finding is another decision than the entry that it was matched with.
    func replaces(_ prior: Prior?) -> Bool {
      guard let prior, takesNew else { return false }
      return prior.state == .worsened || prior.isExpired && renewsExpired
    }
  }

  /// The baseline after a scan: what is fixed is gone, files are where they are now, and what was new is taken over if
  /// that is asked for.
  ///
  /// Reasons and ends of entries that stay are kept. What a waiver silences, and what is wrong with waivers, is never
  /// taken over.
  public func renewed(
    by outcome: BaselineOffice.Outcome, resources: [Resource], path: (String) -> String, _ renewal: Renewal
  ) -> Baseline {
    var entries: [Entry] = outcome.unseen
    var made: [Entry] = []
    var standing: [String: Set<String>] = [:]
    for resource in resources { standing[resource.key, default: []].insert(path(resource.span.file)) }
    for (finding, partner) in zip(outcome.findings, outcome.partners) {
      guard finding.policy != WaiverOffice.policyID else { continue }
      let file = finding.home(among: resources).map(path) ?? ""
      if var entry = partner, !renewal.replaces(finding.prior) {
        entry.file = file
        made.append(entry)
      } else if renewal.takesNew, !finding.isWaived {
        made.append(
          Entry(
            rule: finding.rule, policy: finding.policy,
            resource: finding.resource.map { resources[$0].key } ?? "", value: finding.value, file: file,
            fingerprint: finding.decision, gravity: finding.gravity, reason: renewal.reason,
            expires: renewal.expires))
      }
    }
    // Where the key stands without the breach can only be said once all breaches are known.
    var breached: [String: Set<String>] = [:]
    for entry in made { breached[entry.fingerprint, default: []].insert(entry.file) }
    for index in made.indices where !made[index].resource.isEmpty {
      let others = (standing[made[index].resource] ?? []).subtracting(breached[made[index].fingerprint] ?? [])
      made[index].elsewhere = others.sorted()
    }
    entries += BaselineOffice.counted(made)
    return Baseline(entries)
  }
}
