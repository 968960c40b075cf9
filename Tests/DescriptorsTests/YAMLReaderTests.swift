import Testing

@testable import Descriptors

@Suite struct YAMLReaderTests {
  @Test(arguments: ["\n", "\r\n"]) func spansWithTextBeyondASCII(lineEnd: String) throws {
    let lines = [
      "# é😀", "né: wört # x", "list:", "  - 'a''b'", "  - \"x\\ty\"", "  - {k: v, e: }", "last: z",
    ]
    let text = lines.joined(separator: lineEnd)
    let reading = read("\u{FEFF}" + text, as: .yaml)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    let word = try #require(root["né"])
    #expect(word.slice == "wört" && word.span.start == Position(line: 2, column: 5))
    #expect(word.span.end == Position(line: 2, column: 9))
    let items = try #require(root["list"]).items.map { $0 }
    #expect(items.map(\.slice) == ["'a''b'", "\"x\\ty\"", "{k: v, e: }"])
    #expect(items[0].text == "a'b" && items[1].text == "x\ty")
    #expect(items[2]["e"]?.isNull == true)
    #expect(root["list"]?.range.upperBound == items[2].range.upperBound)
    #expect(root["last"]?.span.start == Position(line: 7, column: 7))
  }

  @Test func blockAndFoldedScalars() throws {
    let root = try #require(
      read("a: |\n  one\n  two\nb: >-\n  one\n  two\nc: plain\n  folded\n", as: .yaml).tree.documents.first)
    #expect(
      root["a"]?.text == "one\ntwo\n" && root["b"]?.text == "one two" && root["c"]?.text == "plain folded")
    #expect(root["a"]?.slice.hasPrefix("|\n  one") == true)
    #expect(root["c"]?.span.start == Position(line: 7, column: 4))
  }

  @Test func anchorsAreEdges() throws {
    let reading = read("a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n  l: 2\nd:\n  <<: [*x, {k: 3, m: 4}]\n", as: .yaml)
    let root = try #require(reading.tree.documents.first)
    #expect(root["a"] == root["b"])
    let merged = try #require(root["c"])
    #expect(merged["k"]?.text == "1" && merged.hasMerge && merged.key("k")?.text == "k")
    #expect(merged.mergedEntries.compactMap(\.key.text) == ["l", "k"])
    #expect(root["d"]?["k"]?.text == "1" && root["d"]?["m"]?.text == "4")
  }

  @Test func ownKeysWinOverMergedOnes() throws {
    let root = try #require(read("a: &x {k: 1}\nb:\n  k: 2\n  <<: *x\n", as: .yaml).tree.documents.first)
    #expect(root["b"]?["k"]?.text == "2")
  }

  @Test func longChainsOfMergesAreBounded() throws {
    var text = "a0: &a0 {k0: 1}\n"
    for index in 1...2_000 { text += "a\(index): &a\(index)\n  <<: *a\(index - 1)\n  k\(index): 1\n" }
    let root = try #require(read(text, as: .yaml).tree.documents.first)
    let last = try #require(root["a2000"])
    #expect(last["k1900"]?.text == "1" && last.mergedEntries.count == Node.mergeLimit)
  }

  @Test func cyclesEnd() throws {
    let root = try #require(
      read("a: &x\n  - *x\n  - b\nm: &m\n  <<: *m\n  k: 1\n", as: .yaml).tree.documents.first)
    var texts: [String] = []
    root.forEachScalar { _, value in texts.append(value.text ?? "") }
    #expect(texts.contains("b") && texts.count < 10)
    #expect(root["m"]?["k"]?.text == "1" && root["m"]?["absent"] == nil)
  }

  @Test func tagsAreKept() throws {
    let root = try #require(
      read("a: !Ref Bucket\nb: !Sub\n  - x\nc: !!str 1\nd: !vault |\n  q\n", as: .yaml).tree.documents.first)
    #expect(root["a"]?.tag == "!Ref" && root["a"]?.text == "Bucket" && root["b"]?.tag == "!Sub")
    #expect(root["c"]?.tag == nil && root["d"]?.tag == "!vault")
    let many = (0..<100).map { "- !t\($0) v" }.joined(separator: "\n")
    let list = try #require(read(many, as: .yaml).tree.documents.first)
    #expect(list.items.map { $0.tag } == (0..<100).map { "!t\($0)" })
  }

  @Test func brokenDocumentLeavesThoseBefore() {
    let reading = read("a: 1\n---\nb: 2\n---\nc: [\n", as: .yaml)
    #expect(reading.tree.documents.map(\.picture) == [#"{a:"1"}"#, #"{b:"2"}"#])
    #expect(reading.problems.map(\.code) == [.syntax] && reading.problems.first?.position != nil)
    let early = read("a: 1\n---\nb: 2\n...\n@", as: .yaml)
    #expect(early.tree.documents.count == 2 && early.problems.count == 1)
  }

  @Test func unknownAliasHasAPosition() {
    let reading = read("a: &x 1\n---\nb: *x\n", as: .yaml)
    #expect(reading.tree.documents.count == 1)
    #expect(reading.problems.first?.position == Position(line: 3, column: 4))
  }

  @Test func boundsHostileInput() {
    #expect(read(String(repeating: "[", count: 100_000), as: .yaml).problems.map(\.code) == [.tooDeep])
    var bomb = "a0: &a0 [x, x]\n"
    for level in 1...40 {
      bomb += "a\(level): &a\(level) [\((0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ","))]\n"
    }
    let reading = read(bomb, as: .yaml)
    #expect(reading.problems.isEmpty)
    var count = 0
    reading.tree.documents.first?.forEachScalar { _, _ in count += 1 }
    #expect(count == 2)
    #expect(read("[a, b, c, d]", as: .yaml, limits: Limits(nodes: 3)).problems.map(\.code) == [.tooManyNodes])
  }

  @Test func duplicateKeysLastOneCounts() throws {
    let root = try #require(read("a: 1\nb: 2\n\"a\": 3\n", as: .yaml).tree.documents.first)
    #expect(root.hasDuplicateKeys && root["a"]?.text == "3" && root.key("a")?.span.start.line == 3)
    let sound = try #require(read("a: 1\nb: 2\n", as: .yaml).tree.documents.first)
    #expect(!sound.hasDuplicateKeys)
  }

  @Test func norwayIsText() throws {
    let root = try #require(read("country: NO\nmode: 0777\non: x\n", as: .yaml).tree.documents.first)
    #expect(
      root["country"]?.text == "NO" && root["country"]?.bool == nil && root["country"]?.looseBool == false)
    #expect(root["mode"]?.text == "0777" && root["on"]?.text == "x")
  }
}
