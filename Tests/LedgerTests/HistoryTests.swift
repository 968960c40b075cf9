import Assessment
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Ledger

@Suite("Ledger: history, export, check")
struct HistoryTests {
  /// Buckets that come, go and come again.
  private static let weeks: [[Int]] = [[1, 2, 3], [1, 2], [1, 2, 3, 4], [2, 4], [1, 2, 3], []]

  private func recorded(_ kind: Backend.Kind, order: [Int] = Array(weeks.indices)) throws -> (Ledger, Backend) {
    let backend = try Backend(kind)
    let ledger = try backend.open()
    for week in order {
      _ = try ledger.record(Sample.scan(Self.weeks[week]), tree: "t", owner: "ops", at: Sample.week(week))
    }
    return (ledger, backend)
  }

  private func bytes(_ pieces: [[UInt8]]) -> String { String(decoding: pieces.joined(), as: UTF8.self) }

  @Test("first seen, closed, back again", arguments: Backend.available)
  func stretches(kind: Backend.Kind) throws {
    let (ledger, backend) = try recorded(kind)
    defer { withExtendedLifetime(backend) {} }
    let histories = try ledger.histories(tree: "t")
    let spans = histories.map { history in
      history.stretches.map { "\($0.since.prefix(10))..\(($0.until ?? "now").prefix(10))" }
    }
    func day(_ week: Int) -> String { Sample.week(week).day }
    #expect(
      spans == [
        ["\(day(0))..\(day(3))", "\(day(4))..\(day(5))"],
        ["\(day(0))..\(day(5))"],
        ["\(day(0))..\(day(1))", "\(day(2))..\(day(3))", "\(day(4))..\(day(5))"],
        ["\(day(2))..\(day(4))"],
      ])
    #expect(histories.allSatisfy { !$0.isOpen })
    // Looked at from an earlier scan, what came later is not known.
    let third = try #require(try ledger.latest(tree: "t", at: Sample.week(2)))
    let then = try ledger.histories(tree: "t", asOf: third.id)
    #expect(then.filter(\.isOpen).count == 4)
    #expect(then[2].firstSeen == Sample.week(0).text)
    #expect(then[2].openSince == Sample.week(2).text)
  }

  @Test("scans may be recorded in any order", arguments: Backend.available)
  func anyOrder(kind: Backend.Kind) throws {
    let (ledger, backend) = try recorded(kind)
    defer { withExtendedLifetime(backend) {} }
    let expected = bytes(try ledger.export())
    var generator = Steps(state: 7)
    for _ in 0..<12 {
      let order = Array(Self.weeks.indices).shuffled(using: &generator)
      let (other, kept) = try recorded(kind, order: order)
      defer { withExtendedLifetime(kept) {} }
      #expect(bytes(try other.export()) == expected, "recorded in the order \(order)")
      #expect(other.check().isEmpty)
      for scan in try other.scans(tree: "t") {
        let week = try #require(Self.weeks.indices.first { Sample.week($0).text == scan.recordedAt })
        #expect(try other.snapshot(of: scan.id).snapshot == Sample.scan(Self.weeks[week]))
      }
    }
  }

  @Test("the last scan before a moment", arguments: Backend.available)
  func latest(kind: Backend.Kind) throws {
    let (ledger, backend) = try recorded(kind)
    defer { withExtendedLifetime(backend) {} }
    #expect(try ledger.latest(tree: "t")?.recordedAt == Sample.week(5).text)
    let between = Moment(microseconds: Sample.week(3).microseconds + 5)
    #expect(try ledger.latest(tree: "t", at: between)?.recordedAt == Sample.week(3).text)
    #expect(try ledger.latest(tree: "t", at: Moment(microseconds: 1)) == nil)
    #expect(try ledger.latest(tree: "none") == nil)
    #expect(try ledger.trees() == ["t"])
  }

  @Test("an export restores the history, in whichever back end", arguments: Backend.available)
  func exportAndImport(kind: Backend.Kind) throws {
    let (ledger, backend) = try recorded(kind)
    defer { withExtendedLifetime(backend) {} }
    _ = try ledger.record(Sample.scan([9]), tree: "a tree", at: Sample.week(0))
    let text = bytes(try ledger.export())
    for target in Backend.available {
      let fresh = try Backend(target)
      let copy = try fresh.open()
      #expect(try importing(text, into: copy) == ImportSummary(stored: 7, present: 0))
      #expect(bytes(try copy.export()) == text)
      #expect(try importing(text, into: copy) == ImportSummary(stored: 0, present: 7))
      #expect(copy.check().isEmpty)
    }
  }

  @Test("an export that was cut off or changed is refused, and what is whole before it is kept")
  func brokenExports() throws {
    let (ledger, backend) = try recorded(.sqlite)
    defer { withExtendedLifetime(backend) {} }
    let text = bytes(try ledger.export())
    let lines = text.split(separator: "\n")
    let cut = lines.dropLast(1).joined(separator: "\n")
    let changed = text.replacingOccurrences(of: "bucket-4", with: "bucket-5")
    for (broken, expected) in [(cut, "cut off"), (changed, "not as it was exported"), ("{}", "no export")] {
      let fresh = try Backend(.sqlite)
      let copy = try fresh.open()
      let error = #expect(throws: LedgerError.self) { try importing(broken, into: copy) }
      #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
      #expect(copy.check().isEmpty)
    }
  }

  private func importing(_ text: String, into ledger: Ledger) throws -> ImportSummary {
    let folder = try TemporaryFolder()
    let lines = try LineSource(try folder.write("export.ndjson", text))
    return try ledger.importing(path: "export.ndjson") { () throws(LedgerError) in try lines.next() }
  }

  @Test(
    "every change behind the ledger's back is found",
    arguments: [
      "UPDATE texts SET body = 'harmless' WHERE body LIKE 'bucket 2 stands%'",
      "UPDATE findings SET severity = 'info' WHERE fingerprint LIKE '%1002'",
      "DELETE FROM findings WHERE fingerprint LIKE '%1003' AND until < 9223372036854775807",
      "DELETE FROM resources WHERE id = 1",
      "UPDATE flows SET since = since + 1 WHERE id = 2",
      "UPDATE findings SET until = 9223372036854775807 WHERE fingerprint LIKE '%1004'",
      "UPDATE scans SET owner = 'somebody else' WHERE id = 3",
      "UPDATE scans SET located = 100 WHERE id = 2",
      "UPDATE scans SET recorded_at = '2020-01-01T00:00:00Z' WHERE id = 2",
      "DELETE FROM scan_policies WHERE scan = 4",
      "DELETE FROM texts WHERE id = 1",
    ])
  func tampering(sql: String) throws {
    for kind in Backend.available {
      let (ledger, backend) = try recorded(kind)
      defer { withExtendedLifetime(backend) {} }
      #expect(ledger.check().isEmpty)
      try ledger.store.run(sql)
      #expect(!ledger.check().isEmpty, "\(kind): \(sql)")
    }
  }
}

/// Numbers that look random and are the same each time.
struct Steps: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state
  }
}
