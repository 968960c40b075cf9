import Reporting
import TestSupport
import Testing

@testable import Pipeline

/// `bornage policy test` on policies of its own.
@Suite struct PolicyTestingTests {
  private let policy = """
    policy: own
    version: 1.0.0
    title: Own
    parameters: { places: { title: Countries, default: [FR] }, strict: { title: S, default: false } }
    rules:
      - { id: O-1, title: There, category: residency, allow: $places, severity: high, remedy: R }
      - { id: O-2, title: Doc, category: evidence, ask: Bring it, severity: info }
      - { id: O-3, title: Seven, category: residency, check: { path: Properties.BackupRetentionPeriod, at-least: 7 },
          applies: { kind: [database] }, when: { strict: [true] }, severity: high, remedy: R }
    """
  private let database =
    "descriptor: '{ \"Resources\": { \"Db\": { \"Type\": \"AWS::RDS::DBInstance\", \"Properties\": "
    + "{ \"BackupRetentionPeriod\": 3 } }, \"Other\": { \"Type\": \"AWS::RDS::DBInstance\", \"Properties\": "
    + "{ \"BackupRetentionPeriod\": 9 } } } }'"

  private func run(_ tests: String) async throws -> PolicyTestReport {
    let folder = try TemporaryFolder()
    _ = try folder.write("own.yaml", policy)
    return try await PolicyTesting.run(path: folder.write("own.tests.yaml", tests))
  }

  @Test func expectationsThatHold() async throws {
    let report = try await run(
      """
      cannot-arise: { O-1: [undetermined], O-3: [undetermined, pass] }
      tests:
        - name: Paris
          context: { aws.region: eu-west-3 }
          expect: { O-1: pass, O-2: evidence-required, O-3: off }
          \(database)
        - name: Dublin, allowed
          context: { aws.region: eu-west-1 }
          parameters: { places: [FR, IE], strict: true }
          expect: { O-1: { pass: 2 }, O-3: { pass: 1, fail: 1 } }
          \(database)
        - name: Dublin
          context: { aws.region: eu-west-1 }
          expect: { O-1: fail }
          \(database)
      """)
    #expect(report.passed, "\(report.lines)")
    #expect(report.isComplete, "\(report.lines)")
  }

  @Test func expectationsThatDoNotHoldSayWhy() async throws {
    let report = try await run(
      """
      tests:
        - name: Dublin
          context: { aws.region: eu-west-1 }
          expect: { O-1: pass, O-3: pass, O-9: pass }
          \(database)
      """)
    #expect(!report.passed)
    let text = report.lines.joined(separator: "\n")
    #expect(text.contains("O-1: expected pass, found 2 fail"))
    #expect(text.contains("descriptor.json:1:18: fail: database `Db` stands in eu-west-1 (Ireland)"))
    #expect(text.contains("O-3: expected pass, found off"))
    #expect(text.contains("O-9: expected pass, found no such rule (did you mean `O-1`?)"))
    #expect(text.contains("no test shows pass: O-1, O-3"))
  }

  @Test func aBrokenDescriptorIsAnErrorOfTheTest() async throws {
    let report = try await run(
      "tests: [{ name: Broken, descriptor: '{\"Resources\": {', expect: { O-1: pass } }]")
    #expect(report.suites.first?.cases.first?.error?.contains("no file of the test is understood") == true)
  }

  @Test(arguments: [
    ("tests: []", "no `tests`"), ("tests: [{ name: a, descriptor: x }]", "expects nothing"),
    ("tests: [{ name: a, expect: { A: pass } }]", "has no descriptor"),
    ("tests: [{ name: a, descriptor: x, expect: { A: pss } }]", "did you mean `pass`?"),
    ("tests: [{ name: a, files: { ../x: y }, expect: { A: pass } }]", "leaves the test"),
  ])
  func mistakesAreNamed(_ text: String, _ part: String) async {
    await #expect {
      try await run(text)
    } throws: { error in
      (error as? UsageError)?.message.contains(part) == true
    }
  }
}
