import Atlas
import Descriptors

// What names stand for: parameters, pseudo parameters, resources, exports.
extension Evaluator {
  func reference(name argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    if Intrinsic.isFunction(argument), argument.kind != .scalar {
      return text(of: argument).flatMap { reference($0, at: span) }
    }
    return reference(bound(argument.text ?? ""), at: span)
  }

  /// What a name stands for: what a loop binds, pseudo parameter, parameter, or resource.
  func reference(_ name: String, at span: SourceSpan) -> Possible<PropertyValue> {
    if let value = bound(to: name) {
      let use = Evidence(.declared, "the loop gives `\(name)` its value", at: span)
      return Possible(value.value, evidence: [use] + value.evidence)
    }
    if name.hasPrefix("AWS::") { return pseudo(name, at: span) }
    if let parameter = template.parameters.parameter(name) { return value(of: parameter, at: span) }
    return resource(name, attribute: nil, at: span)
  }

  /// The values of a parameter that the way here leaves.
  private func value(of parameter: Parameter, at span: SourceSpan) -> Possible<PropertyValue> {
    let use = Evidence(.declared, "refers to the parameter `\(parameter.name)`", at: span)
    let assumed = path.first { $0.name == parameter.name }
    if parameter.isFree, let assumed, !assumed.isExclusion {
      // The condition on the way settles what no one gave.
      let values = assumed.values.map { text in
        Candidate(
          text.isEmpty ? PropertyValue.absent : .text(text, span),
          under: assumed.values.count == 1 ? [] : [Condition(parameter.name, is: text)],
          evidence: [
            use, Evidence(.derived, "here `\(parameter.name)` has this value, by a condition", at: span),
          ])
      }
      return Possible(values)
    }
    let values = parameter.value.candidates.compactMap { candidate -> Candidate<PropertyValue>? in
      guard path.allows(candidate.conditions) else { return nil }
      let given = candidate.value.moved(to: parameter.isShownWhereUsed ? span : nil)
      return Candidate(
        given, under: settled(candidate.conditions), evidence: [use] + candidate.evidence)
    }
    let unknown = parameter.value.unknown.map {
      Unknown($0.reason, remedy: $0.remedy, evidence: [use] + $0.evidence)
    }
    return Possible(values, unknown: unknown)
  }

  /// Without the conditions that the way here settles.
  private func settled(_ conditions: [Condition]) -> [Condition] {
    guard !path.isEmpty, !conditions.isEmpty else { return conditions }
    return conditions.filter { condition in
      !path.contains { $0.name == condition.name && $0.and(condition) == $0 }
    }
  }

  func resource(_ name: String, attribute: String?, at span: SourceSpan) -> Possible<PropertyValue> {
    guard let declaration = template.declaration(name) else {
      if Serverless.makes(name, in: template) {
        // A role, a stage, a version: opaque, and it stands where the stack does.
        return Possible(
          .text("${\(name)}", span),
          evidence: [Evidence(.derived, "`\(name)` is made by the transform of the template", at: span)])
      }
      return .unknown(
        "`\(name)` is neither a parameter nor a resource of the template",
        remedy: "correct the name, or scan the template after its transforms",
        evidence: [Evidence(.declared, "the reference stands here", at: span)])
    }
    let refers = Evidence(.declared, "refers to the resource `\(name)`", at: span)
    if let type = declaration["Type"]?.text, Self.isForeign(type) {
      if let attribute, attribute.hasPrefix("Outputs."),
        let output = template.output(
          String(attribute.dropFirst("Outputs.".count)), ofStack: name, declaration)
      {
        return output.map(adding: [refers]) { $0 }
      }
      return .unknown(
        "what the resource `\(name)` of the type \(type) gives is not known from the template",
        remedy: "scan the template behind it too, or state the value", evidence: [refers])
    }
    return Possible(.resource(name, span), evidence: [refers])
  }

  /// Nested stacks and custom resources give whatever their own code gives.
  private static func isForeign(_ type: String) -> Bool {
    type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application"
      || type == "AWS::CloudFormation::CustomResource" || type.hasPrefix("Custom::")
      || type.hasSuffix("::MODULE")
  }

  /// `GetAtt` as text (`A.B`) or list (`[A, B]`): a reference to the resource.
  func attribute(_ argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    if let text = argument.text { return attribute(bound(text), at: span) }
    let parts = argument.items.map { text(of: $0) }
    guard parts.count >= 2 else { return open("Fn::GetAtt", at: span) }
    return parts[0].flatMap { name in
      parts[1].flatMap { attribute in resource(name, attribute: attribute, at: span) }
    }
  }

