import Testing

@testable import Descriptors

@Suite struct TextDecodingTests {
  private func decode(_ bytes: [UInt8]) -> Result<String, DescriptorProblem> {
    do {
      let text = try TextDecoding.decode(SourceBytes(bytes))
      return .success(withExtendedLifetime(text) { String(decoding: text.raw, as: UTF8.self) })
    } catch {
      return .failure(error)
    }
  }

  private func utf16(_ text: String, big: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return big ? [high, low] : [low, high]
    }
  }

  @Test func sameBytesWithoutACopy() throws {
    for text in ["", "plain", "é and 😀, long enough for the fast path"] {
      let bytes = SourceBytes(text)
      #expect(try TextDecoding.decode(bytes) === bytes)
    }
  }

  @Test func removesTheMark() {
    #expect(decode([0xEF, 0xBB, 0xBF] + Array("é".utf8)) == .success("é"))
  }

  @Test(arguments: [true, false]) func transcodesUTF16(big: Bool) {
    let text = "a: é 😀\n"
    #expect(decode((big ? [0xFE, 0xFF] : [0xFF, 0xFE]) + utf16(text, big: big)) == .success(text))
    #expect(decode(utf16(text, big: big)) == .success(text))
  }

  @Test func refusesBrokenUTF16() {
    let text = [0xFF, 0xFE] + utf16("a\nbc", big: false)
    for broken in [text + [0x41], text + [0x3D, 0xD8], text + [0x00, 0xDC, 0x41, 0x00]] {
      guard case .failure(let problem) = decode(broken) else {
        Issue.record("decoded")
        continue
      }
      #expect(problem.code == .encoding && problem.position == Position(line: 2, column: 3))
    }
  }

  @Test(
    arguments: [
      [0x61, 0x0A, 0x62, 0xFF], [0x61, 0x0A, 0x62, 0xC3], [0x61, 0x0A, 0x62, 0xC0, 0x80],
      [0x61, 0x0A, 0x62, 0xED, 0xA0, 0x80],
      [0x61, 0x0A, 0x62, 0xF4, 0x90, 0x80, 0x80], [0x61, 0x0A, 0x62, 0xE2, 0x82], [0x61, 0x0A, 0x62, 0x80],
      [0x61, 0x0A, 0x62, 0xF0, 0x9F, 0x98, 0x41],
    ] as [[UInt8]]) func saysWhereUTF8IsBroken(bytes: [UInt8])
  {
    guard case .failure(let problem) = decode(bytes) else {
      Issue.record("decoded")
      return
    }
    #expect(problem.code == .encoding && problem.position == Position(line: 2, column: 2))
  }

  @Test func zeroBytesAreBinary() {
    for bytes in [[0x61, 0x62, 0x63, 0, 0x64], [0, 0, 0, 0], [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]]
      as [[UInt8]]
    {
      guard case .failure(let problem) = decode(bytes) else {
        Issue.record("decoded")
        continue
      }
      #expect(problem.code == .binary && problem.position != nil)
    }
  }

  @Test func utf32IsNotRead() {
    guard case .failure(let problem) = decode([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) else {
      Issue.record("decoded")
      return
    }
    #expect(problem.code == .encoding)
  }

  @Test(arguments: ["ISO-8859-1", "latin1", "windows-1252", "US-ASCII"]) func readsOneByteXML(name: String)
    throws
  {
    let bytes =
      Array("<?xml version='1.0' encoding='\(name)'?>\n<a>".utf8) + [0xE9, 0x62] + Array("</a>".utf8)
    let reading = read(bytes, as: .xml)
    #expect(reading.problems.isEmpty)
    let node = try #require(reading.tree.documents.first?.contentNode)
    #expect(node.text == "éb" && node.slice == "éb")
    #expect(node.span.end == Position(line: 2, column: 6))
  }

  @Test func windows1252HasTypographicCharacters() {
    let bytes =
      Array("<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>".utf8) + [0x80, 0x92] + Array("</a>".utf8)
    #expect(read(bytes, as: .xml).tree.documents.first?.content == "€’")
  }

  @Test func otherEncodingsAreNamed() {
    let bytes = Array("<?xml version='1.0' encoding='ISO-8859-5'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
    let problem = read(bytes, as: .xml).problems.first
    #expect(problem?.code == .encoding && problem?.message.contains("iso-8859-5") == true)
  }

  @Test func declaredUTF16InUTF8IsRead() {
    #expect(
      read("<?xml version='1.0' encoding='UTF-16'?><a>é</a>", as: .xml).tree.documents.first?.content == "é")
  }
}
