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
    guard let (name, argument) = function(node), name == "Fn::If" else { return nil }
    let parts = Array(argument.items)
    guard parts.count == 3, let condition = parts[0].text else { return nil }
    return [
      (Condition(condition, is: "true"), parts[1]), (Condition(condition, is: "false"), parts[2]),
    ]
  }

  /// What a node stands for.
  static func value(of node: Node, in template: Template, depth: Int = 0) -> Possible<PropertyValue> {
    guard depth < 16 else {
      return .unknown("functions are nested too deep", remedy: "simplify the expression")
    }
    guard let (name, argument) = function(node) else { return plain(node) }
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
    return Possible(node.isNull ? .absent : .text(text, node.span), evidence: [])
  }

  /// What a name stands for: pseudo parameter, parameter, or resource.
  static func reference(_ name: String, at span: SourceSpan, in template: Template) -> Possible<PropertyValue>
  {
    if name.hasPrefix("AWS::") { return pseudo(name, at: span, in: template) }
    if let parameter = template.root["Parameters"]?[name] {
      return Parameter(name: name, declaration: parameter).value(at: span)
    }
    if template.declaration(name) != nil {
      return Possible(
        .resource(name, span), evidence: [Evidence(.declared, "refers to the resource `\(name)`", at: span)])
    }
    return .unknown(
      "`\(name)` is neither a parameter nor a resource of the template",
      remedy: "correct the name, or scan the template after its transforms",
      evidence: [Evidence(.declared, "the reference stands here", at: span)])
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
      return template.place.map { .text($0.code, span) }
    case "AWS::Partition":
      return template.place.isUnknown
        ? Possible(.text("aws", span), evidence: [declared])
        : template.place.map { .text($0.partition ?? "aws", span) }
    case "AWS::AccountId", "AWS::StackName", "AWS::StackId", "AWS::URLSuffix":
      // Opaque, and no statement of place or operator hangs on it.
      return Possible(.text("${\(name)}", span), evidence: [declared])
    default:
      return .unknown(
        "`\(name)` is not known from the template", remedy: "state the value", evidence: [declared])
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
    for (index, part) in parts[1].items.enumerated() {
      let text = Substitution.text(value(of: part, in: template, depth: depth + 1))
      result = Substitution.appended(result, text, separator: index == 0 ? "" : separator)
    }
    return result.map { .text($0, span) }
  }

  private static func findInMap(
    _ argument: Node, at span: SourceSpan, in template: Template, depth: Int
  ) -> Possible<PropertyValue> {
    let keys = argument.items.prefix(3).map {
      Substitution.text(value(of: $0, in: template, depth: depth + 1))
    }
    guard keys.count == 3 else {
      return .unknown("`Fn::FindInMap` needs three names", remedy: "correct the function")
    }
    return keys[0].flatMap { map in
      keys[1].flatMap { top in
        keys[2].flatMap { second in
          guard let node = template.root.at("Mappings", map, top, second) else {
            return .unknown(
              "the mapping `\(map)` has no entry `\(top)`, `\(second)`",
              remedy: "add the entry, or correct the names",
              evidence: [Evidence(.declared, "`Fn::FindInMap` stands here", at: span)])
          }
          return Possible(
            node.text.map { .text($0, node.span) } ?? .structure(node.span),
            evidence: [Evidence(.declared, "found in the mapping `\(map)`", at: node.span)])
        }
      }
    }
  }
}

extension Possible {
  /// All candidates under one condition.
  func under(_ condition: Condition) -> Possible {
    Possible(
      candidates.map { Candidate($0.value, when: condition, evidence: $0.evidence) }, unknown: unknown)
  }
}
