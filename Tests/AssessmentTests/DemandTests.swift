import Assessment
import Atlas
import Inventory
import TestSupport
import Testing

/// What every demand says of every kind of value.
@Suite struct DemandTests {
  struct Case: Sendable, CustomStringConvertible {
    let category: String
    let demand: String
    let resource: Resource
    let verdict: Verdict
    let label: String
    var description: String { "\(category) \(demand): \(label) is \(verdict.rawValue)" }

    init(_ category: String, _ demand: String, _ label: String, _ verdict: Verdict, _ resource: Resource) {
      (self.category, self.demand, self.resource) = (category, demand, resource)
      (self.verdict, self.label) = (verdict, label)
    }
  }

  static let paris = Sample.place("eu-west-3")
  static let virginia = Sample.place("us-east-1")
  static let tokyo = Sample.place("ap-northeast-1")
  static let beijing = Sample.place("cn-north-1")
  static let adequate = "allow: [EEA, ADEQUATE_EU]"

  static func at(_ place: Possible<Place>, _ change: (inout Resource) -> Void = { _ in }) -> Resource {
    Sample.resource(place: place, change)
  }
  static func at(_ place: Place) -> Resource { at(Sample.one(place)) }

  static let residency: [Case] = [
    Case("residency", adequate, "Paris", .pass, at(paris)),
    Case("residency", adequate, "Beijing", .fail, at(beijing)),
    Case("residency", adequate, "Virginia", .evidenceRequired, at(virginia)),
    Case("residency", adequate, "Tokyo", .evidenceRequired, at(tokyo)),
    Case("residency", adequate, "unknown", .undetermined, at(Sample.open())),
    Case("residency", adequate, "either", .conditional, at(Sample.either(("a", paris), ("b", beijing)))),
    Case(
      "residency", adequate, "both right", .pass, at(Sample.either(("a", paris), ("b", Sample.place("SE"))))),
    Case(
      "residency", adequate, "both wrong", .fail, at(Sample.either(("a", beijing), ("b", Sample.place("RU"))))
    ),
    Case(
      "residency", adequate, "right or unknown", .undetermined,
      at(Possible([Candidate(paris, evidence: [])], unknown: Unknown("?", remedy: "")))),
    Case(
      "residency", adequate, "wrong or unknown", .conditional,
      at(Possible([Candidate(beijing, evidence: [])], unknown: Unknown("?", remedy: "")))),
    Case("residency", adequate, "anywhere", .fail, at(Sample.anywhere)),
    Case("residency", adequate, "region without a country", .undetermined, at(Sample.secret)),
    Case(
      "transfer", adequate, "to a region without a country", .undetermined,
      flowing(.backup, Sample.one(Sample.secret))),
    Case(
      "key-custody", "place: { allow: [EEA] }", "region without a country", .undetermined,
      keyed(KeyState(custody: .customerManaged, place: Sample.secret))),
    Case("residency", adequate, "spread inside", .pass, at(Sample.spread("FR", "DE"))),
    Case("residency", adequate, "spread over the border", .fail, at(Sample.spread("FR", "CN"))),
    Case("residency", adequate, "spread over Japan", .evidenceRequired, at(Sample.spread("FR", "JP"))),
    Case(
      "residency", adequate, "no data", .notApplicable,
      Sample.resource(holdsData: false, place: Sample.one(beijing))),
    Case("residency", "allow: [FR]", "Reunion", .fail, at(Sample.place("RE"))),
    Case("residency", "allow: [EU27]", "Reunion", .pass, at(Sample.place("RE"))),
    Case("residency", "allow: [EU27]", "London", .fail, at(Sample.place("GB"))),
    Case("residency", "deny: [CN]", "Beijing", .fail, at(beijing)),
    Case("residency", "deny: [CN]", "Paris", .pass, at(paris)),
    Case("residency", "deny: [CN]", "anywhere", .fail, at(Sample.anywhere)),
    Case("residency", "allow: [EEA], deny: [FR]", "Paris", .fail, at(paris)),
    Case("residency", "known: true", "Beijing", .pass, at(beijing)),
    Case("residency", "known: true", "unknown", .undetermined, at(Sample.open())),
    Case("residency", "fixed: true", "Beijing", .pass, at(beijing)),
    Case("residency", "fixed: true", "anywhere", .fail, at(Sample.anywhere)),
    Case("residency", "fixed: true", "spread", .fail, at(Sample.spread("FR", "DE"))),
    Case("residency", "fixed: true, allow: [EU27]", "spread inside", .pass, at(Sample.spread("FR", "DE"))),
    Case("residency", "allow: [FR], except: [US]", "Virginia", .notApplicable, at(virginia)),
    Case("residency", "allow: [FR], except: [US]", "Beijing", .fail, at(beijing)),
    Case("residency", "allow: [FR], only: [US]", "Beijing", .notApplicable, at(beijing)),
    Case("residency", "allow: [FR], only: [US]", "Virginia", .fail, at(virginia)),
    Case(
      "residency", "allow: [FR], unless: { at-least: K5 }", "external key", .evidenceRequired,
      at(Sample.one(beijing)) { $0.keyState = Sample.one(KeyState(custody: .external)) }),
    Case(
      "residency", "allow: [FR], unless: { at-least: K5 }", "provider's key", .fail,
      at(Sample.one(beijing)) { $0.keyState = Sample.one(KeyState(custody: .provider)) }),
  ]

