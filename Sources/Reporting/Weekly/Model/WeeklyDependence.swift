import Assessment
import Atlas

/// How much of what holds data depends on a law, an operator or a controlling country.
public struct WeeklyDependence: Sendable, Equatable {
  /// A law, operator or country with its share.
  public struct Row: Sendable, Equatable {
    /// The identifier or code.
    public let name: String
    /// Resources that it reaches in every case.
    public let certain: Int
    /// Resources that it may reach.
    public let possible: Int
    /// What it reaches or may reach, per thousand, at each point of the trend; nil where no scan was.
    public let trend: [Int?]
    /// The share when the period began, per thousand; nil if no scan is so old.
    public let then: Int?
    /// The share now, per thousand.
    public let now: Int
  }

  /// What holds data.
  public let total: Int
  /// By law; which law reaches an operator is told by the atlas of this program.
  public let laws: [Row]
  /// By operator.
  public let operators: [Row]
  /// By the country that can compel the operator.
  public let control: [Row]

  init(_ trees: [TreeHistory], points: [Moment], atlas: Atlas) {
    var known: [String: [String]] = [:]
    func laws(of id: String) -> [String] {
      if let laws = known[id] { return laws }
      let laws = atlas.operatorEntry(id)?.laws ?? []
      known[id] = laws
      return laws
    }
    let now = trees.map(\.latest.snapshot)
    let then = trees.compactMap { $0.base?.snapshot }
    let past = points.map { moment in trees.compactMap { $0.scan(near: moment)?.snapshot } }
    total = Self.holders(now).count
    func rows(_ sets: (SnapshotResource) -> [Set<String>]) -> [Row] {
      Self.rows(now: now, then: then, past: past, sets)
    }
    self.laws = rows { $0.operators.map { Set(laws(of: $0)) } }
    operators = rows { $0.operators.map { [$0] } }
    // The record holds the countries behind all its possible operators together.
    control = rows { resource in resource.control.map { [$0] } }
  }

  private static func holders(_ snapshots: [ScanSnapshot]) -> [SnapshotResource] {
    snapshots.flatMap { $0.resources.filter(\.holdsData) }
  }

  private struct Count {
    var certain = 0
    var possible = 0
  }

  private static func count(
    _ snapshots: [ScanSnapshot], _ sets: (SnapshotResource) -> [Set<String>]
  ) -> (total: Int, counts: [String: Count]) {
    let holders = holders(snapshots)
    var counts: [String: Count] = [:]
    for resource in holders {
      let sets = sets(resource)
      let all = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
      for name in sets.reduce(into: Set<String>(), { $0.formUnion($1) }) {
        if all.contains(name) {
          counts[name, default: Count()].certain += 1
        } else {
          counts[name, default: Count()].possible += 1
        }
      }
    }
    return (holders.count, counts)
  }

  private static func rows(
    now: [ScanSnapshot], then: [ScanSnapshot], past: [[ScanSnapshot]],
    _ sets: (SnapshotResource) -> [Set<String>]
  ) -> [Row] {
    let (nowCount, thenCount) = (count(now, sets), count(then, sets))
    let pastCounts = past.map { count($0, sets) }
    func share(_ name: String, _ all: (total: Int, counts: [String: Count])) -> Int? {
      guard all.total > 0 else { return nil }
      let count = all.counts[name] ?? Count()
      return ((count.certain + count.possible) * 1000 + all.total / 2) / all.total
    }
    let names = Set(nowCount.counts.keys).union(thenCount.counts.keys)
    return names.map { name in
      let count = nowCount.counts[name] ?? Count()
      return Row(
        name: name, certain: count.certain, possible: count.possible,
        trend: pastCounts.map { share(name, $0) }, then: share(name, thenCount),
        now: share(name, nowCount) ?? 0)
    }.sorted { ($1.now, $0.name) < ($0.now, $1.name) }
  }
}
