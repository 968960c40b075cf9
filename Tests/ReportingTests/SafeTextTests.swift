import Descriptors
import Testing

@testable import Reporting

@Suite("Text from scanned input")
struct SafeTextTests {
  @Test(
    "what could control a terminal is shown as code points",
    arguments: [
      ("plain é 日本", "plain é 日本"), ("a\u{1B}[31m", "a\\u{1B}[31m"), ("a\nb", "a\\u{A}b"),
      ("\u{9B}1m", "\\u{9B}1m"),
      ("x\u{202E}y", "x\\u{202E}y"), ("a\tb", "a  b"), ("\u{200B}", "\\u{200B}"), ("\u{E0041}", "\\u{E0041}"),
    ])
  func line(text: String, shown: String) {
    #expect(SafeText.line(text) == shown)
  }

  private func span(_ column: Int, to end: Int) -> SourceSpan {
    SourceSpan(
      file: "f", offsets: 0..<0, start: Position(line: 1, column: column), end: Position(line: 1, column: end)
    )
  }

  @Test("the span is marked below the line")
  func marks() {
    let excerpt = Excerpt("  Type: AWS::S3::Bucket", span: span(9, to: 24), hidesText: false).rendered
    #expect(excerpt.line == "  Type: AWS::S3::Bucket")
    #expect(excerpt.marks == "        ^^^^^^^^^^^^^^^")
  }

  @Test("a long line is cut around the span")
  func long() {
    let text = String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000)
    let excerpt = Excerpt(text, span: span(5001, to: 5005), hidesText: false).rendered
    #expect(excerpt.line.count <= Excerpt.width + 6)
    let start = excerpt.marks.firstIndex(of: "^") ?? excerpt.marks.startIndex
    let offset = excerpt.marks.distance(from: excerpt.marks.startIndex, to: start)
    #expect(excerpt.line.dropFirst(offset).hasPrefix("HERE"))
    #expect(excerpt.marks.hasSuffix("^^^^"))
  }

  @Test("a span beyond the line, or of nothing, is still marked")
  func degenerate() {
    #expect(Excerpt("ab", span: span(9, to: 12), hidesText: false).rendered.marks == "  ^")
    #expect(Excerpt("", span: span(1, to: 1), hidesText: false).rendered.marks == "^")
  }

  @Test(
    "secrets on shown lines are hidden",
    arguments: [
      ("password: hunter22", "password: ********"), ("  url: https://u:pw@h/x", "  url: https://****@h/x"),
      ("name: web", "name: web"), ("secretName: tls", "secretName: tls"),
      ("API_TOKEN=abc def", "API_TOKEN=*** ***"),
    ])
  func redaction(text: String, shown: String) {
    #expect(Redaction.secrets(in: text) == shown)
  }

  @Test(
    "paths become relative references",
    arguments: [
      ("a b/c#d.yaml", "a%20b/c%23d.yaml"), ("./x.yaml", "x.yaml"), ("/abs/é", "file:///abs/%C3%A9"),
    ])
  func uri(path: String, uri: String) {
    #expect(SARIFReport.uri(path) == uri)
  }
}
