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
