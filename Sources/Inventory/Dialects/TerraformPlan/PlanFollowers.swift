import Descriptors

/// Resources that say something of another one: the versioning of a bucket, the replication of a file system.
///
/// A card names them in the first step of a path, with the attribute that names the other one:
/// `>aws_s3_bucket_versioning@bucket`.
final class PlanFollowers {
  private struct Links {
    var byAddress: [String: [Int]] = [:]
    var byText: [String: [Int]] = [:]
    /// Those of which it is not known whom they follow, by the module they stand in.
    var open: [String: [Int]] = [:]
  }

  private unowned let plan: Plan
  private var links: [String: Links] = [:]

  init(_ plan: Plan) { self.plan = plan }

  /// The followers of an instance, and those that may follow it.
  ///
  /// - Parameter step: the first step of a path, without its mark.
  func followers(_ step: String, of number: Int) -> (certain: [Int], open: [Int]) {
    let parts = step.split(separator: "@", maxSplits: 1).map(String.init)
    guard parts.count == 2, let candidates = plan.byType[parts[0]] else { return ([], []) }
    let links = self.links(step, candidates, attribute: parts[1])
    let leader = plan.instances[number]
    var found = links.byAddress[leader.address] ?? []
    if !links.byText.isEmpty {
      for attribute in ["id", "arn", "bucket", "name", "cluster_identifier", parts[1]] {
        guard let text = leader.values?[attribute]?.text, let named = links.byText[text] else { continue }
        found += named.filter { !found.contains($0) }
      }
    }
    return (found.sorted(), links.open[leader.module] ?? [])
  }

  private func links(_ step: String, _ candidates: [Int], attribute: String) -> Links {
    if let known = links[step] { return known }
    var made = Links()
    for number in candidates {
      let source = PlanProperties(plan, number)
      guard let path = PropertyPath(attribute), let value = source.values(path).first else { continue }
      if value.unknown != nil { made.open[plan.instances[number].module, default: []].append(number) }
      for candidate in value.candidates {
        switch candidate.value {
        case .resource(let address, _): made.byAddress[address, default: []].append(number)
        case .text(let text, _): made.byText[text, default: []].append(number)
        case .absent, .structure: break
        }
      }
    }
    links[step] = made
    return made
  }
}
