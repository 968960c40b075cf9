import Testing

@testable import Descriptors

@Suite("Search of ASCII words in texts")
struct StringASCIITests {
  @Test(
    "the range is that of the first occurrence",
    arguments: [
      ("a/providers/b/providers/c", "/providers/", "a", "b/providers/c"), ("abc", "abc", "", ""),
      ("éàé::ü", "::", "éàé", "ü"), ("日本 east", "east", "日本 ", ""), ("aab", "ab", "a", ""),
    ])
  func found(text: String, word: String, before: String, behind: String) throws {
    let range = try #require(text.range(ofASCII: word))
    #expect(text[..<range.lowerBound] == before)
    #expect(text[range.upperBound...] == behind)
  }

  @Test("what does not stand there, and nothing at all, is not found")
  func missing() {
    #expect("abc".range(ofASCII: "abcd") == nil)
    #expect("abc".range(ofASCII: "") == nil)
    #expect("".range(ofASCII: "a") == nil)
  }
}
