import Synchronization

/// The knowledge that travels with the program: places, operators, hosts, jurisdictions, laws and services,
/// each with source and date.
///
/// An atlas reads only what it is asked for, each piece once, and may be asked from any thread. What it does
/// not know it does not answer.
public final class Atlas: Sendable {
  private let files: [DataFile]
  private let providers: [String: Provider]
  private let operators: Operators
  private let jurisdictions: Jurisdictions
  private let hosts: Hosts
  private let services: Services
  private let providerOperators = Mutex<[String: Set<String>]>([:])

  /// The shipped atlas.
  public convenience init() {
    self.init(ShippedData.atlas())
  }

  init(_ data: [ShippedData]) {
    let files = data.map(DataFile.init)
    self.files = files
    var providers: [String: Provider] = [:]
    for file in files where file.name.hasPrefix("regions/") {
      let name = String(file.name.dropFirst("regions/".count).dropLast(".yaml".count))
      providers[name] = Provider(name: name, file: file)
    }
    self.providers = providers
    let empty = DataFile(ShippedData(name: "", raw: UnsafeRawBufferPointer(start: nil, count: 0)))
    func file(_ name: String) -> DataFile { files.first { $0.name == name } ?? empty }
    operators = Operators(file("operators.yaml"))
    jurisdictions = Jurisdictions(file("jurisdictions.yaml"))
    hosts = Hosts(file("hosts.yaml"))
    services = Services(file: file("services.yaml"))
  }

  /// The day of the newest fact: the latest as-of date of all files, `2026-11-23`.
  public var asOf: String {
    files.map { Outline.asOf($0.raw) }.max() ?? ""
  }

  /// Hands every data file, by name and in a fixed order, to `body`: what a digest of the atlas is made of.
  public func forEachFile(_ body: (_ name: String, _ bytes: UnsafeRawBufferPointer) -> Void) {
    for file in files { body(file.name, file.raw) }
  }

  func provider(_ name: String) -> Provider? { providers[name] }
}

// MARK: Places

extension Atlas {
  /// The keys of all providers whose places are known, in order.
  public var providerNames: [String] { providers.keys.sorted() }

  /// The codes of a provider's regions, in the order of the data; none for a provider that is not known.
  public func regionCodes(of provider: String) -> [String] {
    providers[provider]?.file.entries("regions").map(\.key) ?? []
  }

  /// The operators that run the regions of providers, sorted.
  public var platformOperators: [String] {
    Set(providerNames.flatMap { operatorIDs(of: $0) }).sorted()
  }

  /// The place that a code means at a provider: a region, an alias or display name, a zone, a multi-region.
  ///
  /// Letters' case and blanks do not matter. Zones that stand abroad (`eu-central-1-waw-1a`) have their own
  /// country. A code that is not known there, or names no place by itself, is nil: never a guess.
  ///
  /// - Parameters:
  ///   - provider: the provider's key, `aws`.
  ///   - service: the provider's service, where one name means different places by service (`eur5` in Cloud
  ///     Storage and in Spanner).
  public func place(_ code: String, provider: String, service: String? = nil) -> Place? {
    providers[provider]?.place(code, service: service, in: self)
  }

  /// The place that a code means at every provider that knows it, sorted by provider.
  public func places(_ code: String) -> [Place] {
    providerNames.compactMap { place(code, provider: $0) }
  }

  /// The operators that a provider's file names for itself and its partitions.
  func operatorIDs(of provider: String) -> Set<String> {
    if let found = providerOperators.withLock({ $0[provider] }) { return found }
    let made = providers[provider]?.operatorIDs ?? []
    providerOperators.withLock { $0[provider] = made }
    return made
  }

  /// The region behind a shortened code in a host name (`euw3`, `ew`, `fra`).
  func shortPlace(_ short: String, provider name: String) -> Place? {
    guard let provider = providers[name] else { return nil }
    if let number = ShortCode.region(short, in: provider.index.regions) { return provider.region(number) }
    if let code = provider.file.readSection("short_codes", { $0.string(short) }) {
      return place(code, provider: name)
        .map { $0.with(source: $0.source.unsure(provider.file.scalar("short_codes_unsure") == "true")) }
    }
    return place(short, provider: name)
  }

