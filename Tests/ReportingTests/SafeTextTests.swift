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
      ("a\u{AD}b", "a\\u{AD}b"), ("\u{206A}", "\\u{206A}"),
      ("a ##[error]b", "a \\u{23}#[error]b"), ("##vso[x]", "\\u{23}#vso[x]"), ("## heading", "## heading"),
      ("::add-mask::x", "\\u{3A}:add-mask::x"), (" ::x", " \\u{3A}:x"),
      ("AWS::S3::Bucket", "AWS::S3::Bucket"),
      (":80", ":80"),
    ])
  func line(text: String, shown: String) {
    #expect(SafeText.line(text) == shown)
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
