import TestSupport
import Testing

@testable import Descriptors

@Suite struct JSONStrings {
  @Test func slicesAndEscapes() throws {
    let root = try root(#"{"a": "plain", "b": "q\" \\ \/ \b\f\n\r\t", "c\u0061": ""}"#, .json)
    #expect(root["a"]?.text == "plain")
    #expect(root["b"]?.text == "q\" \\ / \u{8}\u{C}\n\r\t")
    #expect(root["ca"]?.text == "")
    #expect(root["a"]?.record.flags.contains(.decoded) == false)
    #expect(root["b"]?.record.flags.contains(.decoded) == true)
    #expect(root["a"]?.written == "\"plain\"")
    #expect(root["a"]?.isPlain == false)
  }

  @Test(
    arguments: [
      (#"\u00e9"#, "é"), (#"\u0000"#, "\0"), (#"\uD83D\uDE00"#, "😀"), (#"\ud83d\ude00x"#, "😀x"),
      (#"\uD800"#, "\u{FFFD}"), (#"\uDC00"#, "\u{FFFD}"), (#"\uD800\uD800"#, "\u{FFFD}\u{FFFD}"),
      (#"\uD800\u0041"#, "\u{FFFD}A"), (#"\uD800\n"#, "\u{FFFD}\n"), (#"\uDE00\uD83D"#, "\u{FFFD}\u{FFFD}"),
      (#"\uD800x"#, "\u{FFFD}x"), (#"\uFFFF"#, "\u{FFFF}"), (#"ä\u00e4"#, "ää"),
    ])
  func unicodeEscapes(_ written: String, _ text: String) throws {
    let value = try #require(try root("[\"\(written)\"]", .json).items.first { _ in true })
    #expect(value.text.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    #"\x"#, #"\u12"#, #"\u12G4"#, #"\'"#, #"\u"#, #"\uD800\u12"#, "\u{1}", "\u{0}", "a\\\u{1}",
  ])
  func whatIsNoString(_ written: String) {
    let reading = read("[\"\(written)\"]", .json)
    #expect(reading.problems.map(\.code) == [.syntax])
    #expect(reading.tree.documents.isEmpty)
  }

  @Test func stringsOverSeveralLinesAndRawTabs() throws {
    let root = try root("{\"a\": \"one\n  two\tthree\", \"b\": 1}", .json)
    #expect(root["a"]?.text == "one\n  two\tthree")
    #expect(root["b"]?.start == position(2, 20))
  }
}

@Suite struct JSONNumbers {
  @Test(arguments: [
    "0", "-0", "12", "-3.25", "1e9", "1E+9", "1.5e-10", "0.0", "123456789012345678901234567890",
  ])
  func numbersStayText(_ text: String) throws {
    let value = try root(text, .json)
    #expect(value.text == text)
    #expect(value.isPlain)
  }

  @Test(
    arguments: [
      "01", "-", "-01", "1.", ".5", "1e", "1e+", "+1", "1.e5", "0x10", "1a", "1_000", "--1", "Infinity",
      "NaN",
      "-Infinity", "1.2.3", "1-2", "2e3e4",
    ])
  func whatIsNoNumber(_ text: String) {
    let reading = read("[\(text)]", .json)
    #expect(reading.problems.map(\.code) == [.syntax], "\(text)")
    #expect(reading.tree.documents.isEmpty)
  }

  @Test func wordsAreWhole() throws {
    let items = Array(try root("[true, false, null, \"null\"]", .json).items)
    #expect(items.map(\.bool) == [true, false, nil, nil])
    #expect(items.map(\.isNull) == [false, false, true, false])
    for text in ["[tru]", "[nul", "[truex]", "[True]", "[nullnull]", "[falsey]"] {
      #expect(read(text, .json).problems.map(\.code) == [.syntax], "\(text)")
    }
  }
}

@Suite struct JSONStructure {
  @Test func positionsWithNonASCIITextAndCarriageReturns() throws {
    let root = try root("{\r\n  \"größe\": \"Köln\",\r\n  \"b\": [1, {\"c\": true}]\r\n}\r\n", .json)
    let first = try #require(root["größe"])
    #expect(first.start == position(2, 12))
    #expect(first.span.end == position(2, 18))
    #expect(first.written == "\"Köln\"")
    let list = try #require(root["b"])
    #expect(list.start == position(3, 8))
    #expect(list.written == "[1, {\"c\": true}]")
    #expect(root.key("größe")?.written == "\"größe\"")
    #expect(root.range == 0..<(root.tree.source.count - 2))
  }

  @Test func byteOrderMarkIsNotPartOfTheText() throws {
    let reading = try read(bytes: [0xEF, 0xBB, 0xBF] + Array("[1]".utf8), .json)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.first?.start == position(1, 1))
  }

  @Test func commentsAndTrailingCommas() throws {
    let root = try root(
      """
      // first
      { /* in /* here */ "a": 1, // behind
        "b": [1, 2,], /**/
      }
      // last
      """, .json)
    #expect(root["a"]?.int == 1)
    #expect(root["b"]?.items.map(\.int) == [1, 2])
  }

  @Test func commentsInStringsAreText() throws {
    #expect(try root(#"["// no /* comment */"]"#, .json).items.map(\.text) == ["// no /* comment */"])
  }

  @Test func severalRoots() {
    let reading = read("{\"a\": 1}\n{\"a\": 2}[3]", .json)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.kind) == [.mapping, .mapping, .sequence])
  }

  @Test func brokenSecondRootKeepsTheFirst() {
    let reading = read("{\"a\": 1}\n{\"a\": }", .json)
    #expect(reading.tree.documents.map { $0["a"]?.int } == [1])
    #expect(reading.problems.first?.position == position(2, 7))
  }

  @Test func lastOfDuplicateKeysCounts() throws {
    let root = try root(#"{"a": 1, "\u0061": 2, "b": 3}"#, .json)
    #expect(root.hasDuplicateKeys)
    #expect(root["a"]?.int == 2)
  }

  @Test func mergeKeyIsAnOrdinaryKeyInJSON() throws {
    let root = try root(#"{"<<": {"a": 1}}"#, .json)
    #expect(!root.hasMerge)
    #expect(root["a"] == nil)
  }

  @Test(arguments: ["", " \n\t", "// only a comment", "/* only */"])
  func nothingIsNoDocument(_ text: String) {
    let reading = read(text, .json)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.isEmpty)
  }

  @Test(
    arguments: [
      ("{\"a\" 1}", 1, 6), ("[1 2]", 1, 4), ("{\n  a: 1}", 2, 3), ("[1,\n", 2, 1), ("{\"a\":1", 1, 7),
      ("]", 1, 1),
      ("[}", 1, 2), ("{]", 1, 2), ("[,1]", 1, 2), ("{,}", 1, 2), ("[1,,2]", 1, 4), ("[\"ä\", x]", 1, 7),
      ("{\"a\":\n", 2, 1),
      ("[\"open", 1, 2), ("[1] /", 1, 5), ("[1] /* open", 1, 5), ("/x", 1, 1), ("{1:2}", 1, 2),
      ("[\u{B}1]", 1, 2),
      ("{\"a\"", 1, 5), ("[\"a\\", 1, 4),
    ])
  func errorsNameTheirPlace(_ text: String, _ line: Int, _ column: Int) throws {
    let reading = read(text, .json)
    let problem = try #require(reading.problems.first)
    #expect(problem.code == .syntax)
    #expect(problem.position == position(line, column), "\(problem.message.english)")
    #expect(problem.message.hasPrefix("this is not JSON"))
    #expect(!problem.remedy.isEmpty)
  }
}
