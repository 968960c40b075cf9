import Descriptors

/// What the Serverless transform makes of a template beyond what is written there.
///
/// Source: AWS SAM developer guide, generated CloudFormation resources and globals section.
enum Serverless {
  static let transform = "AWS::Serverless-2016-10-31"

  /// An API that functions' events make without its being declared.
  struct ImplicitAPI {
    let name: String
    let type: String
    /// The first event that needs it.
    let event: Node
  }

  private static let kinds = [
    (event: "Api", reference: "RestApiId", name: "ServerlessRestApi", type: "AWS::Serverless::Api"),
    (event: "HttpApi", reference: "ApiId", name: "ServerlessHttpApi", type: "AWS::Serverless::HttpApi"),
  ]

  /// True for a template that the transform processes.
  static func processes(_ root: Node) -> Bool {
    guard let transform = root["Transform"] else { return false }
    return transform.equals(Self.transform) || transform.items.contains { $0.equals(Self.transform) }
  }

  /// The APIs of events that name none; only of functions that are created.
  static func implicitAPIs(of template: Template) -> [ImplicitAPI] {
    guard processes(template.root) else { return [] }
    var found: [ImplicitAPI] = []
    for declaration in template.resources
    where declaration.node["Type"]?.equals("AWS::Serverless::Function") == true {
      guard let events = declaration.node.at("Properties", "Events"), template.absence(declaration) == nil
      else { continue }
      for (_, event) in events.mergedEntries {
        guard let kind = kinds.first(where: { event["Type"]?.equals($0.event) == true }),
          event.at("Properties", kind.reference) == nil, !found.contains(where: { $0.name == kind.name })
        else { continue }
        found.append(ImplicitAPI(name: kind.name, type: kind.type, event: event))
      }
    }
    return found
  }

  /// True for the logical names of what the transform makes: `FunctionRole`, `ServerlessRestApi`.
  static func makes(_ name: String, in template: Template) -> Bool {
    guard processes(template.root) else { return false }
    return ["ServerlessRestApi", "ServerlessHttpApi", "ServerlessDeploymentApplication"]
      .contains(where: name.hasPrefix)
      || template.resources.contains {
        name.hasPrefix($0.name) && $0.node["Type"]?.bytes.starts(with: "AWS::Serverless::".utf8) == true
      }
  }

  /// What `Globals` say for all resources of a type.
  static func globals(for type: String, in root: Node) -> Node? {
    guard type.hasPrefix("AWS::Serverless::"), let globals = root["Globals"] else { return nil }
    return globals[String(type.dropFirst("AWS::Serverless::".count))]
  }
}
