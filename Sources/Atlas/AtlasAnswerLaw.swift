// MARK: Operators, laws, services

extension AtlasAnswer {
  static func operatorLines(_ entry: Operator, _ atlas: Atlas) -> [String] {
    var lines = ["\(entry.id): \(entry.entity)"]
    if let owner = entry.owner { lines.append(field("owner", owner)) }
    lines.append(field("seat", entry.seat.map { countries([$0]) } ?? "unknown"))
    lines.append(field("control", entry.control.map { countries([$0]) } ?? "unknown"))
    lines.append(field("laws", entry.laws.isEmpty ? "none of the atlas is listed as reaching it" : ""))
    for id in entry.laws { lines.append("    \(id): \(atlas.law(id)?.cite ?? "not described")") }
    if let technology = entry.technology { lines.append(field("technology", technology)) }
    for qualification in entry.qualifications { lines.append(field("qualification", summary(qualification))) }
    if let status = entry.status {
      lines.append(
        field("status", [status, entry.until.map { "until \($0)" }].compactMap { $0 }.joined(separator: " ")))
    }
    if let note = entry.note { lines.append(field("note", note)) }
    return lines.map(\.withoutTrailingBlanks) + source(entry.source)
  }

  private static func summary(_ qualification: Qualification) -> String {
    var text = "\(qualification.scheme): \(qualification.status)"
    if let level = qualification.level { text += ", \(level)" }
    if let date = qualification.date { text += ", \(date)" }
    if let scope = qualification.scope { text += "; \(scope)" }
    if let note = qualification.note { text += "; \(note)" }
    text += "; \(qualification.source.text)"
    return text + (qualification.unsure ? " (unsure: check the issuer's list)" : "")
  }

  static func lawLines(_ law: Law, _ atlas: Atlas) -> [String] {
    var lines = ["\(law.id): \(law.cite)"]
    lines.append(field("of", law.country.map { countries([$0]) } ?? law.jurisdiction))
    if let since = law.since { lines.append(field("since", since)) }
    if let status = law.status { lines.append(field("status", status)) }
    lines.append(field("reach", law.reach))
    let reached = atlas.operatorIDs.filter { atlas.operatorEntry($0)?.laws.contains(law.id) ?? false }
    lines.append(
      field("reaches", "\(reached.count) operators of the atlas: \(reached.joined(separator: ", "))"))
    return lines + source(law.source)
  }

  static func serviceLines(_ service: ServicePlace) -> [String] {
    var lines = ["\(service.key): \(service.kind)"]
    if let place = service.place { lines.append(field("place", place)) }
    if let region = service.region { lines.append(field("region", region)) }
    lines.append(field("holds", service.holds.joined(separator: ", ")))
    lines.append(field("consequence", service.consequence))
    return lines + source(service.source)
  }
}

// MARK: Jurisdictions

extension AtlasAnswer {
  static func jurisdictionLines(_ jurisdiction: Jurisdiction, _ atlas: Atlas) -> [String] {
    if atlas.jurisdictionNames.contains(jurisdiction.name) { return setLines(jurisdiction, atlas) }
    let country = jurisdiction.members[0]
    var lines = ["\(country.code): \(country.englishName)"]
    if let territory = atlas.territory(country), territory.of != country {
      lines.append(
        field(
          "territory of",
          "\(countries([territory.of])); EU: \(territory.isInEU ? "in" : "out"), GDPR: \(territory.gdpr)"))
    }
    if let note = jurisdiction.note { lines.append(field("note", note)) }
    lines += memberships(of: country, atlas)
    for rule in atlas.localisations(of: country) {
      let ended = rule.until.map { " until \($0)" } ?? ""
      lines.append(
        field(
          "localisation",
          "\(rule.law), since \(rule.from)\(ended): \(rule.data): \(rule.rule)\(mark(rule.source))"))
    }
    return lines + source(jurisdiction.source)
  }

  private static func memberships(of country: Country, _ atlas: Atlas) -> [String] {
    var inside: [String] = []
    var lines: [String] = []
    for name in atlas.jurisdictionNames {
      switch atlas.membership(of: country, in: name, asOf: nil) {
      case .member(let note): inside.append(note.map { "\(name) (\($0))" } ?? name)
      case .conditional(let scope, let source):
        lines.append(field("conditional", "\(name): \(scope) [\(source.text)]"))
      case .notMember: break
      }
    }
    return (inside.isEmpty ? [] : [field("member of", inside.joined(separator: ", "))]) + lines
  }

  private static func setLines(_ set: Jurisdiction, _ atlas: Atlas) -> [String] {
    var lines = ["\(set.name): \(set.title)"]
    var members: [String] = []
    var conditional: [String] = []
    for country in set.members {
      switch atlas.membership(of: country, in: set.name, asOf: nil) {
      case .member: members.append(country.code)
      case .conditional(let scope, _): conditional.append(field("conditional", "\(country.code): \(scope)"))
      case .notMember: break
      }
    }
    lines.append(field("members", "\(members.count): \(members.joined(separator: ", "))"))
    lines += conditional
    if let from = set.from { lines.append(field("from", from)) }
    if let condition = set.condition { lines.append(field("condition", condition)) }
    if let note = set.note { lines.append(field("note", note)) }
    return lines + source(set.source)
  }

  private static func mark(_ source: AtlasSource) -> String { source.unsure ? " (unsure)" : "" }
}

extension String {
  fileprivate var withoutTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Without white space at the ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
