import Testing

@testable import Atlas

@Suite("Qualifications cover a service, in a region, for a time")
struct QualificationTests {
  static let source = AtlasSource(text: "list", asOf: "2026-11-23", unsure: false)

  static func held(
    services: [String] = ["acme/disk"], maybe: [String] = ["acme/bucket"], regions: [String] = ["north-1"],
    status: String = "held", from: String? = nil, until: String? = nil, term: Int? = nil, unsure: Bool = false
  ) -> Qualification {
    Qualification(
      scheme: "S", scope: nil, services: services, maybeServices: maybe, regions: regions, status: status,
      from: from, until: until, term: term, date: nil, level: nil, note: nil, unsure: unsure, source: source)
  }

  static func place(_ code: String, kind: PlaceKind = .region, region: String? = nil) -> Place {
    Place(kind: kind, code: code, region: region, name: code, countries: [Country("FR")], source: source)
  }

  static func word(_ answer: Qualification.Answer) -> String {
    switch answer {
    case .covers: "covers"
    case .open: "open"
    case .excluded: "excluded"
    }
  }

  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let expected: String
    let qualification: Qualification
    var service: String? = "acme/disk"
    var place: Place? = QualificationTests.place("north-1")
    var day = "2026-11-23"
  }

  static let cases: [Case] = [
    Case(description: "all three", expected: "covers", qualification: held()),
    Case(description: "upper case", expected: "covers", qualification: held(), place: place("NORTH-1")),
    Case(
      description: "a zone", expected: "covers", qualification: held(),
      place: place("north-1a", kind: .zone, region: "north-1")),
    Case(description: "other region", expected: "excluded", qualification: held(), place: place("south-1")),
    Case(description: "no place", expected: "open", qualification: held(), place: nil),
    Case(
      description: "a country", expected: "open", qualification: held(), place: place("FR", kind: .country)),
    Case(description: "regions not read", expected: "open", qualification: held(regions: [])),
    Case(description: "other service", expected: "excluded", qualification: held(), service: "acme/queue"),
    Case(
      description: "a service that may be", expected: "open", qualification: held(), service: "acme/bucket"),
    Case(description: "no service", expected: "open", qualification: held(), service: nil),
    Case(description: "services not read", expected: "open", qualification: held(services: [])),
    Case(description: "unsure", expected: "open", qualification: held(unsure: true)),
    Case(
      description: "unsure and elsewhere", expected: "excluded", qualification: held(unsure: true),
      place: place("south-1")),
    Case(description: "in process", expected: "excluded", qualification: held(status: "in-process")),
    Case(description: "from a later day", expected: "excluded", qualification: held(from: "2026-12-01")),
    Case(description: "from this very day", expected: "covers", qualification: held(from: "2026-11-23")),
    Case(description: "from this month", expected: "open", qualification: held(from: "2026-11")),
    Case(description: "from last month", expected: "covers", qualification: held(from: "2026-10")),
    Case(description: "until yesterday", expected: "excluded", qualification: held(until: "2026-11-22")),
    Case(description: "until today", expected: "covers", qualification: held(until: "2026-11-23")),
    Case(description: "until this year", expected: "open", qualification: held(until: "2026")),
    Case(
      description: "until a later day", expected: "covers", qualification: held(until: "2031-01-01"),
      day: "2030-12-31"),
    Case(
      description: "no end is known beyond the data", expected: "open", qualification: held(),
      day: "2026-11-24"),
    Case(
      description: "within the term", expected: "covers", qualification: held(from: "2025-01-10", term: 3),
      day: "2028-01-09"),
    Case(
      description: "beyond the term", expected: "open", qualification: held(from: "2022", term: 3)),
  ]

  @Test("service, region and period", arguments: cases)
  func answer(_ test: Case) {
    let answer = test.qualification.answer(service: test.service, place: test.place, on: test.day)
    #expect(Self.word(answer) == test.expected)
  }

  @Test(
    "dates are days, months or years",
    arguments: [
      ("2026-11-23", true), ("2026-11", true), ("2022", true), ("2026-13", false), ("2026-11-40", false),
      ("22", false), ("2026-11-23-01", false), ("soon", false), ("", false), ("2026-1", false),
    ])
  func dates(_ text: String, _ isValid: Bool) {
    #expect(VagueDate.isValid(text) == isValid)
  }

  @Test("shares end and begin; what a day rules out is told")
  func shares() throws {
    let atlas = Atlas()
    let numergy = try #require(atlas.operatorEntry("numergy"))
    func shares(on day: String) -> [String] {
      numergy.holdings.filter { $0.holds(on: day) }.map(\.phrase.english)
    }
    #expect(shares(on: "2014-01-01").contains("SFR (FR) 47 %"))
    #expect(shares(on: "2016-06-01") == ["SFR (FR) 100 %"])
    let lines = try #require(AtlasAnswer.operatorLines(for: "numergy", atlas: atlas, on: "2016-06-01"))
    #expect(lines.contains { $0.contains("Bull (FR) 20 %") && $0.contains("not on 2016-06-01") })
    let exoscale = try #require(atlas.operatorEntry("exoscale"))
    #expect(exoscale.holdings.contains { $0.share == "56.55" && $0.country == Country("MX") })
  }

  @Test("suppliers are told with company and country")
  func suppliers() throws {
    let atlas = Atlas()
    #expect(
      atlas.operatorEntry("bleu")?.suppliers.map(\.shown) == ["microsoft (Microsoft Corporation, US)"])
    let orange = try #require(atlas.operatorEntry("orange-business"))
    #expect(orange.suppliers.map(\.id) == ["vmware", "huawei"])
    #expect(orange.suppliers.last?.scope == "Flexible Engine")
    #expect(atlas.operatorEntry("ovhcloud")?.suppliers.isEmpty == true)
  }
}
