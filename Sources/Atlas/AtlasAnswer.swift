/// The atlas's answers as text, for people at a shell.
public enum AtlasAnswer {
  /// What the atlas knows of a query: a region or zone code, a host or URL, a country or set of countries, a
  /// law, a service (`aws/cloudfront`) or an operator.
  ///
  /// - Parameter day: the day that is asked for, `2026-11-23`; nil for the day of the data.
  /// - Returns: the answer, line by line; nil if nothing in the atlas goes by that name.
  public static func lines(for query: String, atlas: Atlas, on day: String? = nil) -> [String]? {
    let day = day ?? atlas.asOf
    let text = query.filter { !$0.isNewline }.trimmed
    guard !text.isEmpty else { return nil }
    var parts: [[String]] = []
    if text.contains(".") || text.contains("://"), let match = atlas.host(host(in: text)) {
      parts.append(hostLines(host(in: text), match, atlas))
    }
    if let jurisdiction = atlas.jurisdiction(text.uppercased(), asOf: day) {
      parts.append(jurisdictionLines(jurisdiction, atlas, on: day))
    }
    parts += atlas.places(text).map { placeLines($0, asked: text, atlas) }
    for name in atlas.providerNames {
      if let why = atlas.provider(name)?.explanation(text) {
        parts.append(["\(text) at \(name): names no place by itself", field("note", why)])
      }
    }
    if let law = atlas.law(text.uppercased()) { parts.append(lawLines(law, atlas)) }
    if let service = atlas.service(text.lowercased()) { parts.append(serviceLines(service)) }
    if let entry = atlas.operatorEntry(text.lowercased()) {
      parts.append(operatorLines(entry, atlas, on: day))
    }
    return parts.isEmpty ? nil : Array(parts.joined(separator: [""]))
  }

  /// What is said when nothing is known: the nearest names, and what a scan makes of it.
  public static func unknownLines(for query: String, atlas: Atlas) -> [String] {
    let text = query.filter { !$0.isNewline }.trimmed
    let near = Nearest.names(to: text, atlas: atlas)
    var lines = ["\(text): not in the atlas (facts as of \(atlas.asOf))"]
    if !near.isEmpty { lines.append(field("nearest", near.joined(separator: ", "))) }
    lines.append(field("meaning", "a scan treats an unknown place or host as undetermined, never as allowed"))
    return lines
  }

  /// What the atlas knows of operators that go by a text: key, company or owner; nil if there are none.
  ///
  /// - Parameter day: the day that is asked for; nil for the day of the data.
  public static func operatorLines(for text: String, atlas: Atlas, on day: String? = nil) -> [String]? {
    let found = atlas.operatorsMatching(text.trimmed)
    let day = day ?? atlas.asOf
    return found.isEmpty
      ? nil : Array(found.map { operatorLines($0, atlas, on: day) }.joined(separator: [""]))
  }

  /// The host of a URL, an authority with user and port, or a bare name.
  public static func host(in text: String) -> String {
    var rest = text[...]
    if let scheme = rest.firstIndex(of: ":"), rest[scheme...].hasPrefix("://") {
      rest = rest[rest.index(scheme, offsetBy: 3)...]
    }
    rest = rest.prefix { !"/?#".contains($0) }
    if let user = rest.lastIndex(of: "@") { rest = rest[rest.index(after: user)...] }
    if let port = rest.lastIndex(of: ":") { rest = rest[..<port] }
    return String(rest)
  }

  static func field(_ name: String, _ value: String) -> String {
    "  \(name)\(String(repeating: " ", count: max(1, 14 - name.utf8.count)))\(value)"
  }

  static func source(_ source: AtlasSource) -> [String] {
    var lines = [field("source", source.text), field("as of", source.asOf)]
    if source.unsure {
      lines.append(field("unsure", "not verified against a document: check before relying on it"))
    }
    return lines
  }

  static func countries(_ countries: [Country]) -> String {
    switch countries.count {
    case 0: "anywhere"
    case 1: "\(countries[0].englishName) (\(countries[0].code))"
    default: countries.map(\.code).joined(separator: ", ")
    }
  }
}

// MARK: Places and hosts

extension AtlasAnswer {
  private static func placeLines(_ place: Place, asked: String, _ atlas: Atlas) -> [String] {
    let area = place.area.map { "\($0), " } ?? ""
    let at = place.provider.map { " at \($0)" } ?? ""
    var lines = ["\(asked)\(at): \(place.kind.rawValue), \(area)\(countries(place.countries))"]
    if place.code.atlasKey != asked.atlasKey { lines.append(field("code", place.code)) }
    if place.name != place.code { lines.append(field("name", place.name)) }
    lines += details(place, atlas)
    return lines + source(place.source)
  }

  private static func details(_ place: Place, _ atlas: Atlas) -> [String] {
    var lines: [String] = []
    if let id = place.operatorID { lines.append(field("operator", operatorSummary(id, atlas))) }
    if let status = place.status { lines.append(field("status", status)) }
    if let partition = place.partition { lines.append(field("partition", partition)) }
    if let pair = place.pair, let provider = place.provider {
      let there = atlas.place(pair, provider: provider).map { ", \(countries($0.countries))" } ?? ""
      lines.append(field("pair", "\(pair)\(there)"))
    }
    if let note = place.note { lines.append(field("note", note)) }
    return lines
  }

  private static func hostLines(_ host: String, _ match: HostMatch, _ atlas: Atlas) -> [String] {
    var lines: [String] = []
    if let place = match.place {
      let area = place.area.map { "\($0), " } ?? ""
      lines.append("\(host): \(place.kind.rawValue) \(place.code), \(area)\(countries(place.countries))")
    } else {
      lines.append("\(host): the place is undetermined")
    }
    lines.append(field("read", "\(match.reading) (pattern \(match.pattern))"))
    lines.append(field("operator", operatorSummary(match.operatorID, atlas)))
    let service = [match.service, match.role].compactMap { $0 == "any" ? nil : $0 }
    if !service.isEmpty { lines.append(field("service", service.joined(separator: ", "))) }
    if let place = match.place, let id = place.operatorID, id != match.operatorID {
      lines.append(field("stands with", operatorSummary(id, atlas)))
    }
    if let note = match.note { lines.append(field("note", note)) }
    lines += source(match.source)
    if let place = match.place, place.source != match.source {
      lines.append(field("place from", place.source.text + (place.source.unsure ? " (unsure)" : "")))
    }
    return lines
  }

  static func operatorSummary(_ id: String, _ atlas: Atlas) -> String {
    guard let entry = atlas.operatorEntry(id) else { return id }
    var text =
      "\(id): \(entry.entity); seat \(entry.seat?.code ?? "unknown"), control \(entry.control?.code ?? "unknown")"
    if !entry.laws.isEmpty { text += "; reached by \(entry.laws.joined(separator: ", "))" }
    return text + (entry.source.unsure ? " (unsure)" : "")
  }
}
