import Descriptors

/// Follows functions to the values that they can have, under what is assumed on the way to them.
///
/// Candidates carry the conditions that the function itself brings in, not the ones assumed before.
struct Evaluator {
  /// Functions inside one another beyond this are not followed.
  private static let deepest = 24
  /// More combinations than this are told as unknown rather than listed.
  static let mostCombinations = 64
  /// Texts longer than this, in bytes, are not built.
  static let longest = 65_536

  let template: Template
  /// What is assumed: the branches taken on the way here.
  private(set) var path: [Condition] = []
  private(set) var depth = 0
  /// What loops bind.
  private(set) var bindings: [String: Candidate<PropertyValue>] = [:]

  init(_ template: Template, bindings: [String: Candidate<PropertyValue>] = [:], path: [Condition] = []) {
    self.template = template
    self.bindings = bindings
    self.path = path
  }

  /// The same under further conditions; nil if they cannot hold here.
  func assuming(_ conditions: [Condition]) -> Evaluator? {
    guard let both = path.and(conditions) else { return nil }
    var copy = self
    copy.path = both
    return copy
  }

  var canGoDeeper: Bool { depth < Self.deepest && template.effort.spend() }

  var deeper: Evaluator {
    var copy = self
    copy.depth += 1
    return copy
  }

  // MARK: Loops

  var isBinding: Bool { !bindings.isEmpty }

  func binding(_ name: String, to value: Candidate<PropertyValue>) -> Evaluator {
    var copy = deeper
    copy.bindings[name] = value
    return copy
  }

  func bound(to name: String) -> Candidate<PropertyValue>? { bindings.isEmpty ? nil : bindings[name] }

  /// A text with the names of loops replaced: `Bucket${Name}`, `Bucket&{Name}`.
  func bound(_ text: String) -> String {
    guard !bindings.isEmpty, text.utf8.contains(0x7B) else { return text }
    var result = text
    for (name, value) in bindings {
      guard case .text(let word, _) = value.value else { continue }
      result = result.replacing("${\(name)}", with: word)
      result = result.replacing("&{\(name)}", with: word.filter { $0.isLetter || $0.isNumber })
    }
    return result
  }

  // MARK: Branches

  /// A branch of `Fn::If` that can be taken.
  struct Branch {
    let node: Node
    let evaluator: Evaluator
    /// What must hold for it, beyond what is assumed.
    let conditions: [Condition]
    /// Why the other branch cannot be taken; empty if it can.
    let evidence: [Evidence]
  }

  /// The branches of an `Fn::If` that can be taken; nil for anything else.
  func branches(of node: Node) -> [Branch]? {
    guard let (name, argument) = Intrinsic.function(node), name == "Fn::If", canGoDeeper else { return nil }
    let parts = Array(argument.items)
    guard parts.count == 3, let condition = parts[0].text else { return nil }
    return branches(bound(condition), parts[1], parts[2])
  }

  private func branches(_ condition: String, _ yes: Node, _ no: Node) -> [Branch] {
    let outcome = template.conditions.outcome(of: condition)
    func taken(_ node: Node, _ cover: [[Condition]]) -> [Branch] {
      cover.compactMap { conditions in
        deeper.assuming(conditions).map {
          Branch(
            node: node, evaluator: $0, conditions: $0.path.without(path),
            evidence: outcome.isDecided ? outcome.evidence : [])
        }
      }
    }
    return taken(yes, outcome.holds) + taken(no, outcome.fails)
  }

  // MARK: Values

  /// What a node stands for.
  func value(of node: Node) -> Possible<PropertyValue> {
    guard let (name, argument) = Intrinsic.function(node) else { return plain(node) }
    guard canGoDeeper else {
      return .unknown(
        "functions are nested too deep", remedy: "simplify the expression",
        evidence: [Evidence(.declared, "`\(name)` stands here", at: node.span)])
    }
    return deeper.value(of: name, argument, at: node)
  }

  private func value(of name: String, _ argument: Node, at node: Node) -> Possible<PropertyValue> {
    switch name {
    case "Ref": return reference(name: argument, at: node.span)
    case "Fn::GetAtt": return attribute(argument, at: node.span)
    case "Fn::Sub": return substitution(argument, at: node.span)
    case "Fn::Join": return join(argument, at: node.span)
    case "Fn::FindInMap": return findInMap(argument, at: node.span)
    case "Fn::If": return conditional(node)
    case "Fn::Select": return select(argument, at: node.span)
    case "Fn::ImportValue": return importValue(argument, of: node)
    case "Fn::Base64": return base64(argument, of: node)
    case "Fn::Length": return length(argument, of: node)
    case "Fn::ToJsonString": return json(argument, of: node)
    case "Fn::Split", "Fn::GetAZs", "Fn::Cidr": return Possible(.structure(node.span), evidence: [])
    case "Fn::Transform": return transform(argument, at: node)
    default: return open(name, at: node.span)
    }
  }

