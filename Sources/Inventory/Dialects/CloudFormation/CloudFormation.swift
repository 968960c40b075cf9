public import Descriptors

/// CloudFormation templates, YAML and JSON, with or without a transform.
public struct CloudFormation: Dialect {
  /// The key of its paths in cards.
  public let id = "cloudformation"
  /// Its name for people.
  public let title = "CloudFormation"

  /// The dialect.
  public init() {}

  /// A `Resources` key and a type of a known namespace; `AWSTemplateFormatVersion` is optional and often missing.
  public func recognise(_ glance: Glance) -> Format? {
    guard !glance.looksLikeXML, glance.contains("Resources"), glance.contains("Type") else { return nil }
    guard
      glance.contains("AWSTemplateFormatVersion") || glance.contains("AWS::") || glance.contains("Alexa::")
        || glance.contains("Custom::")
    else { return nil }
    if glance.looksLikeJSON { return glance.contains("\"Resources\"") ? .json : nil }
    return glance.hasLine(startingWith: "Resources:") || glance.hasLine(startingWith: "\"Resources\":")
      ? .yaml : nil
  }

  /// `Resources` whose members have a type of the form `A::B`.
  public func claims(_ document: Node) -> Bool {
    guard let resources = document["Resources"], resources.kind == .mapping else { return false }
    if document["AWSTemplateFormatVersion"] != nil { return true }
    return resources.mergedEntries.contains { $0.value["Type"]?.bytes.contains("::") == true }
  }

  /// One resource for each declaration of a type with a card; others are counted.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    let template = Template(document, scene: scene)
    for (name, declaration) in template.resources {
      guard let type = declaration["Type"]?.text else {
        if name.hasPrefix("Fn::") {
          harvest.unread.append(
            UnreadPart(
              at: declaration.span,
              "`\(name)` makes resources when it is deployed and is not followed; scan the template as processed"
            ))
          continue
        }
        harvest.unread.append(
          UnreadPart(
            at: declaration.span,
            "the resource `\(name)` has no `Type`, so it cannot be understood; give it one"))
        continue
      }
      guard let card = scene.cards.card(for: type, in: id) else {
        if NoDataTypes.contains(type) {
          harvest.withoutData[type, default: 0] += 1
        } else {
          harvest.unknownTypes[type, default: 0] += 1
        }
        continue
      }
      harvest.resources.append(template.resource(name, type, declaration, card))
    }
  }
}
