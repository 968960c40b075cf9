import Testing

@testable import Descriptors

@Suite struct XMLReaderTests {
  @Test func spansCoverElementsAttributesAndText() throws {
    let text = "<?xml version='1.0'?>\n<!-- é --><a b = \"1\"  c='x>y'>\n  <d/>\n  <e> täxt </e >\n</a>\n"
    let reading = read(text, as: .xml)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    #expect(root.picture == "<a @b=1 @c=x>y <d> <e \" täxt \">>")
    #expect(root.span.start == Position(line: 2, column: 11))
    #expect(root.slice.hasPrefix("<a b") && root.slice.hasSuffix("</a>"))
    #expect(root.attribute("b")?.slice == "b = \"1\"")
    #expect(root.attribute("c")?.slice == "c='x>y'" && root.attribute("c")?.text == "x>y")
    #expect(root.element("d")?.slice == "<d/>")
    let inner = try #require(root.element("e"))
    #expect(inner.slice == "<e> täxt </e >" && inner.content == "täxt")
    #expect(inner.contentNode?.slice == "täxt")
    #expect(inner.contentNode?.span.start == Position(line: 4, column: 7))
  }

  @Test func decodesReferencesInTextAndAttributes() throws {
    let text =
      "<a t=\"x &lt;&#233;&quot;\" n='p\nq' z='1' s='p &amp; &#38; &amp;lt;'>one &amp; two<!-- c -->three<b/>&#x20ac;</a>"
    let root = try #require(read(text, as: .xml).tree.documents.first)
    #expect(root.attribute("t")?.text == "x <é\"")
    #expect(root.attribute("t")?.slice == "t=\"x &lt;&#233;&quot;\"")
    #expect(root.attribute("n")?.text == "p q")
    #expect(root.attribute("z")?.slice == "z='1'")
    #expect(root.attribute("s")?.text == "p & & &lt;")
    #expect(root.content == "one & twothree€")
    let pieces = root.picture
    #expect(pieces.hasSuffix("\"one & two\" \"three\" <b> \"€\">"))
    #expect(root.contentNode?.slice == "one &amp; two")
  }

  @Test func readsCharacterData() throws {
    let text = "<a><![CDATA[x <b> &amp; ]] é]]></a>"
    let node = try #require(read(text, as: .xml).tree.documents.first?.contentNode)
    #expect(node.text == "x <b> &amp; ]] é" && node.slice == "x <b> &amp; ]] é")
    let lines = try #require(read("<a><![CDATA[1\r\n2]]></a>", as: .xml).tree.documents.first?.contentNode)
    #expect(lines.text == "1\n2" && lines.slice == "1\r\n2")
  }