  private func conditional(_ node: Node) -> Possible<PropertyValue> {
    guard let branches = branches(of: node), !branches.isEmpty else { return open("Fn::If", at: node.span) }
    if let name = Intrinsic.function(node)?.argument.items.first(where: { _ in true })?.text,
      template.conditions.outcome(of: bound(name)).isTooComplex
    {
      return tooMany(at: node.span)
    }
    var result: Possible<PropertyValue>?
    for branch in branches {
      let value = branch.evaluator.value(of: branch.node).map(adding: branch.evidence) { $0 }
        .under(branch.conditions)
      result = result.map { $0.union(value) } ?? value
    }
    return result?.joiningEqual(PropertyValue.areEqual).relative(to: path) ?? open("Fn::If", at: node.span)
  }

  /// The file that `AWS::Include` names, or what a macro makes, is not at hand.
  private func transform(_ argument: Node, at node: Node) -> Possible<PropertyValue> {
    let name = argument["Name"]?.text ?? "a macro"
    template.note(
      node, "`Fn::Transform` inserts what `\(name)` gives when it is deployed; scan the template as processed"
    )
    return .unknown(
      "what the transform `\(name)` inserts here is not known from the template",
      remedy: "scan the template as processed: `aws cloudformation get-template --template-stage Processed`",
      evidence: [Evidence(.declared, "`Fn::Transform` stands here", at: node.span)])
  }

  func open(_ name: String, at span: SourceSpan) -> Possible<PropertyValue> {
    .unknown(
      "the result of `\(name)` is not known from the template alone",
      remedy: "state the value in the template, or scan the deployed template",
      evidence: [Evidence(.declared, "`\(name)` stands here", at: span)])
  }

  func tooMany<Value>(at span: SourceSpan) -> Possible<Value> {
    .unknown(
      "more than \(Self.mostCombinations) combinations of parameters are possible here",
      remedy: "give the parameters their values: `--set NAME=VALUE`",
      evidence: [Evidence(.declared, "the function stands here", at: span)])
  }

  /// The only argument of a function; in the short form it is the node of the function itself.
  func only(_ argument: Node, of node: Node) -> Possible<PropertyValue> {
    guard argument == node else { return value(of: argument) }
    guard let (name, inner) = Intrinsic.longForm(node), canGoDeeper else { return plain(node) }
    return deeper.value(of: name, inner, at: node)
  }

  private func plain(_ node: Node) -> Possible<PropertyValue> {
    guard let text = node.text else { return Possible(.structure(node.span), evidence: []) }
    return node.isNull ? Possible(.absent, evidence: []) : given(bound(text), node.span)
  }

  /// A text as a property's value: an empty one is how templates say "none", and a dynamic reference is resolved when
  /// the stack is deployed.
  func given(_ text: String, _ span: SourceSpan) -> Possible<PropertyValue> {
    if text.isEmpty { return Possible(.absent, evidence: []) }
    guard text.utf8.first == 0x7B, text.hasPrefix("{{resolve:") else {
      return Possible(.text(text, span), evidence: [])
    }
    let store: Phrase =
      text.hasPrefix("{{resolve:secretsmanager:")
      ? "Secrets Manager" : text.hasPrefix("{{resolve:ssm") ? "the Systems Manager" : "another service"
    return .unknown(
      "the value is read from \(store) at deployment",
      remedy: "nothing, if the value is a secret; otherwise state it in the template",
      evidence: [Evidence(.declared, "a dynamic reference stands here", at: span)])
  }
}

extension PropertyValue {
  /// The same value, wherever it is written.
  static func areEqual(_ left: PropertyValue, _ right: PropertyValue) -> Bool {
    switch (left, right) {
    case (.text(let one, _), .text(let other, _)): one == other
    case (.resource(let one, _), .resource(let other, _)): one == other
    case (.absent, .absent): true
    case (.structure(let one), .structure(let other)): one.offsets == other.offsets && one.file == other.file
    default: false
    }
  }
}

extension String {
  /// Every occurrence of a text replaced by another.
  func replacing(_ old: String, with new: String) -> String {
    var result = ""
    var rest = self
    while let range = rest.range(ofASCII: old) {
      result += rest[..<range.lowerBound]
      result += new
      rest = String(rest[range.upperBound...])
    }
    return result + rest
  }
}
