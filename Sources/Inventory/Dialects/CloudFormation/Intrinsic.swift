import Descriptors

/// Intrinsic functions in their long (`Fn::Sub`) and short (`!Sub`) forms.
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
    return longForm(node)
  }

  /// As ``function(_:)``, of what stands behind a tag: `!Base64 { Fn::Sub: ... }`.
  static func longForm(_ node: Node) -> (name: String, argument: Node)? {
    guard node.kind == .mapping, node.entries.count == 1, let entry = node.entries.first(where: { _ in true })
    else {
      return nil
    }
    let key = entry.key.bytes
    guard key.equals("Ref") || key.starts(with: "Fn::".utf8), let name = entry.key.text,
      !name.hasPrefix(Loop.prefix)
    else { return nil }
    return (name, entry.value)
  }

  static func isFunction(_ node: Node) -> Bool { function(node) != nil }
}
