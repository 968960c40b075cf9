import Descriptors

/// A parameter of a template: its possible values when no value was given.
struct Parameter {
  let name: String
  let declaration: Node

  /// The allowed values; else the default, which is in force unless another is given; else unknown.
  func value(at span: SourceSpan) -> Possible<PropertyValue> {
    let use = Evidence(.declared, "refers to the parameter `\(name)`", at: span)
    if declaration["Type"]?.bytes.starts(with: "AWS::SSM::Parameter::".utf8) == true {
      return .unknown(
        "the parameter `\(name)` is read from the Systems Manager at deployment",
        remedy: "state the value in the template", evidence: [use])
    }
    let allowed = declaration["AllowedValues"].map { Array($0.items) } ?? []
    let fallback = declaration["Default"]
    if allowed.count > 1 {
      return Possible(
        allowed.compactMap { node in
          node.text.map { text in
            Candidate(
              value(text, node.span), when: Condition(name, is: text),
              evidence: [
                use,
                Evidence(
                  .parameterAllowed, note(text, isDefault: fallback?.equals(text) == true), at: node.span),
              ])
          }
        })
    }
    if let node = fallback ?? allowed.first, let text = node.text {
      return Possible(
        value(text, node.span),
        evidence: [
          use,
          Evidence(
            .parameterDefault,
            "`\(name)` has the default \(shown(text)), in force unless another value is given", at: node.span),
        ])
    }
    return .unknown(
      "the parameter `\(name)` has no default and no value was given",
      remedy: "give the parameter `\(name)` a default, or state the value where it is used",
      evidence: [use, Evidence(.absent, "the parameter is declared here", at: declaration.span)])
  }

  /// An empty string is how templates say "none".
  private func value(_ text: String, _ span: SourceSpan) -> PropertyValue {
    text.isEmpty ? .absent : .text(text, span)
  }

  private func note(_ text: String, isDefault: Bool) -> String {
    "`\(name)` may be \(shown(text))\(isDefault ? ", its default" : "")"
  }

  private func shown(_ text: String) -> String {
    declaration["NoEcho"]?.bool == true || SecretName.suggestsSecret(name)
      ? "a value that is not shown" : "`\(text)`"
  }
}
