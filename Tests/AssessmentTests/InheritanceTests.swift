import Descriptors
import Inventory
import TestSupport
import Testing

@testable import Assessment

/// `extends`, overrides, removal, parameters, variants by class.
@Suite struct InheritanceTests {
  private static let base = """
    policy: base
    version: 1.0.0
    title: Base
    parameters:
      places: { title: Countries of the contract, default: [FR] }
      strict: { title: Whether logs count, default: false }
    rules:
      - { id: B-1, title: Stands there, category: residency, allow: $places, severity: high, remedy: Move it }
      - id: B-2
        title: Is encrypted
        category: encryption-at-rest
        required: true
        severity: low
        remedy: Encrypt it
      - { id: B-3, title: Logs stay, category: transfer, allow: [$places, CH], severity: low, remedy: Keep it, when: { strict: [true] } }
    """

  private static let library = PolicyLibrary { path in
    path == "policies/base.yaml" ? SourceBytes(base) : nil
  }

  private static func load(_ text: String, setting: [String: [String]] = [:]) throws -> Policy {
    try PolicyLoader.load(
      source: SourceBytes("policy: own\nversion: 1.0.0\ntitle: Own\n\(text)"), path: "policies/own.yaml",
      atlas: Sample.atlas, library: library, setting: setting)
  }

  private static func mistakes(_ text: String) -> [String] {
    do {
      _ = try load(text)
      return []
    } catch let errors as PolicyErrors {
      return errors.errors.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  private func area(_ policy: Policy, _ id: String) -> [String] {
    guard let rule = policy.rules.first(where: { $0.id == id }) else { return [] }
    switch rule.demand {
    case .residency(let demand): return demand.area?.allow?.countries.map(\.code) ?? []
    case .transfer(let demand): return demand.area?.allow?.countries.map(\.code) ?? []
    default: return []
    }
  }

  @Test func rulesAreTakenOverWithTheirOrigin() throws {
    let policy = try Self.load("extends: [base.yaml]")
    #expect(policy.rules.map(\.id) == ["B-1", "B-2"])
    #expect(policy.dormant.map(\.id) == ["B-3"])
    #expect(policy.rules.map(\.origins) == [["base"], ["base"]])
    #expect(policy.bases.map(\.id) == ["base"])
    #expect(area(policy, "B-1") == ["FR"])
  }

  @Test func anOverrideChangesWhatItNames() throws {
    let policy = try Self.load(
      """
      extends: base.yaml
      rules:
        - { id: B-2, severity: critical }
        - { id: O-1, title: Own, category: evidence, ask: Bring it, severity: info }
      """)
    #expect(policy.rules.map(\.id) == ["B-1", "B-2", "O-1"])
    let rule = policy.rules[1]
    #expect(rule.severity == .critical)
    #expect(rule.title == "Is encrypted")
    #expect(rule.origins == ["own", "base"])
  }

  @Test func removalTakesPatterns() throws {
    #expect(try Self.load("extends: [base.yaml]\nremove: [B-2]").rules.map(\.id) == ["B-1"])
    #expect(
      Self.mistakes("extends: [base.yaml]\nremove: [B-9]").first
        == "policies/own.yaml:5:10: unknown inherited rule `B-9`; did you mean `B-1`?")
  }

  @Test func partOfAPackIsTakenOverForOneClass() throws {
    let policy = try Self.load(
      "extends: [{ policy: base.yaml, only: [\"*-2\"], with: { applies: { class: [health] }, severity: high } }]"
    )
    #expect(policy.rules.map(\.id) == ["B-2"])
    #expect(policy.rules[0].applies.classes == ["health"])
    #expect(policy.rules[0].severity == .high)
  }

  @Test func parametersAreSetInThePolicyAndFromOutside() throws {
    let inside = try Self.load("extends: [base.yaml]\nset: { places: [DE, IT], strict: true }")
    #expect(area(inside, "B-1") == ["DE", "IT"])
    #expect(area(inside, "B-3") == ["DE", "IT", "CH"])
    #expect(inside.parameters.map(\.origin) == ["own", "own"])
    let outside = try Self.load("extends: [base.yaml]", setting: ["places": ["ES"]])
    #expect(area(outside, "B-1") == ["ES"])
    #expect(outside.parameters.first?.origin == "--policy-parameter")
  }

  @Test(arguments: [
    ("extends: [bse.yaml]", "`bse.yaml` is neither a pack nor a policy file"),
    ("extends: [own.yaml]", "neither a pack"),
    ("extends: [base.yaml]\nset: { plces: [FR] }", "did you mean `places`?"),
    ("extends: [base.yaml]\nset: { strict: maybe }", "unknown value of the parameter `strict` `maybe`"),
    ("extends: [base.yaml]\nset: { places: [UK] }", "did you mean `GB`?"),
    (
      "extends: [base.yaml]\nrules: [{ id: B-2, category: residency, allow: [FR] }]",
      "is of category encryption-at-rest"
    ),
    ("extends: [base.yaml]\nrules: [{ id: B-1, allow: $pleces }]", "did you mean `places`?"),
    ("extends: [{ policy: base.yaml, only: [C-1] }]", "unknown rule of `base` `C-1`"),
    ("remove: [B-1]", "has nothing to remove from"),
  ])
  func mistakesAreNamed(_ text: String, _ part: String) {
    let found = Self.mistakes(text)
    #expect(found.contains { $0.contains(part) }, "\(found)")
  }

  @Test func aCircleIsNoEndlessLoop() {
    let library = PolicyLibrary { _ in
      SourceBytes("policy: other\nversion: 1.0.0\ntitle: Other\nextends: [own.yaml]")
    }
    #expect {
      try PolicyLoader.load(
        source: SourceBytes("policy: own\nversion: 1.0.0\ntitle: Own\nextends: [other.yaml]"),
        path: "own.yaml", atlas: Sample.atlas, library: library)
    } throws: { error in
      "\(error)".contains("extends this policy in turn")
    }
  }

