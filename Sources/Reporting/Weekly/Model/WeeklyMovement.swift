public import Assessment

/// A finding that stands otherwise than it did when the period began.
public struct WeeklyMovement: Sendable {
  /// What happened to it.
  public enum Kind: String, Sendable, CaseIterable {
    /// It was never there before.
    case new
    /// It had gone, and is back.
    case reopened
    /// It is graver or more certain than it was.
    case worsened
    /// It was waived, and no longer is.
    case waiverEnded = "waiver-ended"
    /// Another value breaks the rule; it is as grave as it was.
    case changed
    /// It is less grave or less certain than it was.
    case eased
    /// Somebody accepted it for a time.
    case waived
    /// It is gone.
    case fixed
    /// It was waived, and is gone.
    case waivedFixed = "waived-fixed"
  }

  /// What happened.
  public let kind: Kind
  /// Why: one cause, or those between which nothing can decide.
  public let causes: [ChangeCause]
  /// The tree.
  public let tree: String
  /// Who answers for it.
  public let owner: String?
  /// The scan that showed it first.
  public let at: Moment
  /// How it stood when the period began; nil if it was not there.
  public let before: SnapshotFinding?
  /// How it stands now; nil if it is not there.
  public let after: SnapshotFinding?
  /// When it was first seen.
  public let firstSeen: Moment

  /// The finding as it stands, or stood last.
  public var finding: SnapshotFinding? { after ?? before }

  /// What became of a track in the period of its tree.
  static func of(_ track: FindingTrack, in tree: TreeHistory) -> [WeeklyMovement] {
    let start = tree.base?.at
    let before = start.flatMap { track.finding(at: $0) }
    let after = track.finding(at: tree.latest.at)
    let wasThere = start.map { track.wasThere(before: $0) } ?? false
    guard let last = track.states.last else { return [] }
    return kinds(before, after, wasThere: wasThere).map { kind in
      // Whatever became of it later, it came with the first state of its run.
      let state = kind == .new || kind == .reopened ? track.run.first : nil
      let first = track.firstSeen(at: after == nil ? start ?? last.at : last.at)
      return WeeklyMovement(
        kind: kind,
        causes: kind == .waived && before == nil ? [.waivers] : (state ?? last).causes,
        tree: tree.tree, owner: tree.owner, at: (state ?? last).at, before: before, after: after,
        firstSeen: first ?? last.at)
    }
  }

  private static func kinds(_ before: SnapshotFinding?, _ after: SnapshotFinding?, wasThere: Bool) -> [Kind] {
    switch (before, after) {
    case (nil, nil): []
    case (nil, let after?): [wasThere ? .reopened : .new] + (after.isWaived ? [.waived] : [])
    case (let before?, nil): [before.isWaived ? .waivedFixed : .fixed]
    case (let before?, let after?):
      switch (before.isWaived, after.isWaived) {
      case (false, true): [.waived]
      case (true, false): [.waiverEnded]
      case (true, true): []
      case (false, false): regrading(before, after).map { [$0] } ?? []
      }
    }
  }

  private static func regrading(_ before: SnapshotFinding, _ after: SnapshotFinding) -> Kind? {
    if before.severity != after.severity { return before.severity < after.severity ? .worsened : .eased }
    let (was, now) = (certainty(before.verdict), certainty(after.verdict))
    if was != now { return was < now ? .worsened : .eased }
    return before.decision == after.decision ? nil : .changed
  }

  /// A breach is worse than one that depends on a parameter, and that is worse than an open question.
  private static func certainty(_ verdict: Verdict) -> Int {
    switch verdict {
    case .fail: 2
    case .conditional: 1
    default: 0
    }
  }
}

/// How many movements have a cause.
public struct WeeklyCauses: Sendable, Equatable {
  /// The causes; more than one where nothing can decide between them.
  public let causes: [ChangeCause]
  /// How many of what kind.
  public let counts: [WeeklyMovement.Kind: Int]

  /// The movements counted by cause, single causes first.
  static func of(_ movements: [WeeklyMovement]) -> [WeeklyCauses] {
    var counts: [[ChangeCause]: [WeeklyMovement.Kind: Int]] = [:]
    for movement in movements { counts[movement.causes, default: [:]][movement.kind, default: 0] += 1 }
    let order = { (causes: [ChangeCause]) -> [Int] in
      [causes.count] + causes.compactMap { ChangeCause.allCases.firstIndex(of: $0) }
    }
    return counts.sorted { order($0.key).lexicographicallyPrecedes(order($1.key)) }
      .map { WeeklyCauses(causes: $0.key, counts: $0.value) }
  }
}
