public import Assessment

/// The trees of a report, taken in one after the other.
public struct WeeklyTrees: Sendable {
  let settings: WeeklySettings
  private(set) var histories: [TreeHistory] = []

  /// No trees yet.
  public init(settings: WeeklySettings) { self.settings = settings }

  /// Takes in recorded scans: all those of each tree that is among them.
  public mutating func add(_ scans: [RecordedScan]) {
    let byTree = Dictionary(grouping: scans, by: \.tree)
    for tree in byTree.keys {
      let dated: [DatedScan] = (byTree[tree] ?? []).compactMap { scan in
        Moment(scan.recordedAt).map {
          DatedScan(at: $0, id: scan.id, owner: scan.owner, snapshot: scan.snapshot)
        }
      }
      if let history = TreeHistory(tree: tree, scans: dated, settings: settings) { histories.append(history) }
    }
    histories.sort { $0.tree < $1.tree }
  }

  /// The identifiers of the policies that the last scans applied.
  public var policies: Set<String> {
    Set(histories.flatMap { $0.latest.snapshot.policies.map(\.id) })
  }
}
