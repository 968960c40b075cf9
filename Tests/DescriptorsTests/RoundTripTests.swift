import Testing

@testable import Descriptors

/// Values from a seeded generator, written as JSON, must come back the same through both readers.
@Suite struct RoundTrip {
  @Test(arguments: 0..<60)
  func writtenValuesAreReadBack(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<10 {
      let value = randomValue(&generator, depth: 0)
      var text = ""
      write(value, into: &text, &generator)
      let json = try root(text, .json)
      #expect(Value(json) == value, "JSON, seed \(seed): \(text)")
      // YAML keeps no key longer than 1,024 characters and takes tabs only in some places: spaces are used here.
      let yaml = try root(text, .yaml)
      #expect(Value(yaml) == value, "YAML, seed \(seed): \(text)")
      // Where a node stands does not depend on who reads it.
      #expect(starts(json) == starts(yaml), "seed \(seed): \(text)")
    }
  }

  private func starts(_ node: Node) -> [Int] {
    [node.range.lowerBound, node.range.upperBound]
      + node.items.flatMap { starts($0) }
      + node.entries.flatMap { starts($0.key) + starts($0.value) }
  }

  private func randomValue(_ generator: inout SeededGenerator, depth: Int) -> Value {
    switch Int.random(in: 0..<(depth < 4 ? 10 : 5), using: &generator) {
    case 0..<5: .text(randomText(&generator))
    case 5..<7:
      .list(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in randomValue(&generator, depth: depth + 1) })
    default:
      .map(
        (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
          (randomText(&generator), randomValue(&generator, depth: depth + 1))
        })
    }
  }

  private func randomText(_ generator: inout SeededGenerator) -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "Z", "0", " ", " ", "\"", "\\", "/", "'", ":", "#", "-", "&", "*", "!", "{", "]", ",", "\n", "\t",
      "\r",
      "\u{8}", "\u{1}", "é", "щ", "漢", "😀", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{E000}", "\u{10FFFF}", "<",
      "%",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<14, using: &generator) {
      text.append(alphabet.randomElement(using: &generator) ?? "a")
    }
    return String(text)
  }

  private func write(_ value: Value, into text: inout String, _ generator: inout SeededGenerator) {
    switch value {
    case .text(let string):
      write(string, into: &text, &generator)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        text += index == 0 ? "" : ", "
        space(&text, &generator)
        write(item, into: &text, &generator)
      }
      text += "]"
    case .map(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        text += index == 0 ? "" : ","
        space(&text, &generator)
        write(entry.0, into: &text, &generator)
        text += ": "
        write(entry.1, into: &text, &generator)
        space(&text, &generator)
      }
      text += "}"
    }
  }

  private func space(_ text: inout String, _ generator: inout SeededGenerator) {
    // Indented, because a flow collection that goes on in column 1 is no YAML inside a block.
    text += ["", "", " ", "\n  ", "\r\n   "].randomElement(using: &generator) ?? ""
  }

  private func write(_ string: String, into text: inout String, _ generator: inout SeededGenerator) {
    text += "\""
    for scalar in string.unicodeScalars {
      let mustEscape =
        scalar.value < 0x20 || "\"\\\u{85}\u{2028}\u{FEFF}\u{10FFFF}".unicodeScalars.contains(scalar)
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      default:
        // YAML reads no pair of surrogates: what lies beyond the basic plane is written as it is.
        if scalar.value <= 0xFFFF, mustEscape || Int.random(in: 0..<8, using: &generator) == 0 {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
