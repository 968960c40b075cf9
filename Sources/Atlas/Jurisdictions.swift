import Descriptors
import Synchronization

/// Sets of countries, territories, adequacy and localisation: `jurisdictions.yaml`.
final class Jurisdictions: Sendable {
  private let file: DataFile
  private let knownSets = Mutex<[String: CountrySet]>([:])
  private let knownLists = Mutex<[String: [AdequacyRow]]>([:])

  init(_ file: DataFile) {
    self.file = file
  }

  /// The names of the sets in file order.
  var names: [String] { file.entries("sets").map(\.key) }

  /// The day as of which questions without a day are answered.
  var asOf: String { file.outline.asOf }

  /// A set as it is written.
  private struct CountrySet: Sendable {
    struct Change: Sendable {
      let date: String
      let entered: [String]
      let left: [String]
    }

    var title: String
    var members: [String]
    var territories: [String]
    var extends: [String]
    var list: String?
    var changes: [Change]
    var from: String?
    var until: String?
    var note: String?
    var condition: String?
    var source: AtlasSource

    /// The set's own members on a day: changes that lie ahead of the day are undone.
    func members(on day: String) -> [String] {
      var found = members + territories
      for change in changes where change.date > day {
        found.removeAll { change.entered.contains($0) }
        found += change.left.filter { !found.contains($0) }
      }
      return found
    }
  }

  private func set(_ name: String) -> CountrySet? {
    if let found = knownSets.withLock({ $0[name] }) { return found }
    guard let entry = file.entries("sets").first(where: { $0.key == name }) else { return nil }
    let made = file.read(entry) { node in
      CountrySet(
        title: node.string("title") ?? name, members: node.strings("members"),
        territories: node.strings("territories_in"), extends: node.strings("extends"),
        list: node.string("from_list")?.split(separator: ".").last.map(String.init),
        changes: node["changes"]?.items.map { change in
          CountrySet.Change(
            date: change.string("date") ?? "", entered: change.strings("in"), left: change.strings("out"))
        } ?? [],
        from: node.string("from"), until: node.string("until"), note: node.string("note"),
        condition: node.string("condition"), source: source(node))
    }
    guard let made else { return nil }
    knownSets.withLock { $0[name] = made }
    return made
  }

  private func source(_ node: Node) -> AtlasSource {
    file.source(key: node.string("src"), otherwise: .generalKnowledge, unsure: node.flag("unsure"))
  }

  /// A set, or a country under its code.
  func jurisdiction(_ name: String, asOf day: String?) -> Jurisdiction? {
    guard let set = set(name) else {
      let country = Country(name)
      guard country.isKnown, name.utf8.count == 2 else { return nil }
      let source = AtlasSource(text: "ISO 3166-1", asOf: asOf, unsure: false)
      return Jurisdiction(
        name: country.code, title: country.englishName, members: [country], from: nil,
        note: territory(country)?.note, condition: nil, source: source)
    }
    return Jurisdiction(
      name: name, title: set.title, members: members(name, on: day ?? asOf), from: set.from,
      note: set.note, condition: set.condition, source: set.source)
  }

  /// The members of a set on a day, in order of their codes.
  func members(_ name: String, on day: String) -> [Country] {
    var codes: Set<String> = []
    collect(name, on: day, into: &codes, depth: 0)
    return codes.map(Country.init).sorted()
  }

  private func collect(_ name: String, on day: String, into codes: inout Set<String>, depth: Int) {
    guard depth < 8, let set = set(name) else { return }
    codes.formUnion(set.members(on: day))
    for parent in set.extends { collect(parent, on: day, into: &codes, depth: depth + 1) }
    guard let list = set.list else { return }
    for row in rows(list) where row.isInForce(on: day) {
      if let group = row.set {
        collect(group, on: day, into: &codes, depth: depth + 1)
      } else {
        codes.insert(row.code)
      }
    }
  }
}

// MARK: Membership

extension Jurisdictions {
  func membership(of country: Country, in name: String, asOf day: String?) -> Membership {
    guard set(name) != nil else {
      return name.uppercased() == country.code ? .member(note: nil) : .notMember
    }
    return membership(of: country.code, in: name, on: day ?? asOf, depth: 0)
  }

  private func membership(of code: String, in name: String, on day: String, depth: Int) -> Membership {
    guard depth < 8, let set = set(name) else { return .notMember }
    if let until = set.until, day >= until { return .notMember }
    var found = Membership.notMember
    if set.members(on: day).contains(code) {
      found = .member(note: territoryNote(code, in: set))
      if let from = set.from, day < from, set.changes.isEmpty, set.extends.isEmpty {
        found = .conditional(
          scope: "the list of \(name) begins on \(from); for \(day) the atlas does not know",
          source: set.source)
      }
    } else if let list = set.list {
      found = adequacy(of: code, in: list, on: day, depth: depth)
    }
    for parent in set.extends where found == .notMember {
      found = membership(of: code, in: parent, on: day, depth: depth + 1)
    }
    return set.condition.map { found.under($0, source: set.source) } ?? found
  }

