import Assessment
import Atlas
import Descriptors
import Foundation
import Inventory
import TestSupport
import Testing

@Suite struct PackTests {
  /// Packs whose rules meet the resources below; what the others demand is in their own tests, beside them.
  static let names = ["eu-gdpr", "fr-hds-2", "fr-secnumcloud-3.2"]

  static func pack(_ name: String) throws -> Policy {
    try #require(try PolicyLoader.shipped(name, atlas: Sample.atlas))
  }

  @Test func packsOfTheTreeAreThoseThatShip() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appendingPathComponent("Policies").path)
    let stems = files.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".tests.yaml") }
      .map { String($0.dropLast(5)) }.sorted()
    #expect(PolicyLoader.shippedNames == stems)
    for name in stems {
      #expect(files.contains("\(name).tests.yaml"), "\(name) has no tests")
      let data = try Data(contentsOf: Repository.root.appendingPathComponent("Policies/\(name).yaml"))
      let fromTree = try PolicyLoader.load(source: SourceBytes(data), path: name, atlas: Sample.atlas)
      #expect(try Self.pack(name).identity == fromTree.identity)
    }
  }

  @Test func unknownPackIsNone() throws {
    #expect(try PolicyLoader.shipped("eu-gdrp", atlas: Sample.atlas) == nil)
  }

  @Test(arguments: PolicyLoader.shippedNames) func everyRuleCanBeActedOn(_ name: String) throws {
    let policy = try Self.pack(name)
    #expect(policy.id == name)
    #expect(policy.source != nil)
    #expect(policy.french.title != nil)
    #expect(policy.description == nil || policy.french.description != nil)
    #expect(policy.parameters.allSatisfy { $0.frenchTitle != nil })
    #expect(Set(policy.rules.map(\.id)).count == policy.rules.count)
    for rule in policy.rules {
      #expect(!rule.cites.isEmpty, "\(rule.id) cites nothing")
      #expect(rule.remedy.count > 10, "\(rule.id) has no remedy")
      #expect(rule.title.count > 10, "\(rule.id) has no title")
      #expect(rule.french.title != nil, "\(rule.id) has no French title")
      #expect(rule.note == nil || rule.french.note != nil, "\(rule.id) has no French note")
      if case .evidence = rule.demand {
        #expect(rule.french.ask != nil, "\(rule.id) asks for nothing in French")
      } else {
        #expect(rule.french.remedy != nil, "\(rule.id) has no French remedy")
      }
      if rule.category == .evidence { #expect(rule.severity == .info, "\(rule.id) would fail a build") }
    }
  }

  @Test(arguments: names) func everyCategoryIsInUse(_ name: String) throws {
    #expect(Set(try Self.pack(name).rules.map(\.category)) == Set(Category.allCases))
  }

  // MARK: A resource that breaks each rule, and one that does not

  /// Everything wrong at once, abroad: stands, flows, keys and operator in China, in clear text.
  static let broken: [Resource] = {
    let place = Sample.one(Sample.place("cn-north-1"))
    let `operator` = Sample.one("aws-china-sinnet")
    func wrong(_ resource: inout Resource) {
      resource.atRest = Sample.one(AtRest(encrypted: false))
      resource.keyState = Sample.one(KeyState(custody: .provider))
      let plain = Sample.one(TransitState(encrypted: false))
      resource.transit = TransitFact.Exposure.allCases.map {
        TransitFact("port 80", exposure: $0, state: plain, at: Sample.span(3))
      }
      resource.flows = FlowKind.allCases.map { Sample.flow($0, place, operator: `operator`, transit: plain) }
      resource.clearSecrets = [ClearSecret("PASSWORD", at: Sample.span(4), evidence: [])]
      resource.tags = [Tag("data-class", "health", at: Sample.span(5))]
    }
    return [
      Sample.resource(
        kind: .database, roles: [.database, .compute], place: place, operator: `operator`, wrong),
      Sample.resource(kind: .backup, place: Sample.one(Sample.anywhere), operator: `operator`, wrong),
      Sample.resource(kind: .identity, holdsData: false, place: place, operator: `operator`, wrong),
      Sample.resource(
        kind: .cluster, roles: [.controlPlane], holdsData: false, place: place, operator: `operator`, wrong),
      Sample.resource(
        "InTheStates", kind: .database, place: Sample.one(Sample.place("us-east-1")),
        operator: Sample.one("aws"),
        wrong),
      Sample.resource("Nowhere", place: Sample.open(), operator: Sample.open(), wrong),
      Sample.resource(kind: .key, holdsData: false, place: place, operator: `operator`) {
        $0.keyAlgorithm = Sample.one(KeyAlgorithm(.rsa, bits: 1024))
      },
    ]
  }()

  /// Everything right, in France with a qualified operator.
  static let sound: [Resource] = {
    let place = Sample.one(Sample.place("cloudgouv-eu-west-1", "outscale"))
    func right(_ resource: inout Resource) {
      resource.service = "outscale/volume"
      resource.atRest = Sample.one(AtRest(encrypted: true, algorithm: "AES-256", layer: .volume))
      resource.keyState = Sample.one(KeyState(custody: .customerManaged, reference: "key"))
      let secure = Sample.one(TransitState(encrypted: true, minimumVersion: .tls12))
      resource.transit = TransitFact.Exposure.allCases.map {
        TransitFact("port 443", exposure: $0, state: secure, at: Sample.span(3))
      }
      resource.flows = FlowKind.allCases.map { Sample.flow($0, place, transit: secure) }
      resource.tags = [Tag("data-class", "health", at: Sample.span(5))]
    }
    return [
      Sample.resource(kind: .database, roles: [.database, .compute], place: place, right),
      Sample.resource(kind: .backup, place: place, right),
      Sample.resource(kind: .identity, holdsData: false, place: place, right),
      Sample.resource(kind: .cluster, roles: [.controlPlane], holdsData: false, place: place, right),
      Sample.resource(kind: .certificate, holdsData: false, place: place) {
        $0.keyAlgorithm = Sample.one(KeyAlgorithm(.ellipticCurve, bits: 256))
      },
    ]
  }()

  /// The rules that judge facts; a question over the descriptor itself needs the descriptor, which no sample has.
  private static func judging(_ result: AssessmentResult, _ name: String) throws -> [RuleOutcome] {
    let facts = try pack(name).rules.filter {
      switch $0.demand {
      case .evidence, .check: false
      default: true
      }
    }
    return result.rules.filter { rule in facts.contains { $0.id == rule.id } }
  }

  @Test(arguments: names) func everyRuleCanBreak(_ name: String) throws {
    let result = Sample.assess(Self.broken, try Self.pack(name))
    for rule in try Self.judging(result, name) {
      let bad: Set<Verdict> = [.fail, .evidenceRequired, .undetermined]
      #expect(!bad.isDisjoint(with: rule.counts.keys), "\(rule.id) never breaks")
      #expect(result.findings.contains { $0.rule == rule.id }, "\(rule.id) lists nothing")
    }
  }

  @Test(arguments: names) func everyRuleCanPass(_ name: String) throws {
    let result = Sample.assess(Self.sound, try Self.pack(name))
    let wanting: Set<String> = ["GDPR-RES-3", "HDS-OPR-1"]
    for rule in try Self.judging(result, name) where !wanting.contains(rule.id) {
      #expect(rule.counts[.pass, default: 0] > 0, "\(rule.id) never passes: \(rule.counts)")
      #expect(!result.findings.contains { $0.rule == rule.id }, "\(rule.id) lists what is right")
    }
    // A certificate's scope is not tested: what is held is still asked for.
    if let hds = result.rules.first(where: { $0.id == "HDS-OPR-1" }) {
      #expect(hds.counts[.fail] == nil && hds.counts[.evidenceRequired] == 2)
    }
    #expect(
      result.findings.allSatisfy { finding in
        finding.verdict == .evidenceRequired || finding.rule == "SNC-TRF-3"
      })
  }

  @Test func bucketInVirginiaIsAQuestionInTheGDPRAndAFailElsewhere() throws {
    let bucket = Sample.resource(place: Sample.one(Sample.place("us-east-1")), operator: Sample.one("aws"))
    func verdicts(_ name: String) throws -> [String] {
      Sample.assess([bucket], try Self.pack(name)).findings.filter { $0.category == .residency }
        .map { "\($0.rule) \($0.verdict.rawValue) \($0.severity.rawValue)" }
    }
    #expect(try verdicts("eu-gdpr") == ["GDPR-RES-3 evidence-required high"])
    #expect(try verdicts("fr-hds-2") == ["HDS-RES-1 fail critical"])
    #expect(try verdicts("fr-secnumcloud-3.2") == ["SNC-RES-1 fail critical"])
  }

  @Test func norwayAndSwitzerlandDifferBetweenPacks() throws {
    func fails(_ country: String, _ rule: String, _ pack: String) throws -> Bool {
      let resource = Sample.resource(place: Sample.one(Sample.place(country)))
      return Sample.assess([resource], try Self.pack(pack)).findings.contains {
        $0.rule == rule && $0.verdict == .fail
      }
    }
    #expect(try !fails("NO", "GDPR-RES-1", "eu-gdpr"))
    #expect(try !fails("NO", "HDS-RES-1", "fr-hds-2"))
    #expect(try fails("NO", "SNC-RES-1", "fr-secnumcloud-3.2"))
    #expect(try !fails("CH", "GDPR-RES-1", "eu-gdpr"))
    #expect(try fails("CH", "HDS-RES-1", "fr-hds-2"))
    #expect(try !fails("RE", "SNC-RES-1", "fr-secnumcloud-3.2"))
    #expect(try fails("NC", "SNC-RES-1", "fr-secnumcloud-3.2"))
  }

  @Test func unknownPlaceIsListedOncePerPack() throws {
    let resource = Sample.resource(place: Sample.open())
    for name in Self.names {
      let found = Sample.assess([resource], try Self.pack(name)).findings.filter { $0.category == .residency }
      #expect(found.count == 1, "\(name): \(found.map(\.rule))")
      #expect(found.first?.verdict == .undetermined)
      #expect(found.first?.cause == "nobody said")
      #expect(found.first?.remedy == "say it")
    }
  }
}