  @Test func normalisesLineEnds() throws {
    let root = try #require(
      read("<a>\r\n  one\r\n  two\r\n<b>é\r\né</b></a>\r\n", as: .xml).tree.documents.first)
    #expect(root.content == "one\n  two")
    #expect(root.contentNode?.slice == "one\r\n  two")
    #expect(root.element("b")?.content == "é\né")
  }

  @Test func knowsNamespaces() throws {
    let text = "<d:a xmlns:d='urn:d' xmlns='urn:x' d:k='v'><b l='w'/><d:c/><q:z/></d:a>"
    let root = try #require(read(text, as: .xml).tree.documents.first)
    #expect(root.name == "a" && root.namespace == "urn:d")
    #expect(root.attributes.map(\.name) == ["k"] && root.attribute("k")?.slice == "d:k='v'")
    #expect(root.element("b")?.namespace == "urn:x" && root.element("b")?.attribute("l")?.text == "w")
    #expect(root.element("c")?.namespace == "urn:d")
    #expect(root.element("z")?.namespace == nil)
  }

  @Test func everyRootIsADocument() throws {
    let text =
      "<?xml version='1.0'?><a>1</a> text\n<!-- <x/> --><?pi <y/> ?>\n<b>2</b><c/>\n<?xml version='1.0'?>\n<d/>"
    let reading = read(text, as: .xml)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.slice) == ["<a>1</a>", "<b>2</b>", "<c/>", "<d/>"])
    #expect(reading.tree.documents[1].span.start == Position(line: 3, column: 1))
  }

  @Test func keepsRootsBeforeABrokenOne() {
    let reading = read("<a/>\n<b>\n <c></b>\n", as: .xml)
    #expect(reading.tree.documents.map(\.name) == ["a"])
    #expect(reading.problems.map(\.code) == [.syntax])
    #expect(reading.problems.first?.position?.line == 3)
  }

  @Test func manyRootsCostLinearTime() {
    let reading = read(String(repeating: "<a/>", count: 50_000), as: .xml)
    #expect(reading.problems.isEmpty && reading.tree.documents.count == 50_000)
  }

  @Test(arguments: [
    "<a", "<a><b></a>", "<a b=c/>", "</a>", "<a>&nope;</a>", "plain text", "<!-- x", "<a/><",
    "<a a='1' a='2'/>",
  ])
  func brokenFilesHaveAPosition(text: String) {
    let reading = read(text, as: .xml)
    #expect(reading.problems.map(\.code) == [.syntax])
    #expect(reading.problems.first?.position != nil)
  }

  @Test func filesWithoutElementsAreEmpty() {
    for text in ["", "  \n", "<!-- only a comment -->"] {
      let reading = read(text, as: .xml)
      #expect(reading.problems.isEmpty && reading.tree.documents.isEmpty)
    }
  }

  @Test func toleratesVersion11() {
    let reading = read("<?xml version=\"1.1\"?><a/>", as: .xml)
    #expect(reading.problems.isEmpty && reading.tree.documents.count == 1)
  }

  @Test func expandsSmallEntities() throws {
    let text = "<!DOCTYPE a [<!ENTITY x \"abc\"><!ENTITY y \"&x;!\">]>\n<a b='&x;'>1 &y; 2</a>"
    let reading = read(text, as: .xml)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    #expect(root.content == "1 abc! 2" && root.attribute("b")?.text == "abc")
    #expect(root.contentNode?.slice == "1 &y; 2")
  }

  @Test func boundsEntityBombs() {
    var text = "<!DOCTYPE a [<!ENTITY l0 \"lol\">"
    for level in 1...9 {
      text += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
    }
    for use in ["<a>&l9;</a>", "<a b='&l9;'/>"] {
      let reading = read("\(text)]>\(use)", as: .xml)
      #expect(reading.problems.map(\.code) == [.entities] && reading.tree.documents.isEmpty)
    }
    let block = String(repeating: "x", count: 100_000)
    let quadratic = "<!DOCTYPE a [<!ENTITY x \"\(block)\">]><a>\(String(repeating: "&x;", count: 10_000))</a>"
    #expect(read(quadratic, as: .xml).problems.map(\.code) == [.entities])
    let loop = "<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]><a>&x;</a>"
    #expect(read(loop, as: .xml).problems.map(\.code) == [.entities])
  }

  @Test func neverReadsOutsideTheFile() throws {
    let text = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>1&x;2</a>"
    let reading = read(text, as: .xml)
    #expect(reading.problems.map(\.code) == [.entities])
    #expect(reading.tree.documents.first?.content == "12")
    let parameter = "<!DOCTYPE a [<!ENTITY % x SYSTEM \"file:///etc/hostname\"> %x;]><a/>"
    #expect(read(parameter, as: .xml).problems.map(\.code) == [.entities])
    let attribute = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a b='&x;'/>"
    #expect(read(attribute, as: .xml).problems.map(\.code) == [.entities])
  }

  @Test func entitiesWithElementsAreRefused() {
    let reading = read("<!DOCTYPE a [<!ENTITY x \"<b>1</b>\">]><a>&x;</a><c/>", as: .xml)
    #expect(reading.problems.map(\.code) == [.entities] && reading.tree.documents.isEmpty)
  }

  @Test func boundsDepthAndNodes() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(read(deep, as: .xml).problems.map(\.code) == [.tooDeep])
    #expect(
      read("<a>" + String(repeating: "<b/>", count: 100) + "</a>", as: .xml, limits: Limits(nodes: 50))
        .problems.map(\.code) == [.tooManyNodes])
    let level = 2_000
    let nested = String(repeating: "<a>", count: level) + String(repeating: "</a>", count: level)
    #expect(read(nested, as: .xml, limits: Limits(depth: 3_000)).problems.isEmpty)
  }

  @Test func boundsAttributes() {
    func element(_ count: Int) -> String {
      "<a " + (0..<count).map { "a\($0)='<>'" }.joined(separator: " ").replacing("<", with: "") + ">x='y'</a>"
    }
    #expect(read(element(1_500), as: .xml).problems.isEmpty)
    #expect(read(element(3_000), as: .xml).problems.map(\.code) == [.tooManyNodes])
  }

  @Test func readsOnSeveralThreadsAtOnce() async {
    let counts = await withTaskGroup(of: Int.self) { group in
      for number in 0..<64 {
        group.addTask {
          let text =
            "<a xmlns='urn:\(number)'>\(String(repeating: "<b c='&lt;'>x</b>", count: number))</\(number.isMultiple(of: 2) ? "a" : "b")>"
          let reading = read("<z/>" + text, as: .xml)
          return reading.tree.documents.count + 10 * reading.problems.count
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.filter { $0 == 2 }.count == 32 && counts.filter { $0 == 11 }.count == 32)
  }
}
