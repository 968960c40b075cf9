import TestSupport
import Testing

@testable import Descriptors

@Suite struct TextDecodingTests {
  private func decode(_ bytes: [UInt8]) throws -> String {
    let source = try TextDecoding.decode(SourceBytes(bytes))
    // The bytes live no longer than their owner.
    return withExtendedLifetime(source) { String(decoding: source.raw, as: UTF8.self) }
  }

  private func problem(_ bytes: [UInt8]) throws -> DescriptorProblem {
    do {
      _ = try TextDecoding.decode(SourceBytes(bytes))
    } catch {
      return error
    }
    throw DescriptorProblem(.syntax, "decoded although it should not be", remedy: "")
  }

  private func utf16(_ text: String, little: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap {
      little ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
  }

  @Test func utf8IsPassedOnWithoutACopy() throws {
    for text in ["", "a", "plain text of some length", "größe 😀 щит", "aaaaaaaé"] {
      let source = SourceBytes(text)
      #expect(try TextDecoding.decode(source) === source)
    }
  }

  @Test func byteOrderMarkIsRemoved() throws {
    #expect(try decode([0xEF, 0xBB, 0xBF] + Array("aé".utf8)) == "aé")
    #expect(try decode([0xEF, 0xBB, 0xBF]) == "")
    #expect(try TextDecoding.decode(SourceBytes([0xEF, 0xBB, 0xBF, 0x61])).count == 1)
  }

  @Test(arguments: [true, false], [true, false])
  func utf16(little: Bool, mark: Bool) throws {
    let text = "name: größe 😀 щит\n"
    #expect(try decode(utf16(text, little: little, mark: mark)) == text)
  }

  @Test func utf16OfNothing() throws {
    #expect(try decode([0xFF, 0xFE]) == "")
    #expect(try decode([0xFE, 0xFF]) == "")
  }

  @Test func utf16ThatIsBroken() throws {
    #expect(try problem([0xFF, 0xFE, 0x61]).code == .encoding)
    #expect(try problem([0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00]).code == .encoding)
    #expect(try problem([0xFF, 0xFE, 0x00, 0xD8]).code == .encoding)
    #expect(try problem([0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00]).code == .binary)
  }

  @Test func zeroBytesAreBinary() throws {
    let problem = try problem(Array("ab\ncd".utf8) + [0, 1])
    #expect(problem.code == .binary)
    #expect(problem.position == position(2, 3))
    #expect(try self.problem([0]).code == .binary)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80],
      [0xE2, 0x28, 0xA1], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x28, 0x80], [0xFF],
    ] as [[UInt8]])
  func brokenUTF8IsSaidWithItsPlace(_ bytes: [UInt8]) throws {
    let problem = try problem(Array("é\nab".utf8) + bytes)
    #expect(problem.code == .encoding)
    #expect(problem.position == position(2, 3))
  }

  @Test(arguments: [
    "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
  ])
  func boundariesOfUTF8(_ text: String) throws {
    #expect(try decode(Array("x\(text)y".utf8)) == "x\(text)y")
  }

  @Test(arguments: ["ISO-8859-1", "iso-8859-1", "latin1", "ISO8859-1"])
  func latin1ThatXMLDeclares(_ name: String) throws {
    let head = "<?xml version=\"1.0\" encoding=\"\(name)\"?><a>"
    #expect(try decode(Array(head.utf8) + [0xE9, 0x85] + Array("</a>".utf8)) == head + "é\u{85}</a>")
  }

  @Test(arguments: ["windows-1252", "cp1252", "US-ASCII"])
  func windows1252ThatXMLDeclares(_ name: String) throws {
    let head = "<?xml version='1.0' encoding='\(name)'?><a>"
    #expect(try decode(Array(head.utf8) + [0x80, 0x9F, 0xE9] + Array("</a>".utf8)) == head + "€Ÿé</a>")
  }

  @Test func latin1WithoutADeclarationIsRefused() throws {
    #expect(try problem(Array("<a>".utf8) + [0xE9] + Array("</a>".utf8)).code == .encoding)
    #expect(try problem(Array("<?xml version='1.0'?><a>".utf8) + [0xE9]).code == .encoding)
    #expect(try problem(Array("encoding: iso-8859-1 ".utf8) + [0xE9]).code == .encoding)
  }

  @Test func declaredLatin1IsAsciiUntilItIsNot() throws {
    let source = SourceBytes("<?xml version='1.0' encoding='ISO-8859-1'?><a/>")
    #expect(try TextDecoding.decode(source) === source)
  }

  @Test func otherEncodingsAreNamed() throws {
    let problem = try problem(Array("<?xml version='1.0' encoding='ISO-8859-5'?><a>".utf8) + [0xE9])
    #expect(problem.code == .encoding && problem.message.contains("iso-8859-5"))
  }
}
