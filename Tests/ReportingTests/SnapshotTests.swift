import Assessment
import Descriptors
import Testing

@testable import Reporting

@Suite struct SnapshotTests {
  private let report = SampleReport.report

  @Test func whatIsWrittenIsReadBack() throws {
    let snapshot = SnapshotMaker.make(report)
    let bytes = SnapshotWriter.bytes(snapshot)
    #expect(try SnapshotReader.read(SourceBytes(bytes), path: "a.json") == snapshot)
  }

  @Test func factsAreKept() throws {
    let snapshot = SnapshotMaker.make(report)
    let bucket = try #require(snapshot.resources.first { $0.name == "Logs" })
    #expect(bucket.countries == ["US"] && bucket.places == ["us-east-1"] && bucket.isLocated)
    #expect(bucket.operators == ["aws"] && bucket.control == ["US"])
    #expect(bucket.custody == "K2" && bucket.keys.first?.reference == "alias/own")
    #expect(bucket.keys.first?.rotationDays == 365)
    #expect(snapshot.flows.map(\.target) == ["eu-west-1"] && snapshot.flows[0].host == nil)
    #expect(snapshot.findings.count == SampleReport.findings.count)
    #expect(snapshot.findings.count(where: \.isWaived) == 1)
  }

  @Test func theDigestSpeaksForTheContent() {
    let first = SnapshotMaker.make(report)
    var other = first
    #expect(first.digest == SnapshotWriter.digest(of: first) && first.digest.count == 64)
    other.digest = ""
    #expect(SnapshotWriter.digest(of: other) == first.digest)
    other.resources[0].countries = ["FR"]
    #expect(SnapshotWriter.digest(of: other) != first.digest)
  }

  @Test func secretsAreNotKept() {
    let text = String(decoding: SnapshotWriter.bytes(SnapshotMaker.make(report)), as: UTF8.self)
    #expect(!text.contains(SampleReport.canary))
  }

  @Test(arguments: ["", "[1]", "{}", "{\"format\":\"bornage-snapshot\",\"formatVersion\":\"9.0\"}", "{"])
  func somethingElseIsRefused(_ text: String) {
    #expect(throws: SnapshotError.self) { try SnapshotReader.read(SourceBytes(text), path: "a.json") }
  }
}
