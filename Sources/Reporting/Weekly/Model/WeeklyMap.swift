import Assessment

/// A country or operator that was not there when the period began.
public struct WeeklyArrival: Sendable, Equatable {
  /// What it is to the data.
  public enum Kind: String, Sendable, CaseIterable {
    /// A country in which data stands, or may stand.
    case country
    /// An operator that holds data.
    case holder = "operator"
    /// A country that can compel an operator that holds data.
    case control
    /// A country into which data flows.
    case flowCountry = "flow-country"
    /// An operator to whom data flows.
    case flowOperator = "flow-operator"
    /// A host to which data flows.
    case host
  }

  /// What it is.
  public let kind: Kind
  /// The country's code, the operator's identifier or the host.
  public let name: String
  /// Why.
  public let causes: [ChangeCause]
  /// How many resources or flows lead there.
  public let count: Int
  /// One of them: its key, and where it is declared.
  public let example: String
  /// The tree of the example.
  public let tree: String
  /// The file and line of the example.
  public let place: String
  /// True if an earlier scan than the one at the period's beginning had it already.
  public let wasKnown: Bool
}

/// Something that a scan knows a country or operator by.
private struct Sighting {
  let kind: WeeklyArrival.Kind
  let name: String
  let key: String
  let file: String
  let line: Int

  private init(_ kind: WeeklyArrival.Kind, _ name: String, _ resource: SnapshotResource) {
    self.kind = kind
    self.name = name
    key = resource.key
    file = resource.file
    line = resource.line
  }

  private init(_ kind: WeeklyArrival.Kind, _ name: String, _ flow: SnapshotFlow) {
    self.kind = kind
    self.name = name
    key = flow.source
    file = flow.file
    line = flow.line
  }

  static func all(of snapshot: ScanSnapshot) -> [Sighting] {
    var sightings: [Sighting] = []
    for resource in snapshot.resources where resource.holdsData {
      sightings += resource.countries.map { Sighting(.country, $0, resource) }
      sightings += resource.operators.map { Sighting(.holder, $0, resource) }
      sightings += resource.control.map { Sighting(.control, $0, resource) }
    }
    for flow in snapshot.flows {
      sightings += flow.countries.map { Sighting(.flowCountry, $0, flow) }
      sightings += flow.operators.map { Sighting(.flowOperator, $0, flow) }
      if let host = flow.host { sightings.append(Sighting(.host, host, flow)) }
    }
    return sightings
  }
}

/// The countries and operators that are new.
enum WeeklyArrivals {
  private struct Key: Hashable {
    let kind: WeeklyArrival.Kind
    let name: String

    init(_ sighting: Sighting) {
      kind = sighting.kind
      name = sighting.name
    }
  }

  /// What is there now and was not when the period began, in any tree.
  static func list(_ trees: [TreeHistory]) -> [WeeklyArrival] {
    var before: Set<Key> = []
    var earlier: Set<Key> = []
    for tree in trees {
      guard let base = tree.base else { continue }
      for scan in tree.scans where scan.at <= base.at {
        let keys = Sighting.all(of: scan.snapshot).map { Key($0) }
        if scan.at == base.at { before.formUnion(keys) } else { earlier.formUnion(keys) }
      }
    }
    var order: [Key] = []
    var found: [Key: [(sighting: Sighting, tree: TreeHistory)]] = [:]
    for tree in trees {
      for sighting in Sighting.all(of: tree.latest.snapshot) where !before.contains(Key(sighting)) {
        let key = Key(sighting)
        if found[key] == nil { order.append(key) }
        found[key, default: []].append((sighting, tree))
      }
    }
    let ranks = Dictionary(
      uniqueKeysWithValues: WeeklyArrival.Kind.allCases.enumerated().map { ($1, $0) })
    order.sort { (ranks[$0.kind] ?? 0, $0.name) < (ranks[$1.kind] ?? 0, $1.name) }
    return order.compactMap { key in
      guard let all = found[key], let first = all.first else { return nil }
      return arrival(key, all.count, first.sighting, first.tree, wasKnown: earlier.contains(key))
    }
  }

  private static func arrival(
    _ key: Key, _ count: Int, _ sighting: Sighting, _ tree: TreeHistory, wasKnown: Bool
  ) -> WeeklyArrival {
    WeeklyArrival(
      kind: key.kind, name: key.name, causes: causes(key, sighting, tree), count: count,
      example: sighting.key, tree: tree.tree, place: "\(sighting.file):\(sighting.line)", wasKnown: wasKnown)
  }

  /// Why: from the first scan of the period that has it.
  private static func causes(_ key: Key, _ sighting: Sighting, _ tree: TreeHistory) -> [ChangeCause] {
    guard let base = tree.base else { return [.firstScan] }
    var last = base
    for scan in tree.inPeriod {
      let all = Sighting.all(of: scan.snapshot)
      if all.contains(where: { Key($0) == key && $0.key == sighting.key }) {
        return ScanStep(from: last.snapshot, to: scan.snapshot, on: scan.at.day).causes(
          ofResource: sighting.key, file: sighting.file)
      }
      last = scan
    }
    return [.infrastructure]
  }
}

/// What holds data, counted by something and by data class.
public struct WeeklyTally: Sendable, Equatable {
  /// A line of it.
  public struct Row: Sendable, Equatable {
    /// The country's code, the operator's identifier, the step of custody; nil for what is not known.
    public let name: String?
    /// By class; empty for what nothing labels.
    public var byClass: [String: Int] = [:]
    /// How many now; a resource that has several classes counts once.
    public var now = 0
    /// How many when the period began.
    public var then = 0
  }

  /// The classes, sorted; what nothing labels last.
  public let classes: [String]
  /// The lines, the most frequent first; what is not known last.
  public let rows: [Row]

  /// - Parameter names: by which a resource is counted; none for what is not known, nil for what does not count.
  init(_ trees: [TreeHistory], sorted isInOrder: Bool = false, _ names: (SnapshotResource) -> [String]?) {
    var rows: [String: Row] = [:]
    var classes: Set<String> = []
    func add(_ resource: SnapshotResource, _ body: (inout Row) -> Void) {
      guard let found = names(resource) else { return }
      for name in found.isEmpty ? [""] : found {
        body(&rows[name, default: Row(name: name.isEmpty ? nil : name)])
      }
    }
    for tree in trees {
      for resource in tree.base?.snapshot.resources ?? [] where resource.holdsData {
        add(resource) { $0.then += 1 }
      }
      for resource in tree.latest.snapshot.resources where resource.holdsData {
        let labels = resource.classes.isEmpty ? [""] : resource.classes
        classes.formUnion(labels)
        add(resource) { row in
          row.now += 1
          for label in labels { row.byClass[label, default: 0] += 1 }
        }
      }
    }
    self.classes = classes.filter { !$0.isEmpty }.sorted() + (classes.contains("") ? [""] : [])
    self.rows = rows.values.sorted { left, right in
      guard let first = left.name, let second = right.name else {
        return right.name == nil && left.name != nil
      }
      return isInOrder ? first < second : (right.now, first) < (left.now, second)
    }
  }
}
