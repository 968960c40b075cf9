import Atlas
import Descriptors
import Inventory

/// How much stands where, who has which part in it, what kind of data it is, and which hosts nobody knows.
struct InventorySummary {
  /// A word and how often it was found.
  struct Tally: Hashable {
    let name: String
    let count: Int
  }

  /// Resources that hold data, by a word.
  struct Group {
    let name: String
    let kinds: [Tally]
    var count: Int { kinds.reduce(0) { $0 + $1.count } }
  }

  /// An operator with the parts it plays, and in how many resources.
  struct OperatorEntry {
    let id: String
    let roles: [Tally]
  }

  /// Resources that hold data, by the country they stand in; the largest group first.
  let byCountry: [Group]
  /// Resources that hold data, by data class.
  let byClass: [Group]
  /// Everybody who runs something, keeps a key or stands at the end of a flow; who has most parts first.
  let operators: [OperatorEntry]
  /// Hosts of flows that the atlas does not know, by how many flows go there.
  let unknownHosts: [Tally]

  /// - Parameter speech: the language that countries and kinds are named in.
  init(_ inventory: InventoryReport, speech: Speech = .english) {
    let words = FactWords(atlas: inventory.atlas, speech: speech)
    byCountry = Self.groups(inventory.holders, speech) { words.countries($0.place) }
    byClass = Self.groups(inventory.holders, speech) { resource in
      let name = words.dataClass(resource)
      return name.isEmpty ? speech.term("not labelled") : name
    }
    operators = Self.operators(inventory)
    unknownHosts = Self.unknownHosts(inventory)
  }

  static func groups(
    _ resources: [Resource], _ speech: Speech = .english, by word: (Resource) -> String
  ) -> [Group] {
    var groups: [String: [String: Int]] = [:]
    for resource in resources {
      let kind = speech.term(resource.kind.rawValue)
      groups[word(resource), default: [:]][kind, default: 0] += 1
    }
    return groups.map { Group(name: $0.key, kinds: sorted($0.value)) }.sorted {
      ($1.count, $0.name) < ($0.count, $1.name)
    }
  }

  /// The most frequent first, then by name.
  private static func sorted(_ counts: [String: Int]) -> [Tally] {
    counts.map { Tally(name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private static func operators(_ inventory: InventoryReport) -> [OperatorEntry] {
    let roles = OperatorRoles(atlas: inventory.atlas)
    var counts: [String: [String: Int]] = [:]
    for resource in inventory.resources {
      for part in roles.parts(of: resource) {
        counts[part.operatorID, default: [:]][part.role, default: 0] += 1
      }
    }
    return counts.map { (OperatorEntry(id: $0.key, roles: sorted($0.value)), $0.value.values.reduce(0, +)) }
      .sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }
      .map(\.0)
  }

  private static func unknownHosts(_ inventory: InventoryReport) -> [Tally] {
    var counts: [String: Int] = [:]
    for flow in inventory.resources.flatMap(\.flows) {
      guard flow.targetKey == nil, flow.operatorID.candidates.isEmpty else { continue }
      let host = AtlasAnswer.host(in: flow.target)
      guard host.contains("."), !host.contains(" "), inventory.atlas.host(host) == nil else { continue }
      counts[host, default: 0] += 1
    }
    return sorted(counts)
  }
}
