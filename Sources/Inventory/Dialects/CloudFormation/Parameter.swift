import Descriptors

/// A parameter of a template, with the values that it can have.
struct Parameter {
  let name: String
  /// The values with what they rest on; unknown if nobody gave one and the template names none.
  let value: Possible<PropertyValue>
  /// True for the types that are lists: their texts are split at commas.
  let isList: Bool
  /// True if its value stands in no file: then it is shown where it is used.
  let isShownWhereUsed: Bool

  /// True if nothing is known of its value.
  var isFree: Bool { value.candidates.isEmpty }
}

/// The parameters of a template: the values in force, then what the template allows, then its defaults.
struct TemplateParameters {
  let template: Template

  func parameter(_ name: String) -> Parameter? {
    if let known = template.knownParameters[name] { return known }
    guard let declaration = template.root["Parameters"]?[name] else { return nil }
    let parameter = read(name, declaration)
    template.knownParameters[name] = parameter
    return parameter
  }

  private func read(_ name: String, _ declaration: Node) -> Parameter {
    let type = declaration["Type"]?.text ?? "String"
    let isList = type == "CommaDelimitedList" || type.range(ofASCII: "List<") != nil
    func parameter(_ value: Possible<PropertyValue>, isGiven: Bool = false) -> Parameter {
      Parameter(name: name, value: value, isList: isList, isShownWhereUsed: isGiven)
    }
    if type.hasPrefix("AWS::SSM::Parameter::") {
      let path = declaration["Default"]?.text.map { " (`\($0)`)" } ?? ""
      return parameter(
        .unknown(
          "the parameter `\(name)` is read from the Systems Manager\(path) at deployment",
          remedy: "state the value in the template"))
    }
    if let entry = template.scene.context.parameter(name) {
      return parameter(given(entry, name, declaration), isGiven: true)
    }
    let declared = declaredValue(name, declaration, isList: isList)
    let deployments = template.deployments
    guard !deployments.isEmpty else { return parameter(declared) }
    var result: Possible<PropertyValue>?
    for deployment in deployments {
      let value = (deployment.values[name] ?? declared).under(deployment.condition)
      result = result.map { $0.union(value) } ?? value
    }
    return parameter((result ?? declared).joiningEqual(PropertyValue.areEqual))
  }

  /// What the user gave, or a file of settings.
  private func given(
    _ entry: DeploymentContext.Entry, _ name: String, _ declaration: Node
  ) -> Possible<PropertyValue> {
    if isSecret(name, declaration) {
      return .unknown(
        "the value of `\(name)` is given when it is deployed, and not kept here",
        remedy: "nothing, if it is a secret", evidence: [entry.evidence])
    }
    let count = entry.values.count
    return Possible(
      zip(entry.values, entry.sources).map { text, source in
        Candidate(
          text.isEmpty ? PropertyValue.absent : .text(text, declaration.span),
          when: count > 1 ? Condition(name, is: text, of: count) : nil, evidence: [source])
      })
  }

  /// The allowed values; else the default, which is in force unless another is given; else unknown.
  private func declaredValue(_ name: String, _ declaration: Node, isList: Bool) -> Possible<PropertyValue> {
    let isSecret = isSecret(name, declaration)
    func shown(_ text: String) -> Phrase {
      isSecret ? "a value that is not shown" : text.isEmpty ? "an empty text" : "`\(text)`"
    }
    let fallback = declaration["Default"]
    // Of a list every item is one of the allowed values, in any number: only its default is one value.
    let allowed = isList ? [] : allowedValues(declaration)
    if allowed.count > 1 {
      let count = Set(allowed.map(\.text)).count
      return Possible(
        allowed.map { text, span in
          let isDefault = fallback?.equals(text) == true
          return Candidate(
            value(text, span), when: Condition(name, is: text, of: count),
            evidence: [
              Evidence(
                .parameterAllowed, "`\(name)` may be \(shown(text))\(isDefault ? ", its default" : "")",
                at: span)
            ])
        })
    }
    let only =
      fallback.flatMap { node in node.text.map { ($0, node.span) } } ?? allowed.first.map { ($0, $1) }
    if let (text, span) = only {
      return Possible(
        value(text, span),
        evidence: [
          Evidence(
            .parameterDefault,
            "`\(name)` has the default \(shown(text)), in force unless another value is given", at: span)
        ])
    }
    return .unknown(
      "the parameter `\(name)` has no default and no value was given",
      remedy: "give it one with `--set \(name)=VALUE` or a parameter file, or give the parameter a default",
      evidence: [Evidence(.absent, "the parameter is declared here", at: declaration.span)])
  }

  /// `AllowedValues`, or an `AllowedPattern` that only lists words: `^(prod|dev)$`.
  private func allowedValues(_ declaration: Node) -> [(text: String, span: SourceSpan)] {
    if let node = declaration["AllowedValues"] {
      return node.items.compactMap { item in item.text.map { ($0, item.span) } }
    }
    guard let node = declaration["AllowedPattern"], var pattern = node.text, pattern.utf8.contains(0x7C)
    else {
      return []
    }
    if pattern.hasPrefix("^"), pattern.hasSuffix("$") { pattern = String(pattern.dropFirst().dropLast()) }
    guard pattern.hasPrefix("("), pattern.hasSuffix(")") else { return [] }
    let words = pattern.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
    func isPlain(_ byte: UInt8) -> Bool {
      let lower: UInt8 = byte | 0x20
      return byte == 0x2D || byte == 0x5F || lower.isLetter || byte.isDigit
    }
    guard words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isPlain) }) else { return [] }
    return words.map { (text: String($0), span: node.span) }
  }

  private func isSecret(_ name: String, _ declaration: Node) -> Bool {
    declaration["NoEcho"]?.bool == true || SecretName.suggestsSecret(name)
  }

  /// An empty string is how templates say "none".
  private func value(_ text: String, _ span: SourceSpan) -> PropertyValue {
    text.isEmpty ? .absent : .text(text, span)
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { self >= 0x61 && self <= 0x7A }
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
