import Atlas
import Inventory
import Testing

@testable import Reporting

@Suite("What a word of the user's means")
struct ExplainTests {
  private func subject(_ word: String) -> ExplainReport.Subject {
    ExplainReport.subject(word, in: SampleReport.report)
  }

  @Test("fingerprints, identifiers, keys, names and places")
  func subjects() {
    let findings = SampleReport.report.assessment.findings
    let same = findings.indices.filter { findings[$0].fingerprint == findings[0].fingerprint }
    #expect(subject(findings[0].fingerprint) == .findings(same))
    #expect(subject("infra/a b.yaml#AWS::S3::Bucket/Logs") == .resources([0]))
    #expect(subject("AWS::S3::Bucket/Logs") == .resources([0]))
    #expect(subject("Logs") == .resources([0]))
    #expect(subject("infra/a b.yaml:3") == .resources([0]))
    #expect(subject("infra/a b.yaml:900") == .resources([0]), "the nearest one in the file")
    #expect(subject("elsewhere.yaml:3") == .unknown(near: []))
    #expect(subject("Log") == .unknown(near: ["Logs"]))
    #expect(subject("00000") == .unknown(near: []), "too short to be a fingerprint")
  }
}

@Suite("Who has a part in an inventory, and which hosts nobody knows")
struct InventorySummaryTests {
  private static let atlas = Atlas()

  private static func flow(_ kind: FlowKind, to target: String, _ id: String?) -> Flow {
    Flow(
      kind, to: target, place: .unknown("not told", remedy: "tell"),
      operatorID: id.map { Possible($0, evidence: []) } ?? .unknown("not in the atlas", remedy: "find out"),
      at: SampleReport.span("a.yaml", 2, 1, to: 2))
  }

  private static let resource: Resource = {
    var resource = SampleReport.resources[0]
    resource.flows = [
      flow(.logSink, to: "https://http-intake.logs.datadoghq.eu", "datadog"),
      flow(.imagePull, to: "docker.io", "docker"), flow(.edgeCache, to: "edge", "cloudflare"),
      flow(.identity, to: "https://acme.okta.com", "okta"),
      flow(.endpoint, to: "https://vault.vault.azure.net", "azure"),
      flow(.endpoint, to: "https://api.acme-partner.fr:8443/v1", nil),
      flow(.endpoint, to: "https://api.acme-partner.fr/v2", nil),
      flow(.logSink, to: "logs.acme-other.fr", nil), flow(.replica, to: "a region", nil),
    ]
    return resource
  }()

  private static var inventory: InventoryReport {
    InventoryReport(version: "0", atlas: atlas, coverage: Coverage(), resources: [resource])
  }

  @Test("each operator is told with the parts it plays")
  func parts() {
    let parts = OperatorRoles(atlas: Self.atlas).parts(of: Self.resource).map {
      "\($0.role): \($0.operatorID)"
    }
    #expect(
      parts == [
        "facility: aws", "platform: aws", "storage: aws", "key-manager: aws", "log-sink: datadog",
        "registry: docker", "edge: cloudflare", "identity-provider: okta", "key-manager: azure",
      ])
  }

  @Test("hosts that the atlas does not know are counted, never dropped")
  func unknownHosts() {
    let hosts = InventorySummary(Self.inventory).unknownHosts.map { "\($0.name) \($0.count)" }
    #expect(hosts == ["api.acme-partner.fr 2", "logs.acme-other.fr 1"])
    for format in [InventoryReport.Format.text, .json] {
      let text = String(decoding: Self.inventory.render(format), as: UTF8.self)
      #expect(text.contains("api.acme-partner.fr"))
    }
  }

  @Test("a service on another's cloud has the cloud as its facility")
  func facility() throws {
    var resource = Self.resource
    resource.flows = []
    resource.keyState = nil
    let place = try #require(Self.atlas.place("aws_eu_west_3", provider: "mongodb-atlas"))
    resource.place = Possible(place, evidence: [])
    resource.operatorID = Possible("mongodb", evidence: [])
    let parts = OperatorRoles(atlas: Self.atlas).parts(of: resource)
    #expect(parts.first == OperatorRoles.Part(operatorID: "aws", role: "facility"))
    let zone = try #require(Self.atlas.place("eu-west-2-wl1-lon-wlz-1", provider: "aws"))
    #expect(zone.facility == "Vodafone")
  }

  @Test("a qualification is told for the resource's own service and region")
  func qualification() throws {
    var resource = Self.resource
    resource.place = Possible(
      try #require(Self.atlas.place("cloudgouv-eu-west-1", provider: "outscale")), evidence: [])
    resource.operatorID = Possible("outscale", evidence: [])
    resource.service = "outscale/volume"
    let facts = OperatorFacts(atlas: Self.atlas, day: "2026-11-23")
    #expect(facts.covers(resource).first?.word == "covers")
    resource.service = "outscale/oks-cluster"
    #expect(facts.covers(resource).first?.word == "excluded")
    resource.service = nil
    #expect(facts.covers(resource).first?.word == "open")
  }
}

@Suite("Cells of spreadsheets and labels of graphs")
struct InventoryCellTests {
  @Test(
    "a cell is never a formula, and quotes are doubled",
    arguments: [
      ("plain", "plain"), ("=1+1", "\"'=1+1\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("-1", "\"'-1\""),
      ("a,b", "\"a,b\""),
      ("say \"x\"", "\"say \"\"x\"\"\""), ("\t=1", "  =1"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ])
  func cells(text: String, cell: String) {
    #expect(InventoryCSV.cell(text) == cell)
  }

  @Test("a label closes no quote")
  func labels() {
    #expect(InventoryDOT.quoted(["a\"];b", "c\\"]) == "\"a\\\"];b\\nc\\\\\"")
  }
}
