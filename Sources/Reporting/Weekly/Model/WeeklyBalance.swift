import Assessment

/// How many findings were open, what moved, and how many are open now: the sums come out even.
public struct WeeklyBalance: Sendable, Equatable {
  /// Open when the period began.
  public var then = 0
  /// Never there before.
  public var new = 0
  /// Back again.
  public var reopened = 0
  /// No longer waived.
  public var waiverEnded = 0
  /// Gone.
  public var fixed = 0
  /// Accepted for a time.
  public var waived = 0
  /// Came from another severity, less those that went to one.
  public var regraded = 0
  /// Open now.
  public var now = 0

  /// What the period brought: positive if more came than went.
  public var net: Int { new + reopened + waiverEnded - fixed - waived }

  /// True if what was open and what moved add up to what is open.
  public var isEven: Bool { then + net + regraded == now }

  /// The balance by a property of findings.
  ///
  /// - Parameter property: must not change for a finding except with its severity.
  static func by<Property: Hashable>(
    _ property: (SnapshotFinding) -> Property, _ trees: [TreeHistory], _ movements: [WeeklyMovement]
  ) -> [Property: WeeklyBalance] {
    var balances: [Property: WeeklyBalance] = [:]
    for tree in trees {
      for track in tree.findings.tracks {
        if let base = tree.base, let finding = track.finding(at: base.at), !finding.isWaived {
          balances[property(finding), default: WeeklyBalance()].then += 1
        }
        if let finding = track.finding(at: tree.latest.at), !finding.isWaived {
          balances[property(finding), default: WeeklyBalance()].now += 1
        }
      }
    }
    for movement in movements {
      guard let finding = movement.finding else { continue }
      let before = movement.before ?? finding
      let after = movement.after ?? finding
      switch movement.kind {
      case .new: balances[property(after), default: WeeklyBalance()].new += 1
      case .reopened: balances[property(after), default: WeeklyBalance()].reopened += 1
      case .waiverEnded: balances[property(after), default: WeeklyBalance()].waiverEnded += 1
      case .fixed: balances[property(before), default: WeeklyBalance()].fixed += 1
      case .waived: balances[property(before), default: WeeklyBalance()].waived += 1
      case .worsened, .eased, .changed:
        balances[property(before), default: WeeklyBalance()].regraded -= 1
        balances[property(after), default: WeeklyBalance()].regraded += 1
      case .waivedFixed: break
      }
    }
    return balances
  }

  /// The sum of several.
  static func sum(_ balances: some Sequence<WeeklyBalance>) -> WeeklyBalance {
    balances.reduce(into: WeeklyBalance()) { sum, balance in
      sum.then += balance.then
      sum.new += balance.new
      sum.reopened += balance.reopened
      sum.waiverEnded += balance.waiverEnded
      sum.fixed += balance.fixed
      sum.waived += balance.waived
      sum.regraded += balance.regraded
      sum.now += balance.now
    }
  }
}
