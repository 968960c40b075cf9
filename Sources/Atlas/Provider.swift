import Descriptors
import Synchronization

/// The places of one provider: a file under `Data/regions`, opened when its first code is asked for.
final class Provider: Sendable {
  /// The provider's key, which is the file's name.
  let name: String
  let file: DataFile
  private let known = Mutex<Index?>(nil)
  private let spellings = Mutex<[String: Spelling]?>(nil)
  private let answers = Mutex<[String: Place?]>([:])

  /// Answers are kept up to this number: more distinct codes than that come from no honest descriptor.
  private static let answerLimit = 4096

  init(name: String, file: DataFile) {
    self.name = name
    self.file = file
  }

  /// What is needed to find a code, without the entries themselves.
  struct Index: Sendable {
    var regions: [String: Int] = [:]
    var localZones: [String: Int] = [:]
    var multi: [String: Int] = [:]
    var operatorID: String?
    var zoneForms: [ZoneForm] = []
    var hostedOn: [String] = []
  }

  var index: Index {
    known.withLock { known in
      if let known { return known }
      var index = Index()
      index.regions = Self.keys(file.entries("regions"))
      index.localZones = Self.keys(file.entries("local_zones"))
      index.multi = Self.keys(file.entries("multi"))
      index.operatorID = file.scalar("operator")
      index.zoneForms =
        file.readSection("zone_forms") { $0.items.compactMap(\.text) }?.compactMap(ZoneForm.init) ?? []
      index.hostedOn = file.readSection("hosted_on") { $0.items.compactMap(\.text) } ?? []
      known = index
      return index
    }
  }

  private static func keys(_ entries: [Outline.Entry]) -> [String: Int] {
    var keys: [String: Int] = [:]
    keys.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() { keys[entry.key.atlasKey] = number }
    return keys
  }

  /// Another name of a region, or the name of a zone in it.
  private struct Spelling: Sendable {
    let region: Int
    let isZone: Bool
  }

  /// Aliases and named zones of regions; read when no code fits.
  private var aliases: [String: Spelling] {
    spellings.withLock { known in
      if let known { return known }
      var found: [String: Spelling] = [:]
      for (number, entry) in file.entries("regions").enumerated() {
        let line = UnsafeRawBufferPointer(rebasing: file.raw[entry.range])
        guard line.contains("aliases:") || line.contains("zones:") else { continue }
        let names = file.read(entry) { (aliases: $0.strings("aliases"), zones: $0.strings("zones")) }
        for name in names?.zones ?? [] { found[name.atlasKey] = Spelling(region: number, isZone: true) }
        for name in names?.aliases ?? [] { found[name.atlasKey] = Spelling(region: number, isZone: false) }
      }
      known = found
      return found
    }
  }

  /// All codes of regions and zones, as written.
  var codes: [String] {
    (file.entries("regions") + file.entries("local_zones") + file.entries("multi")).map(\.key)
  }

  /// The place that a code means here; nil if it is not known.
  ///
  /// - Parameters:
  ///   - service: the provider's service, where one name means different places by service.
  ///   - atlas: for sets of countries and host clouds.
  func place(_ code: String, service: String?, in atlas: Atlas) -> Place? {
    let key = code.atlasKey
    let question = service.map { "\($0) \(key)" } ?? key
    if let answer = answers.withLock({ $0[question] }) { return answer }
    let answer = find(key, service: service, in: atlas)
    answers.withLock { if $0.count < Self.answerLimit { $0[question] = answer } }
    return answer
  }

  private func find(_ key: String, service: String?, in atlas: Atlas) -> Place? {
    let index = index
    if let number = index.regions[key] { return region(number) }
    if let place = localZone(key) { return place }
    if let place = multi(key, service: service, in: atlas) { return place }
    if let spelling = aliases[key] {
      let place = region(spelling.region)
      return spelling.isZone ? place?.asZone(key) : place
    }
    for form in index.zoneForms {
      if let number = form.region(of: key, in: index.regions), let place = region(number) {
        return place.asZone(key)
      }
    }
    return wavelengthZone(key) ?? hosted(key, in: atlas)
  }

  /// The region of this number in the file.
  func region(_ number: Int) -> Place? {
    let entry = file.entries("regions")[number]
    return file.read(entry) { node in
      guard let country = node.string("country") else { return nil }
      let partition = node.string("partition")
      return Place(
        kind: .region, code: entry.key, provider: name, name: node.string("name") ?? entry.key,
        area: node.string("area"), countries: [Country(country)],
        operatorID: node.string("operator") ?? operatorID(partition: partition),
        status: node.string("status"), pair: node.string("pair"), partition: partition,
        note: node.string("note"),
        source: file.source(key: node.string("src"), otherwise: .wholeList, unsure: node.flag("unsure")))
    }
  }

  private func operatorID(partition: String?) -> String? {
    if let partition, let entry = file.entries("partitions").first(where: { $0.key == partition }),
      let named = file.read(entry, { $0.string("operator") })
    {
      return named
    }
    return index.operatorID
  }

  /// All operators that this file names for itself and its partitions.
  var operatorIDs: Set<String> {
    var found = Set(index.operatorID.map { [$0] } ?? [])
    for entry in file.entries("partitions") {
      if let named = file.read(entry, { $0.string("operator") }) { found.insert(named) }
    }
    return found
  }
}

// MARK: Names that are no single region

extension Provider {
  private func multi(_ key: String, service: String?, in atlas: Atlas) -> Place? {
    let multi = index.multi
    if let service, let number = multi["\(service.atlasKey):\(key)"] {
      return multi.isEmpty ? nil : readMulti(number, service: nil, in: atlas)
    }
    guard let number = multi[key] else { return nil }
    return readMulti(number, service: service, in: atlas)
  }

