public import Assessment

/// A waiver in use, or one that has run out over findings that are still there.
public struct WeeklyWaiver: Sendable, Equatable {
  /// How it stands.
  public enum State: String, Sendable, CaseIterable {
    /// It has run out, and what it silenced is still there.
    case expired
    /// It runs out soon.
    case expiring
    /// It holds.
    case open
  }

  /// The identifier.
  public let id: String
  /// The tree.
  public let tree: String
  /// Who approved it.
  public let approver: String
  /// The last day on which it holds.
  public let expires: String
  /// How it stands.
  public let state: State
  /// Days that are left; negative if it has run out.
  public let daysLeft: Int
  /// How many findings it silences, or did.
  public let findings: Int
  /// The gravest of them.
  public let severity: Severity
}

/// What is accepted, by whom and until when.
public struct WeeklyWaivers: Sendable, Equatable {
  /// The waivers, those that end first at the top.
  public let list: [WeeklyWaiver]
  /// Findings that are accepted, and all that would be open without waivers, by severity.
  public let shares: [Severity: Share]

  /// Accepted findings of all.
  public struct Share: Sendable, Equatable {
    /// Accepted.
    public var waived = 0
    /// Accepted and open.
    public var all = 0
  }

  private struct Key: Hashable {
    let id: String
    let tree: String
    let approver: String
    let expires: String
  }

  init(_ trees: [TreeHistory], settings: WeeklySettings) {
    var findings: [Key: [SnapshotFinding]] = [:]
    var shares: [Severity: Share] = [:]
    let today = settings.at.day
    for tree in trees {
      for track in tree.findings.tracks {
        guard let finding = track.finding(at: tree.latest.at) else { continue }
        shares[finding.severity, default: Share()].all += 1
        if finding.isWaived { shares[finding.severity, default: Share()].waived += 1 }
        // Of an open finding, the waiver that held last counts if it ran out rather than being taken back.
        let earlier = track.run.last { $0.finding?.isWaived == true }
        guard let waiver = finding.isWaived ? finding.waiver : earlier?.finding?.waiver,
          finding.isWaived || waiver.expires < today
        else { continue }
        let key = Key(
          id: waiver.id, tree: tree.tree, approver: waiver.approvedBy, expires: waiver.expires)
        findings[key, default: []].append(finding)
      }
    }
    self.shares = shares
    list = findings.map { key, findings in
      let left = CalendarDay.days(from: today, to: key.expires) ?? 0
      return WeeklyWaiver(
        id: key.id, tree: key.tree, approver: key.approver, expires: key.expires,
        state: left < 0 ? .expired : left <= settings.waiverSoon ? .expiring : .open, daysLeft: left,
        findings: findings.count, severity: findings.map(\.severity).max() ?? .info)
    }.sorted { ($0.expires, $0.id, $0.tree) < ($1.expires, $1.id, $1.tree) }
  }

  /// The waivers of each approver: how many, and how many findings they silence.
  public var byApprover: [(approver: String, open: Int, expiring: Int, expired: Int, findings: Int)] {
    Dictionary(grouping: list, by: \.approver).sorted { $0.key < $1.key }.map { approver, waivers in
      (
        approver: approver, open: waivers.count { $0.state == .open },
        expiring: waivers.count { $0.state == .expiring }, expired: waivers.count { $0.state == .expired },
        findings: waivers.reduce(0) { $0 + $1.findings }
      )
    }
  }
}
