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
      result.hints += overrides(table)
      guard let region = table.values["region"] else { continue }
      guard atlas.place(region.text, provider: "aws") != nil else {
        result.unused.append(
          UnusedHint(at: region.span, "`\(region.text)` is no region of AWS that the atlas knows"))
        continue
      }
      let evidence = Evidence(
        .context, "SAM configuration: `sam deploy` acts in \(region.text) (environment \(table.environment))",
        at: region.span)
      result.hints.append(
        ContextHint(
          "aws.region", region.text, evidence: evidence, nearness: .beside, templates: table.templates))
    }
    return result
  }

  /// `parameter_overrides = "Stage=prod Size=\"large\""`, or a list of such texts.
  private static func overrides(_ table: Table) -> [ContextHint] {
    guard let value = table.values["parameter_overrides"] else { return [] }
    let evidence = Evidence(
      .context, "SAM configuration: `parameter_overrides` (environment \(table.environment))", at: value.span)
    return ShellWords.commands(in: value.text).flatMap { $0 }.compactMap { word in
      guard let sign = word.firstIndex(of: "="), sign != word.startIndex,
        !SecretName.suggestsSecret(String(word[..<sign]))
      else { return nil }
      return ContextHint(
        DeploymentContext.parameterPrefix + String(word[..<sign]), String(word[word.index(after: sign)...]),
        evidence: evidence, nearness: .beside, templates: table.templates)
    }
  }

  private struct Table {
    let name: String
    var values: [String: PipelineValue] = [:]

    /// `default.deploy.parameters` or `default.global.parameters`.
    private var parts: [Substring] { name.split(separator: ".") }
    var templates: [String] {
      (values["template_file"] ?? values["template"]).map { [$0.text] }
        ?? ["template.yaml", "template.yml", "template.json"]
    }
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
    let texts = texts(rest)
    return texts.isEmpty ? nil : (key, texts.joined(separator: " "))
  }

  /// One quoted text, or those of a list in one line.
  private static func texts(_ value: String) -> [String] {
    let isList = value.hasPrefix("[")
    var result: [String] = []
    var characters = (isList ? value.dropFirst() : value[...]).makeIterator()
    while let quote = characters.next() {
      guard quote == "\"" || quote == "'" else {
        if isList, quote == "," || quote == " " { continue }
        break
      }
      var text = ""
      while let character = characters.next(), character != quote {
        // Only texts in double quotes have escapes.
        let escaped = character == "\\" && quote == "\"" ? characters.next() : nil
        text.append(escaped ?? character)
      }
      result.append(text)
      if !isList { break }
    }
    return result
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
