import TestSupport
import Testing

@testable import Descriptors

@Suite struct YAMLAliases {
  @Test func aliasIsAnEdgeToTheAnchoredNode() throws {
    let root = try root("a: &x {k: v}\nb: *x\nc: [*x, *x]\n", .yaml)
    let anchored = try #require(root["a"])
    #expect(root["b"] == anchored)
    #expect(root["b"]?.start == position(1, 4))
    #expect(root["c"]?.items.allSatisfy { $0 == anchored } == true)
    #expect(anchored["k"]?.text == "v")
  }

  @Test func anchoredScalarsKeepTheirText() throws {
    let root = try root("a: &id plain\nb: &q \"quoted\"\nc: &f |\n  block\nd: *id\ne: *q\nf: *f\n", .yaml)
    #expect(root["d"]?.text == "plain")
    #expect(root["e"]?.text == "quoted")
    #expect(root["f"]?.text == "block\n")
  }

  @Test func laterAnchorOfTheSameNameWins() throws {
    let root = try root("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", .yaml)
    #expect(root["b"]?.text == "1")
    #expect(root["d"]?.text == "2")
  }

  @Test func aliasAsKey() throws {
    #expect(try root("a: &x name\n*x : value\n", .yaml)["name"]?.text == "value")
  }

  @Test func undefinedAliasIsSaidWithItsPlace() throws {
    let reading = read("a: 1\nb: *nobody\n", .yaml)
    let problem = try #require(reading.problems.first)
    #expect(problem.code == .syntax)
    #expect(problem.message.contains("*nobody"))
    #expect(problem.position == position(2, 4))
    #expect(!problem.remedy.isEmpty)
    #expect(reading.tree.documents.isEmpty)
  }

  @Test func anchorsEndWithTheirDocument() {
    let reading = read("a: &x 1\n---\nb: *x\n", .yaml)
    #expect(reading.tree.documents.count == 1)
    #expect(reading.problems.first?.position == position(3, 4))
  }

  @Test func cycleIsReadAndWalkedOnce() throws {
    let root = try root("&r\nname: top\nself: *r\nlist: &l [*r, *l, leaf]\n", .yaml)
    #expect(root["self"] == root)
    #expect(root.at("self", "self", "name")?.text == "top")
    var seen: [String] = []
    root.forEachScalar { _, value in seen.append(value.text ?? "") }
    #expect(seen == ["top", "leaf"])
  }

  @Test func aliasToItselfAsMerge() throws {
    let root = try root("&r\n<<: *r\na: 1\n", .yaml)
    #expect(root["a"]?.text == "1")
    #expect(root["b"] == nil)
    #expect(root.mergedEntries.map { $0.key.text } == ["a"])
  }

  @Test func billionLaughsCostsOneNodeForEachAlias() throws {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...20 {
      let edges = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(edges)]\n"
    }
    let root = try root(text, .yaml)
    #expect(root.tree.count < 300)
    var scalars = 0
    root.forEachScalar { _, _ in scalars += 1 }
    #expect(scalars == 9)
  }

  @Test func walkStopsAtItsLimit() throws {
    let root = try root("[\(Array(repeating: "x", count: 50).joined(separator: ", "))]", .yaml)
    var scalars = 0
    root.forEachScalar(limit: 11) { _, _ in scalars += 1 }
    #expect(scalars == 10)
  }

  @Test func walkTellsTheKey() throws {
    let root = try root("a: 1\nb: [2, {c: 3}]\n", .yaml)
    var pairs: [String] = []
    root.forEachScalar { key, value in pairs.append("\(key?.text ?? "-")=\(value.text ?? "")") }
    #expect(pairs == ["a=1", "b=2", "c=3"])
  }
}

@Suite struct YAMLMergeKeys {
  @Test func ownKeysOverrideMergedOnes() throws {
    let root = try root("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n", .yaml)
    let use = try #require(root["use"])
    #expect(use.hasMerge)
    #expect(use["x"]?.text == "1")
    #expect(use["y"]?.text == "3")
    #expect(use.mergedEntries.map { $0.key.text } == ["y", "x"])
    #expect(use.entries.map { $0.key.text } == ["<<", "y"])
  }

