import Descriptors

/// A value written in a pipeline, with its place.
struct PipelineValue: Sendable {
  let text: String
  let span: SourceSpan
}

/// The variables that are in force at a point of a pipeline, each with the values that it may have.
struct PipelineVariables {
  private var values: [String: [PipelineValue]] = [:]

  /// A variable in force; nil if nothing in the file sets it.
  subscript(_ name: String) -> [PipelineValue]? { values[name] }

  mutating func set(_ name: String, _ new: [PipelineValue]) {
    values[name] = new
  }

  /// Takes over what a mapping of variables says: plain (`A: b`), described (`A: {value: b}`) or a list (`{name, value}`).
  mutating func add(_ node: Node) {
    for item in node.items where item["name"]?.text != nil {
      if let name = item["name"]?.text, let value = item["value"] { set(name, from: value) }
    }
    for (key, value) in node.mergedEntries {
      guard let name = key.text else { continue }
      set(name, from: value.kind == .mapping ? value["value"] ?? value["default"] ?? value : value)
    }
  }

  /// Takes over a matrix: each variable with all its values.
  mutating func add(matrix node: Node) {
    for item in node.items { add(matrix: item) }
    for (key, value) in node.mergedEntries {
      guard let name = key.text else { continue }
      if name == "include" {
        add(included: value)
        continue
      }
      let all = value.kind == .sequence ? Array(value.items) : [value]
      set(name, all.flatMap { resolve($0) })
    }
  }

  private mutating func add(included node: Node) {
    for item in node.items {
      for (key, value) in item.mergedEntries {
        if let name = key.text { set(name, (values[name] ?? []) + resolve(value)) }
      }
    }
  }

  private mutating func set(_ name: String, from node: Node) {
    let found = resolve(node)
    // A value that cannot be told hides one from further out all the same.
    values[name] = found.isEmpty ? nil : found
  }

  /// The values of a scalar once variables are put in; none if one of them is not known.
  func resolve(_ node: Node) -> [PipelineValue] {
    guard let text = node.text else { return [] }
    return resolve(text, at: node.span)
  }

  /// The values of a text once variables are put in; none if one of them is not known.
  func resolve(_ text: String, at span: SourceSpan) -> [PipelineValue] {
    guard let reference = Reference.first(in: text) else { return [PipelineValue(text: text, span: span)] }
    guard let found = values[reference.name], found.count <= 16 else { return [] }
    let isWhole = reference.range == text.startIndex..<text.endIndex
    return found.flatMap { value -> [PipelineValue] in
      if isWhole { return Reference.first(in: value.text) == nil ? [value] : [] }
      let next = String(
        text[..<reference.range.lowerBound] + value.text + text[reference.range.upperBound...])
      // What was put in may not be looked at again: a variable that holds itself would never end.
      guard Reference.first(in: value.text) == nil, next.utf8.count < 4096 else { return [] }
      return resolve(next, at: span)
    }
  }

  /// A mention of a variable: `$A`, `${A}`, `$(A)`, `${{ env.A }}`, `$[variables.A]`.
  struct Reference {
    let name: String
    let range: Range<String.Index>

    static func first(in text: String) -> Reference? {
      guard let start = text.firstIndex(of: "$") else { return nil }
      let rest = text[text.index(after: start)...]
      for (open, close) in [("{{", "}}"), ("{", "}"), ("(", ")"), ("[", "]")] where rest.hasPrefix(open) {
        let inner = rest.dropFirst(open.count)
        guard let end = Self.end(of: close, in: inner) else {
          return Reference(name: "", range: start..<text.endIndex)
        }
        return Reference(name: Self.name(inner[..<end.lowerBound]), range: start..<end.upperBound)
      }
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      return Reference(name: String(name), range: start..<name.endIndex)
    }

    private static func end(of close: String, in text: Substring) -> Range<String.Index>? {
      var index = text.startIndex
      while index < text.endIndex {
        if text[index...].hasPrefix(close) { return index..<text.index(index, offsetBy: close.count) }
        index = text.index(after: index)
      }
      return nil
    }

    /// `env.A`, `matrix.A` and `variables.A` are `A`; anything else, a secret or an input, is not known.
    private static func name(_ inner: Substring) -> String {
      let text = String(inner).trimmingWhitespace
      for scope in ["env.", "matrix.", "variables."] where text.hasPrefix(scope) {
        return String(text.dropFirst(scope.count))
      }
      return text
    }
  }
}
