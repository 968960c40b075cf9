import Assessment
import Foundation
import Reporting
import Testing

@testable import Pipeline

@Suite("bornage report: its input")
struct WeeklyRunTests {
  private let now = Moment(microseconds: 1_796_018_400_000_000)

  private func options(_ change: (inout WeeklyOptions) -> Void) -> WeeklyOptions {
    var options = WeeklyOptions()
    options.at = "2026-11-30T06:00:00Z"
    change(&options)
    return options
  }

  /// Records in files of a folder that goes away again.
  private func inFolder(_ names: [String], _ body: ([String]) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bornage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let snapshot = ScanSnapshot(
      tool: ScanSnapshot.Tool(version: "1", atlasAsOf: "2026-11-01"), asOf: "2026-11-01", digest: "d")
    var paths: [String] = []
    for name in names {
      let file = folder.appendingPathComponent(name)
      try Data(SnapshotWriter.bytes(snapshot)).write(to: file)
      paths.append(file.path)
    }
    try body(paths)
  }

  @Test("how far back: days, weeks, a day, a time; anything else is said")
  func since() throws {
    func period(_ text: String) throws -> (Moment?, Int)? {
      try options { $0.since = text }.period(before: now)
    }
    #expect(try period("7d")?.1 == 7)
    #expect(try period("2w")?.1 == 14)
    #expect(try period("2026-11-20")?.0 == Moment("2026-11-20T00:00:00Z"))
    #expect(try period("2026-11-20")?.1 == 10)
    for text in ["", "d", "0d", "-1d", "7", "7x", "99999999999w", "2026-13-01", "2027-01-01"] {
      #expect(throws: UsageError.self, "\(text)") { try period(text) }
    }
  }

  @Test("due dates are the usual ones unless others are given")
  func due() throws {
    #expect(try options { $0.due = ["critical=7,info=300"] }.dueDays()[.critical] == 7)
    #expect(try options { $0.due = ["critical=7,info=300"] }.dueDays()[.high] == 30)
    for text in ["critical", "critical=", "crit=3", "low=-1", "low=x"] {
      #expect(throws: UsageError.self, "\(text)") { try options { $0.due = [text] }.dueDays() }
    }
  }

  @Test("a record's moment and tree are in its file's name, or stand before it")
  func names() throws {
    try inFolder(["shop-2026-11-23.json", "2026-11-24T053000Z_shop.json", "plain.json"]) { paths in
      let scans = try SavedScans.read(
        [paths[0], paths[1], "2026-11-25T01:00:00+01:00=\(paths[2])"], tree: nil)
      #expect(
        scans.map(\.recordedAt) == ["2026-11-23T00:00:00Z", "2026-11-24T05:30:00Z", "2026-11-25T00:00:00Z"])
      #expect(scans.map(\.tree) == ["shop", "shop", "plain"])
      #expect(try SavedScans.read([paths[0]], tree: "x").map(\.tree) == ["x"])
      #expect(throws: UsageError.self) { try SavedScans.read([paths[2]], tree: nil) }
    }
  }

  @Test("files are compared from the first of them; one file, or none before the moment, is a mistake")
  func run() throws {
    try inFolder(["a-2026-11-10.json", "a-2026-11-30.json"]) { paths in
      let (bytes, isStale) = try WeeklyRun.run(options { $0.files = paths })
      #expect(String(decoding: bytes, as: UTF8.self).contains("2026-11-10"))
      #expect(!isStale)
      #expect(
        try WeeklyRun.run(
          options {
            $0.files = paths; $0.at = "2026-12-20"; $0.since = "7d"
          }
        ).isStale)
      #expect(throws: UsageError.self) { try WeeklyRun.run(options { $0.files = [paths[0]] }) }
      #expect(throws: UsageError.self) {
        try WeeklyRun.run(
          options {
            $0.files = paths; $0.at = "2026-01-01"
          })
      }
      #expect(throws: UsageError.self) {
        try WeeklyRun.run(
          options {
            $0.files = paths; $0.form = .eml
          })
      }
      #expect(throws: UsageError.self) {
        try WeeklyRun.run(
          options {
            $0.files = paths; $0.previous = paths[0]
          })
      }
    }
  }

  @Test("a failure needs no log, and says so")
  func failure() throws {
    let bytes = try WeeklyRun.failure(code: 70, step: "record", log: "/nowhere/log", options { _ in })
    #expect(String(decoding: bytes, as: UTF8.self).contains("could not be read"))
  }
}
