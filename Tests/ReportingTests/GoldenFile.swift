import Foundation
import TestSupport
import Testing

/// Compares with a golden file; a missing one is written and fails, so that somebody looks at it.
enum GoldenFile {
  static func compare(_ bytes: [UInt8], to name: String) throws {
    let folder = Repository.root.appendingPathComponent("Tests/ReportingTests/Golden")
    let file = folder.appendingPathComponent(name)
    let isRecording = ProcessInfo.processInfo.environment["BORNAGE_RECORD"] != nil
    guard !isRecording, let golden = try? Data(contentsOf: file) else {
      try Data(bytes).write(to: file)
      Issue.record("\(name) was written: look at it, then run the test again")
      return
    }
    let (made, wanted) = (String(decoding: bytes, as: UTF8.self), String(decoding: golden, as: UTF8.self))
    #expect(made == wanted, "\(name) differs; if that is meant, record it with BORNAGE_RECORD=1")
  }
}
