import Assessment
import Atlas
import Descriptors
import Inventory
import TestSupport
import Testing

@Suite struct AssessorTests {
  static let china = Sample.one(Sample.place("cn-north-1"))

  // MARK: Messages

  @Test func messageNamesResourcePlaceCountryAndArea() throws {
    let bucket = Sample.resource(place: Self.china)
    let policy = try Sample.rule("residency", "allow: [EEA, ADEQUATE_EU]")
    let finding = try #require(Sample.assess([bucket], policy).findings.first)
    #expect(
      finding.message
        == "bucket `Logs` stands in cn-north-1 (China), outside the EEA and the countries with an EU adequacy decision"
    )
    #expect(finding.remedy == "Mend it")
    #expect(finding.evidence.first?.text == "declared")
  }

  @Test func conditionalNamesTheParameterAndTheValuesThatBreakTheRule() throws {
    let place: Possible<Place> = Sample.either(
      ("paris", Sample.place("FR")), ("beijing", Sample.place("CN")), ("moscow", Sample.place("RU")))
    let finding = try #require(
      Sample.assess([Sample.resource(place: place)], try Sample.rule("residency", "allow: [EEA]")).findings
        .first)
    #expect(finding.verdict == .conditional)
    #expect(finding.message.contains("`Choice` decides, and `beijing` and `moscow` break the rule"))
    #expect(finding.severity == .medium)
  }

  @Test func conditionalAdequacySaysItsScope() throws {
    let bucket = Sample.resource(place: Sample.one(Sample.place("us-east-1")))
    let finding = try #require(
      Sample.assess([bucket], try Sample.rule("residency", "allow: [ADEQUATE_EU]")).findings.first)
    #expect(finding.verdict == .evidenceRequired && finding.severity == .high)
    #expect(finding.message.contains("Data Privacy Framework"))
    #expect(finding.evidence.contains { $0.kind == .atlas && $0.source != nil })
  }

  @Test func anywhereSaysSo() throws {
    let edge = Sample.resource("Cdn", kind: .edge, place: Sample.one(Sample.anywhere))
    let finding = try #require(
      Sample.assess([edge], try Sample.rule("residency", "allow: [FR]")).findings.first)
    #expect(
      finding.message == "edge distribution `Cdn` may stand in any country (global service), outside France")
  }

  @Test func aConditionThatAlsoLeadsToARightValueIsNotBlamed() throws {
    func candidate(_ code: String, _ value: String) -> Candidate<Place> {
      Candidate(Sample.place(code), when: Condition("Choice", is: value), evidence: [])
    }
    let place = Possible([candidate("FR", "a"), candidate("CN", "a"), candidate("CN", "b")])
    let finding = try #require(
      Sample.assess([Sample.resource(place: place)], try Sample.rule("residency", "allow: [FR]")).findings
        .first)
    #expect(finding.message.hasSuffix("`Choice` decides, and `b` breaks the rule"))
  }

  @Test func findingPointsAtTheFlow() throws {
    let resource = Sample.resource(line: 7) {
      $0.flows = [Sample.flow(.replica, Self.china, line: 9), Sample.flow(.backup, Self.china, line: 8)]
    }
    let found = Sample.assess([resource], try Sample.rule("transfer", "allow: [FR]")).findings
    #expect(found.map { $0.span?.start.line } == [8, 9])
    // Two flows, one resource.
    #expect(Set(found.map(\.fingerprint)).count == 2)
  }

  @Test func findingPointsAtADeclarationWithinTheResourceOnly() throws {
    func span(_ evidence: SourceSpan) throws -> SourceSpan? {
      let state = Possible(AtRest(encrypted: false), evidence: [Evidence(.declared, "off", at: evidence)])
      let resource = Sample.resource(line: 3) { $0.atRest = state }
      return Sample.assess([resource], try Sample.rule("encryption-at-rest", "required: true")).findings
        .first?.span
    }
    let inner = SourceSpan(
      file: "a.yaml", offsets: 310..<320, start: Position(line: 3, column: 9),
      end: Position(line: 3, column: 19))
    #expect(try span(inner) == inner)
    #expect(try span(Sample.span(1)) == Sample.span(3))
    #expect(try span(Sample.span(3, file: "b.yaml")) == Sample.span(3))
  }

  // MARK: Treatment, severity, dates

  @Test func treatmentOfTheUnknown() throws {
    func finding(_ more: String) throws -> Finding? {
      let policy = try Sample.rule("residency", "allow: [FR]", more: more)
      return Sample.assess([Sample.resource(place: Sample.open())], policy).findings.first
    }
    let warned = try #require(try finding(""))
    #expect(warned.verdict == .undetermined && warned.severity == .medium && warned.cause == "nobody said")
    #expect(warned.remedy == "say it")
    let failed = try #require(try finding(", undetermined: fail"))
    #expect(failed.verdict == .fail && failed.severity == .high)
    #expect(try finding(", undetermined: ignore") == nil)
    let ignoring = try Sample.rule("residency", "allow: [FR]", more: ", undetermined: ignore")
    #expect(Sample.verdict(Sample.resource(place: Sample.open()), ignoring) == .undetermined)
  }

  @Test func unknownKeepsItsSeverityWhereKnowledgeIsTheDemand() throws {
    let resource = Sample.resource(place: Sample.open())
    let finding = try #require(
      Sample.assess([resource], try Sample.rule("residency", "known: true")).findings.first)
    #expect(finding.verdict == .undetermined && finding.severity == .high)
  }

  @Test func treatmentOfTheConditional() throws {
    let place: Possible<Place> = Sample.either(("a", Sample.place("FR")), ("b", Sample.place("CN")))
    let failing = try Sample.rule("residency", "allow: [FR]", more: ", conditional: fail")
    let finding = try #require(Sample.assess([Sample.resource(place: place)], failing).findings.first)
    #expect(finding.verdict == .fail && finding.severity == .high)
  }

  @Test func severityIsTheWorstOfTheClasses() throws {
    let policy = try Sample.policy(
      """
        - id: T-1
          title: Test
          category: residency
          allow: [FR]
          severity: { default: low, health: critical, personal: medium }
          remedy: Mend it
      """, head: "unlabelled: internal")
    func severity(_ value: String?) -> Severity? {
      let resource = Sample.resource(place: Self.china) { resource in
        if let value { resource.tags = [Tag("Data-Class", value, at: Sample.span(1))] }
      }
      return Sample.assess([resource], policy).findings.first?.severity
    }
    #expect(severity(nil) == .low)
    #expect(severity("personal") == .medium)
    #expect(severity("personal, health") == .critical)
  }

  @Test func ruleBeforeItsDayIsListedAndNotApplied() throws {
    let policy = try Sample.rule("residency", "allow: [FR]", more: ", from: 2031-01-01, until: 2032-01-01")
    let resource = Sample.resource(place: Self.china)
    #expect(Sample.verdict(resource, policy) == .notApplicable)
    #expect(Sample.verdict(resource, policy, asOf: "2030-12-31") == .notApplicable)
    #expect(Sample.verdict(resource, policy, asOf: "2031-01-01") == .fail)
    #expect(Sample.verdict(resource, policy, asOf: "2032-01-01") == .notApplicable)
    #expect(Sample.assess([resource], policy).rules.map(\.id) == ["T-1"])
  }

  @Test func lawIsThatOfTheDay() throws {
    let resource = Sample.resource(place: Sample.one(Sample.place("GB")))
    let policy = try Sample.rule("residency", "allow: [EU27]")
    #expect(Sample.verdict(resource, policy, asOf: "2026-11-23") == .fail)
  }

  // MARK: Classes and scope

  @Test(arguments: [
    ("Data-Classification", "Health", true), ("dataClass", "hds", false), ("PII", "true", false),
    ("phi", "yes", true), ("hds", "true", true), ("classification", "csv", false), ("team", "health", false),
    ("data_class", "public+health", true), ("com.acme/data-class", "health", false),
  ])
  func classComesFromTags(_ key: String, _ value: String, _ isHealth: Bool) throws {
    let policy = try Sample.rule(
      "residency", "allow: [FR], applies: { class: [health] }", head: "unlabelled: internal")
    let resource = Sample.resource(place: Self.china) { $0.tags = [Tag(key, value, at: Sample.span(1))] }
    #expect(Sample.verdict(resource, policy) == (isHealth ? .fail : .notApplicable))
  }

  @Test func policyMapsItsOwnTags() throws {
    let head = "unlabelled: internal\nclasses: { health: { tags: { ward: [a1, b2] } } }"
    let policy = try Sample.rule("residency", "allow: [FR], applies: { class: [health] }", head: head)
    func verdict(_ value: String) -> Verdict? {
      Sample.verdict(
        Sample.resource(place: Self.china) { $0.tags = [Tag("Ward", value, at: Sample.span(1))] }, policy)
    }
    #expect(verdict("B2") == .fail)
    #expect(verdict("c3") == .notApplicable)
  }

  @Test func tagsWinOverContextAndContextOverDefault() throws {
    let policy = try Sample.rule(
      "residency", "allow: [FR], applies: { class: [health] }", head: "unlabelled: health")
    let given = Candidate("internal", evidence: [Evidence(.context, "class=internal")])
    #expect(Sample.verdict(Sample.resource(place: Self.china), policy) == .fail)
    #expect(
      Sample.verdict(Sample.resource(place: Self.china) { $0.contextClass = given }, policy) == .notApplicable
    )
    let tagged = Sample.resource(place: Self.china) {
      $0.contextClass = given
      $0.tags = [Tag("data-class", "health", at: Sample.span(1))]
    }
    #expect(Sample.verdict(tagged, policy) == .fail)
  }

  @Test func defaultClassIsSaidInTheEvidence() throws {
    let policy = try Sample.rule(
      "residency", "allow: [FR], applies: { class: [personal] }", head: "unlabelled: personal")
    let finding = try #require(Sample.assess([Sample.resource(place: Self.china)], policy).findings.first)
    #expect(finding.evidence.contains { $0.kind == .absent && $0.text.contains("counts it as `personal`") })
  }

  @Test func scopeNarrows() throws {
    func verdict(_ applies: String) throws -> Verdict? {
      let policy = try Sample.rule("residency", "allow: [FR], applies: { \(applies) }")
      return Sample.verdict(Sample.resource(place: Self.china), policy)
    }
    #expect(try verdict("kind: [object-store]") == .fail)
    #expect(try verdict("kind: [database]") == .notApplicable)
    #expect(try verdict("role: [storage]") == .fail)
    #expect(try verdict("role: [compute]") == .notApplicable)
    #expect(try verdict("dialect: [cloudformation]") == .fail)
    #expect(try verdict("dialect: [libvirt]") == .notApplicable)
    #expect(try verdict("holds-data: false") == .notApplicable)
  }

  // MARK: Result

  @Test func countsReconcileAndQuestionsComeLast() throws {
    let policy = try Sample.policy(
      """
        - { id: E-1, title: Paper, category: evidence, ask: Where is the paper?, severity: info }
        - { id: R-1, title: Place, category: residency, severity: high, remedy: Mend it, allow: [FR] }
      """)
    let resources = [
      Sample.resource(), Sample.resource(place: Self.china), Sample.resource(place: Sample.open()),
      Sample.resource(kind: .network, holdsData: false),
    ]
    let result = Sample.assess(resources, policy)
    for rule in result.rules { #expect(rule.counts.values.reduce(0, +) == resources.count) }
    #expect(result.rules[1].counts == [.pass: 1, .fail: 1, .undetermined: 1, .notApplicable: 1])
    let question = try #require(result.findings.last)
    #expect(question.rule == "E-1" && question.verdict == .evidenceRequired && question.resource == nil)
    #expect(question.span == nil && question.message == "Where is the paper?")
  }

  @Test func findingsAreSortedByFileAndPlaceAndRule() throws {
    let policy = try Sample.policy(
      """
        - { id: B, title: Place, category: residency, severity: high, remedy: Mend it, allow: [FR] }
        - { id: A, title: Place, category: residency, severity: high, remedy: Mend it, allow: [DE] }
      """)
    let resources = [
      Sample.resource("1", place: Self.china, line: 9, file: "b.yaml"),
      Sample.resource("2", place: Self.china, line: 2, file: "b.yaml"),
      Sample.resource("3", place: Self.china, line: 10, file: "a.yaml"),
    ]
    let shown = Sample.assess(resources, policy).findings.map {
      "\($0.span?.file ?? "") \($0.span?.start.line ?? 0) \($0.rule)"
    }
    #expect(shown == ["a.yaml 10 B", "a.yaml 10 A", "b.yaml 2 B", "b.yaml 2 A", "b.yaml 9 B", "b.yaml 9 A"])
  }

  // MARK: Fingerprints

  static func fingerprints(_ resources: [Resource]) throws -> [String: String] {
    let found = Sample.assess(resources, try Sample.rule("residency", "allow: [FR]")).findings
    return Dictionary(uniqueKeysWithValues: found.map { (resources[$0.resource ?? 0].name, $0.fingerprint) })
  }

  @Test func fingerprintSurvivesLineMovesReorderingAndFileMoves() throws {
    let before = try Self.fingerprints([
      Sample.resource("A", place: Self.china, line: 1), Sample.resource("B", place: Self.china, line: 5),
    ])
    let after = try Self.fingerprints([
      Sample.resource("B", place: Self.china, line: 2, file: "z/new.yaml"),
      Sample.resource("A", place: Self.china, line: 40, file: "z/new.yaml"),
    ])
    #expect(before == after)
    #expect(before["A"] != before["B"])
    #expect(before.values.allSatisfy { $0.count == 32 && $0.allSatisfy { "0123456789abcdef".contains($0) } })
  }

  @Test func fingerprintChangesWithTheOffendingValue() throws {
    let china = try Self.fingerprints([Sample.resource("A", place: Self.china)])
    let russia = try Self.fingerprints([Sample.resource("A", place: Sample.one(Sample.place("RU")))])
    #expect(china != russia)
  }

  @Test func twinsGetFingerprintsOfTheirOwn() throws {
    let twins = ["a.yaml", "b.yaml", "c.yaml"].map { Sample.resource("A", place: Self.china, file: $0) }
    let policy = try Sample.rule("residency", "allow: [FR]")
    let prints = Sample.assess(twins, policy).findings.map(\.fingerprint)
    #expect(Set(prints).count == 3)
    #expect(Sample.assess(twins.reversed(), policy).findings.map(\.fingerprint) == prints)
  }

  @Test func severalPoliciesStandSideBySide() throws {
    let policies = try PackTests.names.map(PackTests.pack)
    let result = Assessor(policies: policies, atlas: Sample.atlas, asOf: nil).assess(PackTests.broken)
    #expect(result.policies == policies.map(\.identity))
    #expect(result.rules.map(\.id) == policies.flatMap { $0.rules.map(\.id) })
    #expect(Set(result.findings.map(\.policy)) == Set(PackTests.names))
    #expect(Set(result.findings.map(\.fingerprint)).count == result.findings.count)
  }

  // MARK: Parts

  @Test(arguments: [[1], [3, 4], [1, 1, 6], [0, 8, 0], [2, 2, 2, 2]])
  func partsOfAnInventoryGiveWhatTheWholeGives(sizes: [Int]) throws {
    // The same key in two files, files out of order: twins are numbered and findings sorted over all parts.
    let files = ["b.yaml", "a.yaml", "b.yaml", "c.yaml", "a.yaml", "a.yaml", "d.yaml", "b.yaml"]
    let resources = files.enumerated().map { index, file in
      Sample.resource("Logs", place: Self.china, line: 9 - index, file: file)
    }
    let policies = try ["eu-gdpr", "fr-hds-2"].compactMap {
      try PolicyLoader.shipped($0, atlas: Sample.atlas)
    }
    let assessor = Assessor(policies: policies, atlas: Sample.atlas, asOf: nil)
    let whole = assessor.assess(resources)
    var start = 0
    var parts: [PartialAssessment] = []
    for size in sizes + [resources.count - sizes.reduce(0, +)] {
      parts.append(assessor.judge(resources, in: start..<(start + size)))
      start += size
    }
    let joined = assessor.conclude(parts, of: resources.count)
    #expect(whole.findings.count > resources.count)
    #expect(Set(whole.findings.map(\.fingerprint)).count == whole.findings.count)
    #expect(joined.findings.map(\.fingerprint) == whole.findings.map(\.fingerprint))
    #expect(joined.findings.map(\.message) == whole.findings.map(\.message))
    #expect(joined.rules.map(\.counts) == whole.rules.map(\.counts))
  }
}
