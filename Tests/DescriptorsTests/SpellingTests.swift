import Testing

@testable import Descriptors

@Suite struct SpellingTests {
  private let words = ["storage", "compute", "region", "regions", "log"]

  @Test(
    arguments: [
      ("storge", "storage"), ("comptue", "compute"), ("Region", "region"), ("regoins", "regions"),
      ("lgo", "log"),
      ("storagee", "storage"), ("l", nil), ("entirely", nil), ("", nil), ("xyz", nil),
    ])
  func nearest(_ typed: String, _ meant: String?) {
    #expect(Spelling.nearest(to: typed, among: words) == meant)
  }

  @Test func firstOfEquallyNearWordsAndNoWords() {
    #expect(Spelling.nearest(to: "bat", among: ["cat", "rat"]) == "cat")
    #expect(Spelling.nearest(to: "bat", among: []) == nil)
    #expect(Spelling.nearest(to: String(repeating: "a", count: 65), among: ["a"]) == nil)
  }
}