  static func flowing(
    _ kind: FlowKind, _ place: Possible<Place>, operator id: Possible<String> = Sample.one("outscale"),
    transit: Possible<TransitState>? = nil
  ) -> Resource {
    Sample.resource { $0.flows = [Sample.flow(kind, place, operator: id, transit: transit)] }
  }

  static let transfer: [Case] = [
    Case("transfer", adequate, "no flow", .notApplicable, Sample.resource()),
    Case("transfer", adequate, "replica to Paris", .pass, flowing(.replica, Sample.one(paris))),
    Case("transfer", adequate, "replica to Beijing", .fail, flowing(.replica, Sample.one(beijing))),
    Case(
      "transfer", adequate, "logs to Virginia", .evidenceRequired, flowing(.logSink, Sample.one(virginia))),
    Case("transfer", adequate, "endpoint unknown", .undetermined, flowing(.endpoint, Sample.open())),
    Case(
      "transfer", adequate, "backup to either", .conditional,
      flowing(.backup, Sample.either(("a", paris), ("b", beijing)))),
    Case("transfer", adequate, "edge anywhere", .fail, flowing(.edgeCache, Sample.one(Sample.anywhere))),
    Case(
      "transfer", adequate, "image from Beijing", .notApplicable, flowing(.imagePull, Sample.one(beijing))),
    Case(
      "transfer", adequate + ", flows: [image-pull]", "image from Beijing", .fail,
      flowing(.imagePull, Sample.one(beijing))),
    Case("transfer", "known: true", "to Beijing", .pass, flowing(.delivery, Sample.one(beijing))),
    Case(
      "transfer", adequate + ", unless: { at-least: K5 }", "backup under a client's key", .evidenceRequired,
      Sample.resource {
        $0.flows = [Sample.flow(.backup, Sample.one(beijing))]
        $0.keyState = Sample.one(KeyState(custody: .clientSide))
      }),
  ]

  static func run(by id: Possible<String>, at place: Place = paris, service: String? = nil) -> Resource {
    Sample.resource(place: Sample.one(place), operator: id) { $0.service = service }
  }

  static let cloudgouv = Sample.place("cloudgouv-eu-west-1", "outscale")

  static func outscale(_ service: String?, at place: Place = cloudgouv) -> Resource {
    run(by: Sample.one("outscale"), at: place, service: service)
  }

