import Atlas
import Descriptors

/// One file's declarations, and where each of them stands.
final class ARMTemplate {
  /// Parents of parents more than this are a circle.
  private static let deepest = 12

  let scene: Scene
  let declarations: ARMDeclarations
  /// Where the template is deployed, by the context.
  let place: Possible<Place>
  let operatorID: Possible<String>
  private var places: [Int: Possible<Place>] = [:]
  private var keyed: [String: Int] = [:]
  private lazy var parents: [Int?] = declarations.all.map { findParent(of: $0) }
  private lazy var childrenOf: [Int: [Int]] = {
    var made: [Int: [Int]] = [:]
    for (child, parent) in parents.enumerated() {
      if let parent { made[parent, default: []].append(child) }
    }
    return made
  }()
  private var keys: [Int: String] = [:]

  init(_ root: Node, scene: Scene) {
    self.scene = scene
    place = scene.context.place(
      scope: "azure", provider: "azure",
      missing: "the template takes the region of the resource group or deployment, which it does not name",
      atlas: scene.atlas)
    operatorID = Self.operatorID(of: place, scene)
    let effort = ARMFrame.Effort()
    let passed = ARMPassedParameters.of(root, in: scene)
    let own = ARMFrame(
      root, scene: scene, effort: effort, location: Self.location(place),
      given: ARMParameterFile.values(for: root, scene: scene, effort: effort))
    declarations = ARMDeclarations(
      passed.isEmpty
        ? own
        : ARMFrame(
          root, scene: scene, effort: effort,
          location: ARMPassedParameters.location(passed, else: own.location),
          given: ARMPassedParameters.joined(passed, for: own)))
    nameAll()
  }

  /// What `resourceGroup().location` gives.
  private static func location(_ place: Possible<Place>) -> ARMOutcomes {
    let regions = place.candidates.filter { $0.value.kind == .region }
    guard place.unknown == nil, !regions.isEmpty, regions.count == place.candidates.count else {
      let unknown =
        place.unknown
        ?? Unknown(
          "the context names no region", remedy: "name one: `--context azure.region=francecentral`")
      return ARMOutcomes(.opaque("resourceGroup().location", ARMCause(unknown, isDeploymentPlace: true)))
    }
    return ARMOutcomes(
      cases: regions.map { candidate in
        ARMCase(
          value: .text(candidate.value.code),
          assumptions: regions.count > 1
            ? [Condition("resourceGroup().location", is: candidate.value.code)] : [],
          evidence: candidate.evidence.filter { $0.kind == .context })
      })
  }

  /// Logical keys: type and name, with a number where two would be the same.
  private func nameAll() {
    var seen: [String: Int] = [:]
    for declaration in declarations.all {
      let key = "\(type(of: declaration))/\(declaration.shownName)"
      let count = seen[key, default: 0] + 1
      seen[key] = count
      let unique = count == 1 ? key : "\(key)#\(count)"
      keys[declaration.index] = unique
      keyed[unique] = declaration.index
    }
  }

  func key(of declaration: ARMDeclaration) -> String { keys[declaration.index] ?? declaration.type }

  /// The declaration of a key that ``key(of:)`` gave.
  func declaration(ofKey key: String) -> ARMDeclaration? {
    keyed[key].map { declarations.all[$0] }
  }

  func card(for declaration: ARMDeclaration) -> ServiceCard? {
    scene.cards.card(for: ARMTypes.actual(declaration.type), in: "arm", ignoringCase: true)
  }

  /// The type as its card spells it.
  func type(of declaration: ARMDeclaration) -> String {
    let actual = ARMTypes.actual(declaration.type)
    let lower = actual.lowercased()
    return card(for: declaration)?.names["arm"]?.first { $0.lowercased() == lower } ?? actual
  }

  // MARK: Around a declaration

  /// What it is a part of, or is said of: the declaration around it, that of its parent's name, or its scope.
  func parent(of declaration: ARMDeclaration) -> Int? { parents[declaration.index] }

  private func findParent(of declaration: ARMDeclaration) -> Int? {
    if let parent = declaration.parent { return parent }
    if let scope = declaration.node.caseless("scope") {
      for one in ARMEvaluator.value(of: scope, at: declaration.site).cases {
        if let text = one.value.asText, let index = declarations.index(of: text.marked) { return index }
      }
    }
    for identifier in declaration.identifiers {
      guard let parent = ARMIdentifier.parent(identifier) else { continue }
      if let index = declarations.index(ofNormal: parent) { return index }
      // `vaults/providers/diagnosticSettings`: the part behind the provider is said of the rest.
      if let mark = parent.range(ofASCII: "/providers/"),
        let index = declarations.index(ofNormal: String(parent[..<mark.lowerBound]))
      {
        return index
      }
    }
    return nil
  }

  func children(of index: Int, type: String) -> [ARMDeclaration] {
    (childrenOf[index] ?? []).map { declarations.all[$0] }.filter { child in
      child.type.split(separator: "/").last.map { ARMEvaluator.sameName(String($0), type) } ?? false
    }
  }

  /// The declared resource whose host a text names by the resource's own name.
  func host(in text: ARMText) -> Int? {
    guard text.marked.utf8.count > 12, let (name, domain) = ARMHosts.named(in: text.marked) else {
      return nil
    }
    for (part, types) in Self.domains where domain.range(ofASCII: part) != nil {
      for type in types {
        if let index = declarations.index(ofNormal: "\(type)/\(name.lowercased())") { return index }
      }
    }
    return nil
  }

