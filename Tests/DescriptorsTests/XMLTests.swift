import Testing

@testable import Descriptors

@Suite struct XMLElements {
  @Test func elementsAttributesAndContent() throws {
    let root = try root(
      "<domain type='kvm'>\n  <name>ledger</name>\n  <disk dev=\"vda\"/>\n  <disk dev=\"vdb\" />\n</domain>",
      .xml)
    #expect(root.kind == .element)
    #expect(root.name == "domain")
    #expect(root.isElement("domain"))
    #expect(root.attribute("type")?.text == "kvm")
    #expect(root.attribute("none") == nil)
    #expect(root.element("name")?.content == "ledger")
    #expect(root.elements("disk").map { $0.attribute("dev")?.text } == ["vda", "vdb"])
    #expect(root.elements.map(\.name) == ["name", "disk", "disk"])
    #expect(root.content == nil)
    #expect(root.text == nil)
  }

  @Test func spansOfElementsAttributesAndText() throws {
    let root = try root("<größe>\n  <b  c = 'é'\td=\"x\" >tëxt</b>\n  <e/>\n</größe>\n", .xml)
    #expect(root.range == 0..<(root.tree.source.count - 1))
    #expect(root.name == "größe")
    let element = try #require(root.element("b"))
    #expect(element.start == position(2, 3))
    #expect(element.span.end == position(2, 30))
    #expect(element.written == "<b  c = 'é'\td=\"x\" >tëxt</b>")
    let attribute = try #require(element.attribute("c"))
    #expect(attribute.name == "c")
    #expect(attribute.text == "é")
    #expect(attribute.start == position(2, 7))
    #expect(attribute.written == "c = 'é'")
    #expect(element.attribute("d")?.start == position(2, 15))
    let text = try #require(element.contentNode)
    #expect(text.written == "tëxt")
    #expect(text.start == position(2, 22))
    #expect(root.element("e")?.written == "<e/>")
  }

  @Test func selfClosingElements() throws {
    let root = try root("<a><b/><c x='1'/><d></d><e x='/'/></a>", .xml)
    #expect(root.elements.map(\.written) == ["<b/>", "<c x='1'/>", "<d></d>", "<e x='/'/>"])
    #expect(root.elements.allSatisfy { $0.content == nil && $0.elements.isEmpty })
    #expect(root.element("e")?.attribute("x")?.text == "/")
    #expect(try whole("<only/>").written == "<only/>")
  }

  @Test func namespacesAndPrefixes() throws {
    let root = try root(
      "<q:a xmlns:q='urn:q' xmlns='urn:d' q:x='1' x='2'><b/><q:c/><d xmlns=''/><e xmlns='urn:e'><f/></e></q:a>",
      .xml)
    #expect(root.name == "a")
    #expect(root.namespace == "urn:q")
    #expect(root.attributes.map(\.name) == ["x", "x"])
    #expect(root.attributes.map(\.text) == ["1", "2"])
    #expect(root.elements.map(\.namespace) == ["urn:d", "urn:q", nil, "urn:e"])
    #expect(root.element("e")?.element("f")?.namespace == "urn:e")
    #expect(root.element("c")?.isElement("c") == true)
    #expect(root.tag == nil)
  }

  @Test func namesThatEndWithAColonAreWhole() {
    let elements = read("<:/><a:/><b :='1' c:='2'/>", .xml).tree.documents
    #expect(elements.map(\.name) == [":", "a:", "b"])
    #expect(elements.flatMap(\.attributes).map(\.name) == [":", "c:"])
  }

  @Test func attributeNamesThatBeginLikeNamespaces() throws {
    let root = try root("<a xmlnsx='1' xmlns:p='urn:p' xml:lang='fr'/>", .xml)
    #expect(root.attributes.map(\.name) == ["xmlnsx", "lang"])
    #expect(root.attributes.map(\.text) == ["1", "fr"])
  }

  @Test func attributesWithReferences() throws {
    let root = try root(
      "<a x='&lt;&amp;&#65;&#x42;' y=\"a\nb\tc\" z=\"it's > \" p:q='&quot;' xmlns:p='u'/>", .xml)
    #expect(root.attribute("x")?.text == "<&AB")
    #expect(root.attribute("x")?.written == "x='&lt;&amp;&#65;&#x42;'")
    #expect(root.attribute("y")?.text == "a b c")
    #expect(root.attribute("z")?.text == "it's > ")
    #expect(root.attribute("q")?.text == "\"")
    #expect(root.attribute("q")?.name == "q")
  }

