import Foundation
import Testing

@testable import Discovery

/// The shared corpus, if it is there.
private let corpus: String? = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let shared = ProcessInfo.processInfo.environment["BORNAGE_SHARED"] ?? root.appending(path: "shared").path
  let path = shared + "/corpus"
  return FileManager.default.fileExists(atPath: path) ? path : nil
}()

@Suite("The shared corpus") struct CorpusWalkTests {
  @Test("Every file is found, in order", .enabled(if: corpus != nil, "needs ../shared/corpus"))
  func count() throws {
    let path = try #require(corpus)
    let result = Discovery.find([path], options: DiscoveryOptions(useIgnoreFiles: false))
    let all = try #require(FileManager.default.enumerator(atPath: path))
    var expected: [String] = []
    while let name = all.nextObject() as? String {
      if all.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        expected.append(path + "/" + name)
      }
    }
    expected.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(result.files.map(\.path) == expected)
    #expect(result.unreadable.isEmpty)
  }
}
