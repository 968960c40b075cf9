import Assessment
import Atlas
import Descriptors
import Inventory
import Testing

/// Small resources and policies, made by hand.
enum Sample {
  static let atlas = Atlas()

  static func span(_ line: Int, file: String = "a.yaml") -> SourceSpan {
    SourceSpan(
      file: file, offsets: line * 100..<line * 100 + 50, start: Position(line: line, column: 3),
      end: Position(line: line, column: 53))
  }

  static func place(_ code: String, _ provider: String = "aws") -> Place {
    atlas.place(code, provider: provider)
      ?? Place(
        kind: .country, code: code, name: code, countries: [Country(code)],
        source: AtlasSource(text: "test", asOf: "2026-11-23", unsure: false))
  }

  static let anywhere = Place(
    kind: .global, code: "global", provider: "aws", name: "Global", countries: [],
    source: AtlasSource(text: "test", asOf: "2026-11-23", unsure: false))

  /// A region that the atlas puts into no country.
  static let secret = Place(
    kind: .region, code: "nowhere-1", provider: "aws", name: "Secret", countries: [],
    source: AtlasSource(text: "test", asOf: "2026-11-23", unsure: false))

  static func spread(_ codes: String...) -> Place {
    Place(
      kind: .multiRegion, code: codes.joined(separator: "+").lowercased(), provider: "gcp", name: "Spread",
      countries: codes.map(Country.init), source: AtlasSource(text: "test", asOf: "2026-11-23", unsure: false)
    )
  }

  static func one<Value: Sendable>(_ value: Value) -> Possible<Value> {
    Possible(value, evidence: [Evidence(.declared, "declared", at: span(1))])
  }

  /// One value for each value of the parameter `Choice`.
  static func either<Value: Sendable>(_ values: (String, Value)...) -> Possible<Value> {
    Possible(
      values.map {
        Candidate(
          $0.1, when: Condition("Choice", is: $0.0), evidence: [Evidence(.parameterAllowed, "\($0.0)")])
      })
  }

  static func open<Value: Sendable>() -> Possible<Value> { .unknown("nobody said", remedy: "say it") }

  static func resource(
    _ name: String = "Logs", kind: Kind = .objectStore, roles: [Role] = [.storage], holdsData: Bool = true,
    place: Possible<Place> = one(place("eu-west-3")), operator operatorID: Possible<String> = one("outscale"),
    line: Int = 1, file: String = "a.yaml", _ change: (inout Resource) -> Void = { _ in }
  ) -> Resource {
    var resource = Resource(
      key: "\(kind.rawValue)/\(name)", dialect: "cloudformation", type: kind.rawValue, name: name, kind: kind,
      roles: roles, holdsData: holdsData, span: span(line, file: file), place: place, operatorID: operatorID)
    change(&resource)
    return resource
  }

  static func flow(
    _ kind: FlowKind, _ place: Possible<Place>, operator operatorID: Possible<String> = one("outscale"),
    transit: Possible<TransitState>? = nil, line: Int = 2
  ) -> Flow {
    Flow(kind, to: "target", place: place, operatorID: operatorID, transit: transit, at: span(line))
  }

  static func policy(_ rules: String, head: String = "") throws -> Policy {
    try PolicyLoader.load(
      source: SourceBytes("policy: test\nversion: 1.0.0\ntitle: Test\n\(head)\nrules:\n\(rules)"),
      path: "test.yaml",
      atlas: atlas)
  }

  /// A policy of one rule, whose demand is given.
  static func rule(_ category: String, _ demand: String, head: String = "", more: String = "") throws
    -> Policy
  {
    try policy(
      """
        - { id: T-1, title: Test, category: \(category), severity: high, remedy: Mend it, \(demand)\(more) }
      """, head: head)
  }

  static func assess(_ resources: [Resource], _ policy: Policy, asOf: String? = nil) -> AssessmentResult {
    Assessor(policies: [policy], atlas: atlas, asOf: asOf).assess(resources)
  }

  /// The verdict that counts for one resource under a policy of one rule.
  static func verdict(_ resource: Resource, _ policy: Policy, asOf: String? = nil) -> Verdict? {
    let counts = assess([resource], policy, asOf: asOf).rules[0].counts
    return counts.count == 1 ? counts.first?.key : nil
  }
}
