import Atlas
public import Descriptors

/// Templates of the Azure Resource Manager in JSON, those that Bicep compiles to with them, and their parameter files.
public struct ARM: Dialect {
  /// The key of its paths in cards.
  public let id = "arm"
  /// Its name for people.
  public let title = "Azure Resource Manager"

  /// The dialect.
  public init() {}

  /// A schema of the resource manager at the head of a JSON file.
  public func recognise(_ glance: Glance) -> Format? {
    guard glance.looksLikeJSON, glance.headContains("schema.management.azure.com", within: 8192),
      glance.headContains("eploymentTemplate.json", within: 8192)
        || glance.headContains("eploymentParameters.json", within: 8192)
    else { return nil }
    return .json
  }

  /// A template or a parameter file by its schema; forms of the portal and policies have others.
  public func claims(_ document: Node) -> Bool {
    guard let schema = document.caseless("$schema")?.text?.lowercased() else { return false }
    return schema.range(ofASCII: "deploymenttemplate.json") != nil || ARMParameterFile.isOne(document)
  }

  /// One resource for each declaration of a type with a card; others are counted.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    guard !ARMParameterFile.isOne(document) else { return }
    let template = ARMTemplate(document, scene: scene)
    harvest.unread += template.declarations.unread
    harvest.offers += template.declarations.offers
    harvest.needs.insert(ARMPassedParameters.key(document.tree.path))
    for declaration in template.declarations.all where !declaration.isExisting {
      guard let card = template.card(for: declaration) else {
        let type = ARMTypes.actual(declaration.type)
        if ARMTypes.holdsNoData(type) {
          harvest.withoutData[type, default: 0] += 1
        } else {
          harvest.unknownTypes[type, default: 0] += 1
        }
        continue
      }
      harvest.resources.append(resource(declaration, card, in: template))
    }
  }

  private func resource(
    _ declaration: ARMDeclaration, _ card: ServiceCard, in template: ARMTemplate
  ) -> Resource {
    let scene = template.scene
    let source = ARMProperties(template: template, declaration: declaration)
    let place = noted(place(declaration, card, in: template), declaration.notes)
    var resource = Resource(
      key: template.key(of: declaration), dialect: id, type: template.type(of: declaration),
      name: declaration.shownName, kind: card.kind, roles: card.roles, holdsData: card.holdsData,
      span: declaration.span, place: place, operatorID: template.operatorID(of: place))
    if let given = scene.context.entry("class"), let value = given.values.first {
      resource.contextClass = Candidate(value, evidence: [given.evidence])
    }
    CardReader(card: card, source: source, scene: scene).read(into: &resource)
    return resource
  }

  private func place(
    _ declaration: ARMDeclaration, _ card: ServiceCard, in template: ARMTemplate
  ) -> Possible<Place> {
    switch card.reach {
    case .edge:
      Possible(
        .edge(of: card),
        evidence: [Evidence(.card, "\(card.title) is served from edge sites worldwide", source: card.source)])
    case .global:
      Possible(
        Place(
          kind: .global, code: "global", provider: card.provider, name: "\(card.title), a global service",
          countries: [], source: AtlasSource(text: card.source, asOf: "2026-11-23", unsure: false)),
        evidence: [Evidence(.card, "\(card.title) has no region", source: card.source)])
    case .regional:
      template.place(of: declaration)
    }
  }

  /// A place with what is to be noted of the declaration behind its evidence.
  private func noted(_ place: Possible<Place>, _ notes: [Evidence]) -> Possible<Place> {
    guard !notes.isEmpty else { return place }
    return Possible(
      place.candidates.map { Candidate($0.value, when: $0.conditions, evidence: $0.evidence + notes) },
      unknown: place.unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: $0.evidence + notes) })
  }
}
