// MARK: Laws, services

extension AtlasAnswer {
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
  static func jurisdictionLines(
    _ jurisdiction: Jurisdiction, _ atlas: Atlas, on day: String
  ) -> [String] {
    if atlas.jurisdictionNames.contains(jurisdiction.name) { return setLines(jurisdiction, atlas, on: day) }
    let country = jurisdiction.members[0]
    var lines = ["\(country.code): \(country.englishName)"]
    if let territory = atlas.territory(country), territory.of != country {
      lines.append(
        field(
          "territory of",
          "\(countries([territory.of])); EU: \(territory.isInEU ? "in" : "out"), GDPR: \(territory.gdpr)"))
    }
    if let note = jurisdiction.note { lines.append(field("note", note)) }
    lines += memberships(of: country, atlas, on: day)
    for rule in atlas.localisations(of: country) {
      let ended = rule.until.map { " until \($0)" } ?? ""
      lines.append(
        field(
          "localisation",
          "\(rule.law), since \(rule.from)\(ended): \(rule.data): \(rule.rule)\(mark(rule.source))"))
    }
    return lines + source(jurisdiction.source)
  }

  private static func memberships(of country: Country, _ atlas: Atlas, on day: String) -> [String] {
    var inside: [String] = []
    var lines: [String] = []
    for name in atlas.jurisdictionNames {
      switch atlas.membership(of: country, in: name, asOf: day) {
      case .member(let note): inside.append(note.map { "\(name) (\($0))" } ?? name)
      case .conditional(let scope, let source):
        lines.append(field("conditional", "\(name): \(scope) [\(source.text)]"))
      case .notMember: break
      }
    }
    return (inside.isEmpty ? [] : [field("member of", inside.joined(separator: ", "))]) + lines
  }

  private static func setLines(_ set: Jurisdiction, _ atlas: Atlas, on day: String) -> [String] {
    var lines = ["\(set.name): \(set.title)"]
    var members: [String] = []
    var conditional: [String] = []
    for country in set.members {
      switch atlas.membership(of: country, in: set.name, asOf: day) {
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
  var withoutTrailingBlanks: String {
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
