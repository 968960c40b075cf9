public import Descriptors

/// What `terraform show -json` and `tofu show -json` write of a plan or a state, and raw state files.
public struct TerraformPlan: Dialect {
  /// The key of its paths in cards.
  public let id = "terraform"
  /// Its name for people.
  public let title = "Terraform plan"

  /// The dialect.
  public init() {}

  /// The format's version and one of the sections of a plan or state; or what a raw state carries.
  public func recognise(_ glance: Glance) -> Format? {
    guard glance.looksLikeJSON, glance.first == 0x7B else { return nil }
    if glance.contains("\"format_version\"") {
      let isPlan = ["\"planned_values\"", "\"resource_changes\"", "\"root_module\""].contains(
        where: glance.contains)
      return isPlan ? .json : nil
    }
    let isState =
      glance.headContains("\"terraform_version\"") && glance.contains("\"lineage\"")
      && glance.contains("\"resources\"")
    return isState ? .json : nil
  }

  /// The same, on the top level of the document.
  public func claims(_ document: Node) -> Bool {
    guard document.kind == .mapping else { return false }
    if document["format_version"] != nil {
      return ["planned_values", "resource_changes", "configuration", "values"].contains {
        document[$0] != nil
      }
    }
    return document["lineage"] != nil && document["resources"]?.kind == .sequence
      && document["version"] != nil
  }

  /// One resource for each instance of a type with a card; others are counted.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    let plan = Plan(document, scene: scene)
    plan.noteGaps(in: &harvest)
    for index in plan.instances.indices {
      let type = plan.instances[index].type
      if PlanNoDataTypes.contains(type) {
        harvest.withoutData[type, default: 0] += 1
      } else if let card = scene.cards.card(for: type, in: id) {
        harvest.resources.append(plan.resource(index, card))
      } else {
        harvest.unknownTypes[type, default: 0] += 1
      }
    }
  }
}
