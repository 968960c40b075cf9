import Atlas
import Descriptors
public import Inventory

/// Everything that is said of resources apart from what the atlas adds: descriptors, parameters, defaults, context.
///
/// Two equal statements mean that nothing about a resource has changed but what is known of places, operators and laws.
public enum ResourceStatement {
  /// The statements of all resources as digests, by the digest of their key.
  ///
  /// Resources that share a key share a statement: if one of them changes, none of them is as it was.
  public static func digests(of resources: [Resource]) -> [String: String] {
    var texts: [String: [String]] = [:]
    for resource in resources { texts[resource.key, default: []].append(text(of: resource)) }
    return Dictionary(
      uniqueKeysWithValues: texts.map { key, texts in
        (StandingRecord.digest(key), StandingRecord.digest(texts.sorted().joined(separator: "\u{1}")))
      })
  }

  private static func text(of resource: Resource) -> String {
    var words = [
      resource.key, resource.dialect, resource.type, resource.service ?? "", "\(resource.holdsData)",
    ]
    words += resource.tags.map { "\($0.key)=\($0.value)" }.sorted()
    words += resource.contextClass.map { [$0.value] + evidence($0.evidence) } ?? []
    words += said(resource.place) { $0.code } + said(resource.operatorID) { _ in "" }
    words += resource.atRest.map { said($0) { "\($0)" } } ?? []
    words += resource.keyState.map { said($0) { _ in "" } } ?? []
    words += resource.keyAlgorithm.map { said($0) { "\($0)" } } ?? []
    for transit in resource.transit { words += facts(of: transit) }
    for flow in resource.flows { words += facts(of: flow) }
    words += resource.clearSecrets.map(\.name).sorted()
    return words.joined(separator: "\0")
  }

  private static func facts(of transit: TransitFact) -> [String] {
    ["transit", transit.exposure.rawValue, transit.what.english] + said(transit.state) { "\($0)" }
  }

  private static func facts(of flow: Flow) -> [String] {
    ["flow", flow.kind.rawValue, flow.target, flow.targetKey ?? ""] + said(flow.place) { $0.code }
      + said(flow.operatorID) { _ in "" } + absences(of: flow)
      + (flow.transit.map { said($0) { "\($0)" } } ?? [])
  }

  private static func absences(of flow: Flow) -> [String] {
    flow.absences.flatMap { absence in
      ["absent"] + absence.conditions.flatMap { [$0.name, "\($0.isExclusion)"] + $0.values }
    }
  }

  /// What is said of a fact.
  ///
  /// - Parameter word: the part of a value that descriptors tell; the rest is the atlas's.
  private static func said<Value>(_ possible: Possible<Value>, _ word: (Value) -> String) -> [String] {
    let candidates = possible.candidates.flatMap { candidate in
      [word(candidate.value)] + evidence(candidate.evidence)
        + candidate.conditions.flatMap { [$0.name, "\($0.isExclusion)"] + $0.values }
    }
    return ["fact"] + candidates + (possible.unknown.map { ["unknown"] + evidence($0.evidence) } ?? [])
  }

  private static func evidence(_ chain: [Evidence]) -> [String] {
    chain.filter { $0.kind != .atlas }.map(\.text.english)
  }
}
