import Testing

@testable import Descriptors

@Suite("Positions on long lines")
struct LongLineTests {
  @Test("columns are the same as counted one by one")
  func columns() {
    var text = "a\n"
    for number in 0..<900 { text += number % 7 == 0 ? "é" : number % 11 == 0 ? "😀" : "xyz" }
    text += "\nend é\n" + String(repeating: "ü", count: 1500)
    let source = SourceBytes(text)
    let index = LineIndex(source)
    var line = 1
    var column = 1
    var offset = 0
    for scalar in text.unicodeScalars {
      #expect(index.position(of: offset, in: source) == Position(line: line, column: column))
      offset += String(scalar).utf8.count
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    #expect(index.position(of: offset, in: source) == Position(line: line, column: column))
  }
}