  /// Domains of services whose hosts begin with the name of an account.
  private static let domains: [(part: String, types: [String])] = [
    ("core.", ["microsoft.storage/storageaccounts"]), ("database.windows.net", ["microsoft.sql/servers"]),
    ("documents.azure", ["microsoft.documentdb/databaseaccounts"]), ("vault.", ["microsoft.keyvault/vaults"]),
    ("redis.cache", ["microsoft.cache/redis"]), ("azurecr.", ["microsoft.containerregistry/registries"]),
    ("servicebus.", ["microsoft.servicebus/namespaces", "microsoft.eventhub/namespaces"]),
    (
      "postgres.database", ["microsoft.dbforpostgresql/flexibleservers", "microsoft.dbforpostgresql/servers"]
    ),
    ("mysql.database", ["microsoft.dbformysql/flexibleservers", "microsoft.dbformysql/servers"]),
    ("search.windows", ["microsoft.search/searchservices"]), ("azurewebsites.", ["microsoft.web/sites"]),
    ("azconfig.", ["microsoft.appconfiguration/configurationstores"]),
  ]

  // MARK: Places

  /// Where a declaration stands: as its location says, or where its parent stands.
  func place(of declaration: ARMDeclaration, depth: Int = 0) -> Possible<Place> {
    if let known = places[declaration.index] { return known }
    let place = depth > Self.deepest ? nil : found(declaration, depth: depth)
    let result =
      place
      ?? .unknown(
        "the resource names no location, and what it is a part of is not declared here",
        remedy:
          "scan the template that declares what it belongs to together with this one, or state its location",
        evidence: [Evidence(.absent, "no location is declared", at: declaration.span)])
    places[declaration.index] = result
    return result
  }

  private func found(_ declaration: ARMDeclaration, depth: Int) -> Possible<Place>? {
    if let node = declaration.node.caseless("location"), !node.isNull {
      let outcomes = ARMEvaluator.value(of: node, at: declaration.site)
      if outcomes.definite?.isNull != true { return place(outcomes, at: node.span, depth: depth) }
    }
    return parent(of: declaration).map { index in
      let evidence = Evidence(
        .derived, "it is a part of `\(key(of: declarations.all[index]))` and stands where that stands",
        at: declaration.span)
      return place(of: declarations.all[index], depth: depth + 1).with([evidence])
    }
  }

  /// The places that a location may mean.
  private func place(_ outcomes: ARMOutcomes, at span: SourceSpan, depth: Int) -> Possible<Place> {
    var candidates: [Candidate<Place>] = []
    var unknown = outcomes.unknown
    for one in outcomes.cases {
      let found = place(one.value, at: span, depth: depth)
      for inner in found.candidates {
        candidates.append(
          Candidate(
            inner.value, when: one.assumptions + inner.conditions,
            evidence: one.evidence + inner.evidence))
      }
      if let rest = found.unknown, unknown == nil {
        unknown = Unknown(rest.reason, remedy: rest.remedy, evidence: one.evidence + rest.evidence)
      }
    }
    return Possible(candidates, unknown: unknown)
  }

  private func place(_ value: ARMValue, at span: SourceSpan, depth: Int) -> Possible<Place> {
    let declared = Evidence(.declared, "the location is declared here", at: span)
    if let cause = value.cause {
      if cause.isDeploymentPlace { return place.with([declared]) }
      if let target = cause.target.flatMap({ declarations.index(of: $0) }) {
        return place(of: declarations.all[target], depth: depth + 1).with([declared])
      }
      return Possible(unknown: cause.unknown)
    }
    guard let code = value.plain else {
      return .unknown(
        "the location is no text", remedy: "state a region", evidence: [declared])
    }
    if code.lowercased() == "global" {
      let place = Place(
        kind: .global, code: "global", provider: "azure", name: "a service of Azure without a region",
        countries: [],
        source: AtlasSource(text: "Azure resource manager, locations", asOf: "2026-11-23", unsure: false))
      return Possible(place, evidence: [Evidence(.declared, "the location is `global`", at: span)])
    }
    guard let place = scene.atlas.place(code, provider: "azure") else {
      return .unknown(
        "`\(ARMEvaluator.brief(code))` is no region of Azure that the atlas knows",
        remedy: "check the code with `bornage atlas`",
        evidence: [Evidence(.declared, "the location is declared here", at: span)])
    }
    return Possible(
      place, evidence: [Evidence(.declared, "the location is `\(code)`", at: span), .atlas(place)])
  }

  // MARK: Operators

  func operatorID(of place: Possible<Place>) -> Possible<String> {
    place.isUnknown || place.candidates.allSatisfy { $0.value.operatorID == nil }
      ? operatorID : Self.operatorID(of: place, scene)
  }

  private static func operatorID(of place: Possible<Place>, _ scene: Scene) -> Possible<String> {
    place.isUnknown && scene.context.entry("operator", scope: "azure") == nil
      ? everyCloud
      : scene.context.operatorID(
        scope: "azure", provider: "azure", place: place, missing: "the template does not name its cloud",
        atlas: scene.atlas)
  }

  /// Without a region the cloud is open: the same template deploys in each.
  private static let everyCloud: Possible<String> = {
    let operators = [
      ("AzureCloud", "azure"), ("AzureChinaCloud", "azure-china-21vianet"), ("Bleu", "bleu"),
      ("Delos", "delos"),
    ]
    return Possible(
      operators.map { cloud, id in
        Candidate(
          id, when: Condition("environment().name", is: cloud),
          evidence: [
            Evidence(
              .derived, "without a region the template may be deployed in any cloud of Azure's technology")
          ])
      })
  }()
}

extension Possible {
  /// The same with evidence in front.
  fileprivate func with(_ evidence: [Evidence]) -> Possible {
    Possible(
      candidates.map { Candidate($0.value, when: $0.conditions, evidence: evidence + $0.evidence) },
      unknown: unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: evidence + $0.evidence) })
  }
}
