public import Assessment
public import Atlas

/// What changed between scans, and why: Monday's report.
///
/// Every figure is computed from recorded scans.
public struct WeeklyReport: Sendable {
  /// The report before this one.
  public struct Previous: Sendable, Equatable {
    /// Its digest.
    public let digest: String
    /// Its moment, as it stands there.
    public let at: String

    /// A report that went before.
    public init(digest: String, at: String) {
      self.digest = digest
      self.at = at
    }
  }

  /// What was asked for.
  public let settings: WeeklySettings
  /// The program's version.
  public let version: String
  /// The atlas that names operators, laws and countries.
  public let atlas: Atlas
  /// The trees, by name.
  public let trees: [WeeklyTree]
  /// What moved, by severity.
  public let bySeverity: [Severity: WeeklyBalance]
  /// What moved, by category.
  public let byCategory: [String: WeeklyBalance]
  /// How many of the open findings wait for something that is not known.
  public let undecided: Int
  /// What moved, the gravest first.
  public let movements: [WeeklyMovement]
  /// The movements counted by cause.
  public let causes: [WeeklyCauses]
  /// How many findings came and went within the period.
  public let passing: Int
  /// What else changed: policies, atlas, tool.
  public let knowledge: [WeeklyKnowledge]
  /// The ages of what is open.
  public let ageing: WeeklyAgeing
  /// What is overdue or due soon.
  public let due: [WeeklyDue]
  /// Questions that only documents answer.
  public let requests: [WeeklyRequests]
  /// What is accepted.
  public let waivers: WeeklyWaivers
  /// Countries, operators and hosts that are new.
  public let arrivals: [WeeklyArrival]
  /// What holds data, by country.
  public let countries: WeeklyTally
  /// What holds data, by operator.
  public let operators: WeeklyTally
  /// Keys and algorithms.
  public let keys: WeeklyKeys
  /// Days ahead on which something begins or ends, the next first.
  public let dates: [WeeklyDate]
  /// What the data depends on.
  public let dependence: WeeklyDependence
  /// How much was understood.
  public let coverage: WeeklyCoverage
  /// The trend, the earliest point first.
  public let points: [WeeklyPoint]
  /// Stretches without a scan.
  public let gaps: [WeeklyGap]
  /// The report before this one; nil if it was not given.
  public let previous: Previous?

  /// The report over some trees; nil if none was scanned at or before the report's moment.
  ///
  /// - Parameters:
  ///   - version: the program's version.
  ///   - dates: days ahead that policies name.
  public init?(
    _ trees: WeeklyTrees, version: String, atlas: Atlas, dates: [WeeklyDate] = [], previous: Previous? = nil
  ) {
    let settings = trees.settings
    let histories = trees.histories
    guard !histories.isEmpty else { return nil }
    self.settings = settings
    self.version = version
    self.atlas = atlas
    self.previous = previous
    let byTree: [[WeeklyMovement]] = histories.map { tree in
      tree.findings.tracks.flatMap { WeeklyMovement.of($0, in: tree) }
    }
    let moved = byTree.flatMap { $0 }
    self.trees = zip(histories, byTree).map { WeeklyTree($0, $1) }
    bySeverity = WeeklyBalance.by(\.severity, histories, moved)
    byCategory = WeeklyBalance.by(\.category, histories, moved)
    movements = Self.sorted(moved)
    causes = WeeklyCauses.of(moved)
    undecided = Self.count(histories) { $0.finding(at: $1.latest.at)?.verdict == .undetermined }
    passing = Self.passing(histories)
    knowledge = WeeklyKnowledge.changes(histories)
    ageing = WeeklyAgeing(histories, at: settings.at)
    due = WeeklyDue.list(histories, settings: settings)
    requests = WeeklyRequests.list(histories, at: settings.at)
    waivers = WeeklyWaivers(histories, settings: settings)
    arrivals = WeeklyArrivals.list(histories)
    countries = WeeklyTally(histories) { $0.countries }
    operators = WeeklyTally(histories) { $0.operators }
    keys = WeeklyKeys(histories, settings: settings)
    self.dates = Self.ahead(
      dates + WeeklyDate.qualifications(histories, atlas: atlas, settings: settings), settings)
    let moments = WeeklyPoint.moments(histories, settings: settings)
    points = moments.map {
      WeeklyPoint(histories, at: $0, isLast: $0 == settings.at, period: settings.period)
    }
    dependence = WeeklyDependence(histories, points: moments, atlas: atlas)
    coverage = WeeklyCoverage(histories)
    gaps = histories.flatMap(\.gaps)
  }

  private static func sorted(_ movements: [WeeklyMovement]) -> [WeeklyMovement] {
    let ranks = Dictionary(
      uniqueKeysWithValues: WeeklyMovement.Kind.allCases.enumerated().map { ($1, $0) })
    func key(_ movement: WeeklyMovement) -> (Int, String, String, Int, String, String) {
      let finding = movement.finding
      return (
        ranks[movement.kind] ?? 0, movement.tree, finding?.file ?? "", finding?.line ?? 0,
        finding?.resource ?? "", "\(finding?.rule ?? "")\0\(finding?.fingerprint ?? "")"
      )
    }
    return movements.sorted {
      let (left, right) = ($0.finding?.severity ?? .info, $1.finding?.severity ?? .info)
      return left == right ? key($0) < key($1) : left > right
    }
  }

  private static func count(
    _ trees: [TreeHistory], _ isCounted: (FindingTrack, TreeHistory) -> Bool
  ) -> Int {
    trees.reduce(0) { sum, tree in
      sum + tree.findings.tracks.count { $0.isOpen(at: tree.latest.at) && isCounted($0, tree) }
    }
  }

  /// Findings that only scans between the two ends of the period show.
  private static func passing(_ trees: [TreeHistory]) -> Int {
    trees.reduce(0) { sum, tree in
      let start = tree.base?.at
      return sum
        + tree.findings.tracks.count { track in
          track.finding(at: tree.latest.at) == nil && start.flatMap { track.finding(at: $0) } == nil
            && track.states.contains { state in
              state.finding != nil && start.map { state.at > $0 } ?? true && state.at <= tree.latest.at
            }
        }
    }
  }

  private static func ahead(_ dates: [WeeklyDate], _ settings: WeeklySettings) -> [WeeklyDate] {
    let (today, last) = (settings.at.day, settings.at.adding(days: settings.datesAhead).day)
    return Set(dates).filter { $0.day > today && $0.day <= last }.sorted {
      ($0.day, $0.kind.rawValue, $0.of, $0.name) < ($1.day, $1.kind.rawValue, $1.of, $1.name)
    }
  }

  /// What moved over all severities.
  public var balance: WeeklyBalance { WeeklyBalance.sum(bySeverity.values) }

  /// True if no tree was scanned within the period.
  public var isStale: Bool { trees.allSatisfy(\.isStale) }

  /// True if some tree was scanned before the period.
  public var hasBase: Bool { trees.contains { $0.base != nil } }

  /// True if fewer findings are open while less was understood: no success.
  public var isDoubtful: Bool { !coverage.doubtful.isEmpty }

  /// What the trees began with: the earliest moment that the period is held against.
  public var start: Moment? { trees.compactMap(\.base).min() }
}
