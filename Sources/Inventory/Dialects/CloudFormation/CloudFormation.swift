public import Descriptors

/// CloudFormation templates, YAML and JSON, with or without a transform, and the files of their parameters.
public struct CloudFormation: Dialect {
  /// The key of its paths in cards.
  public let id = "cloudformation"
  /// Its name for people.
  public let title = "CloudFormation"

  /// The dialect.
  public init() {}

  /// A `Resources` key and a type of a known namespace; `AWSTemplateFormatVersion` is optional and often missing.
  public func recognise(_ glance: Glance) -> Format? {
    guard !glance.looksLikeXML else { return nil }
    // A template that breaks off before its first type is one all the same.
    guard glance.contains("Resources"), glance.contains("Type") || glance.contains("AWSTemplateFormatVersion")
    else {
      return ParameterFile.recognise(glance)
    }
    guard
      glance.contains("AWSTemplateFormatVersion") || glance.contains("AWS::") || glance.contains("Alexa::")
        || glance.contains("Custom::")
    else { return nil }
    if glance.looksLikeJSON { return glance.contains("\"Resources\"") ? .json : nil }
    return glance.hasLine(startingWith: "Resources:") || glance.hasLine(startingWith: "\"Resources\":")
      ? .yaml : nil
  }

  /// `Resources` whose members have a type of the form `A::B`, or values of parameters.
  public func claims(_ document: Node) -> Bool {
    guard let resources = document["Resources"], resources.kind == .mapping else {
      return document.kind != .scalar && ParameterFile(document) != nil
    }
    if document["AWSTemplateFormatVersion"] != nil { return true }
    return resources.mergedEntries.contains { key, value in
      value["Type"]?.bytes.contains("::") == true || key.bytes.starts(with: Loop.prefix.utf8)
    }
  }

  /// One resource for each declaration of a type with a card; others are counted.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    if document["Resources"] == nil, let file = ParameterFile(document) {
      harvest.offers += file.offers
      return
    }
    let template = Template(document, scene: scene)
    for declaration in template.resources { read(declaration, of: template, into: &harvest) }
    for api in Serverless.implicitAPIs(of: template) {
      guard let card = scene.cards.card(for: api.type, in: id) else { continue }
      let declaration = Template.Declaration(name: api.name, node: api.event, bindings: [:])
      harvest.resources.append(template.resource(declaration, api.type, card))
    }
    Self.noteTransforms(of: document, template)
    harvest.offers += template.offers()
    if document["Parameters"] != nil {
      harvest.needs.insert(OfferKey.parameters(in: ScanPath.folder(of: template.file)))
    }
    harvest.needs.insert(OfferKey.parameters(of: template.file))
    harvest.needs.formUnion(template.needs)
    harvest.unread += template.unread
  }

  private func read(_ declaration: Template.Declaration, of template: Template, into harvest: inout Harvest) {
    let node = declaration.node
    guard let type = node["Type"]?.text else {
      if declaration.name.hasPrefix("Fn::") {
        template.note(
          node,
          "`\(declaration.name)` makes resources when it is deployed and is not followed; scan the template as processed"
        )
      } else {
        template.note(
          node, "the resource `\(declaration.name)` has no `Type`, so it cannot be understood; give it one")
      }
      return
    }
    if node["Condition"] != nil, template.absence(declaration) != nil {
      harvest.notCreated[type, default: 0] += 1
      return
    }
    guard let card = template.scene.cards.card(for: type, in: id) else {
      if NoDataTypes.contains(type) {
        harvest.withoutData[type, default: 0] += 1
      } else {
        harvest.unknownTypes[type, default: 0] += 1
      }
      return
    }
    harvest.resources.append(template.resource(declaration, type, card))
  }

  /// Transforms whose result is what the template says, or is followed here.
  private static let followed = [
    Serverless.transform, "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen",
    "AWS::SecretsManager-2020-07-23",
    "AWS::SecretsManager-2024-09-16",
  ]

  /// Macros and included files change the template when it is deployed.
  private static func noteTransforms(of document: Node, _ template: Template) {
    var transforms: [Node] = []
    for key in ["Transform", "Fn::Transform"] {
      guard let node = document[key] else { continue }
      transforms += node.kind == .sequence ? Array(node.items) : [node]
    }
    for node in transforms {
      guard let name = node.text ?? node["Name"]?.text, !followed.contains(name) else { continue }
      template.note(
        node,
        "the transform `\(name)` may change the template when it is deployed; scan the template as processed")
    }
  }
}
