import Assessment
import Atlas

/// Keys and algorithms: who can use the keys, and what is not changed often enough.
public struct WeeklyKeys: Sendable, Equatable {
  /// A key that is never changed, or less often than is usual.
  public struct Slow: Sendable, Equatable {
    /// The resource.
    public let resource: String
    /// The tree, and where it is declared.
    public let tree: String
    /// The file and line.
    public let place: String
    /// The step of the ladder.
    public let custody: String
    /// Days between two changes; nil if it is off or not known.
    public let days: Int?
  }

  /// What holds data, by the lowest step of custody of its possible keys.
  public let custody: WeeklyTally
  /// Customers' keys that are changed too seldom or never, those with the longest time first.
  public let slow: [Slow]
  /// Algorithms of keys and certificates, with how many use them.
  public let algorithms: [String: Int]

  init(_ trees: [TreeHistory], settings: WeeklySettings) {
    custody = WeeklyTally(trees, sorted: true) { resource in
      resource.keys.isEmpty && resource.custody == nil ? nil : resource.custody.map { [$0] } ?? []
    }
    var slow: [Slow] = []
    var algorithms: [String: Int] = [:]
    for tree in trees {
      for resource in tree.latest.snapshot.resources {
        for algorithm in resource.algorithms { algorithms[algorithm, default: 0] += 1 }
        // The provider changes its own keys; what stands outside is not described.
        let keys = resource.keys.filter { ["K2", "K3"].contains($0.custody) }
        guard let key = keys.first(where: { ($0.rotationDays ?? .max) > settings.longestRotation }) else {
          continue
        }
        slow.append(
          Slow(
            resource: resource.key, tree: tree.tree, place: "\(resource.file):\(resource.line)",
            custody: key.custody, days: key.rotationDays))
      }
    }
    self.algorithms = algorithms
    self.slow = slow.sorted {
      ($1.days ?? 0, $0.tree, $0.place, $0.resource) < ($0.days ?? 0, $1.tree, $1.place, $1.resource)
    }
  }
}

/// A day on which a rule, a qualification or a policy begins or ends.
public struct WeeklyDate: Sendable, Hashable {
  /// What happens.
  public enum Kind: String, Sendable, CaseIterable {
    /// A rule begins to hold.
    case ruleBegins = "rule-begins"
    /// A rule ends.
    case ruleEnds = "rule-ends"
    /// A policy speaks of no day from then on.
    case policyEnds = "policy-ends"
    /// Keys of an algorithm are refused by a profile from then on.
    case algorithmEnds = "algorithm-ends"
    /// An operator's qualification ends.
    case qualificationEnds = "qualification-ends"
  }

  /// The day.
  public let day: String
  /// What happens.
  public let kind: Kind
  /// The policy, profile or operator.
  public let of: String
  /// The rule, algorithm or scheme.
  public let name: String
  /// What it says, in words; empty if the name says it.
  public let title: String

  /// A day.
  public init(day: String, kind: Kind, of: String, name: String, title: String = "") {
    self.day = day
    self.kind = kind
    self.of = of
    self.name = name
    self.title = title
  }

  /// The qualifications of operators in use that end within some days.
  static func qualifications(_ trees: [TreeHistory], atlas: Atlas, settings: WeeklySettings) -> [WeeklyDate] {
    let operators = Set(trees.flatMap { $0.latest.snapshot.resources.flatMap(\.operators) })
    return operators.sorted().flatMap { id in
      (atlas.operatorEntry(id)?.qualifications ?? []).compactMap { qualification -> WeeklyDate? in
        guard let day = qualification.until else { return nil }
        return WeeklyDate(day: day, kind: .qualificationEnds, of: id, name: qualification.scheme)
      }
    }
  }
}
