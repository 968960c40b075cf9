import Testing

@testable import Atlas

@Suite("Jurisdictions")
struct JurisdictionTests {
  let atlas = Atlas()

  private func isMember(_ code: String, _ set: String, _ day: String? = nil) -> Bool {
    if case .member = atlas.membership(of: Country(code), in: set, asOf: day) { return true }
    return false
  }

  private func scope(_ code: String, _ set: String, _ day: String? = nil) -> String? {
    if case .conditional(let scope, _) = atlas.membership(of: Country(code), in: set, asOf: day) {
      return scope
    }
    return nil
  }

  @Test("the Union has 27 states, the EEA 30")
  func union() throws {
    let states = [
      "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
      "LU",
      "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    ]
    let territories: Set = ["GP", "GF", "MQ", "RE", "YT", "MF", "AX"]
    let union = try #require(atlas.jurisdiction("EU27"))
    #expect(Set(union.members.map(\.code)) == Set(states).union(territories))
    let area = try #require(atlas.jurisdiction("EEA"))
    #expect(Set(area.members.map(\.code)).subtracting(union.members.map(\.code)) == ["IS", "LI", "NO"])
  }

  @Test(
    "who is in and who is not",
    arguments: [
      ("FR", "EU27", true), ("RE", "EU27", true), ("GP", "EU27", true), ("MQ", "EU27", true),
      ("AX", "EU27", true),
      ("NC", "EU27", false), ("PF", "EU27", false), ("BL", "EU27", false), ("GL", "EU27", false),
      ("FO", "EU27", false),
      ("GI", "EU27", false), ("AW", "EU27", false), ("CH", "EEA", false), ("GB", "EEA", false),
      ("NO", "EEA", true),
      ("NO", "EU27", false), ("SJ", "EEA", false), ("CH", "EEA_CH", true), ("RE", "EEA", true),
      ("CH", "ADEQUATE_EU", true), ("GB", "ADEQUATE_EU", true), ("KR", "ADEQUATE_EU", true),
      ("AU", "ADEQUATE_EU", false), ("IN", "ADEQUATE_EU", false), ("CN", "ADEQUATE_EU", false),
      ("MC", "ADEQUATE_EU", false), ("FR", "ADEQUATE_UK", true), ("NO", "ADEQUATE_CH", true),
      ("JP", "ADEQUATE_CH", false), ("MC", "ADEQUATE_CH", true), ("GI", "ADEQUATE_UK", true),
      ("HK", "CN_MAINLAND", false), ("HK", "CN_GREATER", true), ("PR", "US_JURIS", true),
      ("PR", "US_SOIL", false),
      ("NC", "FR_WHOLE", true), ("NC", "FR", false), ("RE", "FR", false), ("FR", "FR", true),
      ("FR", "DE", false),
      ("FR", "NO_SUCH_SET", false),
    ])
  func membership(_ code: String, _ set: String, _ expected: Bool) {
    #expect(isMember(code, set) == expected)
  }

  @Test("a territory's membership says whose territory it is")
  func territory() {
    #expect(
      atlas.membership(of: Country("RE"), in: "EU27", asOf: nil)
        == .member(note: "territory of FR: outermost region"))
    #expect(atlas.territory(Country("NC"))?.isInEU == false)
    #expect(atlas.territory(Country("NC"))?.source.unsure == true)
  }

  @Test("the United States are adequate for the certified only", arguments: ["US", "CA", "JP"])
  func conditional(_ code: String) throws {
    #expect(try #require(scope(code, "ADEQUATE_EU")).isEmpty == false)
    guard case .conditional(_, let source) = atlas.membership(of: Country(code), in: "ADEQUATE_EU", asOf: nil)
    else { return }
    #expect(source.text.contains("decision") || source.text.contains("EU") || source.text.contains("EC"))
  }

  @Test("decisions have dates")
  func dates() {
    #expect(scope("US", "ADEQUATE_EU")?.contains("Data Privacy Framework") == true)
    #expect(scope("US", "ADEQUATE_EU")?.contains("C-703/25") == true)
    #expect(scope("US", "ADEQUATE_EU", "2023-07-09") == nil)
    #expect(scope("US", "ADEQUATE_EU", "2018-01-01")?.contains("PRIVACY-SHIELD") == true)
    #expect(scope("US", "ADEQUATE_EU", "2010-01-01")?.contains("SAFE-HARBOUR") == true)
    #expect(isMember("GB", "ADEQUATE_EU", "2031-12-26") && !isMember("GB", "ADEQUATE_EU", "2031-12-27"))
    #expect(!isMember("GB", "ADEQUATE_EU", "2021-06-27"))
    #expect(!isMember("KR", "ADEQUATE_EU", "2021-12-16") && isMember("KR", "ADEQUATE_EU", "2021-12-17"))
    #expect(isMember("GB", "EU27", "2020-01-31") && !isMember("GB", "EU27", "2020-02-01"))
    #expect(isMember("GB", "EEA", "2019-06-01"))
    #expect(!isMember("HR", "EU27", "2013-06-30") && isMember("HR", "EU27", "2013-07-01"))
  }

  @Test("a condition on a set binds every member")
  func condition() {
    #expect(scope("FR", "DE_393")?.contains("established in DE") == true)
    #expect(scope("US", "DE_393")?.contains("Data Privacy Framework") == true)
    #expect(atlas.membership(of: Country("IN"), in: "DE_393", asOf: nil) == .notMember)
  }

  @Test("a list is not read back beyond its first day")
  func beforeTheList() {
    #expect(scope("CN", "DOJ_CONCERN", "2024-01-01")?.contains("2025-04-08") == true)
    #expect(isMember("CN", "DOJ_CONCERN", "2025-04-08"))
  }

  @Test("countries go by their codes; nothing else is a jurisdiction")
  func countries() {
    #expect(atlas.jurisdiction("FR")?.title == "France")
    #expect(atlas.jurisdiction("NO")?.title == "Norway")
    #expect(atlas.jurisdiction("XX") == nil)
    #expect(atlas.jurisdiction("EEA27") == nil)
    #expect(atlas.jurisdiction("") == nil)
    #expect(Country("fr") == Country("FR"))
  }

  @Test("rules that bind data to a country are found")
  func localisation() {
    #expect(atlas.localisations(of: Country("RU")).first?.law.contains("152-FZ") == true)
    #expect(atlas.localisations(of: Country("EE")).isEmpty)
  }
}
