import Assessment
import Atlas
import Inventory
import Testing

@Suite struct CeilingTests {
  private static let head = """
    parameters: { asked: { title: Asked for, default: "2" } }
    ceilings:
      name: SEAL
      top: 4
      objectives:
        LAW: { title: Law, weight: 1, demanded: 3 }
        DATA: { title: Data, weight: 3, demanded: $asked }
        EARTH: { title: Earth, weight: 4 }
    """
  private static let rules = """
      - { id: SEAT, title: T, category: operator, seat: { allow: [EU27] }, severity: high, remedy: R, ceiling: { objective: [LAW, DATA], level: 2 } }
      - { id: STANDS, title: T, category: residency, allow: [EU27], severity: high, remedy: R, ceiling: { objective: DATA, level: 1 } }
      - { id: ASKS, title: T, category: evidence, ask: A, severity: info, ceiling: { objective: LAW, level: 0 } }
    """

  private func ceilings(_ resources: [Resource]) throws -> Ceilings {
    try #require(Sample.assess(resources, try Sample.policy(Self.rules, head: Self.head)).ceilings.first)
  }

  private func resource(_ place: Possible<Place>, by id: Possible<String>) -> Resource {
    Sample.resource(place: place, operator: id)
  }

  private static let paris = Sample.one(Sample.place("eu-west-3"))

  @Test func whatIsBrokenCapsItsObjectives() throws {
    let found = try ceilings([
      resource(Self.paris, by: Sample.one("outscale")), resource(Self.paris, by: Sample.one("aws")),
    ])
    #expect(found.objectives.map(\.level) == [2, 2, nil])
    #expect(found.objectives.map(\.cappedBy) == [["SEAT"], ["SEAT"], []])
    #expect(found.weightedHundredths == 200, "the earth is not assessed and weighs nothing")
    #expect(found.assessedShare == 50)
  }

  @Test func theLowestCeilingCounts() throws {
    let found = try ceilings([resource(Sample.one(Sample.place("us-east-1")), by: Sample.one("aws"))])
    #expect(found.objectives.map(\.level) == [2, 1, nil])
    #expect(found.weightedHundredths == 125)
  }

  @Test func nothingBrokenRulesNothingOut() throws {
    let found = try ceilings([resource(Self.paris, by: Sample.one("outscale"))])
    #expect(found.objectives.map(\.level) == [4, 4, nil])
    #expect(found.objectives[1].mayFallTo == nil)
  }

  @Test func whatIsOpenMayStillFall() throws {
    let found = try ceilings([resource(Sample.open(), by: Sample.one("outscale"))])
    #expect(found.objectives[1].level == 4)
    #expect(found.objectives[1].mayFallTo == 1)
    #expect(found.objectives[1].undecided == ["STANDS"])
  }

  @Test func withoutAnythingToJudgeNothingIsAssessed() throws {
    let found = try ceilings([])
    #expect(found.objectives.allSatisfy { $0.level == nil })
    #expect(found.weightedHundredths == nil && found.assessedShare == 0)
  }

  @Test func aBreachBeyondWhatIsAskedForIsInformation() throws {
    let policy = try Sample.policy(Self.rules, head: Self.head)
    #expect(policy.rules.map(\.severity) == [.high, .high, .info])
    let modest = Self.head.replacing("demanded: 3", with: "demanded: 2")
    #expect(try Sample.policy(Self.rules, head: modest).rules.map(\.severity) == [.info, .high, .info])
  }

  @Test(arguments: [
    ("ceiling: { objective: [LAWS], level: 1 }", "unknown objective `LAWS`"),
    ("ceiling: { objective: LAW, level: 4 }", "from 0 to 3"),
    ("ceiling: { level: 1 }", "names no objective"),
  ]) func mistakesAreTold(text: String, says: String) throws {
    let rule = "  - { id: A, title: T, category: residency, allow: [FR], severity: low, remedy: R, \(text) }"
    let errors = #expect(throws: PolicyErrors.self) { try Sample.policy(rule, head: Self.head) }
    #expect(try #require(errors).errors.contains { $0.description.contains(says) }, "\(errors?.errors ?? [])")
    #expect(throws: PolicyErrors.self) { try Sample.policy(rule) }
  }
}
