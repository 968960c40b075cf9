import Testing

@testable import Descriptors

@Suite struct JSONReaderTests {
  @Test func readsEveryKindOfValue() throws {
    let reading = read(#"{"a": [1, -0.5e+3, true, false, null], "b": {"c": ""}, "d": "x"}"#, as: .json)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    #expect(root.picture == #"{a:["1","-0.5e+3","true","false","null"],b:{c:""},d:"x"}"#)
    let items = try #require(root["a"]).items.map { $0 }
    #expect(items[4].isNull && items[2].bool == true && items[0].int == 1)
    #expect(try !#require(root["d"]).isPlain)
    #expect(items[0].isPlain)
  }

  @Test func quotedNullIsText() throws {
    let root = try #require(read(#"{"a": "null"}"#, as: .json).tree.documents.first)
    #expect(root["a"]?.isNull == false)
  }

  @Test func spansCoverWhatIsWritten() throws {
    let text = "{\n  \"é\": [10, \"a\\u00e9\"],\n  \"k\": {}\n}\n"
    let root = try #require(read(text, as: .json).tree.documents.first)
    #expect(root.slice == String(text.dropLast()))
    let list = try #require(root["é"])
    #expect(list.slice == "[10, \"a\\u00e9\"]")
    #expect(list.span.start == Position(line: 2, column: 8))
    let second = try #require(list.items.map { $0 }.last)
    #expect(second.text == "aé" && second.slice == "\"a\\u00e9\"")
    #expect(second.span.start == Position(line: 2, column: 13))
    #expect(root["k"]?.slice == "{}")
    #expect(root.key("k")?.span.start == Position(line: 3, column: 3))
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u20ac""#, "€"), (#""\ud83d\ude00!""#, "😀!"),
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
    (#""\u0000""#, "\0"), ("\"a\tb\nc\"", "a\tb\nc"),
  ]) func decodesEscapes(source: String, value: String) {
    let reading = read(source, as: .json)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.first?.text == value)
  }

  @Test func toleratesWhatTemplatesContain() {
    let text = "\u{FEFF}// head\n{/* a */\"a\"/**/:/**/1, // b\n\"b\": [1,2,],}\n// end"
    let reading = read(text, as: .json)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.picture) == [#"{a:"1",b:["1","2"]}"#])
  }

  @Test func readsOneDocumentAfterTheOther() {
    let reading = read("{\"a\":1}\n{\"a\":2}\n[3]\n", as: .json)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.picture) == [#"{a:"1"}"#, #"{a:"2"}"#, #"["3"]"#])
  }

  @Test func keepsDocumentsBeforeABrokenOne() {
    let reading = read("{\"a\":\"\\n\"}\n{\"a\":\"\\t\",", as: .json)
    #expect(reading.tree.documents.map(\.picture) == ["{a:\"\n\"}"])
    #expect(reading.problems.map(\.position) == [Position(line: 2, column: 11)])
  }

  @Test(arguments: [
    ("[1 2]", 1, 4), ("{\"a\" 1}", 1, 6), ("{a:1}", 1, 2), ("[,1]", 1, 2), ("[1,,2]", 1, 4), ("[1", 1, 3),
    ("{\"a\":\n\"x", 2, 1), ("[01]", 1, 3), ("[1.]", 1, 2), ("[-]", 1, 2), ("[tru]", 1, 2), ("[NaN]", 1, 2),
    ("[\"\\x\"]", 1, 3), ("[\"\\u12\"]", 1, 3), ("/* x", 1, 1), ("[1]x", 1, 4), ("1 2", 1, 3), ("]", 1, 1),
    ("{\"a\":1]", 1, 7), ("[\"a\u{1}\"]", 1, 4), ("/", 1, 1), ("t", 1, 1), ("\"\\", 1, 2),
  ]) func saysWhereItIsNotJSON(text: String, line: Int, column: Int) {
    let reading = read(text, as: .json)
    #expect(reading.problems.map(\.code) == [.syntax])
    #expect(reading.problems.first?.position == Position(line: line, column: column))
    #expect(reading.problems.first?.remedy.isEmpty == false)
  }

  @Test func emptyFilesHaveNoDocument() {
    for text in ["", " \n", "// only a comment"] {
      let reading = read(text, as: .json)
      #expect(reading.problems.isEmpty && reading.tree.documents.isEmpty)
    }
  }

  @Test func boundsDepthAndNodes() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(read(deep, as: .json).problems.first?.code == .tooDeep)
    let nested = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(read(nested, as: .json).problems.isEmpty)
    let wide = "[" + String(repeating: "1,", count: 100) + "1]"
    #expect(read(wide, as: .json, limits: Limits(nodes: 50)).problems.first?.code == .tooManyNodes)
    #expect(read(wide, as: .json, limits: Limits(bytes: 50)).problems.first?.code == .tooLarge)
  }

  @Test func flagsDuplicateKeys() throws {
    let root = try #require(read(#"{"a":1,"b":2,"\u0061":3}"#, as: .json).tree.documents.first)
    #expect(root.hasDuplicateKeys && root["a"]?.text == "3")
    let many = (0..<500).map { "\"key\($0)\":\($0)" }.joined(separator: ",")
    #expect(read("{\(many)}", as: .json).tree.documents.first?.hasDuplicateKeys == false)
    let twice = try #require(read("{\(many),\"key7\":0}", as: .json).tree.documents.first)
    #expect(twice.hasDuplicateKeys && twice["key7"]?.text == "0")
  }

  /// Values that are made up, written and read again are the same, with spans that hold what was written.
  @Test(arguments: 0..<40) func randomValuesSurvive(seed: UInt64) throws {
    var random = Xorshift(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    var text = ""
    let picture = random.value(into: &text, depth: 0)
    let reading = read(text, as: .json)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    #expect(root.picture == picture)
    #expect(root.slice == text)
  }
}

/// A small generator, so that a failure can be repeated.
private struct Xorshift {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  /// Appends a value as JSON and answers its picture.
  mutating func value(into text: inout String, depth: Int) -> String {
    switch next(depth > 5 ? 4 : 7) {
    case 0, 1: return "\"\(string(into: &text))\""
    case 2: return literal(["true", "false", "null", "0", "-1.5E-3", "12345678901234567890"][next(6)], &text)
    case 3: return literal("\(next(1_000_000))", &text)
    case 4, 5:
      text += "{"
      var parts: [String] = []
      for index in 0..<next(30) {
        text += index == 0 ? " " : ",\n"
        let key = string(into: &text)
        text += ":"
        parts.append("\(key):\(value(into: &text, depth: depth + 1))")
      }
      text += "}"
      return "{\(parts.joined(separator: ","))}"
    default:
      text += "["
      var parts: [String] = []
      for index in 0..<next(8) {
        text += index == 0 ? "" : " , "
        parts.append(value(into: &text, depth: depth + 1))
      }
      text += "]"
      return "[\(parts.joined(separator: ","))]"
    }
  }

  private func literal(_ word: String, _ text: inout String) -> String {
    text += word
    return "\"\(word)\""
  }

  private mutating func string(into text: inout String) -> String {
    var value = ""
    text += "\""
    for _ in 0..<next(12) {
      let (written, meant) =
        [
          ("a", "a"), ("é", "é"), ("\\n", "\n"), ("\\\\", "\\"), ("\\u20AC", "€"), ("\\ud83d\\ude00", "😀"),
          ("{", "{"),
        ][
          next(7)]
      text += written
      value += meant
    }
    text += "\""
    return value
  }
}
