import Assessment
import Atlas
import Descriptors
import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("CycloneDX bills of materials")
struct CycloneDXTests {
  private func walk(_ report: ScanReport = SampleReport.audited()) throws -> JSONWalk {
    try JSONWalk(CycloneDXReport.render(report, style: ReportStyle()))
  }

  private func report(_ resources: [Resource]) -> ScanReport {
    let sample = SampleReport.report
    return ScanReport(
      version: "0", atlasAsOf: "2026-11-23", notices: [], coverage: sample.coverage, resources: resources,
      assessment: AssessmentResult(policies: [], rules: [], findings: []), threshold: .high,
      outcome: sample.outcome)
  }

  private func resource(_ key: String, kind: Kind = .objectStore, operatorID: String = "aws") -> Resource {
    Resource(
      key: key, dialect: "test", type: "T", name: key, kind: kind, roles: [], holdsData: kind != .key,
      span: SampleReport.span("a.yaml", 1, 1, to: 2), place: Possible(SampleReport.virginia, evidence: []),
      operatorID: Possible(operatorID, evidence: []))
  }

  @Test("every reference is given once, and whatever is referred to is given")
  func references() throws {
    let document = try walk()
    var given = document.texts("services", "bom-ref") + document.texts("components", "bom-ref")
    given += document.texts("metadata", "component", "bom-ref")
    #expect(Set(given).count == given.count)
    let asked = document.texts("dependencies", "dependsOn") + document.texts("dependencies", "ref")
    #expect(!asked.isEmpty && Set(asked).isSubset(of: given))
    let serial = try #require(document.texts("serialNumber").first)
    let links =
      document.texts("services", "data", "destination") + document.texts("services", "data", "source")
    let start = "urn:cdx:\(serial.dropFirst("urn:uuid:".count))/1#"
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix(start) })
    #expect(Set(links.map { String($0.dropFirst(start.count)) }).isSubset(of: given))
  }

  @Test("a declared target is linked, a foreign one becomes a service of its operator")
  func flows() throws {
    var source = resource("source")
    source.flows = [
      Flow(
        .replica, to: "copy", targetKey: "copy", place: .unknown("x", remedy: "y"),
        operatorID: Possible("aws", evidence: []), at: source.span),
      Flow(
        .endpoint, to: "https://api.ovh.com/v1 x", place: .unknown("x", remedy: "y"),
        operatorID: Possible("ovhcloud", evidence: []), at: source.span),
      Flow(
        .imagePull, to: "docker.io", place: .unknown("x", remedy: "y"),
        operatorID: .unknown("x", remedy: "y"), at: source.span),
    ]
    var copy = resource("copy")
    copy.inflows = [Inflow(from: 0, .replica, at: source.span)]
    let document = try walk(report([source, copy]))
    #expect(
      document.texts("services", "name") == ["https://api.ovh.com/v1 x", "docker.io", "source", "copy"])
    #expect(
      document.texts("services", "data", "flow") == [
        "unknown", "outbound", "bi-directional", "inbound", "unknown", "inbound",
      ])
    #expect(document.texts("services", "endpoints") == ["docker.io"], "what holds a blank is no address")
    let boundaries = document.at("services", "x-trust-boundary").compactMap { $0 as? Bool }
    #expect(boundaries == [true, true], "the foreign service and the one that calls it")
  }

  @Test(
    "what is an address",
    arguments: [
      ("https://a.example:8443/x?y=z", "https://a.example:8443/x?y=z"),
      ("db.example:5432", "//db.example:5432"),
      ("s3.example", "s3.example"), ("eu-west-1", nil), ("/var/lib/x.img", nil), ("${HOST}.example", nil),
    ] as [(String, String?)])
  func endpoints(target: String, endpoint: String?) throws {
    var source = resource("source")
    source.flows = [
      Flow(
        .endpoint, to: target, place: .unknown("x", remedy: "y"), operatorID: .unknown("x", remedy: "y"),
        at: source.span)
    ]
    #expect(try walk(report([source])).texts("services", "endpoints") == (endpoint.map { [$0] } ?? []))
  }

  @Test("what a resource holds is classed by its label or the context, and unknown otherwise")
  func classification() throws {
    var labelled = resource("labelled")
    labelled.tags = [Tag("Data-Class", "health", at: labelled.span)]
    var told = resource("told")
    told.contextClass = Candidate("personal", evidence: [])
    let document = try walk(report([labelled, told, resource("silent")]))
    #expect(document.texts("services", "data", "classification") == ["health", "personal", "unknown"])
  }

  @Test("keys, algorithms and protocols are cryptographic assets, each once, and no key material is there")
  func crypto() throws {
    var one = resource("one")
    one.atRest = Possible(AtRest(encrypted: true, algorithm: "AES-256"), evidence: [])
    one.keyState = Possible(KeyState(custody: .customerManaged, reference: "alias/own"), evidence: [])
    one.transit = [
      TransitFact(
        "listener 443", exposure: .internal,
        state: Possible(TransitState(encrypted: true, minimumVersion: .tls12), evidence: []), at: one.span)
    ]
    var two = resource("two")
    two.atRest = one.atRest
    two.keyState = Possible(KeyState(custody: .provider), evidence: [])
    let document = try walk(report([one, two, resource("master", kind: .key)]))
    #expect(document.texts("components", "name") == ["AES-256", "alias/own", "TLS", "master"])
    #expect(
      document.texts("components", "cryptoProperties", "assetType") == [
        "algorithm", "related-crypto-material", "protocol", "related-crypto-material",
      ])
    #expect(document.texts("services", "name") == ["one", "two"])
    #expect(document.at("services", "x-trust-boundary").compactMap { $0 as? Bool } == [false])
  }

  @Test(
    "names of ciphers",
    arguments: [
      ("AES-256", "block-cipher", 256, nil), ("AES256_GCM", "ae", 256, "gcm"),
      ("aes-xts-plain64 512", "block-cipher", 256, "other"), ("ChaCha20", "stream-cipher", nil, nil),
      ("aws:kms", "unknown", nil, nil), ("AES/CTR/NoPadding", "block-cipher", nil, "ctr"),
    ] as [(String, String, Int?, String?)])
  func ciphers(name: String, primitive: String, bits: Int?, mode: String?) {
    let words = CipherWords(name)
    #expect(words.primitive == primitive)
    #expect(words.bits == bits)
    #expect(words.mode == mode)
  }

  @Test("an operator who is one of several is no provider")
  func provider() throws {
    var several = resource("several")
    several.operatorID = Possible([
      Candidate("aws", when: Condition("P", is: "1"), evidence: []),
      Candidate("ovhcloud", when: Condition("P", is: "2"), evidence: []),
    ])
    let document = try walk(report([several]))
    #expect(document.at("services", "provider").isEmpty)
    #expect(try walk(report([resource("one")])).at("services", "provider").count == 1)
  }

  @Test("files are components with their digests, and what was not understood makes the bill incomplete")
  func files() throws {
    let document = try walk()
    #expect(
      document.texts("components", "hashes", "content").first == String(repeating: "1f", count: 32))
    #expect(document.texts("compositions", "aggregate") == ["incomplete"])
  }
}