  static let operators: [Case] = [
    Case("operator", "known: true", "aws", .pass, run(by: Sample.one("aws"))),
    Case("operator", "known: true", "unknown", .undetermined, run(by: Sample.open())),
    Case("operator", "known: true", "not in the atlas", .undetermined, run(by: Sample.one("acme-hosting"))),
    Case("operator", "seat: { allow: [EU27] }", "outscale", .pass, run(by: Sample.one("outscale"))),
    Case("operator", "seat: { allow: [EU27] }", "aws-eusc", .pass, run(by: Sample.one("aws-eusc"))),
    Case("operator", "control: { allow: [EU27] }", "aws-eusc", .fail, run(by: Sample.one("aws-eusc"))),
    Case("operator", "control: { any-of: [EU27] }", "aws-eusc", .fail, run(by: Sample.one("aws-eusc"))),
    Case("operator", "control: { \(adequate) }", "aws", .evidenceRequired, run(by: Sample.one("aws"))),
    Case("operator", "control: { deny: [US] }", "aws", .fail, run(by: Sample.one("aws"))),
    Case("operator", "laws: { deny: [US-CLOUD-ACT] }", "aws", .fail, run(by: Sample.one("aws"))),
    Case("operator", "laws: { deny: [CN-NIL] }", "aws", .pass, run(by: Sample.one("aws"))),
    Case("operator", "laws: { allow: [EU27] }", "aws", .fail, run(by: Sample.one("aws"))),
    Case("operator", "laws: { \(adequate) }", "aws", .evidenceRequired, run(by: Sample.one("aws"))),
    Case("operator", "laws: { \(adequate) }", "sinnet", .fail, run(by: Sample.one("aws-china-sinnet"))),
    Case(
      "operator", "laws: { deny: [US-CLOUD-ACT] }", "either", .conditional,
      run(by: Sample.either(("a", "aws"), ("b", "outscale")))),
    Case(
      "operator", "qualification: { any-of: [SecNumCloud-3.2] }", "aws", .fail, run(by: Sample.one("aws"))),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "bleu in process", .fail, run(by: Sample.one("bleu"))),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "outscale, service and region of the scope", .pass,
      outscale("outscale/volume")),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "outscale, zone of that region", .pass,
      outscale("outscale/volume", at: Sample.place("cloudgouv-eu-west-1a", "outscale"))),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "outscale, other service in that region", .fail,
      outscale("outscale/oks-cluster")),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "outscale, service that may be meant",
      .evidenceRequired, outscale("outscale/oos-bucket")),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "outscale, service not known", .evidenceRequired,
      outscale(nil)),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "outscale, other region", .fail,
      outscale("outscale/volume", at: Sample.place("eu-west-2", "outscale"))),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "version not stated", .evidenceRequired,
      run(by: Sample.one("cloud-temple"))),
    Case(
      "operator", "qualification: [SecNumCloud-3.2]", "held from a month on, services not listed",
      .evidenceRequired, run(by: Sample.one("s3ns"), at: Sample.place("u-france-east1", "s3ns"))),
    Case(
      "operator", "control: { allow: [EU27] }, flows: [log-sink]", "no flow", .notApplicable,
      run(by: Sample.one("aws"))),
    Case(
      "operator", "control: { allow: [EU27] }, flows: [log-sink]", "logs to aws", .fail,
      flowing(.logSink, Sample.one(paris), operator: Sample.one("aws"))),
    Case(
      "operator", "control: { allow: [EU27] }, on-fail: evidence-required", "aws", .evidenceRequired,
      run(by: Sample.one("aws"))),
  ]

  static func rest(_ state: Possible<AtRest>?) -> Resource { Sample.resource { $0.atRest = state } }
  static func rest(_ algorithm: String?, _ layer: Layer = .volume) -> Resource {
    rest(Sample.one(AtRest(encrypted: true, algorithm: algorithm, layer: layer)))
  }

  static let atRest: [Case] = [
    Case("encryption-at-rest", "required: true", "none", .notApplicable, rest(Possible<AtRest>?.none)),
    Case("encryption-at-rest", "required: true", "plain", .fail, rest(Sample.one(AtRest(encrypted: false)))),
    Case("encryption-at-rest", "required: true", "encrypted", .pass, rest(nil as String?)),
    Case("encryption-at-rest", "required: true", "unknown", .undetermined, rest(Sample.open())),
    Case(
      "encryption-at-rest", "required: true", "either", .conditional,
      rest(Sample.either(("true", AtRest(encrypted: true)), ("false", AtRest(encrypted: false))))),
    Case("encryption-at-rest", "layer: file", "volume", .fail, rest(nil, .volume)),
    Case("encryption-at-rest", "layer: volume", "database", .pass, rest(nil, .database)),
    Case("encryption-at-rest", "profile: anssi", "AES-256", .pass, rest("AES-256")),
    Case("encryption-at-rest", "profile: anssi", "bare AES", .pass, rest("AES")),
    Case("encryption-at-rest", "profile: anssi", "aes-xts-plain64", .pass, rest("aes-xts-plain64")),
    Case("encryption-at-rest", "profile: anssi", "aes256", .pass, rest("aes256")),
    Case("encryption-at-rest", "profile: anssi", "3DES", .fail, rest("3DES")),
    Case("encryption-at-rest", "profile: anssi", "DES/CBC", .fail, rest("DES/CBC/PKCS5Padding")),
    Case("encryption-at-rest", "profile: anssi", "not stated", .undetermined, rest(nil as String?)),
    Case("encryption-at-rest", "profile: anssi", "not known", .undetermined, rest("proprietary")),
    Case("encryption-at-rest", "profile: bsi", "Camellia", .fail, rest("camellia-256")),
    Case("encryption-at-rest", "profile: [bsi, anssi]", "Camellia", .pass, rest("camellia-256")),
  ]

  static func link(_ state: Possible<TransitState>, _ exposure: TransitFact.Exposure = .external) -> Resource
  {
    Sample.resource(kind: .loadBalancer, holdsData: false) {
      $0.transit = [TransitFact("listener", exposure: exposure, state: state, at: Sample.span(2))]
    }
  }
  static func tls(_ version: TLSVersion?, skips: Bool = false) -> Possible<TransitState> {
    Sample.one(TransitState(encrypted: true, minimumVersion: version, skipsVerification: skips))
  }
  static let plain = Sample.one(TransitState(encrypted: false))

  static let transit: [Case] = [
    Case("encryption-in-transit", "required: true", "no link", .notApplicable, Sample.resource()),
    Case("encryption-in-transit", "required: true", "plain", .fail, link(plain)),
    Case("encryption-in-transit", "required: true", "any TLS", .pass, link(tls(nil))),
    Case("encryption-in-transit", "required: true", "unknown", .undetermined, link(Sample.open())),
    Case(
      "encryption-in-transit", "required: true", "either", .conditional,
      link(Sample.either(("a", TransitState(encrypted: true)), ("b", TransitState(encrypted: false))))),
    Case("encryption-in-transit", "minimum-version: 1.2", "1.0", .fail, link(tls(.tls10))),
    Case("encryption-in-transit", "minimum-version: 1.2", "1.2", .pass, link(tls(.tls12))),
    Case("encryption-in-transit", "minimum-version: 1.2", "not stated", .undetermined, link(tls(nil))),
    Case("encryption-in-transit", "profile: ism", "1.2", .fail, link(tls(.tls12))),
    Case("encryption-in-transit", "profile: anssi, minimum-version: 1.3", "1.2", .fail, link(tls(.tls12))),
    Case("encryption-in-transit", "verification: true", "unchecked", .fail, link(tls(.tls13, skips: true))),
    Case("encryption-in-transit", "required: true", "unchecked", .pass, link(tls(.tls13, skips: true))),
    Case(
      "encryption-in-transit", "exposure: [external]", "internal plain", .notApplicable,
      link(plain, .internal)),
    Case(
      "encryption-in-transit", "exposure: [external]", "plain flow", .notApplicable,
      flowing(.endpoint, Sample.one(paris), transit: plain)),
    Case(
      "encryption-in-transit", "flows: [endpoint]", "plain flow", .fail,
      flowing(.endpoint, Sample.one(paris), transit: plain)),
    Case("encryption-in-transit", "flows: [endpoint]", "plain listener", .notApplicable, link(plain)),
    Case(
      "encryption-in-transit", "required: true", "flow without a hop", .notApplicable,
      flowing(.endpoint, Sample.one(paris))),
  ]

  static func keyed(_ key: KeyState, at place: Possible<Place> = Sample.one(paris)) -> Resource {
    Sample.resource(place: place) { $0.keyState = Sample.one(key) }
  }

  static let keys: [Case] = [
    Case("key-custody", "at-least: K2", "no question", .notApplicable, Sample.resource()),
    Case("key-custody", "at-least: K2", "K1", .fail, keyed(KeyState(custody: .provider))),
    Case("key-custody", "at-least: K2", "K2", .pass, keyed(KeyState(custody: .customerManaged))),
    Case(
      "key-custody", "at-least: K2", "unknown", .undetermined, Sample.resource { $0.keyState = Sample.open() }
    ),
    Case(
      "key-custody", "at-least: K2", "either", .conditional,
      Sample.resource {
        $0.keyState = Sample.either(
          ("", KeyState(custody: .provider)), ("arn", KeyState(custody: .customerManaged)))
      }),
    Case(
      "key-custody", "place: { allow: [EEA] }", "key abroad", .fail,
      keyed(KeyState(custody: .customerManaged, place: beijing))),
    Case(
      "key-custody", "place: { allow: [EEA] }", "beside", .pass, keyed(KeyState(custody: .customerManaged))),
    Case(
      "key-custody", "place: { allow: [EEA] }", "beside, abroad", .fail,
      keyed(KeyState(custody: .customerManaged), at: Sample.one(beijing))),
    Case(
      "key-custody", "place: { allow: [EEA] }", "beside, unknown", .undetermined,
      keyed(KeyState(custody: .customerManaged), at: Sample.open())),
    Case(
      "key-custody", "place: { allow: [EEA] }", "multi-region", .undetermined,
      keyed(KeyState(custody: .customerManaged, multiRegion: true))),
    Case(
      "key-custody", "place: { allow: [EEA] }", "external, nowhere", .undetermined,
      keyed(KeyState(custody: .external))),
    Case(
      "key-custody", "place: { allow: [EEA] }", "client's own", .notApplicable,
      keyed(KeyState(custody: .clientSide))),
    Case(
      "key-custody", "operator: { control: { allow: [EU27] } }", "aws", .fail,
      keyed(KeyState(custody: .customerManaged, operatorID: "aws"))),
    Case(
      "key-custody", "operator: { control: { allow: [EU27] } }", "the resource's", .pass,
      keyed(KeyState(custody: .customerManaged))),
    Case(
      "key-custody", "rotation: 365", "90", .pass,
      keyed(KeyState(custody: .customerManaged, rotationDays: 90))),
    Case(
      "key-custody", "rotation: 365", "400", .fail,
      keyed(KeyState(custody: .customerManaged, rotationDays: 400))),
    Case("key-custody", "rotation: 365", "off", .undetermined, keyed(KeyState(custody: .customerManaged))),
    Case(
      "key-custody", "rotation: 365", "the provider's", .notApplicable, keyed(KeyState(custody: .provider))),
    Case("key-custody", "clear-secrets: deny", "none", .pass, Sample.resource()),
    Case(
      "key-custody", "clear-secrets: deny", "one", .fail,
      Sample.resource { $0.clearSecrets = [ClearSecret("TOKEN", at: Sample.span(2), evidence: [])] }),
    Case(
      "key-custody", "at-least: K2, place: { allow: [EEA] }", "worst part counts", .fail,
      keyed(KeyState(custody: .provider), at: Sample.open())),
  ]

  @Test(arguments: residency + transfer + operators + atRest + transit + keys)
  func verdictIs(_ example: Case) throws {
    let policy = try Sample.rule(example.category, example.demand)
    let result = Sample.assess([example.resource], policy)
    #expect(result.rules[0].counts == [example.verdict: 1], "\(result.findings.map(\.message))")
    let listed = example.verdict != .pass && example.verdict != .notApplicable
    #expect(result.findings.count == (listed ? 1 : 0))
    for finding in result.findings {
      #expect(finding.verdict == example.verdict)
      #expect(finding.message.contains(example.resource.name), "\(finding.message.english)")
      #expect(!finding.message.hasSuffix("."))
      #expect((finding.cause != nil) == (example.verdict == .undetermined), "\(finding.message.english)")
    }
  }
}
