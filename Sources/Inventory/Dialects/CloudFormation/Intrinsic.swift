import Atlas
import Descriptors

/// Intrinsic functions in their long (`Fn::Sub`) and short (`!Sub`) forms.
///
/// Followed here: `Ref` to parameters, pseudo parameters and resources, `GetAtt` as a reference, `Sub`, `Join`,
/// `FindInMap` and `If`. All others are told as unknown, with their name.
enum Intrinsic {
  private static let shortForms: [String: String] = [
    "!Ref": "Ref", "!GetAtt": "Fn::GetAtt", "!Sub": "Fn::Sub", "!Join": "Fn::Join", "!If": "Fn::If",
    "!FindInMap": "Fn::FindInMap", "!ImportValue": "Fn::ImportValue", "!Select": "Fn::Select",
    "!Split": "Fn::Split", "!GetAZs": "Fn::GetAZs", "!Base64": "Fn::Base64", "!Cidr": "Fn::Cidr",
    "!Transform": "Fn::Transform", "!Equals": "Fn::Equals", "!And": "Fn::And", "!Or": "Fn::Or",
    "!Not": "Fn::Not",
    "!Condition": "Condition", "!ToJsonString": "Fn::ToJsonString", "!Length": "Fn::Length",
  ]

  /// A function and its argument; nil for a plain node.
  static func function(_ node: Node) -> (name: String, argument: Node)? {
    if let tag = node.tag { return shortForms[tag].map { ($0, node) } }
    guard node.kind == .mapping, node.entries.count == 1, let entry = node.entries.first(where: { _ in true })
    else {
      return nil
    }
    let key = entry.key.bytes
    guard key.equals("Ref") || key.starts(with: "Fn::".utf8), let name = entry.key.text else { return nil }
    return (name, entry.value)
  }

  static func isFunction(_ node: Node) -> Bool { function(node) != nil }

  /// The two branches of an `If`; nil for anything else.
  static func branches(of node: Node, in template: Template) -> [(condition: Condition, node: Node)]? {
    guard let (name, argument) = function(node), name == "Fn::If", template.effort.spend() else { return nil }
    let parts = Array(argument.items)
    guard parts.count == 3, let condition = parts[0].text else { return nil }
    return [
      (Condition(condition, is: "true"), parts[1]), (Condition(condition, is: "false"), parts[2]),
    ]
  }

  /// What a node stands for.
  static func value(of node: Node, in template: Template, depth: Int = 0) -> Possible<PropertyValue> {
    guard let (name, argument) = function(node) else { return plain(node) }
    guard depth < 16, template.effort.spend() else {
      return .unknown(
        "functions are nested too deep", remedy: "simplify the expression",
        evidence: [Evidence(.declared, "`\(name)` stands here", at: node.span)])
    }
    switch name {
    case "Ref":
      return reference(argument.text ?? "", at: node.span, in: template)
    case "Fn::GetAtt":
      return attribute(argument, at: node.span, in: template)
    case "Fn::Sub":
      return Substitution(template: template, depth: depth).value(of: argument, at: node.span)
    case "Fn::Join":
      return join(argument, at: node.span, in: template, depth: depth)
    case "Fn::FindInMap":
      return findInMap(argument, at: node.span, in: template, depth: depth)
    case "Fn::If":
      guard let branches = branches(of: node, in: template) else { break }
      let values = branches.map { branch in
        value(of: branch.node, in: template, depth: depth + 1).under(branch.condition)
      }
      return values[0].union(values[1])
    default:
      break
    }
    return .unknown(
      "the result of `\(name)` is not known from the template alone",
      remedy: "state the value in the template, or scan the deployed template",
      evidence: [Evidence(.declared, "`\(name)` stands here", at: node.span)])
  }

  private static func plain(_ node: Node) -> Possible<PropertyValue> {
    guard let text = node.text else { return Possible(.structure(node.span), evidence: []) }
    if text.hasPrefix("{{resolve:") {
      return .unknown(
        "the value is a dynamic reference that is resolved at deployment",
        remedy: "nothing, if the value is a secret; otherwise state it in the template",
        evidence: [Evidence(.declared, "a dynamic reference stands here", at: node.span)])
    }
    return Possible(node.isNull ? .absent : given(text, node.span), evidence: [])
  }

  /// A text as a property's value: an empty one is how templates say "none".
  static func given(_ text: String, _ span: SourceSpan) -> PropertyValue {
    text.isEmpty ? .absent : .text(text, span)
  }

  /// What a name stands for: pseudo parameter, parameter, or resource.
  static func reference(_ name: String, at span: SourceSpan, in template: Template) -> Possible<PropertyValue>
  {
    if name.hasPrefix("AWS::") { return pseudo(name, at: span, in: template) }
    if let parameter = template.root["Parameters"]?[name] {
      return Parameter(name: name, declaration: parameter).value(at: span)
    }
    if let declaration = template.declaration(name) {
      if let type = declaration["Type"]?.text, isForeign(type) {
        return .unknown(
          "what the resource `\(name)` of the type \(type) gives is not known from the template",
          remedy: "scan the template behind it too, or state the value",
          evidence: [Evidence(.declared, "refers to the resource `\(name)`", at: span)])
      }
      return Possible(
        .resource(name, span), evidence: [Evidence(.declared, "refers to the resource `\(name)`", at: span)])
    }
    return .unknown(
      "`\(name)` is neither a parameter nor a resource of the template",
      remedy: "correct the name, or scan the template after its transforms",
      evidence: [Evidence(.declared, "the reference stands here", at: span)])
  }

