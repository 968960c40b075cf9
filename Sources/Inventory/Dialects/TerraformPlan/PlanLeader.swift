import Atlas
import Descriptors

/// The resource that another one is a part of: the dataset of a table.
///
/// A card names it among its zones, with the attribute that names it: `^google_bigquery_dataset@dataset_id`.
struct PlanLeader {
  private let type: String
  private let attribute: PropertyPath

  /// Reads a path; nil if it is one to properties.
  init?(_ path: PropertyPath) {
    guard case .key(let step)? = path.steps.first, step.hasPrefix("^") else { return nil }
    let parts = step.dropFirst().split(separator: "@", maxSplits: 1)
    guard parts.count == 2, let attribute = PropertyPath(String(parts[1])) else { return nil }
    type = String(parts[0])
    self.attribute = attribute
  }

  /// Where the leader of an instance stands; nil if it is not part of the plan.
  func place(of number: Int, in plan: Plan) -> Possible<Place>? {
    guard let value = PlanProperties(plan, number).values(attribute).first?.candidates.first?.value,
      let span = value.span, let leader = leader(value, in: plan), leader != number,
      let standing = plan.standing(leader)
    else { return nil }
    let evidence = Evidence(.declared, "it stands with `\(plan.instances[leader].address)`", at: span)
    return standing.place.under(nil, evidence: [evidence])
  }

  private func leader(_ value: PropertyValue, in plan: Plan) -> Int? {
    switch value {
    case .resource(let address, _): return plan.instance(address)
    case .text(let text, _): return plan.instance(of: type, called: text)
    case .absent, .structure: return nil
    }
  }
}