  @Test func aVariantSpeaksForItsClass() throws {
    let policy = try Self.load(
      """
      rules:
        - id: O-1
          title: Stands there
          category: residency
          allow: [EU27]
          severity: medium
          remedy: Move it
          per-class:
            health: { allow: [FR], severity: critical }
      """)
    #expect(policy.rules.map(\.id) == ["O-1", "O-1/health"])
    #expect(policy.rules[1].severity == .critical)
    let frankfurt = Sample.resource(place: Sample.one(Sample.place("eu-central-1")))
    let healthy = Sample.resource(place: Sample.one(Sample.place("eu-central-1"))) {
      $0.tags = [Tag("data-class", "health", at: Sample.span(1))]
    }
    func verdicts(_ resource: Resource) -> [Verdict?] {
      Sample.assess([resource], policy).rules.map { $0.counts.first?.key }
    }
    #expect(verdicts(frankfurt) == [.pass, .notApplicable])
    #expect(verdicts(healthy) == [.notApplicable, .fail])
  }

  @Test func aNullTakesAwayWhatIsInherited() throws {
    let policy = try Self.load(
      "extends: [base.yaml]\nset: { strict: true }\nrules: [{ id: B-3, when: }]")
    #expect(policy.rules.last?.when == [:])
  }

  @Test(arguments: [
    ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "ab", false), ("*", "", true), ("a", "a", true),
    ("*b*", "abc", true), ("a*b*c", "axxbyyc", true), ("a*b*c", "ac", false), ("ab*ba", "aba", false),
  ])
  func wildcards(_ pattern: String, _ text: String, _ matches: Bool) {
    #expect(Wildcard(pattern).matches(text) == matches)
  }

  @Test func namesAndPathsSayClassesAndLabelsCountFirst() throws {
    let policy = try Sample.rule(
      "residency", "allow: [DE], applies: { class: [health] }",
      head: "classes: { health: { names: [\"*patient*\"], paths: [\"clinic/*\"] } }")
    let named = Sample.resource("Patients")
    let filed = Sample.resource("Logs", file: "clinic/a.yaml")
    let labelled = Sample.resource("Patients") { $0.tags = [Tag("data-class", "public", at: Sample.span(1))] }
    #expect(Sample.verdict(named, policy) == .fail)
    #expect(Sample.verdict(filed, policy) == .fail)
    #expect(Sample.verdict(Sample.resource(), policy) == .notApplicable)
    #expect(Sample.verdict(labelled, policy) == .notApplicable)
  }

  @Test(arguments: [
    (["public", "health"], "`health`, `public`"), (["public", "health"].reversed(), "`health`, `public`"),
    (["gov-official", "gov-protected"], "`gov-official`, `gov-protected`"),
  ])
  func labelsInConflictAreToldAndAllCount(_ labels: [String], _ told: String) throws {
    let policy = try Sample.rule("residency", "allow: [DE], applies: { class: [health, gov-protected] }")
    let resource = Sample.resource { resource in
      resource.tags = labels.enumerated().map {
        Tag($0.offset == 0 ? "data-class" : "classification", $0.element, at: Sample.span($0.offset + 1))
      }
    }
    let texts = Sample.assess([resource], policy).findings[0].evidence.map(\.text)
    #expect(texts.contains { $0.contains("in conflict") && $0.contains(told) })
  }

  @Test func labelsThatGoTogetherAreNoConflict() throws {
    let policy = try Sample.rule("residency", "allow: [DE], applies: { class: [health] }")
    let resource = Sample.resource { resource in
      resource.tags = [
        Tag("data-class", "personal", at: Sample.span(1)),
        Tag("classification", "health", at: Sample.span(2)),
      ]
    }
    let texts = Sample.assess([resource], policy).findings[0].evidence.map(\.text)
    #expect(!texts.contains { $0.contains("in conflict") })
  }

  @Test func aConflictOfClassesIsTold() throws {
    let policy = try Sample.rule(
      "residency", "allow: [DE], applies: { class: [public] }",
      head: "classes: { health: { names: [\"*patient*\"] } }")
    let labelled = Sample.resource("Patients") { $0.tags = [Tag("data-class", "public", at: Sample.span(1))] }
    let texts = Sample.assess([labelled], policy).findings[0].evidence.map(\.text)
    #expect(texts.contains { $0.contains("against its label") && $0.contains("`health`") })
  }
}
