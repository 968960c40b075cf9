import Atlas
import Descriptors

/// `samconfig.toml`: where `sam deploy` deploys the template beside it.
///
/// Of TOML only what these files use is read: tables and text values in one line. Source of the keys: AWS SAM
/// developer guide, SAM CLI configuration file.
enum SamConfig {
  static func read(_ text: SourceBytes, path: String, atlas: Atlas) -> ContextHints {
    var result = ContextHints()
    var table = Table(name: "")
    var tables: [Table] = []
    var line = 0
    for part in text.raw.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let content = String(decoding: part, as: UTF8.self).trimmingWhitespace
      if content.hasPrefix("[") {
        tables.append(table)
        table = Table(name: String(content.dropFirst().prefix { $0 != "]" }))
      } else if let (key, value) = pair(content) {
        let span = span(of: value, in: part, line: line, path: path)
        table.values[key] = PipelineValue(text: value, span: span)
      }
    }
    tables.append(table)
    for table in tables where table.appliesToDeployment {
      guard let region = table.values["region"] else { continue }
      let template = table.values["template_file"]?.text ?? table.values["template"]?.text
      let templates = template.map { [$0] } ?? ["template.yaml", "template.yml", "template.json"]
      guard atlas.place(region.text, provider: "aws") != nil else {
        result.unused.append(
          UnusedHint(at: region.span, "`\(region.text)` is no region of AWS that the atlas knows"))
        continue
      }
      let evidence = Evidence(
        .context, "SAM configuration: `sam deploy` acts in \(region.text) (environment \(table.environment))",
        at: region.span)
      result.hints.append(
        ContextHint("aws.region", region.text, evidence: evidence, nearness: .beside, templates: templates))
    }
    return result
  }

  private struct Table {
    let name: String
    var values: [String: PipelineValue] = [:]

    /// `default.deploy.parameters` or `default.global.parameters`.
    private var parts: [Substring] { name.split(separator: ".") }
    var environment: String { parts.first.map(String.init) ?? "default" }
    var appliesToDeployment: Bool {
      parts.count == 3 && (parts[1] == "deploy" || parts[1] == "global") && parts[2] == "parameters"
    }
  }

  /// `key = "value"`.
  private static func pair(_ content: String) -> (key: String, value: String)? {
    guard !content.hasPrefix("#"), let sign = content.firstIndex(of: "=") else { return nil }
    let key = String(content[..<sign]).trimmingWhitespace
    let rest = String(content[content.index(after: sign)...]).trimmingWhitespace
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return (key, String(rest.dropFirst().prefix { $0 != quote }))
  }

  /// Where a value stands in its line: behind the first quote.
  private static func span(
    of value: String, in line: Slice<UnsafeRawBufferPointer>, line number: Int, path: String
  ) -> SourceSpan {
    let quote = line.firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } ?? line.startIndex
    let column = String(decoding: line[...quote], as: UTF8.self).unicodeScalars.count + 1
    return SourceSpan(
      file: path, offsets: (quote + 1)..<(quote + 1 + value.utf8.count),
      start: Position(line: number, column: column),
      end: Position(line: number, column: column + value.unicodeScalars.count))
  }
}
