import Atlas
import Descriptors

// From declarations to resources.
extension Template {
  /// When a resource is created, as conjunctions of which one holds: none if never, an empty one if always.
  private func existence(_ declaration: Declaration) -> Outcome {
    guard let name = declaration.node["Condition"]?.text else { return Outcome(holds: [[]], fails: []) }
    return conditions.outcome(of: evaluator(for: declaration).bound(name))
  }

  /// Why a resource is not created with the values in force; nil if it is, or may be.
  func absence(_ declaration: Declaration) -> [Evidence]? {
    let outcome = existence(declaration)
    return outcome.holds.isEmpty ? outcome.evidence : nil
  }

  /// A resource of a type that a card knows.
  func resource(_ declaration: Declaration, _ type: String, _ card: ServiceCard) -> Resource {
    let outcome = existence(declaration)
    let source = TemplateProperties(
      template: self, declaration: declaration, type: type, existence: outcome.holds)
    var (place, operatorID) = standing(card, source)
    if let region = assumedRegion(outcome, card) { (place, operatorID) = region }
    if let condition = declaration.node["Condition"], let text = condition.text {
      place = place.noting(note(on: text, outcome, at: condition.span))
    }
    var resource = Resource(
      key: "\(type)/\(declaration.name)", dialect: "cloudformation", type: type, name: declaration.name,
      kind: card.kind, roles: card.roles, holdsData: card.holdsData, span: source.span, place: place,
      operatorID: operatorID)
    if let given = scene.context.entry("class"), let value = given.values.first {
      resource.contextClass = Candidate(value, evidence: [given.evidence])
    }
    CardReader(card: card, source: source, scene: scene).read(into: &resource)
    return resource
  }

  private func note(on condition: String, _ outcome: Outcome, at span: SourceSpan) -> [Evidence] {
    let note = Evidence(
      .declared, "the resource is only created if the condition `\(condition)` holds", at: span)
    return outcome.isDecided ? [note] + outcome.evidence : [note]
  }

  /// The region that a resource's own condition asks for, where no context tells it.
  private func assumedRegion(
    _ outcome: Outcome, _ card: ServiceCard
  ) -> (place: Possible<Place>, operatorID: Possible<String>)? {
    guard card.reach == .regional, place.isUnknown || regionIsKnown else { return nil }
    let assumed = outcome.holds.map { $0.first { $0.name == Template.regionName && !$0.isExclusion } }
    guard !assumed.isEmpty, assumed.allSatisfy({ $0 != nil }) else { return nil }
    if regionIsKnown {
      let left = place.candidates.filter { candidate in
        outcome.holds.contains { candidate.conditions.allows($0) }
      }
      return left.isEmpty ? nil : (Possible(left), operatorID)
    }
    let codes = Set(assumed.compactMap { $0 }.flatMap(\.values)).sorted()
    let places = codes.compactMap { scene.atlas.place($0, provider: "aws") }
    guard places.count == codes.count else { return nil }
    let place = Possible(
      places.map { place in
        Candidate(
          place,
          when: codes.count > 1 ? Condition(Template.regionName, is: place.code, of: codes.count) : nil,
          evidence: [
            Evidence(.derived, "the resource's condition only holds in \(place.code)"), .atlas(place),
          ])
      })
    return (
      place,
      scene.context.operatorID(
        scope: "aws", provider: "aws", place: place, missing: "the region does not tell its partition",
        atlas: scene.atlas)
    )
  }

  // MARK: Place

  /// Place and operator of a resource: the stack's, unless its service is global or a zone narrows it.
  private func standing(
    _ card: ServiceCard, _ source: TemplateProperties
  ) -> (Possible<Place>, Possible<String>) {
    switch card.reach {
    case .edge:
      return (
        Possible(
          .edge(of: card),
          evidence: [
            Evidence(.card, "\(card.title) is served from edge sites worldwide", source: card.source)
          ]), operatorID
      )
    case .global:
      let place = Place(
        kind: .global, code: "global", provider: card.provider, name: "\(card.title), a global service",
        countries: [], source: AtlasSource(text: card.source, asOf: "2026-11-23", unsure: false))
      return (
        Possible(place, evidence: [Evidence(.card, "\(card.title) has no region", source: card.source)]),
        operatorID
      )
    case .regional:
      guard let zone = zone(card, source) else { return (place, operatorID) }
      let ofZone = scene.context.operatorID(
        scope: "aws", provider: "aws", place: zone, missing: "the zone does not tell its partition",
        atlas: scene.atlas)
      return (zone, ofZone)
    }
  }

  /// The place that an availability zone written as text gives; nil if none is.
  private func zone(_ card: ServiceCard, _ source: TemplateProperties) -> Possible<Place>? {
    var candidates: [Candidate<Place>] = []
    for path in card.zones["cloudformation"] ?? [] {
      for value in source.values(path) where value.unknown == nil {
        for candidate in value.candidates {
          guard case .text(let code, let span) = candidate.value,
            let place = scene.atlas.place(code, provider: "aws")
          else { continue }
          let declared = Evidence(.declared, "the availability zone is `\(code)`", at: span)
          candidates.append(
            Candidate(
              place, under: candidate.conditions, evidence: [declared] + candidate.evidence + [.atlas(place)])
          )
        }
      }
    }
    return candidates.isEmpty ? nil : Possible(candidates)
  }

  // MARK: Keys

  /// The declaration of a key, through aliases of it.
  func keyDeclaration(of name: String) -> Declaration? {
    var name = name
    // More aliases of aliases than this are a circle.
    for _ in 0..<8 {
      guard let declaration = resource(named: name) else { return nil }
      guard declaration.node["Type"]?.equals("AWS::KMS::Alias") == true else { return declaration }
      guard let target = declaration.node.at("Properties", "TargetKeyId"),
        case .resource(let next, _)? = evaluator(for: declaration).value(of: target).candidates.first?.value
      else { return nil }
      name = next
    }
    return nil
  }

  /// What a key's own declaration says of it.
  func keyState(_ declaration: Declaration, _ card: ServiceCard) -> Possible<KeyState>? {
    let outcome = existence(declaration)
    let source = TemplateProperties(
      template: self, declaration: declaration, existence: outcome.holds.isEmpty ? [[]] : outcome.holds)
    let (place, operatorID) = standing(card, source)
    return card.keyCard.map {
      CardReader(card: card, source: source, scene: scene).keyState($0, place: place, operatorID: operatorID)
    }
  }
}

extension Possible {
  /// With evidence behind that of every candidate and of what is unknown.
  func noting(_ evidence: [Evidence]) -> Possible {
    guard !evidence.isEmpty else { return self }
    return Possible(
      candidates.map { Candidate($0.value, under: $0.conditions, evidence: $0.evidence + evidence) },
      unknown: unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: $0.evidence + evidence) })
  }
}