  /// A country, or a set of countries, as a place.
  func countryPlace(_ code: String, source: AtlasSource) -> Place {
    let countries = expand([code])
    let name = jurisdiction(code)?.title ?? code
    return Place(
      kind: countries.count > 1 ? .multiRegion : .country, code: code, name: name, countries: countries,
      source: source)
  }

  /// Replaces sets of countries by their members.
  func expand(_ codes: [String]) -> [Country] {
    var found: [Country] = []
    for code in codes {
      let members = jurisdictions.members(code, on: jurisdictions.asOf)
      for country in members.isEmpty ? [Country(code)] : members where !found.contains(country) {
        found.append(country)
      }
    }
    return found
  }
}

extension Place {
  func with(source: AtlasSource) -> Place {
    Place(
      kind: kind, code: code, provider: provider, name: name, area: area, countries: countries,
      operatorID: operatorID, facility: facility, status: status, pair: pair, partition: partition,
      note: note,
      source: source)
  }
}

// MARK: Hosts, operators, laws, services

extension Atlas {
  /// Who runs a host, which service it is, and where it stands as far as its name tells.
  ///
  /// - Parameter host: a bare host name, in any case, without scheme, port or path.
  public func host(_ host: String) -> HostMatch? { hosts.match(host, in: self) }

  /// The host-name patterns, as written.
  public var hostPatterns: [String] { hosts.patterns }

  /// The operator of this key.
  public func operatorEntry(_ id: String) -> Operator? { operators.entry(id) }

  /// The keys of all operators, in the order of the data.
  public var operatorIDs: [String] { operators.ids }

  /// Operators whose key, company or owner contains a text; of an exact key, it and its sister companies.
  public func operatorsMatching(_ text: String) -> [Operator] { operators.matching(text) }

  /// The law of this key.
  public func law(_ id: String) -> Law? { operators.law(id) }

  /// The keys of all laws, in the order of the data.
  public var lawIDs: [String] { operators.lawIDs }

  /// The qualification scheme of this key.
  public func scheme(_ id: String) -> QualificationScheme? { operators.scheme(id) }

  /// A service whose place is not that of the resource that uses it, `aws/cloudfront`.
  public func service(_ key: String) -> ServicePlace? { services.service(key) }

  /// The keys of all such services.
  public var serviceKeys: [String] { services.keys }
}

// MARK: Jurisdictions

extension Atlas {
  /// A named set of countries (`EU27`, `EEA`, `ADEQUATE_EU`), or a country under its code.
  ///
  /// - Parameter asOf: the day whose members are listed; nil for the day of the data.
  public func jurisdiction(_ name: String, asOf: String? = nil) -> Jurisdiction? {
    jurisdictions.jurisdiction(name, asOf: asOf)
  }

  /// The names of all sets, in the order of the data.
  public var jurisdictionNames: [String] { jurisdictions.names }

  /// Whether a country belongs to a set, or is the country of that code.
  ///
  /// Territories are not their flag: Reunion is in `EU27`, New Caledonia is not, and neither is `FR`.
  /// A name that ``jurisdiction(_:asOf:)`` does not know has no members.
  ///
  /// - Parameter asOf: `2026-11-23`; nil for the day of the data.
  public func membership(of country: Country, in name: String, asOf: String?) -> Membership {
    jurisdictions.membership(of: country, in: name, asOf: asOf)
  }

  /// What is to be known of a territory whose law is not that of its flag.
  public func territory(_ country: Country) -> Territory? { jurisdictions.territory(country) }

  /// The rules of a country that bind data to it, in the order of the data.
  public func localisations(of country: Country) -> [Localisation] {
    jurisdictions.localisations(of: country)
  }
}
