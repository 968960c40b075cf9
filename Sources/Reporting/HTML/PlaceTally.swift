import Assessment
import Atlas
import Inventory

/// How much of what holds data stands in which country, and what rules say of it.
struct PlaceTally {
  /// What is known of one country.
  struct Entry {
    var share = Share()
    var fails = 0
    var conditionals = 0
    var open = 0

    /// The gravest verdict on places in the country; nil if no rule on places found anything.
    var worst: Verdict? {
      fails > 0 ? .fail : conditionals > 0 ? .conditional : open > 0 ? .undetermined : nil
    }

    var total: Int { share.certain + share.possible }
  }

  /// Where a resource stands, as far as that is known.
  enum Standing: CaseIterable {
    case oneCountry
    case severalCountries
    case anywhere
    case notKnown
  }

  /// What the place of a resource rests on: the weakest link of its chain.
  enum Basis: CaseIterable {
    /// The descriptor itself.
    case declared
    /// What the user said on the command line or in the configuration.
    case context
    /// A default or an allowed value of a parameter, in force unless another is given.
    case parameter
    /// What the provider does when nothing is said.
    case provider
    /// Nothing: the place is not known, or only in part.
    case nothing
  }

  private(set) var countries: [Country: Entry] = [:]
  private(set) var standings: [Standing: Int] = [:]
  private(set) var bases: [Basis: Int] = [:]

  init(_ report: ScanReport) {
    for resource in report.resources where resource.holdsData {
      let countries = Self.countries(resource.place)
      let standing = Self.standing(resource.place)
      standings[standing, default: 0] += 1
      bases[Self.basis(resource.place), default: 0] += 1
      for country in countries {
        if standing == .oneCountry {
          self.countries[country, default: Entry()].share.certain += 1
        } else {
          self.countries[country, default: Entry()].share.possible += 1
        }
      }
    }
    for finding in report.assessment.findings where finding.category == .residency {
      guard let index = finding.resource, report.resources[index].holdsData else { continue }
      for country in Self.countries(report.resources[index].place) {
        switch finding.verdict {
        case .fail: countries[country, default: Entry()].fails += 1
        case .conditional: countries[country, default: Entry()].conditionals += 1
        default: countries[country, default: Entry()].open += 1
        }
      }
    }
  }

  /// Every country that a place may be in.
  static func countries(_ place: Possible<Place>) -> Set<Country> {
    place.candidates.reduce(into: []) { $0.formUnion($1.value.countries) }
  }

  static func standing(_ place: Possible<Place>) -> Standing {
    if place.unknown != nil || place.isUnknown { return .notKnown }
    if place.candidates.contains(where: { $0.value.countries.isEmpty }) { return .anywhere }
    return countries(place).count == 1 ? .oneCountry : .severalCountries
  }

  static func basis(_ place: Possible<Place>) -> Basis {
    guard place.unknown == nil, !place.isUnknown else { return .nothing }
    let kinds = Set(place.candidates.flatMap { $0.evidence.map(\.kind) })
    if kinds.contains(.parameterDefault) || kinds.contains(.parameterAllowed) { return .parameter }
    if kinds.contains(.context) { return .context }
    return kinds.contains(.providerDefault) || kinds.contains(.card) && !kinds.contains(.declared)
      ? .provider : .declared
  }

  /// The countries, most resources first.
  var sorted: [(country: Country, entry: Entry)] {
    countries.map { (country: $0.key, entry: $0.value) }
      .sorted { ($1.entry.total, $0.country) < ($0.entry.total, $1.country) }
  }
}
