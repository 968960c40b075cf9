import Atlas

/// Whether countries and places lie where a demand wants them; remembers every country it was asked for.
final class AreaJudge {
  /// How a country stands.
  enum Standing: UInt8 {
    case unasked
    case inside
    /// Inside for some organisations or under a condition only.
    case conditional
    case outside
  }

  private let demand: AreaDemand
  private let atlas: Atlas
  private let asOf: String
  private var known = [Standing](repeating: .unasked, count: 26 * 26)
  /// "the EEA and the countries with an EU adequacy decision".
  private(set) lazy var words = Wording.area(demand)

  init(_ demand: AreaDemand, atlas: Atlas, asOf: String) {
    self.demand = demand
    self.atlas = atlas
    self.asOf = asOf
  }

  func standing(_ country: Country) -> Standing {
    guard let slot = Self.slot(country) else { return ask(country) }
    if known[slot] == .unasked { known[slot] = ask(country) }
    return known[slot]
  }

  func stand(_ country: Country) -> Stand {
    switch standing(country) {
    case .inside: .pass
    case .conditional: .proof
    case .outside, .unasked: .fail
    }
  }

  /// A place is judged by all countries it may touch.
  ///
  /// A global, edge or multi-region place that promises none is outside of every area; a region whose country the
  /// atlas does not know leaves the question open.
  func stand(_ place: Place) -> Stand {
    if place.countries.isEmpty {
      switch place.kind {
      case .global, .edge, .multiRegion: return .fail
      case .region, .zone, .country: return .open
      }
    }
    var result = Stand.pass
    for country in place.countries {
      switch standing(country) {
      case .inside: continue
      case .conditional: result = .proof
      case .outside, .unasked: return .fail
      }
    }
    return result
  }

  /// Under which condition a country is inside.
  func condition(_ country: Country) -> (scope: String, source: AtlasSource)? {
    for set in demand.allow?.sets ?? [] {
      if case .conditional(let scope, let source) = atlas.membership(of: country, in: set, asOf: asOf) {
        return (scope, source)
      }
    }
    return nil
  }

  private func ask(_ country: Country) -> Standing {
    if let deny = demand.deny {
      let (member, conditional) = membership(country, deny)
      // What may be denied is not taken for allowed.
      if member || conditional { return .outside }
    }
    guard let allow = demand.allow else { return .inside }
    let (member, conditional) = membership(country, allow)
    return member ? .inside : conditional ? .conditional : .outside
  }

  private func membership(_ country: Country, _ list: AreaList) -> (member: Bool, conditional: Bool) {
    if list.countries.contains(country) { return (true, false) }
    var conditional = false
    for set in list.sets {
      switch atlas.membership(of: country, in: set, asOf: asOf) {
      case .member: return (true, false)
      case .conditional: conditional = true
      case .notMember: continue
      }
    }
    return (false, conditional)
  }

  private static func slot(_ country: Country) -> Int? {
    let code = country.code.utf8
    guard code.count == 2, let first = code.first, let last = code.last, (0x41...0x5A).contains(first),
      (0x41...0x5A).contains(last)
    else { return nil }
    return Int(first - 0x41) * 26 + Int(last - 0x41)
  }
}
