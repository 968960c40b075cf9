import Testing

@testable import Descriptors

@Suite struct LimitTests {
  private func nested(_ levels: Int, _ format: Format) -> String {
    switch format {
    case .yaml, .json: String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    case .xml: String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
    }
  }

  @Test(arguments: Format.allCases)
  func depthIsAllowedUpToTheLimit(_ format: Format) {
    let fits = read(nested(10, format), format, Limits(depth: 10))
    #expect(fits.problems.isEmpty)
    #expect(fits.tree.documents.count == 1)
    let over = read(nested(11, format), format, Limits(depth: 10))
    #expect(over.problems.map(\.code) == [.tooDeep])
    #expect(over.tree.documents.isEmpty)
    #expect(over.problems.first?.position != nil)
  }

  @Test(arguments: Format.allCases)
  func depthOfAHundredThousandIsRefusedAtOnce(_ format: Format) {
    let text = String(nested(100_000, format).prefix(100_000))
    #expect(read(text, format).problems.map(\.code) == [.tooDeep])
  }

  @Test(arguments: Format.allCases)
  func nodesBeyondTheLimitAreRefused(_ format: Format) {
    let text =
      format == .xml
      ? "<r>" + String(repeating: "<a/>", count: 50) + "</r>"
      : "[" + Array(repeating: "1", count: 100).joined(separator: ", ") + "]"
    #expect(read(text, format, Limits(nodes: 102)).problems.isEmpty)
    let over = read(text, format, Limits(nodes: 50))
    #expect(over.problems.map(\.code) == [.tooManyNodes])
    #expect(over.tree.documents.isEmpty)
  }

  @Test func documentsBeforeTheLimitAreKept() {
    for format in [Format.yaml, .json] {
      let text = format == .yaml ? "a: 1\n---\n[[[[1]]]]\n" : "{\"a\": 1}\n[[[[1]]]]\n"
      let reading = read(text, format, Limits(depth: 3))
      #expect(reading.tree.documents.count == 1)
      #expect(reading.problems.map(\.code) == [.tooDeep])
      #expect(reading.problems.first?.position?.line == (format == .yaml ? 3 : 2))
    }
  }

  @Test func blockNestingCountsToo() {
    let text = (0..<40).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(read(text, .yaml, Limits(depth: 30)).problems.map(\.code) == [.tooDeep])
    #expect(read(text, .yaml, Limits(depth: 40)).problems.isEmpty)
  }

  @Test func deepXMLIsReadIfTheLimitAllows() {
    #expect(read(nested(5000, .xml), .xml, Limits(depth: 10_000)).problems.isEmpty)
  }
}
