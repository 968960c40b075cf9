import Testing

@testable import Discovery

/// One line of an ignore file against one entry; a path that ends with a slash is a folder.
struct PatternCase: CustomTestStringConvertible, Sendable {
  let pattern: String
  let path: String
  let fits: Bool

  init(_ pattern: String, _ path: String, _ fits: Bool) {
    self.pattern = pattern
    self.path = path
    self.fits = fits
  }

  var testDescription: String { "'\(pattern)' \(fits ? "fits" : "does not fit") '\(path)'" }
}

@Suite("One line of an ignore file") struct IgnorePatternTests {
  static let plain = [
    // Without a slash: the name, at any depth.
    PatternCase("foo", "foo", true), PatternCase("foo", "a/b/foo", true),
    PatternCase("foo", "foo/", true), PatternCase("foo", "foobar", false),
    PatternCase("foo", "foo/bar", false), PatternCase("*.log", "a/x.log", true),
    PatternCase("*.log", ".log", true), PatternCase("*.log", "x.logs", false),
    PatternCase("foo*", "foobar", true), PatternCase("f*o*r", "foobar", true),
    PatternCase("f*o*r", "foobars", false), PatternCase("*", "anything", true),
    PatternCase("?", "a", true), PatternCase("?", "ab", false), PatternCase("a?c", "abc", true),
    PatternCase("FOO", "foo", false), PatternCase("a**z", "abcz", true), PatternCase("**", "a/b", true),
    // A slash at the end: folders only.
    PatternCase("foo/", "foo/", true), PatternCase("foo/", "foo", false),
    PatternCase("foo/", "a/foo/", true), PatternCase("a/foo/", "b/a/foo/", false),
    // A slash elsewhere: from the folder of the file.
    PatternCase("/foo", "foo", true), PatternCase("/foo", "a/foo", false),
    PatternCase("doc/frotz", "doc/frotz", true), PatternCase("doc/frotz", "a/doc/frotz", false),
    PatternCase("/doc/frotz", "doc/frotz", true), PatternCase("foo/*", "foo/test.json", true),
    PatternCase("foo/*", "foo/bar/hello.c", false), PatternCase("a/?", "a//", false),
    PatternCase("a//b", "a/b", false), PatternCase("//a", "a", false),
  ]

  static let stars = [
    PatternCase("**/foo", "foo", true), PatternCase("**/foo", "a/b/foo", true),
    PatternCase("**/foo/bar", "foo/bar", true), PatternCase("**/foo/bar", "a/foo/bar", true),
    PatternCase("**/foo/bar", "foo/a/bar", false), PatternCase("abc/**", "abc/x", true),
    PatternCase("abc/**", "abc/x/y", true), PatternCase("abc/**", "abc/", false),
    PatternCase("abc/**", "d/abc/x", false), PatternCase("a/**/b", "a/b", true),
    PatternCase("a/**/b", "a/x/b", true), PatternCase("a/**/b", "a/x/y/b", true),
    PatternCase("a/**/b", "a/x/y", false), PatternCase("a/**/b/**/c", "a/b/x/b/y/c", true),
    PatternCase("a/x**/c", "a/xy/z/c", false), PatternCase("a/x**/c", "a/xy/c", true),
    PatternCase("/**", "a/b", true), PatternCase("**/*.md", "x/y.md", true),
    PatternCase("a/**/", "a/b/", true), PatternCase("a/**/", "a/b", false),
  ]

  static let classes = [
    PatternCase("[ab]c", "bc", true), PatternCase("[ab]c", "cc", false),
    PatternCase("[a-c]x", "bx", true), PatternCase("[a-c]x", "dx", false),
    PatternCase("[!a-c]x", "dx", true), PatternCase("[^a-c]x", "ax", false),
    PatternCase("[]a]", "]", true), PatternCase("[!]a]", "]", false), PatternCase("[a-]", "-", true),
    PatternCase("[-a]", "-", true), PatternCase("[\\]]", "]", true), PatternCase("[a\\-c]", "b", false),
    PatternCase("[c-a]", "b", false), PatternCase("[[:digit:]]", "7", true),
    PatternCase("[[:digit:]x]", "x", true), PatternCase("[![:upper:]]", "A", false),
    PatternCase("[[:nonsense:]]", "n", false), PatternCase("[[:digit]", ":", true),
    PatternCase("[ab", "[ab", false), PatternCase("[", "[", false), PatternCase("a[/]b", "a/b", false),
  ]

  static let escapes = [
    PatternCase("\\#x", "#x", true), PatternCase("\\!x", "!x", true), PatternCase("\\*", "*", true),
    PatternCase("\\*", "a", false), PatternCase("a\\?", "a?", true), PatternCase("a\\", "a", false),
    PatternCase("a\\", "a\\", false), PatternCase("a\\\\", "a\\", true), PatternCase("\\a", "a", true),
    PatternCase("foo  ", "foo", true), PatternCase("foo\\ ", "foo ", true),
    PatternCase("foo\\  ", "foo ", true), PatternCase("a b", "a b", true), PatternCase("foo\t", "foo", false),
    PatternCase("#x", "#x", false), PatternCase("", "a", false), PatternCase("/", "a/", false),
    PatternCase("!", "!", false), PatternCase("é*", "été", true), PatternCase("é?é", "été", true),
  ]

  @Test(arguments: plain + stars + classes + escapes)
  func meaning(_ example: PatternCase) {
    let isFolder = example.path.hasSuffix("/")
    let path = Array(example.path.utf8.prefix(example.path.utf8.count - (isFolder ? 1 : 0)))
    let name = Array(path.split(separator: UInt8(ascii: "/")).last ?? [])
    let fits = IgnorePattern(Array(example.pattern.utf8)).map { pattern in
      path.withUnsafeBufferPointer { path in
        name.withUnsafeBufferPointer { pattern.matches(path: path, name: $0, isFolder: isFolder) }
      }
    }
    #expect((fits ?? false) == example.fits)
  }

  @Test("A pattern made to make matchers try everything is decided all the same")
  func hostile() throws {
    let pattern = try #require(
      IgnorePattern(Array((String(repeating: "**/*a*a*a*a", count: 20) + "/b").utf8)))
    let path = Array((0..<60).map { _ in String(repeating: "a", count: 30) }.joined(separator: "/").utf8)
    let fits = path.withUnsafeBufferPointer { pattern.matches(path: $0, name: $0, isFolder: false) }
    #expect(!fits)
  }

  @Test("Byte-order mark, CRLF, comments, and the last line that fits wins")
  func lines() {
    let text = Array("\u{FEFF}*.log\r\n# comment\r\n!keep.log\r\n/keep.log".utf8)
    let rules = text.withUnsafeBytes { IgnoreRules($0) }
    #expect(rules.patterns.count == 3)
    func verdict(_ path: String, _ name: String) -> Bool? {
      Array(path.utf8).withUnsafeBufferPointer { path in
        Array(name.utf8).withUnsafeBufferPointer { rules.verdict(path: path, name: $0, isFolder: false) }
      }
    }
    #expect(verdict("a.log", "a.log") == true)
    #expect(verdict("a/keep.log", "keep.log") == false)
    #expect(verdict("keep.log", "keep.log") == true)
    #expect(verdict("a.txt", "a.txt") == nil)
  }
}
