import TestSupport
import Testing

@testable import Descriptors

@Suite struct XMLRoots {
  @Test func severalRootsWithCommentsBetween() {
    let reading = read(
      "<?xml version='1.0'?>\n<!-- one -->\n<a>1</a>\n<!-- <b/> -->\n<?pi x?>\n<b>2</b>\n<?xml version='1.0'?>\n<c/>\n<!-- end -->\n",
      .xml)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.name) == ["a", "b", "c"])
    #expect(reading.tree.documents.map(\.start.line) == [3, 6, 8])
    #expect(reading.tree.documents.map(\.content) == ["1", "2", nil])
  }

  @Test func rootsWithoutSpaceBetween() {
    let reading = read("<a/><b>x</b><c></c>", .xml)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.map(\.written) == ["<a/>", "<b>x</b>", "<c></c>"])
  }

  @Test func textBehindTheRootIsSaid() throws {
    let reading = read("<a/>\n<!-- c -->\n  words", .xml)
    #expect(reading.tree.documents.map(\.name) == ["a"])
    let problem = try #require(reading.problems.first)
    #expect(problem.code == .syntax)
    #expect(problem.position == position(3, 3))
  }

  @Test func textRightBehindARootIsSaid() {
    for text in ["<:/>p/", "<a/>p<b/>", "words <a/>"] {
      let reading = read(text, .xml)
      #expect(reading.problems.map(\.code) == [.syntax])
      #expect(reading.tree.documents.count == (text.first == "<" ? 1 : 0))
    }
  }

  @Test func openCommentBehindTheRootIsSaid() {
    #expect(read("<a/>\n<!-- open", .xml).problems.first?.position == position(2, 1))
    #expect(read("<a/>\n<?open", .xml).problems.first?.position == position(2, 1))
  }

  @Test func brokenSecondRootKeepsTheFirst() throws {
    let reading = read("<a>1</a>\n<b>\n  <c>2</d>\n</b>", .xml)
    #expect(reading.tree.documents.map(\.name) == ["a"])
    #expect(reading.problems.map(\.code) == [.syntax])
    #expect(reading.problems.first?.position?.line == 3)
  }

  @Test(
    arguments: [
      "<a>", "<a><b></a>", "<a x=1/>", "<a x='1' x='2'/>", "<a x='<'/>", "text", "<a>&nothing;</a>",
      "<a>&</a>",
      "<a>\u{1}</a>", "<a", "<", "<1/>", "<?xml version='1.0'?>", "<a>]]></a>", "<a b/>",
    ])
  func whatIsNoXML(_ text: String) {
    let reading = read(text, .xml)
    #expect(reading.problems.count == 1)
    #expect(reading.tree.documents.isEmpty)
    #expect(reading.problems.first?.position != nil)
    #expect(reading.problems.first?.remedy.isEmpty == false)
  }

  @Test func nothingIsNoDocument() {
    for text in ["", " \n", "<!-- only a comment -->"] {
      #expect(read(text, .xml).problems.isEmpty)
      #expect(read(text, .xml).tree.documents.isEmpty)
    }
  }

  @Test func blanksBeforeTheDeclaration() throws {
    let root = try root("\n  <?xml version='1.0'?>\n<a/>", .xml)
    #expect(root.start == position(3, 1))
  }
}

@Suite struct XMLEncodings {
  @Test(arguments: ["1.0", "1.1"])
  func versions(_ version: String) throws {
    let root = try root("<?xml version=\"\(version)\" encoding=\"UTF-8\"?>\n<a>é</a>\n", .xml)
    #expect(root.content == "é")
    #expect(root.start == position(2, 1))
  }

  @Test func latin1() throws {
    let bytes =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?>\n<a n='".utf8) + [0xE9] + Array("'>".utf8) + [0xFC]
      + Array("</a>".utf8)
    let reading = try read(bytes: bytes, .xml)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    #expect(root.content == "ü")
    #expect(root.attribute("n")?.text == "é")
    #expect(root.contentNode?.start == position(2, 10))
  }

