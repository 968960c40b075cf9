import Testing

@testable import Descriptors

@Suite struct YAMLPositions {
  @Test func columnsCountScalarsAndOffsetsCountBytes() throws {
    let root = try root("größe: Köln\nщит: \"Ω\" # µ\nend: x\n", .yaml)
    let first = try #require(root["größe"])
    #expect(first.start == position(1, 8))
    #expect(first.range == 9..<14)
    #expect(first.written == "Köln")
    let second = try #require(root["щит"])
    #expect(second.start == position(2, 6))
    #expect(second.written == "\"Ω\"")
    #expect(root["end"]?.start == position(3, 6))
  }

  @Test func emojiIsOneColumn() throws {
    let root = try root("a: [😀, b]\n", .yaml)
    let items = Array(try #require(root["a"]).items)
    #expect(items.map(\.start) == [position(1, 5), position(1, 8)])
    #expect(items[0].text == "😀")
  }

  @Test func carriageReturnsDoNotShiftLines() throws {
    let root = try root("a: 1\r\nb:\r\n  - zwölf\r\n  - c\r\n", .yaml)
    let items = Array(try #require(root["b"]).items)
    #expect(items.map(\.text) == ["zwölf", "c"])
    #expect(items.map(\.start) == [position(3, 5), position(4, 5)])
    #expect(items.map(\.written) == ["zwölf", "c"])
  }

  @Test func byteOrderMarkIsNotPartOfTheText() throws {
    let reading = try read(bytes: [0xEF, 0xBB, 0xBF] + Array("a: ä\n".utf8), .yaml)
    #expect(reading.problems.isEmpty)
    let value = try #require(reading.tree.documents.first?["a"])
    #expect(value.text == "ä")
    #expect(value.start == position(1, 4))
  }

  @Test func tabsMaySeparateButNotIndent() throws {
    let root = try root("a:\tone\t# comment\nb: two\n", .yaml)
    #expect(root["a"]?.text == "one")
    #expect(root["a"]?.start == position(1, 4))
    let broken = read("a:\n\tb: 1\n", .yaml)
    #expect(broken.tree.documents.isEmpty)
    #expect(broken.problems.map(\.code) == [.syntax])
    #expect(broken.problems.first?.position?.line == 2)
  }

  @Test func blockCollectionEndsWithItsLastNode() throws {
    let root = try root("a:\n  b: 1\n  c: two\n\n# comment\nd: 3\n", .yaml)
    #expect(root["a"]?.written == "b: 1\n  c: two")
    #expect(root.written == "a:\n  b: 1\n  c: two\n\n# comment\nd: 3")
  }

  @Test func flowCollectionEndsWithItsBracket() throws {
    let root = try root("a: [1, 2 ]\nb: {c: d, }\n", .yaml)
    #expect(root["a"]?.written == "[1, 2 ]")
    #expect(root["b"]?.written == "{c: d, }")
  }

  @Test func spanCarriesTheFileAndBothEnds() throws {
    let span = try #require(try root("k: \"two\n  lines\"\n", .yaml)["k"]).span
    #expect(span.file == "sample")
    #expect(span.start == position(1, 4))
    #expect(span.end == position(2, 9))
  }
}

@Suite struct YAMLScalars {
  @Test(arguments: ["NO", "yes", "off", "012", "1e3", "0x1F", "2001-01-01", ".inf", "1_000"])
  func plainScalarsStayText(_ text: String) throws {
    let value = try #require(try root("k: \(text)\n", .yaml)["k"])
    #expect(value.text == text)
    #expect(value.isPlain)
    #expect(!value.isNull)
  }

  @Test func norwayIsNoTruthValueUnlessAskedFor() throws {
    let value = try #require(try root("country: NO\n", .yaml)["country"])
    #expect(value.bool == nil)
    #expect(value.looseBool == false)
    #expect(value.equals("NO"))
  }

  @Test func nullIsPlainAndNothingElse() throws {
    let root = try root("a: ~\nb:\nc: null\nd: \"null\"\ne: ''\nf: NULL\n", .yaml)
    #expect(["a", "b", "c", "f"].allSatisfy { root[$0]?.isNull == true })
    #expect(["d", "e"].allSatisfy { root[$0]?.isNull == false })
  }

  @Test func numbersAndTruthValues() throws {
    let root = try root("a: 42\nb: -7\nc: x\nd: True\ne: \"false\"\nf: on\n", .yaml)
    #expect(root["a"]?.int == 42)
    #expect(root["b"]?.int == -7)
    #expect(root["c"]?.int == nil)
    #expect(root["d"]?.bool == true)
    #expect(root["e"]?.bool == false)
    #expect(root["f"]?.bool == nil)
    #expect(root["f"]?.looseBool == true)
  }

  @Test func quotedScalars() throws {
    let root = try root(
      """
      a: 'it''s'
      b: "tab\\there \\u00e9 \\x41"
      c: 'plain'
      d: "over
        two lines"
      """, .yaml)
    #expect(root["a"]?.text == "it's")
    #expect(root["b"]?.text == "tab\there é A")
    #expect(root["c"]?.text == "plain")
    #expect(root["c"]?.isPlain == false)
    #expect(root["c"]?.written == "'plain'")
    #expect(root["d"]?.text == "over two lines")
  }

  @Test func blockScalars() throws {
    let root = try root(
      """
      literal: |
        one
          two

        three
      stripped: |-
        end
      kept: |+
        end

      folded: >
        one
        two

        three
      indented: |2
          four
      """, .yaml)
    #expect(root["literal"]?.text == "one\n  two\n\nthree\n")
    #expect(root["literal"]?.start == position(1, 10))
    #expect(root["literal"]?.isPlain == false)
    #expect(root["stripped"]?.text == "end")
    #expect(root["kept"]?.text == "end\n\n")
    #expect(root["folded"]?.text == "one two\nthree\n")
    #expect(root["indented"]?.text == "  four")
  }

  @Test func plainScalarOverSeveralLines() throws {
    let value = try #require(try root("a: one\n  two\n  three\nb: x\n", .yaml)["a"])
    #expect(value.text == "one two three")
    #expect(value.written == "one\n  two\n  three")
  }

  @Test func tagsOfTheCoreSchemaAreLeftOut() throws {
    let root = try root(
      "a: !Ref Bucket\nb: !!str 12\nc: !Sub\n  - x\nd: !vault |\n  secret\ne: !<tag:yaml.org,2002:int> 3\n"
        + "f: !!binary aGk=\n", .yaml)
    #expect(root["a"]?.tag == "!Ref")
    #expect(root["a"]?.text == "Bucket")
    #expect(root["b"]?.tag == nil)
    #expect(root["b"]?.text == "12")
    #expect(root["c"]?.tag == "!Sub")
    #expect(root["c"]?.kind == .sequence)
    #expect(root["d"]?.tag == "!vault")
    #expect(root["e"]?.tag == nil)
    #expect(root["f"]?.tag == "tag:yaml.org,2002:binary")
  }

  @Test func emptyValueBehindATag() throws {
    let root = try root("a: !GetAZs\nb: !Ref ''\n", .yaml)
    #expect(root["a"]?.tag == "!GetAZs")
    #expect(root["a"]?.text == "")
    #expect(root["b"]?.text == "")
  }
}

@Suite struct YAMLMappings {
  @Test func lastOfDuplicateKeysCounts() throws {
    let root = try root("a: 1\nb: 2\na: 3\n", .yaml)
    #expect(root.hasDuplicateKeys)
    #expect(root["a"]?.text == "3")
    #expect(root.entries.count == 3)
    #expect(try !mapping("a: 1\nb: 2\n").hasDuplicateKeys)
  }

  @Test func duplicateKeysInLongMappings() throws {
    let lines = (0..<100).map { "k\($0): \($0)\n" }.joined()
    #expect(try !mapping(lines).hasDuplicateKeys)
    let root = try mapping(lines + "k17: again\n")
    #expect(root.hasDuplicateKeys)
    #expect(root["k17"]?.text == "again")
  }

  @Test func keysThatAreNoScalars() throws {
    let root = try root("? [a, b]\n: one\n? {c: d}\n: two\nplain: three\n", .yaml)
    #expect(root.entries.count == 3)
    #expect(root["plain"]?.text == "three")
    #expect(root.entries.map(\.key.kind) == [.sequence, .mapping, .scalar])
  }

  @Test func pathsFollowKeysAndStop() throws {
    let root = try root("a: {b: {c: 1}}\n", .yaml)
    #expect(root.at("a", "b", "c")?.text == "1")
    #expect(root.at("a", "x", "c") == nil)
    #expect(root.at("a", "b", "c", "d") == nil)
    #expect(root.key("a")?.start == position(1, 1))
    #expect(root.key("z") == nil)
  }

  @Test func kindsAnswerOnlyTheirOwnQuestions() throws {
    let root = try root("list: [1]\nmap: {a: 1}\n", .yaml)
    #expect(root["list"]?.entries.isEmpty == true)
    #expect(root["map"]?.items.isEmpty == true)
    #expect(root["list"]?.text == nil)
    #expect(root["list"]?["a"] == nil)
    #expect(root["list"]?.name == "")
    #expect(root["map"]?.bytes.isEmpty == true)
  }

  private func mapping(_ text: String) throws -> Node { try root(text, .yaml) }
}
