@testable import Assessment
import Atlas
import Descriptors
import Inventory
import Testing

@Suite struct PolicyLoaderTests {
  @Test func readsTheWholeForm() throws {
    let policy = try PolicyLoader.load(
      source: SourceBytes(
        """
        policy: acme-health
        version: 1.2.0
        title: ACME health data
        source: { title: Handbook, issuer: ACME, edition: "7", date: 2026-01-01 }
        valid-from: 2026-01-01
        valid-until: 2030-01-01
        superseded-by: acme-health-2
        unlabelled: health
        classes:
          health: { tags: { Data-Class: [Health, hds], owner: ward } }
          genome: { tags: { lab: [dna] } }
        rules:
          - id: acme.residency
            title: Health data stands in France or Norway
            category: residency
            allow: [FR, NO]
            applies: { class: [health, genome], kind: [database, object-store], role: database, dialect: kubernetes }
            severity: { default: high, genome: critical }
            cites: [{ catalog: hds-2, control: EXI-28 }, { catalog: gdpr, control: ["44", "45"] }]
            remedy: Deploy in France or Norway.
            undetermined: fail
            conditional: ignore
            binds: customer
            from: 2027-01-01
            until: 2031-01-01
        """), path: "acme.yaml", atlas: Sample.atlas)
    #expect(policy.id == "acme-health")
    #expect(policy.identity.version == "1.2.0")
    #expect(
      policy.source == PolicySource(title: "Handbook", issuer: "ACME", edition: "7", date: "2026-01-01"))
    #expect(policy.supersededBy == "acme-health-2")
    #expect(policy.unlabelled == "health")
    #expect(policy.classes.map(\.name) == ["health", "genome"])
    #expect(policy.classes[0].tags == ["dataclass": ["health", "hds"], "owner": ["ward"]])
    let rule = try #require(policy.rules.first)
    // An unquoted NO is Norway.
    let area = AreaDemand(allow: AreaList(countries: [Country("FR"), Country("NO")]), deny: nil)
    #expect(rule.demand == .residency(ResidencyDemand(area: area)))
    #expect(rule.applies.classes == ["health", "genome"])
    #expect(rule.applies.roles == ["database"])
    #expect(rule.applies.dialects == ["kubernetes"])
    #expect(rule.applies.holdsData == nil)
    #expect(rule.severityByClass == ["genome": .critical])
    #expect(rule.cites.map(\.shown) == ["hds-2 EXI-28", "gdpr 44", "gdpr 45"])
    #expect(rule.undetermined == .fail && rule.conditional == .ignore && rule.binds == .customer)
    #expect(rule.from == "2027-01-01" && rule.until == "2031-01-01")
  }

  @Test func hashIsOverTheBytesOfTheFile() throws {
    let text = """
      policy: p
      version: 1
      title: t
      rules: [{ id: R, title: T, category: evidence, ask: Why?, severity: info }]

      """
    let policy = try PolicyLoader.load(source: SourceBytes(text), path: "p.yaml", atlas: Sample.atlas)
    // As `sha256sum` gives it.
    #expect(policy.identity.sha256 == "f298dabdea39107739385028608e59f606afe62a410434e5f0d298bfef3d1f22")
  }

  @Test func residencySpeaksOfDataUnlessAKindIsNamed() throws {
    #expect(try Sample.rule("residency", "allow: [FR]").rules[0].applies.holdsData == true)
    #expect(
      try Sample.rule("residency", "allow: [FR], applies: { kind: [key] }").rules[0].applies.holdsData == nil)
    #expect(
      try Sample.rule("residency", "allow: [FR], applies: { holds-data: any }").rules[0].applies.holdsData
        == nil)
    #expect(
      try Sample.rule("residency", "allow: [FR], applies: { kind: [key], holds-data: true }").rules[0].applies
        .holdsData == true)
    #expect(try Sample.rule("transfer", "allow: [FR]").rules[0].applies.holdsData == nil)
  }

  @Test func pullsCarrySoftwareAndAreJudgedOnlyIfNamed() throws {
    guard case .transfer(let all) = try Sample.rule("transfer", "allow: [FR]").rules[0].demand,
      case .transfer(let pulls) = try Sample.rule("transfer", "allow: [FR], flows: [image-pull]").rules[0]
        .demand
    else {
      Issue.record("no transfer demand")
      return
    }
    #expect(
      !all.flows.contains(.imagePull) && !all.flows.contains(.packagePull) && all.flows.contains(.endpoint))
    #expect(pulls.flows == [.imagePull])
  }
}
