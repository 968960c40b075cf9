import Descriptors
import Synchronization

/// `hosts.yaml`: opened when the first host is asked for, and then one suffix at a time.
final class Hosts: Sendable {
  private let file: DataFile
  private let bySuffix = Mutex<[String: [Int]]?>(nil)
  private let compiled = Mutex<[String: [HostPattern]]>([:])
  private let entries = Mutex<[Int: Entry]>([:])

  init(_ file: DataFile) {
    self.file = file
  }

  /// What a pattern says.
  struct Entry: Sendable {
    let operatorID: String
    let provider: String?
    let service: String?
    let role: String?
    let place: String
    /// How the region's code is made from the captures, where it is not the capture itself.
    let lookup: String?
    let note: String?
    let source: AtlasSource
  }

  /// All patterns as written.
  var patterns: [String] { file.entries("hosts").map(\.key) }

  /// The entry of a pattern, by its number in the file.
  func entry(_ number: Int) -> Entry? {
    if let found = entries.withLock({ $0[number] }) { return found }
    let made = file.read(file.entries("hosts")[number]) { node -> Entry? in
      guard let operatorID = node.string("operator"), let place = node.string("place") else { return nil }
      let seen = node.flag("seen")
      return Entry(
        operatorID: operatorID, provider: node.string("provider"), service: node.string("service"),
        role: node.string("role"), place: place, lookup: node.string("lookup"), note: node.string("note"),
        source: file.source(
          key: node.string("src"),
          otherwise: seen
            ? .words("the name was met in public SDKs and descriptors (S1-S5)") : .generalKnowledge,
          unsure: node.flag("unsure")))
    }
    guard let made else { return nil }
    entries.withLock { $0[number] = made }
    return made
  }

  /// The patterns that share a host's last two labels, the most literal first.
  func candidates(_ suffix: String) -> [HostPattern] {
    if let found = compiled.withLock({ $0[suffix] }) { return found }
    guard let numbers = numbers(suffix) else { return [] }
    let all = file.entries("hosts")
    let made = numbers.map { HostPattern(all[$0].key, number: $0) }
      .sorted { ($1.literalLength, $0.number) < ($0.literalLength, $1.number) }
    compiled.withLock { $0[suffix] = made }
    return made
  }

  private func numbers(_ suffix: String) -> [Int]? {
    bySuffix.withLock { known in
      if let known { return known[suffix] }
      var made: [String: [Int]] = [:]
      for (number, entry) in file.entries("hosts").enumerated() {
        guard let suffix = HostPattern.suffix(of: entry.key) else { continue }
        made[suffix, default: []].append(number)
      }
      known = made
      return made[suffix]
    }
  }
}

// MARK: Matching

extension Hosts {
  /// What is known of a bare host name.
  func match(_ host: String, in atlas: Atlas) -> HostMatch? {
    // The longest name that the DNS allows.
    guard host.utf8.count <= 254 else { return nil }
    var name = host.lowercased()[...]
    if name.last == "." { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard let suffix = HostPattern.suffix(of: String(name)) else { return nil }
    let reversed = Array(labels.reversed())
    for pattern in candidates(suffix) {
      // An entry is read only if its pattern fits, or needs its provider to know how to cut a label.
      let captures = pattern.match(reversed) { code in
        entry(pattern.number)?.provider.flatMap { atlas.place(code, provider: $0) } != nil
      }
      if let captures, let entry = entry(pattern.number) {
        return answer(pattern, entry, captures, in: atlas)
      }
    }
    return nil
  }

  private func answer(
    _ pattern: HostPattern, _ entry: Entry, _ captures: [String: String], in atlas: Atlas
  ) -> HostMatch {
    let (place, reading) = locate(entry, captures, in: atlas)
    var operatorID = entry.operatorID
    // Beijing and Ningxia share a suffix but not an operator: the region decides, among its provider's operators.
    if let found = place?.operatorID, place?.kind != .country, let provider = entry.provider,
      atlas.operatorIDs(of: provider).contains(operatorID)
    {
      operatorID = found
    }
    return HostMatch(
      pattern: pattern.text, operatorID: operatorID, provider: entry.provider,
      service: entry.service == "any" ? captures["service"] : entry.service, role: entry.role, place: place,
      reading: reading, note: entry.note, source: entry.source)
  }

  private func locate(
    _ entry: Entry, _ captures: [String: String], in atlas: Atlas
  ) -> (Place?, reading: String) {
    let parts = entry.place.split(separator: ":", maxSplits: 1)
    let argument = parts.count == 2 ? String(parts[1]) : ""
    switch parts.first {
    case "name", "short":
      return byCapture(entry, captures, isShort: parts[0] == "short", in: atlas)
    case "fixed", "multi":
      let place = entry.provider.flatMap { atlas.place(argument, provider: $0) }
      return (place, "this host always means \(argument)")
    case "country":
      return (
        atlas.countryPlace(argument, source: entry.source),
        "hosts of this name stand there; no region is known"
      )
    case "edge", "global":
      return (
        Self.anywhere(entry), parts[0] == "edge" ? "answered at edge sites worldwide" : "no place is promised"
      )
    default:
      return (nil, "the name does not tell where it stands: the resource or the context must")
    }
  }

  private func byCapture(
    _ entry: Entry, _ captures: [String: String], isShort: Bool, in atlas: Atlas
  ) -> (Place?, reading: String) {
    let names = isShort ? ["short", "key"] : ["region", "locator", "realm", "cluster"]
    guard let captured = names.compactMap({ captures[$0] }).first else {
      return (nil, "the name holds no region")
    }
    let code = entry.lookup.map { captures.fill($0) } ?? captured
    guard let provider = entry.provider else {
      return (nil, "the name says `\(captured)`, whose meaning the atlas does not know")
    }
    let place =
      isShort ? atlas.shortPlace(code, provider: provider) : atlas.place(code, provider: provider)
    guard let place else {
      return (nil, "the name says `\(captured)`, which is no code of \(provider) in the atlas")
    }
    return (place, "`\(captured)` in the name is \(place.code) of \(provider)")
  }

  private static func anywhere(_ entry: Entry) -> Place {
    let isEdge = entry.place == "edge"
    return Place(
      kind: isEdge ? .edge : .global, code: entry.place, provider: entry.provider,
      name: isEdge ? "edge sites worldwide" : "no fixed place", countries: [], operatorID: entry.operatorID,
      note: entry.note, source: entry.source)
  }
}

extension [String: String] {
  /// Puts captures into a template: `<region>.azure`.
  fileprivate func fill(_ template: String) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      text += rest[..<open]
      text += self[String(rest[rest.index(after: open)..<close])] ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