  @Test func attributesWithEntitiesOfTheFile() throws {
    let root = try root("<!DOCTYPE a [<!ENTITY e 'deep &amp; high'>]><a x='is &e;!'/>", .xml)
    #expect(root.attribute("x")?.text == "is deep & high!")
  }

  @Test func manyAttributesAndManyElements() throws {
    let attributes = (0..<200).map { "a\($0)='\($0)&amp;'" }.joined(separator: " ")
    let root = try root("<r \(attributes)>\(String(repeating: "<x>1</x>", count: 3000))</r>", .xml)
    #expect(root.attributes.count == 200)
    #expect(root.attribute("a199")?.text == "199&")
    #expect(root.elements("x").count == 3000)
    #expect(root.elements.last?.written == "<x>1</x>")
  }

}

@Suite struct XMLText {
  @Test func referencesInText() throws {
    let root = try root("<a>x &amp; y &lt;&#233;&#x1F600; z</a>", .xml)
    #expect(root.content == "x & y <é😀 z")
    #expect(root.contentNode?.written == "x &amp; y &lt;&#233;&#x1F600; z")
  }

  @Test func textThatBeginsOrEndsWithAReference() throws {
    let root = try root("<r><a>&amp;x</a><b>x&amp;</b><c>&lt;</c></r>", .xml)
    #expect(root.elements.map(\.content) == ["&x", "x&", "<"])
    #expect(root.elements.map { $0.contentNode?.written } == ["&amp;x", "x&amp;", "&lt;"])
  }

  @Test func characterDataSections() throws {
    let root = try root(
      "<r><a><![CDATA[<b>&amp;]]></a><b>one <![CDATA[<two>]]> three</b><c><![CDATA[]]></c></r>", .xml)
    #expect(root.element("a")?.content == "<b>&amp;")
    #expect(root.element("b")?.content == "one <two> three")
    #expect(root.element("c")?.content == nil)
  }

  @Test func spansOfCharacterDataSections() throws {
    let root = try root("<r><a><![CDATA[one]]></a><b>x<![CDATA[1\r\n<![CDATA[2]]>y</b></r>", .xml)
    #expect(root.element("a")?.contentNode?.written == "one")
    #expect(root.element("b")?.content == "x1\n<![CDATA[2y")
  }

  @Test func textAroundElementsAndComments() throws {
    let root = try root("<a> one <b>two</b> three <!-- no --> four <?pi no?>five</a>", .xml)
    #expect(root.element("b")?.content == "two")
    #expect(root.content?.contains("no") == false)
    let words = root.content?.split(separator: " ").map(String.init)
    #expect(words == ["one", "three", "four", "five"])
  }

  @Test func whiteSpaceAloneIsNoText() throws {
    let root = try root("<a>\n  <b> \n </b>\r\n</a>", .xml)
    #expect(root.contentNode == nil)
    #expect(root.element("b")?.contentNode == nil)
    #expect(root.element("b")?.content == nil)
  }

  @Test func carriageReturnsBecomeLineFeeds() throws {
    let root = try root("<a>\r\n  <b>one\r\ntwo</b>\r\n  <c>ü</c>\r\n</a>", .xml)
    #expect(root.element("b")?.content == "one\ntwo")
    #expect(root.element("b")?.start == position(2, 3))
    #expect(root.element("c")?.start == position(4, 3))
    #expect(root.element("c")?.contentNode?.start == position(4, 6))
  }

  @Test func longTextIsOneNode() throws {
    let text = String(repeating: "größe ", count: 5000)
    let root = try root("<a>\(text)&amp;\(text)</a>", .xml)
    #expect(root.content == (text + "&" + text).trimmingWhitespace)
    let plain = try whole("<a><b>\(text)</b></a>")
    #expect(plain.element("b")?.contentNode?.text == text)
    #expect(plain.element("b")?.contentNode?.written == text.trimmingWhitespace)
  }

  @Test func spansBehindLongText() throws {
    let filler = String(repeating: "<x>é</x>\n", count: 20_000)
    let root = try root("<r>\n\(filler)<last>end</last></r>", .xml)
    #expect(root.element("last")?.written == "<last>end</last>")
    #expect(root.element("last")?.start == position(20_002, 1))
  }

}

/// For tests in which `root` is already the name of a node.
private func whole(_ text: String) throws -> Node { try root(text, .xml) }
