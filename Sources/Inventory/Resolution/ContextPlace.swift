public import Atlas
public import Descriptors

extension DeploymentContext {
  /// What the context says about the place of everything in a scope (`aws`, `kubernetes`, `host`).
  ///
  /// - Parameters:
  ///   - scope: the prefix of the keys that are asked first; the plain keys follow.
  ///   - provider: the provider if the dialect settles it; otherwise the context must name it.
  ///   - missing: what to say if nothing was given: "the template names no region".
  public func place(
    scope: String, provider: String? = nil, missing: Phrase, atlas: Atlas
  ) -> Possible<Place> {
    if let region = entry("region", scope: scope) {
      return place(of: region, scope: scope, provider: provider, atlas: atlas)
    }
    if let country = entry("country", scope: scope) {
      return Possible(
        zip(country.values, country.sources).map { code, source in
          Candidate(Place.country(code.uppercased()), evidence: [source])
        })
    }
    let examples = ["aws": "aws.region=eu-west-3", "azure": "azure.region=francecentral"]
    let example = provider.flatMap { examples[$0] } ?? "\(scope).country=FR"
    return .unknown(
      missing,
      remedy:
        "say where it is deployed: `--context \(example)`, or `contexts:` in .bornage.yml",
      evidence: [Evidence(.absent, missing)])
  }

  private func place(
    of region: Entry, scope: String, provider fixed: String?, atlas: Atlas
  ) -> Possible<Place> {
    let provider = fixed ?? entry("provider", scope: scope)?.values.first
    var candidates: [Candidate<Place>] = []
    for (code, source) in zip(region.values, region.sources) {
      let places = provider.map { atlas.place(code, provider: $0).map { [$0] } ?? [] } ?? atlas.places(code)
      guard let first = places.first, places.allSatisfy({ $0.countries == first.countries }) else {
        let reason: Phrase =
          places.isEmpty
          ? Self.unknownRegion(code, of: provider)
          : "`\(code)` means different places: \(Phrase.meanings(places))"
        return .unknown(
          reason,
          remedy: places.isEmpty
            ? "check the code with `bornage atlas \(code)`"
            : "name the provider: `--context \(scope).provider=\(places.first?.provider ?? "aws")`",
          evidence: [source])
      }
      candidates.append(Candidate(first, evidence: [source, .atlas(first)]))
    }
    return Possible(candidates)
  }

  private static func unknownRegion(_ code: String, of provider: String?) -> Phrase {
    guard let provider else { return "`\(code)` is no region that the atlas knows" }
    return "`\(code)` is no region of \(provider) that the atlas knows"
  }

  /// Who operates everything in a scope: the operator given, or the one of the place or provider given.
  public func operatorID(
    scope: String, provider: String? = nil, place: Possible<Place>, missing: Phrase, atlas: Atlas
  ) -> Possible<String> {
    if let given = entry("operator", scope: scope) {
      return Possible(zip(given.values, given.sources).map { Candidate($0, evidence: [$1]) })
    }
    let known = place.candidates.filter { $0.value.operatorID != nil }
    if !known.isEmpty, known.count == place.candidates.count, place.unknown == nil {
      return place.flatMap { place in
        place.operatorID.map { Possible($0, evidence: []) } ?? .unknown(missing, remedy: "")
      }
    }
    if let given = entry("provider", scope: scope), let id = given.values.first,
      atlas.operatorEntry(id) != nil
    {
      return Possible(id, evidence: [given.evidence])
    }
    if let provider, atlas.operatorEntry(provider) != nil {
      return Possible(provider, evidence: [Evidence(.derived, "the resource type belongs to \(provider)")])
    }
    return .unknown(
      missing,
      remedy: "say who operates it: `--context \(scope).operator=ID` (see `bornage atlas --operator NAME`)",
      evidence: [Evidence(.absent, missing)])
  }
}

extension Phrase {
  /// Places that one code may mean: "Paris at aws, Paris at scaleway".
  static func meanings(_ places: [Place]) -> Phrase {
    .enumeration(places.map { "\($0.name) at \($0.provider ?? "?")" })
  }
}

extension Evidence {
  /// The atlas's entry of a place.
  public static func atlas(_ place: Place) -> Evidence {
    let countries = place.countries.map(\.code).joined(separator: ", ")
    let provider = place.provider.map { " (\($0))" } ?? ""
    return Evidence(
      .atlas,
      "\(place.code)\(provider) is \(place.shownName)\(countries.isEmpty ? "" : ": \(countries)")"
        + (place.source.unsure ? " — the atlas marks this entry as unsure" : ""),
      source: place.source.brief)
  }
}

extension AtlasSource {
  /// The atlas file and its date: `bornage atlas` answers with the whole list of documents behind it.
  public var brief: String {
    guard let mark = text.range(ofASCII: "[atlas: ") else { return "\(text), as of \(asOf)" }
    return "atlas \(text[mark.upperBound...].prefix { $0 != "]" }), as of \(asOf)"
  }
}

extension Place {
  /// A country as a place of its own, for contexts that name no region.
  public static func country(_ code: String) -> Place {
    let country = Country(code)
    return Place(
      kind: .country, code: code, name: country.englishName, countries: [country],
      source: AtlasSource(text: "ISO 3166-1", asOf: "2026-11-23", unsure: false))
  }
}

extension Place {
  /// The name for a sentence; those of regions are their providers' own.
  public var shownName: Phrase {
    if kind == .country { return Phrase(Country(code)) }
    // The atlas names a zone after its region in English words.
    if kind == .zone, let region, name.hasPrefix("zone of \(region), ") {
      let rest = String(name.drop { $0 != "," }.dropFirst(2))
      return "zone of \(region), \(rest)"
    }
    return Phrase(verbatim: name)
  }
}
