import Descriptors

/// The values of variables in a Compose file: `--set`, then the `.env` file beside it.
///
/// The shell's own variables come between the two and are not seen from here: what `.env` says is in force unless the
/// shell says otherwise. Source: Compose specification, interpolation; Docker documentation, environment variables
/// precedence.
struct ComposeSettings {
  /// A value in force and who gave it; the text of a secret is used for judging and never shown.
  struct Value: Sendable {
    let text: String
    let evidence: Evidence
  }

  /// Nothing is set.
  static let none = ComposeSettings(scene: nil, outer: [:], file: [:])

  private let scene: Scene?
  /// What the project that includes this one sets, which comes before the project's own files.
  private let outer: [String: Value]
  private let file: [String: Value]

  private init(scene: Scene?, outer: [String: Value], file: [String: Value]) {
    self.scene = scene
    self.outer = outer
    self.file = file
  }

  /// The values for the files of a project.
  ///
  /// - Parameters:
  ///   - files: the paths of the files of variables; of several the last that has a variable counts.
  ///   - outer: what an including project sets.
  init(files: [String], outer: [String: Value] = [:], in scene: Scene) {
    var values: [String: Value] = [:]
    for path in files {
      guard let text = scene.nearby.text(path) else { continue }
      values.merge(Self.read(text, path: path)) { $1 }
    }
    self.init(scene: scene, outer: outer, file: values)
  }

  /// The value of a variable; nil if nobody gives one.
  subscript(_ name: String) -> Value? {
    given(name) ?? outer[name] ?? file[name]
  }

  /// What the user gave for a variable: it settles the value.
  func given(_ name: String) -> Value? {
    guard let entry = scene?.context.parameter(name), let text = entry.values.first else { return nil }
    return Value(text: text, evidence: entry.evidence)
  }

  /// All values of files, for projects that this one includes.
  var handedOn: [String: Value] { outer.merging(file) { outer, _ in outer } }

  // MARK: Files of variables

  /// The variables of a file of lines `NAME=VALUE`; one whose value hangs on another variable is left out.
  static func read(_ source: SourceBytes, path: String) -> [String: Value] {
    var values: [String: Value] = [:]
    for variable in variables(source, path: path) where !variable.value.contains("$") {
      let shown: Phrase =
        SecretName.suggestsSecret(variable.name) ? "a value that is not shown" : "`\(variable.value)`"
      values[variable.name] = Value(
        text: variable.value,
        evidence: Evidence(
          .context, "the file of variables gives \(variable.name) \(shown)", at: variable.span))
    }
    return values
  }

  /// The lines of a file of variables, in order.
  static func variables(
    _ source: SourceBytes, path: String
  ) -> [(name: String, value: String, span: SourceSpan)] {
    var result: [(name: String, value: String, span: SourceSpan)] = []
    var line = 0
    for part in source.raw.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      var text = String(decoding: part, as: UTF8.self).trimmingWhitespace
      if text.hasPrefix("export ") { text = String(text.dropFirst(7)).trimmingWhitespace }
      guard !text.hasPrefix("#"), let sign = text.firstIndex(of: "=") else { continue }
      let name = String(text[..<sign]).trimmingWhitespace
      guard !name.isEmpty, !name.contains(" ") else { continue }
      let value = unquoted(String(text[text.index(after: sign)...]).trimmingWhitespace)
      let width = String(decoding: part, as: UTF8.self).unicodeScalars.count
      let span = SourceSpan(
        file: path, offsets: part.startIndex..<part.endIndex, start: Position(line: line, column: 1),
        end: Position(line: line, column: width + 1))
      result.append((name, value, span))
    }
    return result
  }

  /// A value without its quotes, or without the comment behind it.
  private static func unquoted(_ text: String) -> String {
    if let quote = text.first, quote == "\"" || quote == "'" {
      return String(text.dropFirst().prefix { $0 != quote })
    }
    guard let comment = text.range(ofASCII: " #") else { return text }
    return String(text[..<comment.lowerBound]).trimmingWhitespace
  }
}
