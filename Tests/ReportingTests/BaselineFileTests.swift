import Assessment
import Descriptors
import Testing

@testable import Reporting

@Suite("The file of a baseline")
struct BaselineFileTests {
  private func entry(_ resource: String, file: String = "a.yaml") -> Baseline.Entry {
    Baseline.Entry(
      rule: "R", policy: "p", resource: resource, value: "us-east-1", file: file,
      fingerprint: String(repeating: "a", count: 32), gravity: Gravity(.high, .conditional), count: 2,
      elsewhere: ["b.yaml"], reason: "old \"debt\"", expires: "2031-06-01")
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let baseline = Baseline([entry("b"), entry("a")])
    let read = try BaselineFile.read(SourceBytes(BaselineFile.bytes(baseline)), path: "x")
    #expect(read == baseline && read.entries.map(\.resource) == ["a", "b"])
  }

  @Test("a decision has a line of its own, and stays on it when its file moves")
  func lines() {
    func lines(_ baseline: Baseline) -> [Substring] {
      String(decoding: BaselineFile.bytes(baseline), as: UTF8.self).split(separator: "\n")
    }
    let before = lines(Baseline([entry("a", file: "z.yaml"), entry("b")]))
    let after = lines(Baseline([entry("a", file: "0.yaml"), entry("b")]))
    #expect(before.count == 3 && after.count == 3)
    #expect(before[1].contains("z.yaml") && after[1].contains("0.yaml") && before[2] == after[2])
  }

  @Test(
    "what is broken is told with its line, and silences nothing",
    arguments: [
      ("", "x"), ("{}", "no baseline"),
      ("{\"format\":\"bornage-baseline\",\"formatVersion\":\"2.0\"}", "shape"),
      ("{\"format\":\"bornage-baseline\",\"formatVersion\":\"1.0\"}", "decisions"),
      (
        "{\"format\":\"bornage-baseline\",\"formatVersion\":\"1.0\",\"decisions\":[\n{\"rule\":\"R\"}]}",
        "x:2:1"
      ),
      (
        "{\"format\":\"bornage-baseline\",\"formatVersion\":\"1.0\",\"decisions\":[{\"rule\":\"R\",\"fingerprint\":\"a\","
          + "\"severity\":\"high\",\"verdict\":\"fail\",\"expires\":\"soon\"}]}", "no day"
      ),
    ])
  func broken(text: String, word: String) throws {
    let error = try #require(throws: SnapshotError.self) {
      try BaselineFile.read(SourceBytes(text), path: "x")
    }
    #expect(error.message.contains(word), "\(error.message)")
  }
}
