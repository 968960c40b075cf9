import Assessment
import Foundation
import Inventory
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("Decisions that are taken over")
struct BaselineTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(".bornage.yml", "policies: [eu-gdpr]\n")
  }

  private func bucket(_ name: String = "Logs") -> String {
    "Resources:\n  Copy:\n    Type: AWS::S3::Bucket\n  \(name):\n    Type: AWS::RDS::DBInstance\n    Properties:\n"
      + "      StorageEncrypted: false\n"
  }

  private func options(
    _ paths: [String]? = nil, asOf: String? = nil, region: String = "us-east-1"
  ) -> ScanOptions {
    var options = ScanOptions(paths: paths ?? [folder.url.path], contexts: ["aws.region=\(region)"])
    options.asOf = asOf
    return options
  }

  private func scan(_ paths: [String]? = nil, asOf: String? = nil) async throws -> ScanReport {
    try await Scan(options(paths, asOf: asOf)).run().report
  }

  private func keep(
    _ task: BaselineKeeping.Task, reason: String? = nil, expires: String? = nil, asOf: String? = nil
  ) async throws -> [String] {
    try await BaselineKeeping(options(asOf: asOf), reason: reason, expires: expires).run(task)
  }

  private var text: String {
    get throws { try String(contentsOf: folder.url.appending(path: BaselineFile.fileName), encoding: .utf8) }
  }

  @Test("what is taken over stays in the report and does not count; the first new breach does")
  func gate() async throws {
    try folder.write("a.yaml", bucket())
    #expect(try await scan().outcome.exitCode == 1)
    _ = try await keep(.write(overwrites: false))
    let known = try await scan()
    #expect(known.outcome.exitCode == 0, "\(known.outcome.reason)")
    #expect(!known.assessment.findings.isEmpty && known.assessment.findings.allSatisfy { $0.isKnown })
    #expect(known.notices.contains { $0.contains("known from the baseline") })
    try folder.write("b.yaml", bucket("Other"))
    let report = try await scan()
    #expect(report.outcome.exitCode == 1)
    #expect(
      Set(report.assessment.findings.filter { !$0.isKnown }.compactMap { $0.span?.file.hasSuffix("b.yaml") })
        == [true])
  }

  @Test("a resource of the same name in another file is another decision")
  func sameName() async throws {
    try folder.write("a.yaml", bucket())
    _ = try await keep(.write(overwrites: false))
    try folder.write("b.yaml", bucket())
    let fresh = try await scan().assessment.findings.filter { !$0.isKnown }
    #expect(!fresh.isEmpty && fresh.allSatisfy { $0.span?.file.hasSuffix("b.yaml") == true })
    // In a file that sorts before the known one, too: the order of files must not decide which is known.
    try folder.remove("b.yaml")
    try folder.write("0.yaml", bucket())
    let first = try await scan().assessment.findings.filter { !$0.isKnown }
    #expect(!first.isEmpty && first.allSatisfy { $0.span?.file.hasSuffix("0.yaml") == true })
  }

  @Test("a fix in one file does not cover a breach in another that has the same resource")
  func fixedHere() async throws {
    try folder.write("a.yaml", bucket())
    try folder.write("b.yaml", bucket().replacing("StorageEncrypted: false", with: "StorageEncrypted: true"))
    _ = try await keep(.write(overwrites: false))
    try folder.write("a.yaml", bucket().replacing("StorageEncrypted: false", with: "StorageEncrypted: true"))
    try folder.write("b.yaml", bucket())
    let fresh = try await scan().assessment.findings.filter { !$0.isKnown }
    #expect(fresh.contains { $0.category == .encryptionAtRest })
    // Nor does it once the first file is gone: the second was there, and in order.
    try folder.remove("a.yaml")
    let alone = try await scan().assessment.findings.filter { !$0.isKnown }
    #expect(alone.contains { $0.category == .encryptionAtRest })
  }

  @Test("moved, renamed and reformatted it is the same")
  func moved() async throws {
    try folder.write("a.yaml", bucket())
    _ = try await keep(.write(overwrites: false))
    try folder.remove("a.yaml")
    try folder.write("deep/er/moved.yaml", "# moved\n\n\n" + bucket().replacing("false", with: "\"false\""))
    let report = try await scan()
    #expect(report.assessment.findings.allSatisfy { $0.isKnown })
    #expect(report.comparison?.baseline?.fixed.isEmpty == true)
    let before = try text
    _ = try await keep(.prune)
    let after = try text
    #expect(after.contains("deep/er/moved.yaml") && before != after)
  }

  @Test("another offending value is another decision")
  func otherValue() async throws {
    try folder.write("a.yaml", bucket())
    _ = try await keep(.write(overwrites: false))
    let report = try await Scan(options(region: "us-west-2")).run().report
    #expect(report.assessment.findings.contains { $0.category == .residency && !$0.isKnown })
  }

  @Test("what is fixed is said, and pruned; what a scan did not look at is kept")
  func fixed() async throws {
    try folder.write("one/a.yaml", bucket())
    try folder.write("two/b.yaml", bucket("Other"))
    _ = try await keep(.write(overwrites: false))
    let all = try BaselineInHand.load(folder.url.appending(path: BaselineFile.fileName).path).baseline.entries
    // A scan of one folder says nothing about the other.
    let part = try await scan([folder.url.appending(path: "one").path])
    #expect(part.comparison?.baseline?.fixed.isEmpty == true && part.outcome.exitCode == 0)
    try folder.remove("two/b.yaml")
    let report = try await scan()
    let gone = report.comparison?.baseline?.fixed ?? []
    #expect(!gone.isEmpty && gone.allSatisfy { $0.file == "two/b.yaml" })
    #expect(report.notices.contains { $0.contains("baseline prune") })
    _ = try await keep(.prune)
    let left = try BaselineInHand.load(folder.url.appending(path: BaselineFile.fileName).path).baseline
      .entries
    #expect(left.count == all.count - gone.count && left.allSatisfy { $0.file != "two/b.yaml" })
    // It comes back: it counts.
    try folder.write("two/b.yaml", bucket("Other"))
    #expect(try await scan().outcome.exitCode == 1)
  }

  private let pod =
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: explorer\nspec:\n  containers:\n    - name: a\n"
    + "      image: docker.io/x/y:1\n  volumes:\n    - name: v\n      emptyDir: {}\n"

  @Test("files that declare the same object are joined: every decision holds, and none is called fixed")
  func joined() async throws {
    try folder.write("a.yaml", pod)
    try folder.write("b.yaml", pod)
    _ = try await keep(.write(overwrites: false))
    try folder.write("a.yaml", pod + "---\n" + pod)
    try folder.remove("b.yaml")
    let report = try await scan()
    #expect(report.assessment.findings.allSatisfy { $0.isKnown })
    #expect(report.comparison?.baseline?.fixed.isEmpty == true)
    _ = try await keep(.prune)
    // A third one is nobody's decision, also where it stands beside the two.
    for file in ["a.yaml", "c.yaml"] {
      try folder.write("a.yaml", pod + "---\n" + pod)
      try folder.write(file, file == "a.yaml" ? pod + "---\n" + pod + "---\n" + pod : pod)
      let fresh = try await scan().assessment.findings.filter { !$0.isKnown }
      #expect(!fresh.isEmpty && fresh.allSatisfy { $0.span?.file.hasSuffix(file) == true }, "\(file)")
    }
  }

  @Test("what may stand in a file that could not be read is not called fixed, and kept")
  func unread() async throws {
    try folder.write("a.yaml", pod)
    try folder.write("b.yaml", pod.replacing("name: explorer", with: "name: gone"))
    _ = try await keep(.write(overwrites: false))
    try folder.remove("a.yaml")
    try folder.remove("b.yaml")
    try folder.write("c.yaml", "apiVersion: v1\nkind: [broken\n---\n" + pod)
    let fixed = try #require(try await scan().comparison?.baseline?.fixed)
    #expect(Set(fixed.map(\.resource)) == ["v1/Pod/default/gone"])
    let told = try await keep(.prune)
    #expect(told.contains { $0.contains("kept unseen") }, "\(told)")
    try folder.write("c.yaml", pod)
    let report = try await scan()
    #expect(report.assessment.findings.allSatisfy { $0.isKnown })
    #expect(report.comparison?.baseline?.fixed.isEmpty == true)
  }

  @Test("what has run out silences nothing and is said; it is renewed only on demand")
  func expired() async throws {
    try folder.write("a.yaml", bucket())
    _ = try await keep(.write(overwrites: false), reason: "old", expires: "2031-06-01", asOf: "2031-01-01")
    #expect(try await scan(asOf: "2031-06-01").outcome.exitCode == 0)
    let late = try await scan(asOf: "2031-06-02")
    #expect(late.outcome.exitCode == 1)
    #expect(late.notices.contains { $0.contains("run out") })
    _ = try await keep(.update(renewsExpired: false), expires: "2031-12-31", asOf: "2031-06-02")
    #expect(try await scan(asOf: "2031-06-02").outcome.exitCode == 1)
    _ = try await keep(.update(renewsExpired: true), expires: "2031-12-31", asOf: "2031-06-02")
    #expect(try await scan(asOf: "2031-06-02").outcome.exitCode == 0)
  }

  @Test("an update keeps reasons and ends, and takes in what is new")
  func update() async throws {
    try folder.write("a.yaml", bucket())
    _ = try await keep(.write(overwrites: false), reason: "first", expires: "2031-06-01")
    try folder.write("b.yaml", bucket("Other"))
    _ = try await keep(.update(renewsExpired: false), reason: "second")
    let entries = try BaselineInHand.load(folder.url.appending(path: BaselineFile.fileName).path).baseline
      .entries
    #expect(Set(entries.filter { $0.file == "a.yaml" }.map(\.reason)) == ["first"])
    #expect(Set(entries.filter { $0.file == "b.yaml" }.map(\.reason)) == ["second"])
    #expect(Set(entries.filter { $0.file == "b.yaml" }.map(\.expires)) == [nil])
    let before = try text
    _ = try await keep(.update(renewsExpired: false), reason: "third")
    #expect(try text == before)
  }

  @Test("mistakes are told before anything is scanned")
  func mistakes() async throws {
    try folder.write("a.yaml", bucket())
    var missing = options()
    missing.baseline = folder.url.appending(path: "none.json").path
    #expect(throws: UsageError.self) { try Scan(missing) }
    try folder.write(BaselineFile.fileName, "{")
    #expect(throws: UsageError.self) { try Scan(options()) }
    await #expect(throws: UsageError.self) { try await keep(.write(overwrites: false)) }
    #expect(throws: UsageError.self) { try BaselineKeeping(options(), expires: "soon") }
    #expect(throws: UsageError.self) { try BaselineKeeping(options(), expires: "2001-01-01") }
    var without = options()
    without.ignoresBaseline = true
    #expect(try await Scan(without).run().report.comparison == nil)
  }
}
