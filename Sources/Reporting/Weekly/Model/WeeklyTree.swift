public import Assessment

/// How one tree stands.
public struct WeeklyTree: Sendable {
  /// Its name.
  public let name: String
  /// Who answers for it.
  public let owner: String?
  /// The scan that the period is held against; nil if there is none so old.
  public let base: Moment?
  /// The last scan.
  public let latest: Moment
  /// The identifiers of both scans.
  public let scans: [String]
  /// How many scans lie within the period.
  public let inPeriod: Int
  /// True if none does: nothing is known of how it stands now.
  public let isStale: Bool
  /// Open findings by severity.
  public let open: [Severity: Int]
  /// What moved, over all severities.
  public let balance: WeeklyBalance

  init(_ tree: TreeHistory, _ movements: [WeeklyMovement]) {
    name = tree.tree
    owner = tree.owner
    base = tree.base?.at
    latest = tree.latest.at
    scans = [tree.base?.id, tree.latest.id].compactMap { $0 }
    inPeriod = tree.inPeriod.count
    isStale = tree.isStale
    let balances = WeeklyBalance.by(\.severity, [tree], movements)
    open = balances.mapValues(\.now).filter { $0.value > 0 }
    balance = WeeklyBalance.sum(balances.values)
  }
}

/// What the scans were made with, where it changed within the period.
public struct WeeklyKnowledge: Sendable, Hashable {
  /// Policy, atlas or tool.
  public let kind: ChangeCause
  /// The policy's identifier; empty otherwise.
  public let name: String
  /// What it was; nil if it was not applied.
  public let from: String?
  /// What it is; nil if it is not applied any more.
  public let to: String?

  /// What changed in any tree, each change once.
  static func changes(_ trees: [TreeHistory]) -> [WeeklyKnowledge] {
    var changes: Set<WeeklyKnowledge> = []
    for tree in trees {
      guard let base = tree.base?.snapshot else { continue }
      changes.formUnion(self.changes(from: base, to: tree.latest.snapshot))
    }
    return changes.sorted {
      ($0.kind.rawValue, $0.name, $0.from ?? "", $0.to ?? "")
        < ($1.kind.rawValue, $1.name, $1.from ?? "", $1.to ?? "")
    }
  }

  private static func changes(from old: ScanSnapshot, to new: ScanSnapshot) -> [WeeklyKnowledge] {
    var changes: [WeeklyKnowledge] = []
    if old.tool.version != new.tool.version {
      changes.append(
        WeeklyKnowledge(kind: .tool, name: "", from: old.tool.version, to: new.tool.version))
    }
    let (was, now) = (atlas(old.tool), atlas(new.tool))
    if was != now { changes.append(WeeklyKnowledge(kind: .atlas, name: "", from: was, to: now)) }
    let ids = Set((old.policies + new.policies).map(\.id))
    for id in ids.sorted() {
      let (first, second) = (old.policies.first { $0.id == id }, new.policies.first { $0.id == id })
      guard first?.sha256 != second?.sha256 || first?.version != second?.version else { continue }
      changes.append(
        WeeklyKnowledge(kind: .policy, name: id, from: first.map(version), to: second.map(version)))
    }
    return changes
  }

  private static func atlas(_ tool: ScanSnapshot.Tool) -> String {
    tool.atlasSHA256.isEmpty ? tool.atlasAsOf : "\(tool.atlasAsOf) (sha256 \(tool.atlasSHA256.prefix(12)))"
  }

  private static func version(_ policy: ScanSnapshot.Policy) -> String {
    "\(policy.version) (sha256 \(policy.sha256.prefix(12)))"
  }
}