  /// Nested stacks and custom resources give whatever their own code gives.
  private static func isForeign(_ type: String) -> Bool {
    type == "AWS::CloudFormation::Stack" || type == "AWS::Serverless::Application"
      || type == "AWS::CloudFormation::CustomResource" || type.hasPrefix("Custom::")
      || type.hasSuffix("::MODULE")
  }

  private static func pseudo(_ name: String, at span: SourceSpan, in template: Template) -> Possible<
    PropertyValue
  > {
    let declared = Evidence(.declared, "`\(name)` stands here", at: span)
    switch name {
    case "AWS::NoValue":
      return Possible(
        .absent, evidence: [Evidence(.declared, "`AWS::NoValue` removes the property", at: span)])
    case "AWS::Region":
      let regions = template.place.candidates.filter { $0.value.kind == .region }
      guard !regions.isEmpty, regions.count == template.place.candidates.count, template.place.unknown == nil
      else {
        // The stack's own region: a word that stands for it, since what hangs on it is where the stack is.
        return Possible(.text(Template.regionWord, span), evidence: [declared])
      }
      return template.place.map { .text($0.code, span) }
    case "AWS::URLSuffix":
      return template.place.isUnknown
        ? Possible(.text("amazonaws.com", span), evidence: [declared])
        : template.place.map { .text(urlSuffix($0.partition), span) }
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

  private static func urlSuffix(_ partition: String?) -> String {
    switch partition {
    case "aws-cn": "amazonaws.com.cn"
    case "aws-eusc": "amazonaws.eu"
    default: "amazonaws.com"
    }
  }

  /// `GetAtt` as text (`A.B`) or list (`[A, B]`): a reference to the resource.
  private static func attribute(_ argument: Node, at span: SourceSpan, in template: Template) -> Possible<
    PropertyValue
  > {
    let name =
      argument.text.map { String($0.prefix { $0 != "." }) } ?? argument.items.first { _ in true }?.text ?? ""
    return reference(name, at: span, in: template)
  }

  private static func join(
    _ argument: Node, at span: SourceSpan, in template: Template, depth: Int
  ) -> Possible<PropertyValue> {
    let parts = Array(argument.items)
    guard parts.count == 2, let separator = parts[0].text, parts[1].kind == .sequence else {
      return .unknown(
        "the list of `Fn::Join` is not known from the template", remedy: "state the value",
        evidence: [Evidence(.declared, "`Fn::Join` stands here", at: span)])
    }
    var result = Possible<String>("", evidence: [])
    for (index, part) in parts[1].items.enumerated() where !result.isUnknown {
      let text = Substitution.text(value(of: part, in: template, depth: depth + 1))
      result = Substitution.appended(
        result, text, separator: index == 0 ? "" : separator, effort: template.effort)
    }
    return result.map { given($0, span) }
  }

  private static func findInMap(
    _ argument: Node, at span: SourceSpan, in template: Template, depth: Int
  ) -> Possible<PropertyValue> {
    let keys = argument.items.prefix(3).map {
      Substitution.text(value(of: $0, in: template, depth: depth + 1))
    }
    guard keys.count == 3,
      keys.reduce(1, { $0 * max(1, $1.candidates.count) }) <= Substitution.mostCombinations
    else {
      return .unknown("`Fn::FindInMap` needs three names", remedy: "correct the function")
    }
    return keys[0].flatMap { map in
      keys[1].flatMap { top in
        keys[2].flatMap { second in
          if top == Template.regionWord, let regions = template.root.at("Mappings", map) {
            return perRegion(regions, second, map: map, at: span)
          }
          guard let node = template.root.at("Mappings", map, top, second) else {
            return .unknown(
              "the mapping `\(map)` has no entry `\(top)`, `\(second)`",
              remedy: "add the entry, or correct the names",
              evidence: [Evidence(.declared, "`Fn::FindInMap` stands here", at: span)])
          }
          return Possible(found(node), evidence: [Self.evidence(of: node, in: map)])
        }
      }
    }
  }

  /// The stack's region is not known: each region of the mapping gives a value.
  private static func perRegion(
    _ regions: Node, _ second: String, map: String, at span: SourceSpan
  ) -> Possible<PropertyValue> {
    let candidates = regions.mergedEntries.compactMap { key, entry in
      entry[second].map { node in
        Candidate(
          found(node), when: Condition("AWS::Region", is: key.text ?? ""),
          evidence: [evidence(of: node, in: map)])
      }
    }
    guard !candidates.isEmpty else {
      return .unknown(
        "the mapping `\(map)` has no entry `\(second)`", remedy: "add the entry, or correct the names",
        evidence: [Evidence(.declared, "`Fn::FindInMap` stands here", at: span)])
    }
    return Possible(candidates)
  }

  private static func found(_ node: Node) -> PropertyValue {
    node.text.map { given($0, node.span) } ?? .structure(node.span)
  }

  private static func evidence(of node: Node, in map: String) -> Evidence {
    Evidence(.declared, "found in the mapping `\(map)`", at: node.span)
  }
}
