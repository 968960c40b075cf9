/// What has come and what has gone between two inventories: countries, operators, hosts, flows, keys, and what holds
/// data.
public struct SnapshotDifference: Sendable {
  /// What is compared; a gate may be set on each.
  public enum Subject: String, Sendable, CaseIterable {
    case countries
    case operators
    case hosts
    case flows
    case keys
    case resources
  }

  /// Something that came or went.
  public struct Item: Sendable, Hashable {
    /// What it is: a country's code, an operator, a host, `KEY -> TARGET (replica)`, a key's reference, a resource.
    public let name: String
    /// Where it was seen first.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The resource by which it is there.
    public let resource: String
    /// In how many places it was seen.
    public let count: Int
  }

  /// A resource that may stand in other countries than before.
  public struct Move: Sendable, Hashable {
    /// The resource's logical key.
    public let resource: String
    /// Where it is declared now.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The countries before, sorted; empty if none was known.
    public let from: [String]
    /// The countries now, sorted; empty if none is known.
    public let to: [String]
  }

  /// What came, by subject, sorted by name.
  public let added: [Subject: [Item]]
  /// What went, by subject, sorted by name.
  public let removed: [Subject: [Item]]
  /// What holds data and stands elsewhere.
  public let moved: [Move]

  /// Holds two inventories against each other.
  public init(from old: ScanSnapshot, to new: ScanSnapshot) {
    var added: [Subject: [Item]] = [:]
    var removed: [Subject: [Item]] = [:]
    for subject in Subject.allCases where subject != .resources {
      let before = Self.items(subject, of: old)
      let after = Self.items(subject, of: new)
      added[subject] = Self.missing(from: before, in: after)
      removed[subject] = Self.missing(from: after, in: before)
    }
    let pairs = Self.pairs(old, new)
    added[.resources] = pairs.added
    removed[.resources] = pairs.removed
    self.added = added
    self.removed = removed
    moved = pairs.moved
  }

  /// True if nothing came, went or moved.
  public var isEmpty: Bool {
    moved.isEmpty && added.values.allSatisfy(\.isEmpty) && removed.values.allSatisfy(\.isEmpty)
  }

  // MARK: Names

  private static func missing(from known: [String: Item], in others: [String: Item]) -> [Item] {
    others.filter { known[$0.key] == nil }.map(\.value).sorted { $0.name < $1.name }
  }

  private static func items(_ subject: Subject, of snapshot: ScanSnapshot) -> [String: Item] {
    var items: [String: Item] = [:]
    func add(_ name: String, _ file: String, _ line: Int, _ resource: String) {
      let known = items[name]
      items[name] = Item(
        name: name, file: known?.file ?? file, line: known?.line ?? line,
        resource: known?.resource ?? resource, count: (known?.count ?? 0) + 1)
    }
    for resource in snapshot.resources {
      for name in names(subject, resource) { add(name, resource.file, resource.line, resource.key) }
    }
    for flow in snapshot.flows {
      for name in names(subject, flow) { add(name, flow.file, flow.line, flow.source) }
    }
    return items
  }

  private static func names(_ subject: Subject, _ resource: SnapshotResource) -> [String] {
    switch subject {
    // Where a mere name of a key stands says nothing about data.
    case .countries: resource.holdsData ? resource.countries : []
    case .operators:
      Set(resource.operators + resource.keys.compactMap(\.operatorID)).sorted()
    case .keys:
      resource.kind == "key"
        ? [resource.key] : Set(resource.keys.compactMap(\.reference)).sorted()
    case .hosts, .flows, .resources: []
    }
  }

  private static func names(_ subject: Subject, _ flow: SnapshotFlow) -> [String] {
    switch subject {
    case .countries: flow.countries
    case .operators: flow.operators
    case .hosts: flow.host.map { [$0] } ?? []
    case .flows: ["\(flow.source) -> \(flow.targetKey ?? flow.target) (\(flow.kind))"]
    case .keys, .resources: []
    }
  }

  // MARK: Resources

  /// What holds data, matched by key and file as multisets: the same key may stand in several files.
  private static func pairs(
    _ old: ScanSnapshot, _ new: ScanSnapshot
  ) -> (added: [Item], removed: [Item], moved: [Move]) {
    let before = old.resources.filter(\.holdsData)
    let after = new.resources.filter(\.holdsData)
    func sighting(_ resource: SnapshotResource) -> DecisionMatch.Sighting {
      DecisionMatch.Sighting(decision: resource.key, policy: "", file: resource.file)
    }
    let match = DecisionMatch(
      old: before.map(sighting), new: after.map(sighting), moves: DecisionMatch.Moves())
    var moved: [Move] = []
    var added: [Item] = []
    for (resource, partner) in zip(after, match.partners) {
      guard let partner else {
        added.append(item(resource))
        continue
      }
      if before[partner].countries != resource.countries {
        moved.append(
          Move(
            resource: resource.key, file: resource.file, line: resource.line,
            from: before[partner].countries, to: resource.countries))
      }
    }
    return (added.sorted(by: precedes), match.gone.map { item(before[$0]) }.sorted(by: precedes), moved)
  }

  private static func precedes(_ left: Item, _ right: Item) -> Bool {
    (left.name, left.file, left.line) < (right.name, right.file, right.line)
  }

  private static func item(_ resource: SnapshotResource) -> Item {
    Item(name: resource.key, file: resource.file, line: resource.line, resource: resource.key, count: 1)
  }
}
