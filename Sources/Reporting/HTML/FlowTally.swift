import Atlas
import Inventory

/// Flows counted by where they begin and end.
struct FlowTally {
  /// An end of flows.
  enum End: Hashable {
    /// A country's code, or an operator's identifier.
    case known(String)
    case several
    case anywhere
    case notKnown

    /// True if both ends are known, and differ.
    func isSurelyOther(than end: End) -> Bool {
      if case .known = self, case .known = end { return self != end }
      return false
    }

    /// For an order that does not depend on chance.
    var rank: String {
      switch self {
      case .known(let name): "0\(name)"
      case .several: "1"
      case .anywhere: "2"
      case .notKnown: "3"
      }
    }
  }

  /// All flows from one end to another.
  struct Stream {
    let from: End
    let to: End
    var count = 0
    var kinds: [FlowKind: Int] = [:]

    /// True if it is certain that data changes hands.
    var crosses: Bool { from.isSurelyOther(than: to) }
  }

  private struct Ends: Hashable {
    let from: End
    let to: End
  }

  private var streams: [Ends: Stream] = [:]

  /// Counts the flows of resources.
  ///
  /// - Parameters:
  ///   - source: the fact of a resource that says where its flows begin.
  ///   - target: the fact of a flow that says where it ends.
  init<Value>(
    _ resources: [Resource], end source: (Resource) -> Possible<Value>,
    of target: (Flow) -> Possible<Value>, _ end: (Possible<Value>) -> End
  ) {
    for resource in resources {
      for flow in resource.flows {
        let ends = Ends(from: end(source(resource)), to: end(target(flow)))
        var stream = streams[ends] ?? Stream(from: ends.from, to: ends.to)
        stream.count += 1
        stream.kinds[flow.kind, default: 0] += 1
        streams[ends] = stream
      }
    }
  }

  /// Largest first.
  var sorted: [Stream] {
    streams.values.sorted { ($1.count, $0.from.rank, $0.to.rank) < ($0.count, $1.from.rank, $1.to.rank) }
  }
}

extension FlowTally {
  /// From the country where a resource stands to that where its flow ends.
  static func betweenCountries(_ resources: [Resource]) -> FlowTally {
    FlowTally(resources, end: \.place, of: \.place, country)
  }

  /// From the operator of a resource to that of its flow's target.
  static func betweenOperators(_ resources: [Resource]) -> FlowTally {
    FlowTally(resources, end: \.operatorID, of: \.operatorID, operatorEnd)
  }

  /// The end that a place is.
  static func country(_ place: Possible<Place>) -> End {
    switch PlaceTally.standing(place) {
    case .oneCountry: PlaceTally.countries(place).first.map { .known($0.code) } ?? .notKnown
    case .severalCountries: .several
    case .anywhere: .anywhere
    case .notKnown: .notKnown
    }
  }

  /// The end that an operator is.
  static func operatorEnd(_ id: Possible<String>) -> End {
    let ids = Set(id.candidates.map(\.value))
    guard id.unknown == nil, ids.count < 2 else { return ids.count < 2 ? .notKnown : .several }
    return ids.first.map { .known($0) } ?? .notKnown
  }
}
