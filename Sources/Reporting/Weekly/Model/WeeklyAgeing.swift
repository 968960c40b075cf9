public import Assessment

/// How old what is open is, next to how fast what closed was closed.
public struct WeeklyAgeing: Sendable, Equatable {
  /// A range of ages in days.
  public struct Bucket: Sendable, Equatable {
    /// The first and the last day; nil for no end.
    public let from: Int
    /// The last day of it; nil if it has no end.
    public let through: Int?
    /// How many open findings are so old, by severity.
    public var counts: [Severity: Int] = [:]

    /// `0-7`, `> 180`.
    public var name: String { through.map { "\(from)-\($0)" } ?? "> \(from - 1)" }
    /// How many there are.
    public var total: Int { counts.values.reduce(0, +) }
  }

  /// A mean over some findings, in tenths of a day.
  public struct Mean: Sendable, Equatable {
    /// How many there are.
    public var count = 0
    /// All their days together.
    public var days = 0

    /// The mean in tenths of a day; nil of nothing.
    public var tenths: Int? { count == 0 ? nil : (days * 10 + count / 2) / count }

    mutating func add(_ more: Int) {
      count += 1
      days += more
    }
  }

  /// The buckets, the youngest first.
  public private(set) var buckets: [Bucket] = [
    Bucket(from: 0, through: 7), Bucket(from: 8, through: 30), Bucket(from: 31, through: 90),
    Bucket(from: 91, through: 180), Bucket(from: 181, through: nil),
  ]
  /// The mean age of what is open.
  public private(set) var open = Mean()
  /// The mean time to remediation of what was closed within the period.
  public private(set) var closed = Mean()
  /// The same over all scans that are known.
  public private(set) var closedEver = Mean()
  /// How many of what is open was there in the first scan of its tree, and so may be older than that.
  public private(set) var atLeast = 0
  /// How many went within the period for another cause than the infrastructure: no remediation.
  public private(set) var closedOtherwise = 0

  init(_ trees: [TreeHistory], at now: Moment) {
    for tree in trees {
      for track in tree.findings.tracks { add(track, of: tree, now) }
    }
  }

  private mutating func add(_ track: FindingTrack, of tree: TreeHistory, _ now: Moment) {
    if let finding = track.finding(at: tree.latest.at), !finding.isWaived,
      let first = track.firstSeen(at: tree.latest.at)
    {
      let age = now.days(since: first)
      open.add(age)
      if first == tree.scans.first?.at { atLeast += 1 }
      if let index = buckets.firstIndex(where: { age <= $0.through ?? .max }) {
        buckets[index].counts[finding.severity, default: 0] += 1
      }
    }
    for (first, gone) in track.closings(to: tree.latest.at) {
      let isRecent = tree.base.map { gone.at > $0.at } ?? true
      guard gone.causes == [.infrastructure] else {
        if isRecent { closedOtherwise += 1 }
        continue
      }
      let days = gone.at.days(since: first)
      closedEver.add(days)
      if isRecent { closed.add(days) }
    }
  }
}

/// An open finding with the day on which it must be gone.
public struct WeeklyDue: Sendable {
  /// The finding.
  public let finding: SnapshotFinding
  /// The tree.
  public let tree: String
  /// Who answers for it.
  public let owner: String?
  /// When it was first seen.
  public let firstSeen: Moment
  /// The last day.
  public let due: String
  /// Days that are left; negative if it is overdue.
  public let daysLeft: Int

  /// What is overdue or due soon, the longest overdue first.
  static func list(_ trees: [TreeHistory], settings: WeeklySettings) -> [WeeklyDue] {
    var list: [WeeklyDue] = []
    for tree in trees {
      for track in tree.findings.tracks {
        guard let finding = track.finding(at: tree.latest.at), !finding.isWaived,
          let first = track.firstSeen(at: tree.latest.at), let days = settings.due[finding.severity]
        else { continue }
        let due = first.adding(days: days).day
        let left = CalendarDay.days(from: settings.at.day, to: due) ?? 0
        guard left <= settings.dueSoon else { continue }
        list.append(
          WeeklyDue(
            finding: finding, tree: tree.tree, owner: tree.owner, firstSeen: first, due: due, daysLeft: left))
      }
    }
    // Within a rule by place, as people look for them.
    func place(_ due: WeeklyDue) -> (String, Int, String, String) {
      let finding = due.finding
      return (finding.file ?? "", finding.line ?? 0, finding.resource ?? "", finding.fingerprint)
    }
    return list.sorted {
      let (left, right) = (
        ($0.due, $1.finding.severity, $0.tree, $0.finding.rule),
        ($1.due, $0.finding.severity, $1.tree, $1.finding.rule)
      )
      return left == right ? place($0) < place($1) : left < right
    }
  }
}

/// Questions that only a document can answer, by who must answer them.
public struct WeeklyRequests: Sendable, Equatable {
  /// The owner; nil if nobody is named.
  public let owner: String?
  /// How many are outstanding.
  public let count: Int
  /// The age of the oldest in days.
  public let oldest: Int

  /// The outstanding questions, the owner with the most first.
  static func list(_ trees: [TreeHistory], at now: Moment) -> [WeeklyRequests] {
    var ages: [String: [Int]] = [:]
    for tree in trees {
      for track in tree.requests.tracks where track.isOpen(at: tree.latest.at) {
        let first = track.firstSeen(at: tree.latest.at) ?? tree.latest.at
        ages[tree.owner ?? "", default: []].append(now.days(since: first))
      }
    }
    return ages.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { owner, ages in
      WeeklyRequests(owner: owner.isEmpty ? nil : owner, count: ages.count, oldest: ages.max() ?? 0)
    }
  }
}