  private func territoryNote(_ code: String, in set: CountrySet) -> String? {
    guard set.territories.contains(code), let entry = territory(Country(code)) else { return nil }
    return entry.note.map { "territory of \(entry.of.code): \($0)" } ?? "territory of \(entry.of.code)"
  }

  private func adequacy(of code: String, in list: String, on day: String, depth: Int) -> Membership {
    for row in rows(list) where row.isInForce(on: day) {
      if let group = row.set {
        let found = membership(of: code, in: group, on: day, depth: depth + 1)
        if found != .notMember { return found }
      } else if row.code == code {
        guard row.conditional else { return .member(note: row.limits) }
        return .conditional(scope: row.limits ?? "", source: row.source)
      }
    }
    return .notMember
  }
}

extension Membership {
  /// The same membership under a further condition.
  fileprivate func under(_ condition: String, source: AtlasSource) -> Membership {
    switch self {
    case .notMember: .notMember
    case .member: .conditional(scope: condition, source: source)
    case .conditional(let scope, let source): .conditional(scope: "\(condition); \(scope)", source: source)
    }
  }
}

// MARK: Adequacy

/// One decision that data may go to a country.
struct AdequacyRow: Sendable {
  let code: String
  /// A whole set instead of a country.
  let set: String?
  let from: String
  let until: String?
  let conditional: Bool
  /// What the decision covers, and what hangs over it; nil if it covers all.
  let limits: String?
  let source: AtlasSource

  func isInForce(on day: String) -> Bool {
    from <= day && (until.map { day < $0 } ?? true)
  }
}

extension Jurisdictions {
  /// The decisions of a list, those that have ended behind those in force.
  func rows(_ list: String) -> [AdequacyRow] {
    if let found = knownLists.withLock({ $0[list] }) { return found }
    let made = readRows(list, ended: false) + readRows(list + "_ended", ended: true)
    knownLists.withLock { $0[list] = made }
    return made
  }

  private func readRows(_ list: String, ended: Bool) -> [AdequacyRow] {
    guard let entry = file.entries("adequacy").first(where: { $0.key == list }) else { return [] }
    return file.read(entry) { node in
      node.entries.compactMap { key, row in
        guard let name = key.text, let from = row.string("from") else { return nil }
        return readRow(row, name: name, from: from, ended: ended)
      }
    } ?? []
  }

  /// Ended decisions are named by country and programme (`US-SAFE-HARBOUR`); all held for participants only.
  private func readRow(_ row: Node, name: String, from: String, ended: Bool) -> AdequacyRow {
    let decision = row.string("decision") ?? row.string("basis") ?? name
    var limits = row.string("scope").flatMap { $0 == "all" ? nil : $0 }
    if ended {
      limits = "participants of \(name.dropFirst(3)), ended by \(row.string("ended_by") ?? "a court")"
    }
    if let challenge = row.string("pending_challenge") {
      limits = (limits.map { $0 + "; " } ?? "") + "challenged in \(challenge)"
    }
    let source = source(row)
    return AdequacyRow(
      code: ended ? String(name.prefix(2)) : name, set: row.string("set"), from: from,
      until: row.string("until"), conditional: ended || row.flag("conditional"), limits: limits,
      source: AtlasSource(text: "\(decision); \(source.text)", asOf: source.asOf, unsure: source.unsure))
  }
}

// MARK: Territories and localisation

extension Jurisdictions {
  func territory(_ country: Country) -> Territory? {
    guard let entry = file.entries("territories").first(where: { $0.key == country.code }) else { return nil }
    return file.read(entry) { node in
      guard let of = node.string("of") else { return nil }
      return Territory(
        country: country, of: Country(of), isInEU: node.string("eu") == "in",
        gdpr: node.string("gdpr") ?? "none",
        note: node.string("note"), source: source(node))
    }
  }

  func localisations(of country: Country) -> [Localisation] {
    file.entries("localisation").compactMap { entry in
      file.read(entry) { node in
        guard node.string("country") == country.code, let law = node.string("law") else { return nil }
        return Localisation(
          country: country, law: law, from: node.string("from") ?? "", until: node.string("until"),
          data: node.string("data") ?? "", rule: node.string("rule") ?? "", source: source(node))
      }
    }
  }
}
