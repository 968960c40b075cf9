import Descriptors
import Testing

@testable import Reporting

@Suite("Excerpts of source lines")
struct ExcerptTests {
  private static let secret = "hunter2-c4n4ry"

  private func span(_ column: Int, to end: Int) -> SourceSpan {
    SourceSpan(
      file: "f", offsets: 0..<0, start: Position(line: 1, column: column), end: Position(line: 1, column: end)
    )
  }

  @Test("the span is marked below the line")
  func marks() {
    let excerpt = Excerpt("  Type: AWS::S3::Bucket", span: span(9, to: 24))
    #expect(excerpt.line == "  Type: AWS::S3::Bucket")
    #expect(excerpt.marks == "        ^^^^^^^^^^^^^^^")
  }

  @Test("marks stand below their text behind tabs and escapes")
  func wideMarks() {
    let excerpt = Excerpt("\ta\u{1B}: bc", span: span(6, to: 8))
    #expect(excerpt.line == "  a\\u{1B}: bc")
    #expect(excerpt.marks == "           ^^")
  }

  @Test("a long line is cut around the span")
  func long() {
    let text = String(repeating: "x ", count: 2500) + "HERE" + String(repeating: " y", count: 2500)
    let excerpt = Excerpt(text, span: span(5001, to: 5005))
    #expect(excerpt.line.count <= Excerpt.width + 6)
    let start = excerpt.marks.firstIndex(of: "^") ?? excerpt.marks.startIndex
    let offset = excerpt.marks.distance(from: excerpt.marks.startIndex, to: start)
    #expect(excerpt.line.dropFirst(offset).hasPrefix("HERE"))
    #expect(excerpt.marks.hasSuffix("^^^^"))
  }

  @Test("columns are found in long lines of wide characters", arguments: [0, 1, 2, 3])
  func longAndWide(shift: Int) {
    let lead = String(repeating: "a", count: shift) + String(repeating: "é日😀 ", count: 5000)
    let column = lead.unicodeScalars.count + 1
    let excerpt = Excerpt(lead + "HERE" + lead, span: span(column, to: column + 4))
    let offset = excerpt.marks.prefix { $0 == " " }.unicodeScalars.count
    #expect(
      String(String.UnicodeScalarView(excerpt.line.unicodeScalars.dropFirst(offset).prefix(4))) == "HERE")
    #expect(excerpt.marks.hasSuffix("^^^^"))
  }

  @Test("a span beyond the line, or of nothing, is still marked")
  func degenerate() {
    #expect(Excerpt("ab", span: span(9, to: 12)).marks == "  ^")
    #expect(Excerpt("", span: span(1, to: 1)).marks == "^")
    #expect(Excerpt("", span: span(9000, to: 9001)).marks.hasSuffix("^"))
    #expect(Excerpt("abc", span: span(2, to: 2)).marks == " ^")
  }

  @Test("columns that are known to hold a secret are hidden, with what stands behind them")
  func known() {
    let excerpt = Excerpt("x: \(Self.secret) # note", span: span(1, to: 2), secrets: [3..<5])
    #expect(excerpt.line == "x: ********")
    #expect(excerpt.marks == "^")
    let marked = Excerpt("x: \(Self.secret)", span: span(4, to: 9), secrets: [3..<Int.max])
    #expect(marked.marks == "   ^^^^^^^^")
  }

  @Test(
    "a secret is hidden in every notation",
    arguments: [
      "password: \(secret)", "  password: two words \(secret)", "- DB_PASSWORD=\(secret)",
      "API_TOKEN=abc \(secret)",
      #"{"user": "x", "password": "\#(secret)"}"#, #"{"user":"x","password":"\#(secret)","z":1}"#,
      #"{"a":"b","password":["\#(secret)"]}"#, "{user: x, password: \(secret)}", "password: '\(secret)'",
      #"policy: "{\"password\":\"\#(secret)\"}""#, #"policy: "{\"password\": \"a \#(secret)\"}""#,
      "command: mysqld --root-password=\(secret) --x", "command: mysqld --root-password \(secret) --x",
      #"command: ["x", "--token", "\#(secret)"]"#,
      "JAVA_OPTS: -Djavax.net.ssl.keyStorePassword=\(secret) -Xmx1g",
      "<graphics type='vnc' passwd='\(secret)'/>", "<password>\(secret)</password>",
      "<property><name>fs.s3a.secret.key</name><value>\(secret)</value></property>",
      #"{"name": "DB_PASSWORD", "value": "\#(secret)"}"#, "{name: DB_PASSWORD, value: \(secret)}",
      "url: https://u:\(secret)@host/x", "url: postgres://u:a/\(secret)@host/x",
      "DB_URL=redis://:\(secret)@host:6379",
      "conn: Server=tcp:h;Pwd=\(secret);Encrypt=true", "x: Endpoint=sb://h/;SharedAccessKey=\(secret)=",
      "href: https://h/x?token=\(secret)&y=1", "Authorization: Bearer \(secret)", "pass: \(secret)",
      "key: ghp_\(secret)", "password : \(secret)", "password: \"a\\\"b \(secret)\"", "password: /\(secret)",
      "password: !!str \(secret)",
    ])
  func hides(text: String) {
    for column in [1, text.unicodeScalars.count / 2, text.unicodeScalars.count] {
      let excerpt = Excerpt(text, span: span(column, to: column + 4))
      #expect(!excerpt.line.contains(Self.secret))
      #expect(excerpt.line.contains("********"))
    }
  }

  @Test("a secret is hidden when its name stands on the line before")
  func nameBefore() {
    let excerpt = Excerpt("  value: \(Self.secret)", span: span(3, to: 8), before: "- name: DB_PASSWORD")
    #expect(excerpt.line == "  value: ********")
    let other = Excerpt("  value: eu-west-3", span: span(3, to: 8), before: "- name: REGION")
    #expect(other.line == "  value: eu-west-3")
  }

  @Test(
    "a secret is hidden when its name is far to the left of what is shown", arguments: [10, 300, 1900, 6000])
  func nameIsCut(length: Int) {
    let text =
      #"{"password":"\#(String(repeating: "p", count: length))\#(Self.secret)","region":"us-east-1"}"#
    let column = length + 20
    #expect(!Excerpt(text, span: span(column, to: column + 5)).line.contains(Self.secret))
  }

  @Test("secrets of different lengths look the same")
  func length() {
    let lines = ["pw", "a much longer one than that"].map {
      Excerpt("password: \($0)", span: span(1, to: 9)).line
    }
    #expect(lines == ["password: ********", "password: ********"])
  }

  @Test(
    "what is no secret is shown",
    arguments: [
      "name: web", "secretName: tls", "Type: AWS::SecretsManager::Secret", "  Type: AWS::S3::Bucket",
      "arn:aws:secretsmanager:eu-west-3:1:secret:db", "password: !Ref DbPassword", "password: ${DB_PASSWORD}",
      "secret: {{ .Values.secret }}", "secretKeyRef: {name: db, key: pw}", "url: https://host:8443/a@b",
      "image: registry.example/team/app:1.2", #"{"MasterUserPassword":{"Ref":"Pw"},"Region":"us-east-1"}"#,
      "<secret type='ceph'/>", "automountServiceAccountToken: false", "kind: Secret",
    ])
  func shows(text: String) {
    #expect(Excerpt(text, span: span(1, to: 3)).line == text)
  }
}
