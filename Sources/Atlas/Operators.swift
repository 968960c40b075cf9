import Descriptors
import Synchronization

/// Operators, laws and schemes: `operators.yaml`, one entry parsed at a time.
final class Operators: Sendable {
  private let file: DataFile
  private let known = Mutex<[String: Operator]>([:])
  private let numbers = Mutex<[String: Int]?>(nil)

  init(_ file: DataFile) {
    self.file = file
  }

  /// The keys in file order.
  var ids: [String] { file.entries("operators").map(\.key) }
  var lawIDs: [String] { file.entries("laws").map(\.key) }

  func entry(_ id: String) -> Operator? {
    if let found = known.withLock({ $0[id] }) { return found }
    guard let number = number(of: id) else { return nil }
    let entry = file.entries("operators")[number]
    guard let made = file.read(entry, { read($0, id: entry.key) }) else { return nil }
    known.withLock { $0[id] = made }
    return made
  }

  private func number(of id: String) -> Int? {
    numbers.withLock { known in
      if let known { return known[id] }
      var made: [String: Int] = [:]
      for (number, entry) in file.entries("operators").enumerated() { made[entry.key] = number }
      known = made
      return made[id]
    }
  }

  private func read(_ node: Node, id: String) -> Operator? {
    guard let entity = node.string("entity") else { return nil }
    let source = source(node, unsure: node.flag("unsure"))
    return Operator(
      id: id, entity: entity, owner: node.string("owner"),
      holdings: node["shareholders"]?.items.compactMap { holding($0, entry: source) } ?? [],
      seat: node.string("seat").map(Country.init),
      control: node.string("control").map(Country.init), laws: node.strings("laws"),
      suppliers: node["technology"].map { supplies($0, entry: source) } ?? [],
      qualifications: node["qualifications"]?.items.compactMap(qualification) ?? [],
      status: node.string("status"), since: node.string("since"), until: node.string("until"),
      note: node.string("note"), source: source)
  }

  /// What says no source of its own rests on that of its entry.
  private func holding(_ node: Node, entry: AtlasSource) -> Holding? {
    guard let who = node.string("who") else { return nil }
    return Holding(
      who: who, country: node.string("country").map(Country.init), share: node.string("share"),
      of: node.string("of"), from: node.string("from"), until: node.string("until"),
      note: node.string("note"), source: own(node) ?? entry)
  }

  /// `technology: aws`, `technology: [vmware, red-hat]`, or a list of mappings with scope and dates.
  private func supplies(_ node: Node, entry: AtlasSource) -> [Supply] {
    let items = node.kind == .sequence ? Array(node.items) : [node]
    return items.compactMap { item in
      guard let id = item.text ?? item.string("supplier") else { return nil }
      let named = file.entries("suppliers").first { $0.key == id }
      return named.flatMap { file.read($0) { supplier in supply(id, item, of: supplier, entry: entry) } }
        ?? Supply(
          id: id, entity: id, country: nil, operatorID: nil, scope: nil, from: nil, until: nil, note: nil,
          source: entry)
    }
  }

  private func supply(_ id: String, _ item: Node, of supplier: Node, entry: AtlasSource) -> Supply {
    Supply(
      id: id, entity: supplier.string("entity") ?? id, country: supplier.string("country").map(Country.init),
      operatorID: supplier.string("operator"), scope: item.string("scope"), from: item.string("from"),
      until: item.string("until"), note: item.string("note") ?? supplier.string("note"),
      source: own(item) ?? entry)
  }

  private func own(_ node: Node) -> AtlasSource? {
    guard node["src"] != nil || node["unsure"] != nil else { return nil }
    return source(node, unsure: node.flag("unsure"))
  }

  private func qualification(_ node: Node) -> Qualification? {
    guard let scheme = node.string("scheme"), let status = node.string("status") else { return nil }
    let unsure = node.flag("unsure")
    return Qualification(
      scheme: scheme, scope: node.string("scope"), services: node.strings("services"),
      maybeServices: node.strings("may-cover"), regions: node.strings("regions"), status: status,
      from: node.string("from"), until: node.string("until"), term: self.scheme(scheme)?.years,
      date: node.string("date"),
      level: node.string("level"), note: node.string("note"), unsure: unsure,
      source: source(node, unsure: unsure))
  }

  private func source(_ node: Node, unsure: Bool) -> AtlasSource {
    file.source(key: node.string("src"), otherwise: .generalKnowledge, unsure: unsure)
  }

  func law(_ id: String) -> Law? {
    guard let entry = file.entries("laws").first(where: { $0.key == id }) else { return nil }
    return file.read(entry) { node in
      guard let of = node.string("country"), let cite = node.string("cite") else { return nil }
      let country = Country(of)
      return Law(
        id: id, country: country.isKnown ? country : nil, jurisdiction: of, cite: cite,
        reach: node.string("reach") ?? "", since: node.string("since"), status: node.string("status"),
        source: source(node, unsure: node.flag("unsure")))
    }
  }

  func scheme(_ id: String) -> QualificationScheme? {
    guard let entry = file.entries("schemes").first(where: { $0.key == id }) else { return nil }
    return file.read(entry) { node in
      guard let issuer = node.string("issuer"), let what = node.string("what") else { return nil }
      return QualificationScheme(
        id: id, issuer: issuer, what: what, years: node.string("years").flatMap { Int($0) },
        checkAt: node.string("check_at"),
        source: source(node, unsure: node.flag("unsure")))
    }
  }

  /// Operators whose key, company or owner contains a text, exact keys first.
  func matching(_ text: String) -> [Operator] {
    let wanted = text.lowercased()
    guard !wanted.isEmpty else { return [] }
    if let exact = entry(wanted) {
      return [exact] + ids.filter { $0 != wanted && $0.hasPrefix(wanted + "-") }.compactMap(entry)
    }
    return ids.compactMap(entry).filter { candidate in
      [candidate.id, candidate.entity, candidate.owner ?? ""].contains { $0.lowercased().contains(wanted) }
    }
  }
}
