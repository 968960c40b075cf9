import Descriptors
import Foundation
import Testing

@testable import Atlas

@Suite("Data files")
struct DataTests {
  let atlas = Atlas()

  private static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../Sources/Atlas/Data"
    )
    .standardizedFileURL
  }

  private static func paths() throws -> Set<String> {
    let prefix = folder.path + "/"
    let walk = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
    var found: Set<String> = []
    for case let file as URL in walk {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      found.insert(String(file.standardizedFileURL.path.dropFirst(prefix.count)))
    }
    return found
  }

  @Test("every file of the folder travels in the program, byte for byte")
  func embedded() throws {
    let shipped = ShippedData.atlas()
    let paths = try Self.paths()
    #expect(Set(shipped.map(\.name)) == paths)
    #expect(shipped.count == paths.count)
    for file in shipped {
      #expect(
        try Data(contentsOf: Self.folder.appendingPathComponent(file.name)) == Data(file.raw), "\(file.name)")
    }
  }

  @Test(
    "taking a file apart by lines agrees with reading it whole", arguments: ShippedData.atlas().map(\.name))
  func outlines(_ name: String) throws {
    let data = try #require(ShippedData.atlas().first { $0.name == name })
    let reading = DescriptorReader.read(SourceBytes(data.raw), as: .yaml, path: name)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    let file = DataFile(data)
    #expect(Set(file.outline.sections.keys) == Set(root.entries.compactMap(\.key.text)))
    for (key, value) in root.entries {
      let section = try #require(key.text)
      let entries = file.entries(section)
      switch value.kind {
      case .mapping where value.range.lowerBound > key.range.upperBound + 2:
        #expect(!value.hasDuplicateKeys, "\(name) \(section)")
        try compare(entries, in: file, with: Array(value.entries), section)
      case .sequence where !data.raw[value.range].starts(with: "[".utf8):
        #expect(entries.count == value.items.count, "\(name) \(section)")
        for (entry, item) in zip(entries, value.items) {
          #expect(file.read(entry) { Self.dump($0) } == Self.dump(item))
        }
      default:
        #expect(entries.isEmpty)
        #expect(file.readSection(section) { Self.dump($0) } == Self.dump(value))
      }
    }
  }

  private func compare(
    _ entries: [Outline.Entry], in file: DataFile, with whole: [(key: Node, value: Node)], _ section: String
  ) throws {
    #expect(entries.map(\.key) == whole.compactMap(\.key.text), "\(file.name) \(section)")
    for (entry, pair) in zip(entries, whole) {
      #expect(file.read(entry) { Self.dump($0) } == Self.dump(pair.value), "\(file.name) \(entry.key)")
    }
  }

  private static func dump(_ node: Node) -> String {
    switch node.kind {
    case .mapping:
      "{" + node.entries.map { "\($0.key.text ?? "?"): \(dump($0.value))" }.joined(separator: ", ") + "}"
    case .sequence: "[" + node.items.map(dump).joined(separator: ", ") + "]"
    default: node.text ?? "?"
    }
  }

  @Test("every src key is in the list that opens its file", arguments: ShippedData.atlas().map(\.name))
  func sources(_ name: String) throws {
    let data = try #require(ShippedData.atlas().first { $0.name == name })
    let outline = DataFile(data).outline
    #expect(outline.asOf == "2026-11-23")
    #expect(!outline.sources.isEmpty)
    let root = try #require(
      DescriptorReader.read(SourceBytes(data.raw), as: .yaml, path: name).tree.documents.first)
    root.forEachScalar { key, value in
      guard key?.text == "src", let text = value.text else { return }
      for part in text.split(whereSeparator: { ", ".contains($0) }) {
        #expect(outline.sources[String(part)] != nil, "\(name): \(part)")
      }
    }
  }

  @Test("every country named is one of ISO 3166-1 or a set")
  func countries() {
    let sets = Set(atlas.jurisdictionNames)
    for data in ShippedData.atlas() {
      let root = DescriptorReader.read(SourceBytes(data.raw), as: .yaml, path: data.name).tree.documents[0]
      root.forEachScalar { key, value in
        guard let name = key?.text,
          ["country", "countries", "seat", "control", "members", "territories_in"].contains(name),
          let code = value.text, code.utf8.count == 2, name != "members" || data.name == "jurisdictions.yaml"
        else { return }
        #expect(Country(code).isKnown || sets.contains(code) || code == "EU", "\(data.name): \(name) \(code)")
      }
    }
  }

  @Test("every place answers, and its operator is known", arguments: Atlas().providerNames)
  func places(_ provider: String) throws {
    let file = try #require(atlas.provider(provider)).file
    for entry in file.entries("regions") + file.entries("local_zones") {
      let place = try #require(atlas.place(entry.key, provider: provider), "\(provider) \(entry.key)")
      #expect(place.countries.count == 1 && place.countries[0].isKnown)
      let id = try #require(place.operatorID)
      #expect(atlas.operatorEntry(id) != nil, "\(provider) \(entry.key): \(id)")
      if let pair = place.pair { #expect(atlas.place(pair, provider: provider)?.kind == .region) }
    }
  }

  @Test("no alias of one region reads as a zone of another country", arguments: Atlas().providerNames)
  func aliases(_ provider: String) throws {
    let found = try #require(atlas.provider(provider))
    for entry in found.file.entries("regions") {
      let aliases = found.file.read(entry) { $0.strings("aliases") + $0.strings("zones") } ?? []
      let country = atlas.place(entry.key, provider: provider)?.countries
      for alias in aliases {
        #expect(atlas.place(alias, provider: provider)?.countries == country, "\(provider) \(alias)")
      }
    }
  }

  @Test("every host's operator, provider and place are known")
  func hosts() throws {
    let file = try #require(ShippedData.atlas().first { $0.name == "hosts.yaml" })
    let hosts = Hosts(DataFile(file))
    #expect(hosts.patterns.count > 600)
    for (number, pattern) in hosts.patterns.enumerated() {
      let entry = try #require(hosts.entry(number), "\(pattern)")
      #expect(atlas.operatorEntry(entry.operatorID) != nil, "\(pattern): \(entry.operatorID)")
      #expect(HostPattern.suffix(of: pattern) != nil, "\(pattern) has no two literal labels at its end")
      if let provider = entry.provider { #expect(atlas.provider(provider) != nil, "\(pattern): \(provider)") }
      let parts = entry.place.split(separator: ":", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "fixed", "multi":
        #expect(atlas.place(parts[1], provider: entry.provider ?? "") != nil, "\(pattern): \(entry.place)")
      case "country": #expect(atlas.jurisdiction(parts[1]) != nil, "\(pattern): \(entry.place)")
      case "name", "short", "edge", "global", "unknown": break
      default: Issue.record("\(pattern): \(entry.place)")
      }
    }
  }

  @Test("every operator's laws and schemes are described")
  func operators() throws {
    for id in atlas.operatorIDs {
      let entry = try #require(atlas.operatorEntry(id), "\(id)")
      #expect(entry.seat?.isKnown == true && entry.control?.isKnown == true, "\(id)")
      for law in entry.laws { #expect(atlas.law(law) != nil, "\(id): \(law)") }
      for held in entry.qualifications { #expect(atlas.scheme(held.scheme) != nil, "\(id): \(held.scheme)") }
    }
    for id in atlas.lawIDs { #expect(atlas.law(id) != nil, "\(id)") }
    for key in atlas.serviceKeys { #expect(atlas.service(key) != nil, "\(key)") }
    for name in atlas.jurisdictionNames {
      #expect(atlas.jurisdiction(name)?.members.isEmpty == false, "\(name)")
    }
  }

  @Test("no operator lacks source and date, and every date can be read", arguments: Atlas().operatorIDs)
  func provenance(_ id: String) throws {
    let entry = try #require(atlas.operatorEntry(id))
    let sources =
      [entry.source] + entry.qualifications.map(\.source) + entry.holdings.map(\.source)
      + entry.suppliers.map(\.source)
    for source in sources {
      #expect(source.text.count > " [atlas: operators.yaml]".count)
      #expect(!source.text.contains("source N"), "\(id): a key that the list does not have")
      #expect(source.asOf.count == 10 && VagueDate.isValid(source.asOf))
    }
    let dates =
      [entry.since, entry.until] + entry.qualifications.flatMap { [$0.from, $0.until, $0.date] }
      + entry.holdings.flatMap { [$0.from, $0.until] } + entry.suppliers.flatMap { [$0.from, $0.until] }
    for date in dates.compactMap({ $0 }) { #expect(VagueDate.isValid(date), "\(id): \(date)") }
    for law in entry.laws { #expect(atlas.law(law)?.since.map(VagueDate.isValid) != false, "\(law)") }
    for holding in entry.holdings {
      #expect(holding.country?.isKnown != false, "\(id): \(holding.who)")
      if let share = holding.share {
        #expect(Double(share).map { $0 > 0 && $0 <= 100 } == true, "\(id): \(share)")
      }
    }
    for supply in entry.suppliers {
      #expect(supply.entity != supply.id, "\(id): the supplier \(supply.id) is not described")
      if let supplier = supply.operatorID { #expect(atlas.operatorEntry(supplier) != nil, "\(supplier)") }
    }
    for held in entry.qualifications {
      #expect(["held", "in-process", "reported", "closed"].contains(held.status), "\(id): \(held.status)")
      #expect(held.status == "held" || held.from == nil && held.until == nil, "\(id): \(held.scheme)")
      for region in held.regions {
        #expect(atlas.places(region).contains { $0.operatorID == id }, "\(id): \(region)")
      }
    }
  }

  @Test("no fact speaks of a machine's folders")
  func noPaths() {
    // Where this checkout lies, and what lies beside it.
    let beside = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
    for data in ShippedData.atlas() {
      for word in [
        "/home/", "/tmp/", beside.isEmpty ? "/root/" : "\(beside)/", "/root/", "beside this folder",
      ] {
        #expect(!data.raw.contains(word), "\(data.name): \(word)")
      }
    }
  }

  @Test("the atlas has a date")
  func date() {
    #expect(atlas.asOf == "2026-11-23")
    var bytes = 0
    atlas.forEachFile { bytes += $1.count }
    #expect(bytes > 200_000)
  }
}