  private func readMulti(_ number: Int, service: String?, in atlas: Atlas) -> Place? {
    let entry = file.entries("multi")[number]
    return file.read(entry) { node in
      let services = node.strings("service")
      if let service, !services.isEmpty, !services.contains(service) { return nil }
      let kind = node.string("kind")
      if kind == "alias" {
        guard let member = node.strings("members").first, let number = index.regions[member.atlasKey]
        else { return nil }
        return region(number)
      }
      guard let placeKind = Self.placeKind(kind) else { return nil }
      return Place(
        kind: placeKind, code: entry.key, provider: name, name: entry.key,
        countries: atlas.expand(node.strings("countries")), operatorID: index.operatorID,
        note: node.string("note"),
        source: file.source(key: node.string("src"), otherwise: .wholeList, unsure: node.flag("unsure")))
    }
  }

  /// Names whose place is in the resource, in a pair or in a contract are no place by themselves.
  private static func placeKind(_ kind: String?) -> PlaceKind? {
    switch kind {
    case "global", "hint": .global
    case "multi-region", "dual-region", "geography", "logical", "jurisdiction", "network-zone": .multiRegion
    default: nil
    }
  }

  /// Why a name of the file is no place, for people who ask.
  func explanation(_ code: String) -> String? {
    guard let number = index.multi[code.atlasKey] else { return nil }
    return file.read(file.entries("multi")[number]) { node in
      guard node.string("kind") != "alias", Self.placeKind(node.string("kind")) == nil else { return nil }
      return node.string("note") ?? node.string("kind")
    }
  }
}

// MARK: Zones

extension Provider {
  /// A zone that is listed by itself because it stands elsewhere than its region.
  private func localZone(_ key: String) -> Place? {
    let zones = index.localZones
    guard !zones.isEmpty, let number = zones[key] ?? zones[key + "a"] else { return nil }
    let entry = file.entries("local_zones")[number]
    let parent = index.regions.keys.filter { entry.key.hasPrefix($0 + "-") }.max { $0.count < $1.count }
    guard let parent, let home = index.regions[parent].flatMap(region) else { return nil }
    return file.read(entry) { node in
      guard let country = node.string("country") else { return nil }
      return Place(
        kind: .zone, code: key, provider: name,
        name: "Local Zone \(node.string("area") ?? key) of \(home.code)",
        area: node.string("area"), countries: [Country(country)], operatorID: home.operatorID,
        status: home.status, partition: home.partition,
        note: node.flag("abroad")
          ? "stands in another country than its region \(home.code) (\(home.countries[0].code))" : nil,
        source: file.source(key: nil, otherwise: .wholeList, unsure: node.flag("unsure")))
    }
  }

  /// A zone in a telecom operator's network, whose name ends with an airport: `eu-west-2-wl1-lon-wlz-1`.
  private func wavelengthZone(_ key: String) -> Place? {
    let parts = key.split(separator: "-").map(String.init)
    guard let mark = parts.firstIndex(where: { $0.hasPrefix("wl") && Int($0.dropFirst(2)) != nil }),
      parts.count > mark + 2, parts[mark + 2].hasPrefix("wlz"),
      let number = index.regions[parts[..<mark].joined(separator: "-")], let home = region(number)
    else { return nil }
    return file.readSection("wavelength") { node in
      guard let country = node["airports"]?.string(parts[mark + 1]) else { return nil }
      let carrier = node["carriers"]?.string(home.code)
      return Place(
        kind: .zone, code: key, provider: name, name: "Wavelength Zone \(parts[mark + 1]) of \(home.code)",
        countries: [Country(country)], operatorID: home.operatorID, facility: carrier, status: home.status,
        partition: home.partition,
        note: "stands in \(carrier.map { "the network of \($0)" } ?? "a telecom operator's network")",
        source: file.source(key: node.string("src"), otherwise: .wholeList, unsure: node.flag("unsure")))
    }
  }

  /// A service on other providers' clouds names their regions: `AWS_EU_WEST_3`, `azure:westeurope`.
  private func hosted(_ key: String, in atlas: Atlas) -> Place? {
    for cloud in index.hostedOn where key.hasPrefix(cloud) {
      let rest = key.dropFirst(cloud.count)
      guard let mark = rest.first, "-_:.".contains(mark) else { continue }
      let code = String(rest.dropFirst().map { $0 == "_" ? "-" : $0 })
      guard let home = atlas.place(code, provider: cloud), home.kind == .region else { continue }
      return Place(
        kind: .region, code: key, provider: name, name: "\(home.name) at \(cloud)", area: home.area,
        countries: home.countries, operatorID: index.operatorID, facility: home.operatorID,
        status: home.status, partition: home.partition, note: "stands in \(cloud) region \(home.code)",
        source: home.source)
    }
    return nil
  }
}

extension Place {
  /// The zone of a region: the same place under the zone's own code.
  fileprivate func asZone(_ zone: String) -> Place {
    Place(
      kind: .zone, code: zone, region: code, provider: provider, name: "zone of \(code), \(name)", area: area,
      countries: countries, operatorID: operatorID, facility: facility, status: status, pair: pair,
      partition: partition, note: note, source: source)
  }
}

extension String {
  /// The form in which codes are compared: lower case, no blanks.
  var atlasKey: String {
    if utf8.allSatisfy({ $0 > 0x20 && $0 < 0x80 && !(0x41...0x5A).contains($0) }) { return self }
    return String(lowercased().filter { !$0.isWhitespace })
  }
}
