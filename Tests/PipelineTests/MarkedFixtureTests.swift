import Assessment
import Descriptors
import Foundation
import Inventory
import Pipeline
import TestSupport
import Testing

@Suite("Fixtures that say what should be found in them")
struct MarkedFixtureTests {
  static let fixtures = MarkedFixture.all(in: Repository.fixtures.appendingPathComponent("findings"))

  @Test("there is one for every dialect")
  func dialects() {
    for dialect in ["cloudformation", "arm", "terraform", "kubernetes", "compose", "libvirt", "hadoop"] {
      #expect(
        Self.fixtures.contains { $0.description.hasPrefix(dialect) }, "no marked fixture for \(dialect)")
    }
  }

  @Test("exactly the announced findings are made", arguments: fixtures)
  func findings(_ fixture: MarkedFixture) async throws {
    #expect(!fixture.policies.isEmpty, "the fixture names no policy")
    let scan = try Scan(
      ScanOptions(paths: [fixture.file.path], policies: fixture.policies, contexts: fixture.contexts))
    let report = await scan.run().report
    let found = report.assessment.findings.compactMap { finding in
      finding.span.map { "\($0.start.line) \(finding.rule) \(finding.verdict.rawValue)" }
    }.sorted()
    let missing = fixture.expected.filter { !found.contains($0) }
    let unannounced = found.filter { !fixture.expected.contains($0) }
    #expect(missing.isEmpty, "announced but not found: \(missing)")
    #expect(unannounced.isEmpty, "found but not announced: \(unannounced)")
    #expect(found.count == fixture.expected.count)
    #expect(report.coverage.reconciles)
  }
}
