public import Assessment

/// A recorded scan with its moment; its findings are followed elsewhere.
struct DatedScan: Sendable {
  let at: Moment
  let id: String
  let owner: String?
  var snapshot: ScanSnapshot
}

/// One tree over time: its scans, its findings, and where the period that is reported begins.
struct TreeHistory: Sendable {
  let tree: String
  let scans: [DatedScan]
  /// What counts: breaches and what could not be decided.
  let findings: TrackedFindings
  /// What only a document can answer.
  let requests: TrackedFindings
  /// The scan that the period is held against; nil if there is none so old.
  let base: DatedScan?
  /// The last scan.
  let latest: DatedScan

  private let period: Int
  private let now: Moment

  /// Nil for a tree that was not scanned before the report's moment.
  init?(tree: String, scans: [DatedScan], settings: WeeklySettings) {
    let scans = scans.filter { $0.at <= settings.at }.sorted {
      ($0.at.seconds, $0.id) < ($1.at.seconds, $1.id)
    }
    // What is found is told by the tracks: a fleet's years of findings would fill the memory.
    let bare = scans.map { scan in
      var scan = scan
      scan.snapshot.findings = []
      return scan
    }
    guard let latest = bare.last else { return nil }
    self.tree = tree
    self.scans = bare
    self.latest = latest
    period = settings.period
    now = settings.at
    let steps = scans.indices.map { index -> ScanStep? in
      index == 0
        ? nil : ScanStep(from: scans[index - 1].snapshot, to: scans[index].snapshot, on: scans[index].at.day)
    }
    findings = TrackedFindings(scans, steps: steps) { $0.verdict != .evidenceRequired }
    requests = TrackedFindings(scans, steps: steps) { $0.verdict == .evidenceRequired }
    base = Self.scan(near: settings.start, among: bare, period: settings.period)
  }

  /// Who answers for it.
  var owner: String? { latest.owner }

  /// True if no scan lies within the period: nothing is known of how things stand now.
  var isStale: Bool { latest.at == base?.at }

  /// The scans of the period.
  var inPeriod: [DatedScan] { scans.filter { scan in base.map { scan.at > $0.at } ?? true } }

  /// The scan that shows how things stood at a moment.
  ///
  /// A weekly job starts a few seconds earlier or later: the scan next to the moment is meant, within a seventh of
  /// the period, and otherwise the last one before it.
  func scan(near moment: Moment) -> DatedScan? { Self.scan(near: moment, among: scans, period: period) }

  private static func scan(near moment: Moment, among scans: [DatedScan], period: Int) -> DatedScan? {
    let slack = period * 86_400 / 7
    let before = scans.last { $0.at <= moment }
    guard let after = scans.first(where: { $0.at > moment }), after.at.seconds - moment.seconds <= slack
    else {
      return before
    }
    guard let before, moment.seconds - before.at.seconds <= after.at.seconds - moment.seconds else {
      return after
    }
    return before
  }

  /// Stretches without a scan that are longer than one and a half periods.
  var gaps: [WeeklyGap] {
    let ends = scans.dropFirst().map(\.at) + [now]
    return zip(scans, ends).compactMap { scan, end in
      guard end.seconds - scan.at.seconds > period * 86_400 * 3 / 2 else { return nil }
      var weeks: [String] = []
      var day = scan.at.adding(days: 7)
      while day < end, weeks.count < 520 {
        if day.week != end.week, day.week != scan.at.week { weeks.append(day.week) }
        day = day.adding(days: 7)
      }
      return WeeklyGap(tree: tree, from: scan.at, to: end, weeks: weeks)
    }
  }
}

/// A stretch of time without a scan.
public struct WeeklyGap: Sendable, Equatable {
  /// The tree.
  public let tree: String
  /// The last scan before.
  public let from: Moment
  /// The first scan after, or the report's moment.
  public let to: Moment
  /// The weeks in between that hold no scan, as ISO 8601 names them.
  public let weeks: [String]
}
