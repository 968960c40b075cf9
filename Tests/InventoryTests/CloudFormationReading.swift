import Atlas
import Descriptors
import Foundation

@testable import Inventory

/// What the CloudFormation tests share: reading fixtures and texts into resources by name.
struct TemplateReading {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let atlas = Atlas()
  static let cards = CardIndex()

  let harvest: Harvest

  init(_ text: String, as format: Format = .yaml, context: [String: String] = [:]) {
    let reading = DescriptorReader.read(SourceBytes(text), as: format, path: "template")
    let entries = context.map { key, value in
      DeploymentContext.Entry(
        key: key, values: value.split(separator: ",").map(String.init),
        evidence: Evidence(.context, "--context \(key)=\(value)"))
    }
    let scene = Scene(atlas: Self.atlas, cards: Self.cards, context: DeploymentContext(entries))
    var harvest = Harvest()
    let dialect = CloudFormation()
    for document in reading.tree.documents where dialect.claims(document) {
      dialect.read(document, in: scene, into: &harvest)
    }
    self.harvest = harvest
  }

  init(fixture: String, context: [String: String] = [:]) throws {
    let file = Self.repository.appending(path: "Fixtures/cloudformation/\(fixture)")
    self.init(
      try String(contentsOf: file, encoding: .utf8), as: fixture.hasSuffix(".json") ? .json : .yaml,
      context: context)
  }

  subscript(_ name: String) -> Resource? { harvest.resources.first { $0.name == name } }
}

extension Possible {
  /// `condition=value` of each candidate, empty where there is none.
  var conditions: [String] {
    candidates.map { $0.conditions.map { "\($0.name)=\($0.value)" }.joined(separator: " ") }
  }
}

extension Resource {
  /// Every fact in one line each, without spans: what twins in two notations must share.
  var facts: [String] {
    func show<Value>(_ possible: Possible<Value>?, _ text: (Value) -> String) -> String {
      guard let possible else { return "-" }
      let known = zip(possible.values, possible.conditions).map { "\(text($0))[\($1)]" }
      return (known + [possible.unknown.map { "?\($0.reason.english)" } ?? ""]).joined(separator: " ")
    }
    func show(_ state: TransitState) -> String {
      "\(state.encrypted) \(state.minimumVersion?.code ?? "")"
    }
    return [
      "key \(key) \(kind) \(holdsData)", "place \(show(place) { $0.code })",
      "operator \(show(operatorID) { $0 })",
      "at rest \(show(atRest) { "\($0.encrypted) \($0.algorithm ?? "") \($0.layer) \($0.byDefault)" })",
      "key state \(show(keyState) { "\($0.custody.code) \($0.reference ?? "") \($0.rotationDays ?? 0)" })",
    ] + transit.map { "transit \($0.what.english) \(show($0.state) { show($0) })" }
      + flows.map {
        "flow \($0.kind) \($0.target) \(show($0.place) { $0.code }) \(show($0.transit) { show($0) })"
      }
      + tags.map { "tag \($0.key)=\($0.value)" } + clearSecrets.map { "secret \($0.name)" }
  }
}
