import Descriptors

/// A file inside a value: configuration in a ConfigMap's block, a script in a variable.
///
/// Only lines of the shape of a setting are read: prose, links of dashboards and schemas lead nowhere at run time.
struct EmbeddedText {
  /// More URLs than this in one text make it a list or a document.
  private static let mostURLs = 64
  private static let prose = [".md", ".html", ".htm", ".txt", ".css", ".js", ".svg", ".sql", ".adoc"]
  private static let noDestination = [
    "runbook", "doc", "schema", "xmlns", "xsi", "description", "summary", "help", "homepage", "license",
    "generator", "namespace", "example",
  ]
  private static let settings = [
    ".properties", ".conf", ".cnf", ".ini", ".env", ".yaml", ".yml", ".toml", ".cfg", ".config",
  ]

  /// True for the name of a file of settings: `app.properties`.
  static func isSettingsFile(_ name: String) -> Bool {
    let lower = name.lowercased()
    return settings.contains(where: lower.hasSuffix)
  }

  private let value: Node
  private let name: String
  private let bytes: UnsafeRawBufferPointer

  init(_ value: Node, named name: String) {
    self.value = value
    self.name = name
    bytes = value.bytes
  }

  /// Adds endpoints and secrets of the text to a resource.
  func read(_ values: Values, into resource: inout Resource) {
    let lower = name.lowercased()
    guard !Self.prose.contains(where: lower.hasSuffix), !isDashboard else { return }
    var cursor = Cursor(value)
    readURLs(values, &cursor, into: &resource)
    if Self.isSettingsFile(name) { readSecrets(values, into: &resource) }
  }

  /// Grafana's dashboards are full of links that a browser follows.
  private var isDashboard: Bool { bytes.first == 0x7B && bytes.contains("\"panels\"") }

  // MARK: URLs

  private func readURLs(_ values: Values, _ cursor: inout Cursor, into resource: inout Resource) {
    var from = 0
    var count = 0
    while count < Self.mostURLs, let mark = bytes.firstOffset(of: "://", from: from) {
      from = mark + 3
      var start = mark
      while start > 0, Self.isSchemeByte(bytes[start - 1]) { start -= 1 }
      var end = mark + 3
      while end < bytes.count, !Self.endsURL(bytes[end]) { end += 1 }
      guard start < mark, end > mark + 3 else { continue }
      from = end
      let line = Self.lineStart(of: start, in: bytes)
      guard let key = settingName(UnsafeRawBufferPointer(rebasing: bytes[line..<start])) else { continue }
      let url = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      let text = String(decoding: url, as: UTF8.self)
      guard Self.leadsSomewhere(text) else { continue }
      count += 1
      values.addURL(
        text, named: key.isEmpty ? name : key, isOwn: SettingName.isOwnAddress(key), at: cursor.span(of: url),
        to: &resource)
    }
  }

  /// What stands before a URL on its line, if that has the shape of a setting; nil for comments and prose.
  private func settingName(_ before: UnsafeRawBufferPointer) -> String? {
    let text = String(decoding: before, as: UTF8.self)
    let trimmed = text.drop { $0 == " " || $0 == "\t" || $0 == "-" }
    for comment in ["#", ";", "//", "*", "<!--", "%"] where trimmed.hasPrefix(comment) { return nil }
    guard !trimmed.contains(" #"), !trimmed.contains(" //"), trimmed.last != "(",
      trimmed.split(separator: " ").count <= 4
    else { return nil }
    let lower = trimmed.lowercased()
    guard !Self.noDestination.contains(where: { lower.range(ofASCII: $0) != nil }) else { return nil }
    let key = trimmed.prefix { $0 != ":" && $0 != "=" && $0 != " " }
    return String(key.drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
  }

  private static func leadsSomewhere(_ url: String) -> Bool {
    guard let mark = url.range(ofASCII: "://") else { return false }
    let scheme = url[..<mark.lowerBound].lowercased()
    guard !["file", "unix", "classpath", "data", "urn", "spiffe", "docker", "plaintext"].contains(scheme)
    else {
      return false
    }
    guard let host = Endpoint(url)?.host else { return BucketURL(url) != nil }
    return !host.hasSuffix("w3.org") && !host.hasPrefix("schemas.") && !host.hasPrefix("json-schema.")
      && !host.hasPrefix("xmlns.")
  }

  // MARK: Secrets

  private func readSecrets(_ values: Values, into resource: inout Resource) {
    guard ["assw", "ecret", "oken", "pass", "PASS", "TOKEN"].contains(where: bytes.contains) else { return }
    var cursor = Cursor(value)
    var start = 0
    while start < bytes.count {
      let end = bytes.offset(of: 0x0A, from: start) ?? bytes.count
      let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      start = end + 1
      guard let separator = line.firstIndex(where: { $0 == 0x3D || $0 == 0x3A }), separator < 80,
        line.count < 512
      else { continue }
      let key = String(decoding: line[..<separator], as: UTF8.self).trimmingWhitespace
      guard let first = key.utf8.first, first != 0x23, first != 0x3B, !key.utf8.contains(0x20),
        SettingName.isSecretFlag(key)
      else { continue }
      var text = String(decoding: line[(separator + 1)...], as: UTF8.self).trimmingWhitespace
      if let quote = text.first, quote == "\"" || quote == "'", text.last == quote, text.utf8.count > 1 {
        text = String(text.dropFirst().dropLast())
      }
      let opening: Set<Character> = ["{", "[", "%", "@", "&", "|", ">", "!", "#", "("]
      guard SecretName.isLiteral(text), !text.contains(" "),
        text.first.map({ !opening.contains($0) }) == true,
        text.range(ofASCII: "://") == nil
      else { continue }
      values.addSecret(
        key, "`\(key)` in `\(name)` holds its value in clear text", at: cursor.span(of: line), to: &resource)
    }
  }

  // MARK: Bytes

  private static func lineStart(of offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var start = offset
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// Letters, digits, `+`, `-`, `.`, and the colon of `jdbc:postgresql`.
  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2E
      || byte == 0x2D
  }

  private static func endsURL(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x2C || byte == 0x29 || byte == 0x5D
      || byte == 0x3C || byte == 0x3E || byte == 0x7C || byte == 0x60 || byte == 0x5C
  }

  /// Finds pieces of a decoded text again in the source, in order; the whole value stands in for what is not found.
  private struct Cursor {
    private let value: Node
    private var offset: Int

    init(_ value: Node) {
      self.value = value
      offset = value.range.lowerBound
    }

    mutating func span(of piece: UnsafeRawBufferPointer) -> SourceSpan {
      let text = String(decoding: piece, as: UTF8.self)
      guard let found = value.tree.source.raw.firstOffset(of: text, from: offset),
        found + piece.count <= value.range.upperBound
      else { return value.span }
      offset = found + piece.count
      return value.tree.span(found..<offset)
    }
  }
}