  /// `A.B`.
  func attribute(_ text: String, at span: SourceSpan) -> Possible<PropertyValue> {
    guard let dot = text.firstIndex(of: ".") else { return resource(text, attribute: nil, at: span) }
    return resource(
      String(text[..<dot]), attribute: String(text[text.index(after: dot)...]), at: span)
  }

  // MARK: Pseudo parameters

  private func pseudo(_ name: String, at span: SourceSpan) -> Possible<PropertyValue> {
    let declared = Evidence(.declared, "`\(name)` stands here", at: span)
    switch name {
    case "AWS::NoValue":
      return Possible(
        .absent, evidence: [Evidence(.declared, "`AWS::NoValue` removes the property", at: span)])
    case "AWS::Region":
      return region(at: span, declared)
    case "AWS::URLSuffix":
      return template.place.isUnknown
        ? Possible(.text("amazonaws.com", span), evidence: [declared])
        : template.place.map { .text(Self.urlSuffix($0.partition), span) }
    case "AWS::Partition":
      return template.place.isUnknown
        ? Possible(.text("aws", span), evidence: [declared])
        : template.place.map { .text($0.partition ?? "aws", span) }
    case "AWS::AccountId", "AWS::StackName", "AWS::StackId":
      // Opaque, and no statement of place or operator hangs on it.
      return Possible(.text("${\(name)}", span), evidence: [declared])
    default:
      return .unknown(
        "`\(name)` is not known from the template", remedy: "state the value", evidence: [declared])
    }
  }

  private func region(at span: SourceSpan, _ declared: Evidence) -> Possible<PropertyValue> {
    if template.regionIsKnown {
      return Possible(
        template.place.candidates.filter { path.allows($0.conditions) }.map {
          Candidate(.text($0.value.code, span), under: settled($0.conditions), evidence: $0.evidence)
        }, unknown: template.place.unknown)
    }
    if let assumed = path.first(where: { $0.name == Template.regionName }), !assumed.isExclusion {
      return Possible(
        assumed.values.map { code in
          Candidate(
            .text(code, span),
            under: assumed.values.count == 1 ? [] : [Condition(Template.regionName, is: code)],
            evidence: [Evidence(.derived, "here the region is \(code), by a condition", at: span)])
        })
    }
    // The stack's own region: a word that stands for it, since what hangs on it is where the stack is.
    return Possible(.text(Template.regionWord, span), evidence: [declared])
  }

  private static func urlSuffix(_ partition: String?) -> String {
    switch partition {
    case "aws-cn": "amazonaws.com.cn"
    case "aws-eusc": "amazonaws.eu"
    default: "amazonaws.com"
    }
  }

  // MARK: Mappings

  /// A name of which it is not known what it stands for, if a node is nothing but that name.
  func variable(_ node: Node) -> String? {
    guard let (function, argument) = Intrinsic.function(node), canGoDeeper else { return nil }
    switch function {
    case "Ref": return argument.text.flatMap { variable(named: $0) }
    case "Fn::Sub":
      guard let text = argument.text, text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
      let name = String(text.dropFirst(2).dropLast())
      return name.contains("$") ? nil : variable(named: name)
    case "Fn::Join":
      // How templates ask whether a list is empty.
      let parts = Array(argument.items)
      guard parts.count == 2, parts[0].text == "" else { return nil }
      if parts[1].kind == .sequence, !Intrinsic.isFunction(parts[1]) {
        let items = Array(parts[1].items)
        return items.count == 1 ? deeper.variable(items[0]) : nil
      }
      return deeper.variable(parts[1])
    default: return nil
    }
  }

  private func variable(named name: String) -> String? {
    guard bound(to: name) == nil else { return nil }
    if name.hasPrefix("AWS::") {
      switch name {
      case Template.regionName: return template.regionIsKnown ? nil : name
      case "AWS::Partition", "AWS::URLSuffix": return template.place.isUnknown ? name : nil
      case "AWS::AccountId", "AWS::StackName", "AWS::StackId": return name
      default: return nil
      }
    }
    guard let parameter = template.parameters.parameter(name), parameter.isFree,
      !path.contains(where: { $0.name == name && !$0.isExclusion })
    else { return nil }
    return name
  }

  func findInMap(_ argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    entries(ofMap: argument, at: span) { node in
      guard let text = node.text else { return Possible(.structure(node.span), evidence: []) }
      return given(text, node.span)
    }.joiningEqual(PropertyValue.areEqual)
  }

