import Descriptors
import Inventory
import TestSupport
import Testing

@testable import Assessment

/// A policy's own questions: facts of the inventory, paths and XPath into the raw descriptor.
@Suite struct CheckTests {
  private struct Files: RawDescriptors {
    let text: String
    let format: Format

    func bytes(of file: String) -> SourceBytes? { SourceBytes(text) }
    func tree(of file: String) -> Tree? {
      DescriptorReader.read(SourceBytes(text), as: format, path: file, limits: Limits()).tree
    }
  }

  private static func policy(_ check: String, more: String = "") throws -> Policy {
    try Sample.rule("residency", "check: { \(check) }", more: more)
  }

  private func verdict(_ resource: Resource, _ check: String) throws -> Verdict? {
    Sample.verdict(resource, try Self.policy(check))
  }

  @Test(arguments: [
    ("fact: kind, equals: [object-store]", Verdict.pass),
    ("fact: kind, not: [object-store]", .fail),
    ("fact: name, like: [\"Lo*\"]", .pass),
    ("fact: name, like: [\"lo*\"]", .fail),
    ("fact: place.country, equals: [FR]", .pass),
    ("fact: place, not: [eu-west-3]", .fail),
    ("fact: operator, equals: [outscale]", .pass),
    ("fact: tag.owner, present: true", .fail),
    ("fact: tag.owner, present: false", .pass),
    ("fact: tag.owner, equals: [me]", .notApplicable),
    ("fact: tag.owner, equals: [me], missing: fail", .fail),
    ("fact: key.rotation, at-most: 365", .notApplicable),
  ])
  func factsOfAResource(_ check: String, _ expected: Verdict) throws {
    #expect(try verdict(Sample.resource(), check) == expected)
  }

  @Test func rotationIsANumber() throws {
    let resource = Sample.resource {
      $0.keyState = Sample.one(KeyState(custody: .customerManaged, rotationDays: 400))
    }
    #expect(try verdict(resource, "fact: key.rotation, at-most: 365") == .fail)
    #expect(try verdict(resource, "fact: key.rotation, at-most: 400, at-least: 30") == .pass)
  }

  private static let template = """
    Version: "3"
    Resources:
      Claims:
        Type: AWS::RDS::DBInstance
        Properties:
          BackupRetentionPeriod: 3
          Password: hunter2
          Days: !Ref Days
          Tags: [{ Key: a, Value: 1 }, { Key: b, Value: 9 }]
    """

  /// The resource is declared where `Claims` stands.
  private func raw(_ check: String) throws -> AssessmentResult {
    let offset = try #require(Self.template.range(of: "Claims")).lowerBound
    let bytes = Self.template.utf8.distance(from: Self.template.startIndex, to: offset)
    let start = Position(line: 3, column: 3)
    let span = SourceSpan(file: "a.yaml", offsets: bytes..<(bytes + 6), start: start, end: start)
    let resource = Resource(
      key: "k", dialect: "cloudformation", type: "t", name: "Claims", kind: .database, roles: [],
      holdsData: true, span: span, place: .unknown("?", remedy: ""), operatorID: .unknown("?", remedy: ""))
    return Assessor(
      policies: [try Self.policy(check)], atlas: Sample.atlas, asOf: nil,
      raw: Files(text: Self.template, format: .yaml)
    ).assess([resource])
  }

  @Test(arguments: [
    ("path: Properties.BackupRetentionPeriod, at-least: 7", Verdict.fail),
    ("path: Properties.BackupRetentionPeriod, at-least: 3", .pass),
    ("path: [values.retention, Properties.BackupRetentionPeriod], at-least: 3", .pass),
    ("path: Properties.Days, at-least: 3", .undetermined),
    ("path: Properties.Nothing, at-least: 3", .undetermined),
    ("path: Properties.Nothing, at-least: 3, missing: fail", .fail),
    ("path: Properties.Nothing, present: false", .pass),
    ("path: Properties.Tags, present: true", .pass),
    ("path: \"Properties.Tags[*].Value\", at-most: 5", .fail),
    ("path: \"Properties.Tags[0].Value\", at-most: 5", .pass),
    ("path: Properties.Password, at-least: 3", .undetermined),
    ("path: $.Version, equals: [\"3\"]", .pass),
    ("path: \"$['Version']\", equals: [\"4\"]", .fail),
  ])
  func pathsIntoTheDescriptor(_ check: String, _ expected: Verdict) throws {
    let counts = try raw(check).rules[0].counts
    #expect(counts == [expected: 1])
  }

  @Test func aRawValueIsNeverShown() throws {
    let findings = try raw("path: Properties.Password, equals: [none]").findings
    #expect(findings.count == 1)
    #expect(findings[0].span?.start.line == 7)
    for finding in findings {
      #expect(!finding.message.contains("hunter2"))
      #expect(!finding.evidence.contains { $0.text.contains("hunter2") })
    }
  }

  @Test(arguments: [
    ("//disk[@type='file']/source/@file", "like: [\"/safe/*\"]", [3]),
    ("//disk/driver", "present: true", []),
    ("//disk[2]/driver", "present: true", [1]),
    ("count(//disk)", "at-most: 1", [1]),
  ])
  func xpathIntoADomain(_ expression: String, _ test: String, _ lines: [Int]) throws {
    let text = """
      <domain xmlns="urn:x">
        <devices>
          <disk type="file"><source file="/home/a"/><driver name="q"/></disk>
          <disk type="block"/>
        </devices>
      </domain>
      """
    let policy = try Self.policy("xpath: \"\(expression)\", \(test)")
    let result = Assessor(
      policies: [policy], atlas: Sample.atlas, asOf: nil, raw: Files(text: text, format: .xml)
    ).assess([Sample.resource(), Sample.resource("Other")])
    #expect(result.findings.map { $0.span?.start.line ?? 0 } == lines)
  }

  @Test(arguments: [
    ("fact: knid, equals: [x]", "did you mean `kind`?"),
    ("equals: [x]", "looks at nothing"),
    ("fact: kind, path: a, equals: [x]", "looks at one thing"),
    ("fact: kind", "has no test"),
    ("path: \"a..b\", present: true", "is no path"),
    ("path: \"a[\", present: true", "is no path"),
    ("xpath: \"//[\", present: true", "no XPath 1.0"),
    ("fact: kind, at-least: many", "must be a number"),
    ("fact: kind, equals: [x], missing: maybe", "unknown verdict `maybe`"),
  ])
  func mistakesAreNamed(_ check: String, _ part: String) {
    #expect {
      try Self.policy(check)
    } throws: { "\($0)".contains(part) }
  }

  @Test func withoutTheFilesTheAnswerIsUndetermined() throws {
    #expect(try verdict(Sample.resource(), "path: a, present: true") == .undetermined)
  }
}
