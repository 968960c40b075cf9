public import Assessment

/// How much was understood, then and now.
public struct WeeklyCoverage: Sendable, Equatable {
  /// When the period began; nil if there is no scan so old.
  public let then: ScanSnapshot.Counts?
  /// Now.
  public let now: ScanSnapshot.Counts
  /// Trees whose count of findings fell while less of them was understood.
  public let doubtful: [String]
  /// Trees whose last scan was incomplete.
  public let incomplete: [String]

  init(_ trees: [TreeHistory]) {
    let bases = trees.compactMap { $0.base?.snapshot.coverage }
    then = bases.isEmpty ? nil : Self.sum(bases)
    now = Self.sum(trees.map(\.latest.snapshot.coverage))
    incomplete = trees.filter(\.latest.snapshot.coverage.isIncomplete).map(\.tree)
    doubtful = trees.filter { tree in
      guard let base = tree.base, base.at < tree.latest.at else { return false }
      return tree.openCount(at: tree.latest.at) < tree.openCount(at: base.at)
        && Self.fell(from: base.snapshot.coverage, to: tree.latest.snapshot.coverage)
    }.map(\.tree)
  }

  /// True if less was understood or located, or more could not be read.
  static func fell(from then: ScanSnapshot.Counts, to now: ScanSnapshot.Counts) -> Bool {
    now.understood < then.understood || now.dataBearing < then.dataBearing
      || now.notUnderstood + now.unreadable > then.notUnderstood + then.unreadable
      || (share(now.located, of: now.dataBearing) ?? 1000) < (share(then.located, of: then.dataBearing) ?? 0)
      || now.isIncomplete && !then.isIncomplete
  }

  /// Files that were understood, of all that should have been, per thousand.
  static func understood(_ counts: ScanSnapshot.Counts) -> Int? {
    share(counts.understood, of: counts.understood + counts.notUnderstood + counts.unreadable)
  }

  /// What holds data and stands in a known place, per thousand.
  static func located(_ counts: ScanSnapshot.Counts) -> Int? { share(counts.located, of: counts.dataBearing) }

  private static func share(_ part: Int, of whole: Int) -> Int? {
    // Rounded down: nothing is complete that lacks anything.
    whole == 0 ? nil : part * 1000 / whole
  }

  static func sum(_ all: [ScanSnapshot.Counts]) -> ScanSnapshot.Counts {
    all.reduce(into: ScanSnapshot.Counts()) { sum, counts in
      sum.found += counts.found
      sum.understood += counts.understood
      sum.notInfrastructure += counts.notInfrastructure
      sum.notUnderstood += counts.notUnderstood
      sum.unreadable += counts.unreadable
      sum.resources += counts.resources
      sum.dataBearing += counts.dataBearing
      sum.located += counts.located
      sum.isIncomplete = sum.isIncomplete || counts.isIncomplete
    }
  }
}

extension TreeHistory {
  /// How many findings were open in a scan.
  func openCount(at moment: Moment) -> Int { findings.tracks.count { $0.isOpen(at: moment) } }
}

/// How things stood at one moment of the trend.
public struct WeeklyPoint: Sendable, Equatable {
  /// The moment.
  public let at: Moment
  /// Open findings by severity; nil if no tree had been scanned.
  public let open: [Severity: Int]?
  /// Understood files, per thousand.
  public let understood: Int?
  /// Located resources, per thousand.
  public let located: Int?
  /// True if no tree was scanned in the period before it: earlier scans stand in.
  public let isCarried: Bool

  /// The moments of the trend, the earliest first; none before the first scan.
  static func moments(_ trees: [TreeHistory], settings: WeeklySettings) -> [Moment] {
    guard let first = trees.compactMap({ $0.scans.first?.at }).min() else { return [] }
    let slack = settings.period * 86_400 / 7
    return (0..<max(1, settings.trend)).reversed().map { settings.at.adding(days: -$0 * settings.period) }
      .filter { $0.seconds + slack >= first.seconds }
  }

  init(_ trees: [TreeHistory], at moment: Moment, isLast: Bool, period: Int) {
    at = moment
    let since = moment.seconds - period * 86_400 * 6 / 7
    var isCarried = true
    var open: [Severity: Int] = [:]
    var counts: [ScanSnapshot.Counts] = []
    for tree in trees {
      guard let scan = isLast ? tree.latest : tree.scan(near: moment) else { continue }
      counts.append(scan.snapshot.coverage)
      if scan.at.seconds >= since { isCarried = false }
      for track in tree.findings.tracks {
        if let finding = track.finding(at: scan.at), !finding.isWaived {
          open[finding.severity, default: 0] += 1
        }
      }
    }
    self.isCarried = isCarried
    self.open = counts.isEmpty ? nil : open
    let sum = WeeklyCoverage.sum(counts)
    understood = WeeklyCoverage.understood(sum)
    located = WeeklyCoverage.located(sum)
  }
}