  /// What a mapping gives, entry by entry; a name that is not known stands for each of the mapping's own.
  func entries<Value: Sendable>(
    ofMap argument: Node, at span: SourceSpan, _ read: (Node) -> Possible<Value>
  ) -> Possible<Value> {
    let parts = Array(argument.items)
    guard parts.count >= 3 else {
      return .unknown("`Fn::FindInMap` needs three names", remedy: "correct the function")
    }
    let fallback = parts.count > 3 ? parts[3]["DefaultValue"] : nil
    return text(of: parts[0]).flatMap { map in
      guard let mapping = template.root.at("Mappings", map) else {
        return fallback.map { fallbackValue($0, read) }
          ?? .unknown(
            "there is no mapping `\(map)`", remedy: "correct the name",
            evidence: [Evidence(.declared, "`Fn::FindInMap` stands here", at: span)])
      }
      return keys(parts[1], among: mapping, fallback, at: span) { top in
        keys(parts[2], among: top, fallback, at: span) { node in
          Possible(node.span, evidence: [Evidence(.declared, "found in the mapping `\(map)`", at: node.span)])
            .flatMap { _ in read(node) }
        } otherwise: {
          fallbackValue($0, read)
        }
      } otherwise: {
        fallbackValue($0, read)
      }
    }
  }

  private func fallbackValue<Value>(_ node: Node, _ read: (Node) -> Possible<Value>) -> Possible<Value> {
    guard Intrinsic.isFunction(node) else { return read(node) }
    // A default that is a function again gives text where text is asked for.
    return (value(of: node) as? Possible<Value>) ?? (list(of: node) as? Possible<Value>) ?? read(node)
  }

  private func keys<Value: Sendable>(
    _ name: Node, among mapping: Node, _ fallback: Node?, at span: SourceSpan,
    _ read: (Node) -> Possible<Value>, otherwise: (Node) -> Possible<Value>
  ) -> Possible<Value> {
    if let variable = variable(name) {
      return every(variable, of: mapping, fallback, at: span, read, otherwise)
    }
    let names = text(of: name)
    // With a name that is not there the stack fails: only those that are give a value.
    let fitting = fallback == nil ? names.candidates.filter { mapping[$0.value] != nil } : []
    return (fitting.isEmpty ? names : Possible(fitting, unknown: names.unknown)).flatMap { key in
      if let node = mapping[key] { return read(node) }
      return fallback.map(otherwise)
        ?? .unknown(
          "the mapping has no entry `\(key)`", remedy: "add the entry, or correct the name",
          evidence: [Evidence(.declared, "`Fn::FindInMap` stands here", at: span)])
    }
  }

  /// The value of the name is not known: each key of the mapping gives a value, and a stack with another one fails.
  private func every<Value: Sendable>(
    _ variable: String, of mapping: Node, _ fallback: Node?, at span: SourceSpan,
    _ read: (Node) -> Possible<Value>, _ otherwise: (Node) -> Possible<Value>
  ) -> Possible<Value> {
    var result: Possible<Value>?
    var keys: [String] = []
    for (key, node) in mapping.mergedEntries {
      let condition = Condition(variable, is: key.text ?? "")
      keys.append(key.text ?? "")
      guard path.allows([condition]), template.effort.spend() else { continue }
      let value = read(node).under([condition])
      result = result.map { $0.union(value) } ?? value
    }
    if let fallback {
      let value = otherwise(fallback).under([Condition(variable, notIn: keys)])
      result = result.map { $0.union(value) } ?? value
    }
    return result
      ?? .unknown(
        "the mapping has no entries for `\(variable)`", remedy: "add entries, or correct the names",
        evidence: [Evidence(.declared, "`Fn::FindInMap` stands here", at: span)])
  }

  // MARK: Exports

  func importValue(_ argument: Node, of node: Node) -> Possible<PropertyValue> {
    let span = node.span
    let declared = Evidence(.declared, "`Fn::ImportValue` stands here", at: span)
    return text(only(argument, of: node)).flatMap { name in
      template.exported(name, at: span)
        ?? .unknown(
          "`Fn::ImportValue`: the stack that exports `\(name)` is not among what is scanned",
          remedy: "scan the template that exports `\(name)` too", evidence: [declared])
    }
  }
}

extension PropertyValue {
  /// The same value as if it stood elsewhere.
  func moved(to span: SourceSpan?) -> PropertyValue {
    guard let span, case .text(let text, _) = self else { return self }
    return .text(text, span)
  }
}