  @Test func earlierOfSeveralMergesWins() throws {
    let root = try root(
      "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nuse:\n  <<: [*a, *b]\n  w: 0\n", .yaml)
    let use = try #require(root["use"])
    #expect(["w", "x", "y", "z"].map { use[$0]?.text } == ["0", "1", "1", "2"])
  }

  @Test func mergesOfMerges() throws {
    let root = try root(
      "a: &a {deep: 1, over: a}\nb: &b\n  <<: *a\n  over: b\nuse:\n  <<: *b\n  own: x\n", .yaml)
    let use = try #require(root["use"])
    #expect(use["deep"]?.text == "1")
    #expect(use["over"]?.text == "b")
    #expect(use.mergedEntries.map { $0.key.text } == ["own", "over", "deep"])
  }

  @Test func severalMergeKeysInOneMapping() throws {
    let root = try root("a: &a {x: 1}\nb: &b {y: 2}\nuse:\n  <<: *a\n  <<: *b\n", .yaml)
    #expect(root["use"]?["x"]?.text == "1")
    #expect(root["use"]?["y"]?.text == "2")
  }

  @Test func inlineMappingAndQuotedKey() throws {
    let root = try root("a:\n  <<: {x: 1}\nb:\n  \"<<\": {x: 1}\n", .yaml)
    #expect(root["a"]?["x"]?.text == "1")
    #expect(root["b"]?.hasMerge == false)
    #expect(root["b"]?["x"] == nil)
    #expect(root["b"]?["<<"]?.kind == .mapping)
  }

  @Test func longChainsOfMergesAreBounded() throws {
    var text = "a0: &a0 {k0: 1}\n"
    for index in 1...2_000 { text += "a\(index): &a\(index)\n  <<: *a\(index - 1)\n  k\(index): 1\n" }
    let root = try #require(read(text, .yaml).tree.documents.first)
    let last = try #require(root["a2000"])
    #expect(last["k1900"]?.text == "1" && last.mergedEntries.count == Node.mergeLimit)
  }

  @Test func mergeOfAScalarGivesNothing() throws {
    let root = try root("a:\n  <<: text\n  b: 1\n", .yaml)
    #expect(root["a"]?.mergedEntries.map { $0.key.text } == ["b"])
  }
}

@Suite struct YAMLDocuments {
  @Test func documentsInOrder() {
    let reading = read("%YAML 1.1\n---\na: 1\n---\n- b\n...\n---\nplain\n", .yaml)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.kind) == [.mapping, .sequence, .scalar])
  }

  @Test func brokenThirdDocumentKeepsTheFirstTwo() throws {
    let reading = read("a: 1\n---\nb: 2\n---\nc: [3\nd: 4\n---\ne: 5\n", .yaml)
    #expect(reading.tree.documents.count == 2)
    #expect(reading.tree.documents.last?["b"]?.text == "2")
    let problem = try #require(reading.problems.first)
    #expect(reading.problems.count == 1)
    #expect(problem.code == .syntax)
    #expect((5...7).contains(problem.position?.line ?? 0))
  }

  @Test func errorBehindTheEndOfADocumentLeavesItWhole() {
    let reading = read("a: 1\n---\nb: 2\n...\n@", .yaml)
    #expect(reading.tree.documents.count == 2)
    #expect(reading.problems.count == 1)
  }

  @Test func nothingAndCommentsAreNoDocument() {
    for text in ["", "\n\n", "# only a comment\n"] {
      let reading = read(text, .yaml)
      #expect(reading.problems.isEmpty)
      #expect(reading.tree.documents.isEmpty)
    }
  }

  @Test func emptyDocumentsAreNull() {
    let documents = read("---\n---\na: 1\n", .yaml).tree.documents
    #expect(documents.count == 2)
    #expect(documents.first?.isNull == true)
  }

  @Test func positionOfAnErrorBehindNonASCIIText() {
    let reading = read("größe: 1\nщит: \"Ω\nno end", .yaml)
    #expect(reading.problems.first?.code == .syntax)
    #expect((reading.problems.first?.position?.line ?? 0) >= 2)
  }

  @Test func controlCharacterIsAnEncodingProblem() {
    let problem = read("a: ä\u{1}b\n", .yaml).problems.first
    #expect(problem?.code == .encoding)
    #expect(problem?.position == position(1, 5))
  }
}
