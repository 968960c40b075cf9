import Descriptors
import Foundation
import Testing

@testable import Reporting

@Suite("The JSON writer")
struct JSONWriterTests {
  private func written(_ text: String) -> String {
    var writer = JSONWriter()
    writer.array { $0.element(text) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    "what could mislead a reader or a terminal is escaped",
    arguments: [
      ("a\"b\\c/", #"["a\"b\\c/"]"#),
      ("\n\r\t\u{8}\u{0}\u{1F}\u{7F}", ##"["\n\r\t\u0008\u0000\u001f\u007f"]"##),
      ("\u{1B}[31m", ##"["\u001b[31m"]"##), ("\u{9B}", ##"["\u009b"]"##), ("\u{202E}", ##"["\u202e"]"##),
      ("\u{2028}\u{2029}", ##"["\u2028\u2029"]"##), ("\u{200B}\u{FEFF}\u{AD}", ##"["\u200b\ufeff\u00ad"]"##),
      ("é日本😀\u{A0}–", "[\"é日本😀\u{A0}–\"]"), ("", #"[""]"#),
    ])
  func escapes(text: String, json: String) {
    #expect(written(text) == json)
  }

  @Test("every character comes back as it was")
  func roundTrip() throws {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(scalar)b"
      let back = try #require(try JSONSerialization.jsonObject(with: Data(written(text).utf8)) as? [String])
      #expect(back[0].unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test("separators stand between members, and pieces join in order")
  func structure() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("a", 1)
      writer.member("none", nil as String?)
      writer.member("b", array: { _ in })
      writer.member("c", object: { $0.member("d", true) })
      writer.member("e", array: { $0.element("x", " ", "y\"") })
      writer.member("f", parallelLines: [1, 2]) { writer, number in writer.object { $0.member("n", number) } }
    }
    let json = #"{"a":1,"b":[],"c":{"d":true},"e":["x y\""],"f":["# + "\n{\"n\":1},\n{\"n\":2}]}"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
  }

  @Test("records that are written side by side come out as those that are not")
  func parallel() {
    let numbers = Array(0..<5000)
    var (one, other) = (JSONWriter(), JSONWriter())
    one.object { $0.member("n", parallelLines: numbers) { writer, n in writer.object { $0.member("n", n) } } }
    other.object { $0.member("n", lines: numbers) { writer, n in writer.object { $0.member("n", n) } } }
    #expect(Array(one.pieces.joined()) == Array(other.pieces.joined()))
  }

  @Test("A character is written the same wherever it stands", arguments: 0..<18)
  func position(_ position: Int) {
    func written(_ text: String) -> String {
      var writer = JSONWriter()
      writer.element(text)
      return String(decoding: writer.bytes.drop { $0 == 0x2C }.dropFirst().dropLast(), as: UTF8.self)
    }
    let before = String(repeating: "a", count: position)
    for value in Array(0..<0x180) + [0x2028, 0x202E, 0x20AC, 0xFEFF, 0x1F600] as [UInt32] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let alone = String(Character(scalar))
      #expect(written("\(before)\(alone)bcdefghij") == "\(before)\(written(alone))bcdefghij")
    }
    #expect(written("\(before)##[cmd]bcdefgh") == "\(before)\(written("##"))[cmd]bcdefgh")
  }

  @Test("a phrase is written as its English text would be, whatever it is made of")
  func phrases() throws {
    var dice = SystemRandomNumberGenerator()
    let words = [
      "", "a", "é\"", "\u{1}", "\u{2}x\u{7}", "\u{8}A", "#", "##[", "longer than eight bytes", "\n\\",
      "\u{202E}",
    ]
    func text() -> String { words.randomElement(using: &dice) ?? "" }
    func phrase(_ depth: Int) -> Phrase {
      switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &dice) {
      case 0: Phrase(verbatim: text())
      case 1: Phrase(term: text())
      case 2: Phrase(name: text())
      case 3: Phrase(english: text(), french: text())
      case 4: Phrase(english: text(), french: nil)
      case 5: "\(text()) of \(phrase(depth + 1)), \(count: 3)"
      default: "\(phrase(depth + 1))#\(day: "2026-11-29")\(text())"
      }
    }
    for _ in 0..<5000 {
      let phrase = phrase(0)
      var writer = JSONWriter()
      writer.array { $0.element(phrase) }
      let back = try #require(try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String])
      #expect(Array(back[0].utf8) == Array(phrase.english.utf8))
      #expect(!String(decoding: writer.bytes, as: UTF8.self).contains("##"))
    }
  }

  @Test("two phrases are equal if they say the same in English, however they are made")
  func equalPhrases() {
    let port = "port 80"
    #expect(("\(port) is open" as Phrase) == Phrase(verbatim: "port 80 is open"))
    #expect(Phrase(english: "open", french: "ouvert") == Phrase(english: "open", french: nil))
    #expect(Phrase(verbatim: "a\u{1}") == Phrase(term: "a\u{1}"))
    #expect(Phrase(verbatim: "ab") != Phrase(verbatim: "abc"))
    #expect(Phrase(verbatim: "abc") != Phrase(verbatim: "abd"))
    #expect(Phrase(verbatim: "") == "")
  }
}