  @Test(arguments: [true, false])
  func utf16(little: Bool) throws {
    let text = "\u{FEFF}<?xml version='1.0' encoding='UTF-16'?>\n<größe n='щ'>😀 &amp;</größe>"
    let bytes = text.utf16.flatMap {
      little ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
    let reading = try read(bytes: bytes, .xml)
    #expect(reading.problems.isEmpty)
    let root = try #require(reading.tree.documents.first)
    #expect(root.name == "größe")
    #expect(root.attribute("n")?.text == "щ")
    #expect(root.content == "😀 &")
  }

  @Test func byteOrderMark() throws {
    let reading = try read(bytes: [0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0'?><a/>".utf8), .xml)
    #expect(reading.problems.isEmpty)
    #expect(reading.tree.documents.first?.start == position(1, 22))
  }

  @Test func declaredEncodingOfTextThatIsUTF8() throws {
    #expect(try root("<?xml version='1.0' encoding='EBCDIC-CP-FR'?><a>é</a>", .xml).content == "é")
  }
}

@Suite struct XMLEntities {
  @Test func entitiesOfTheFileAreText() throws {
    let root = try root(
      "<!DOCTYPE a [\n<!ENTITY one 'first'>\n<!ENTITY two '&one; and second'>\n]>\n<a>say &two;!</a>", .xml)
    #expect(root.content == "say first and second!")
    #expect(root.start == position(5, 1))
  }

  @Test func escapesWithinEntities() throws {
    let root = try root(
      "<!DOCTYPE a [<!ENTITY e 'a &#38;#60; b &#38;amp; c &lt; &#233;'>]><a x='&e;'>&e;</a>", .xml)
    #expect(root.content == "a < b & c < é")
    #expect(root.attribute("x")?.text == "a < b & c < é")
    #expect(root.contentNode?.written == "&e;")
  }

  @Test func markupInAnEntityIsRefused() {
    let reading = read("<!DOCTYPE a [<!ENTITY e '<b x=\"1\">t</b>'>]><a>&e;<c/></a>", .xml)
    #expect(reading.tree.documents.isEmpty)
    #expect(reading.problems.map(\.code) == [.entities])
  }

  @Test func bombIsBoundedAndSaid() throws {
    var text = "<!DOCTYPE a [\n<!ENTITY l0 'lol'>\n"
    for level in 1...12 {
      text += "<!ENTITY l\(level) '\(String(repeating: "&l\(level - 1);", count: 10))'>\n"
    }
    let reading = read(text + "]>\n<a>&l12;</a>", .xml)
    #expect(reading.problems.contains { $0.code == .entities })
    #expect(reading.tree.decoded.count < 1 << 20)
  }

  @Test func manyReferencesToALongEntityAreBounded() {
    let long = String(repeating: "x", count: 4000)
    let text = "<!DOCTYPE a [<!ENTITY e '\(long)'>]><a>\(String(repeating: "&e;", count: 2000))</a>"
    let reading = read(text, .xml)
    #expect(reading.problems.map(\.code) == [.entities])
    #expect(reading.tree.decoded.count < 1 << 18)
  }

  @Test func manyReferencesInAttributesAreBounded() {
    let long = String(repeating: "x", count: 4000)
    let elements = String(repeating: "<b x='\(String(repeating: "&e;", count: 100))'/>", count: 100)
    let reading = read("<!DOCTYPE a [<!ENTITY e '\(long)'>]><a>\(elements)</a>", .xml)
    #expect(reading.problems.map(\.code) == [.entities])
    #expect(reading.tree.decoded.count < 16 << 20)
  }

  @Test func entityThatHoldsItself() {
    let reading = read("<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>", .xml)
    #expect(reading.problems.contains { $0.code == .entities })
  }

  @Test(arguments: [
    "SYSTEM 'file:///etc/hostname'", "PUBLIC 'x' 'http://192.0.2.1/x'", "SYSTEM 'XMLTests.swift'",
  ])
  func externalEntityIsNeverOpened(_ identifier: String) throws {
    let reading = read("<!DOCTYPE a [<!ENTITY e \(identifier)>]>\n<a>before &e; behind<b/></a>", .xml)
    let problem = try #require(reading.problems.first)
    #expect(problem.code == .entities)
    #expect(problem.position?.line == 2)
    let root = try #require(reading.tree.documents.first)
    #expect(root.content?.split(separator: " ") == ["before", "behind"])
    #expect(root.element("b") != nil)
  }

  @Test func externalSubsetAndParameterEntitiesAreNeverOpened() throws {
    let reading = read(
      "<!DOCTYPE a SYSTEM 'file:///etc/hostname' [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>\n<a>text</a>",
      .xml)
    #expect(reading.tree.documents.first?.content == "text")
    #expect(reading.tree.decoded.isEmpty)
  }
}
