import Atlas
import Descriptors

// Links, flows and secrets of a card.
extension CardReader {
  func fact(_ card: TransitCard) -> TransitFact {
    let value = source.value(card.switches[source.dialect])
    let span = value.candidates.first?.value.span ?? source.span
    let floor = floor(card)
    let state: Possible<TransitState> = value.flatMap { value in
      switch value {
      case .absent:
        return self.silence(card, floor: floor)
      case .text(let text, let span):
        guard let on = card.meanings[text] ?? Self.flag(text) else {
          return .unknown(
            "`\(text)` is no value that the card of \(self.card.title) knows for \(card.what)",
            remedy: "write one of the values that the service documents",
            evidence: [Evidence(.declared, "the setting stands here", at: span)])
        }
        return Possible(
          TransitState(encrypted: on, minimumVersion: on ? floor.version : nil),
          evidence: [Evidence(.declared, "\(card.what): `\(text)`", at: span)] + floor.evidence)
      case .resource(_, let span), .structure(let span):
        return .unknown(
          "the setting of \(card.what) cannot be read", remedy: "write it as plain text",
          evidence: [Evidence(.declared, "the setting stands here", at: span)])
      }
    }
    return TransitFact(card.what, exposure: card.exposure, state: state, at: span)
  }

  private func silence(
    _ card: TransitCard, floor: (version: TLSVersion?, evidence: [Evidence])
  ) -> Possible<TransitState> {
    guard let encrypted = card.silence.encrypted else {
      return .unknown(
        card.silence.why, remedy: "state it in the declaration",
        evidence: [Evidence(.card, card.silence.why, source: self.card.source)])
    }
    return Possible(
      TransitState(encrypted: encrypted, minimumVersion: encrypted ? floor.version : nil),
      evidence: [
        Evidence(.absent, "the declaration says nothing about \(card.what)", at: source.span),
        Evidence(.providerDefault, card.silence.why, source: self.card.source),
      ] + floor.evidence)
  }

  private func floor(_ card: TransitCard) -> (version: TLSVersion?, evidence: [Evidence]) {
    for case .text(let text, let span) in source.value(card.floors[source.dialect]).candidates.map(\.value) {
      let version = card.floorMeanings[text] ?? TLSVersion(spelling: text)
      return (version, [Evidence(.declared, "the oldest TLS version is set by `\(text)`", at: span)])
    }
    guard let version = card.silence.minimumVersion else { return (nil, []) }
    return (
      version,
      [Evidence(.providerDefault, "the default accepts TLS \(version.code)", source: self.card.source)]
    )
  }

  func flows(_ card: FlowCard, of resource: Resource) -> [Flow] {
    (card.targets[source.dialect] ?? []).flatMap { path in
      source.values(path).compactMap { value in flow(card, to: value, of: resource) }
    }
  }

  private func flow(_ card: FlowCard, to value: Possible<PropertyValue>, of resource: Resource) -> Flow? {
    if let unknown = value.unknown, value.candidates.isEmpty {
      return Flow(
        card.kind, to: "a target that is not known", place: Possible(unknown: unknown),
        operatorID: Possible(unknown: unknown), at: unknown.evidence.first?.span ?? source.span)
    }
    // A conditional target is a flow whose place has conditions; an absent branch is no flow.
    let targets = value.candidates.filter { !$0.value.isAbsent }
    guard let first = targets.first, let span = first.value.span else { return nil }
    var place: Possible<Place>?
    var operatorID: Possible<String>?
    for target in targets {
      guard let resolved = resolve(target.value, card.form, of: resource) else { return nil }
      let at = Possible([Candidate(target.value, when: target.condition, evidence: target.evidence)])
      let targetPlace = at.flatMap { _ in resolved.place }
      let targetOperator = at.flatMap { _ in resolved.operatorID }
      place = place.map { $0.union(targetPlace) } ?? targetPlace
      operatorID = operatorID.map { $0.union(targetOperator) } ?? targetOperator
    }
    guard let place, let operatorID else { return nil }
    return Flow(card.kind, to: shown(first.value), place: place, operatorID: operatorID, at: span)
  }

  private func shown(_ value: PropertyValue) -> String {
    switch value {
    case .text(let text, _): Endpoint(text)?.shown ?? text
    case .resource(let name, _): name
    case .absent, .structure: "a target"
    }
  }

  private func resolve(
    _ value: PropertyValue, _ form: FlowCard.Form, of resource: Resource
  ) -> (place: Possible<Place>, operatorID: Possible<String>)? {
    guard case .text(let text, let span) = value else {
      // A resource of the same descriptor stands where this one stands.
      return (resource.place, resource.operatorID)
    }
    let declared = Evidence(.declared, "the target is written here", at: span)
    switch form {
    case .region:
      return region(text, declared, resource)
    case .arn:
      guard let arn = ARN(text) else {
        return Endpoint(text).map { $0.resolve(scene.atlas) } ?? (resource.place, resource.operatorID)
      }
      guard let code = arn.region, !code.contains("$") else { return bucket(text, resource, declared) }
      return region(code, declared, resource)
    case .bucket:
      return bucket(text, resource, declared)
    case .url:
      guard let endpoint = Endpoint(text, bare: true), !endpoint.isInternal, !endpoint.isReserved else {
        return nil
      }
      return endpoint.resolve(scene.atlas)
    case .image:
      return ImageReference(text)?.flow(at: span, atlas: scene.atlas).map { ($0.place, $0.operatorID) }
    case .edge:
      guard CardReader.flag(text) != false else { return nil }
      return (Possible(.edge(of: card), evidence: [declared]), resource.operatorID)
    }
  }

  private func region(
    _ code: String, _ declared: Evidence, _ resource: Resource
  ) -> (place: Possible<Place>, operatorID: Possible<String>) {
    guard let place = scene.atlas.place(code, provider: card.provider) else {
      let reason = "`\(code)` is no region of \(card.provider) that the atlas knows"
      return (
        .unknown(reason, remedy: "check the code with `bornage atlas`", evidence: [declared]),
        resource.operatorID
      )
    }
    return (
      Possible(place, evidence: [declared, .atlas(place)]),
      place.operatorID.map { Possible($0, evidence: [.atlas(place)]) } ?? resource.operatorID
    )
  }

  /// A bucket's name or ARN tells no region.
  private func bucket(
    _ text: String, _ resource: Resource, _ declared: Evidence
  ) -> (place: Possible<Place>, operatorID: Possible<String>) {
    (
      .unknown(
        "the name of a bucket does not tell its region",
        remedy: "declare the bucket in what is scanned, or check its region with the provider",
        evidence: [declared]), resource.operatorID
    )
  }

  // MARK: Secrets and variables

  func readSecrets(into resource: inout Resource) {
    for path in card.secrets[source.dialect] ?? [] {
      for value in source.values(path) {
        for candidate in value.candidates {
          guard case .text(let text, let span) = candidate.value, SecretName.isLiteral(text) else { continue }
          resource.clearSecrets.append(
            ClearSecret(
              path.text, at: span,
              evidence: [Evidence(.declared, "`\(path.text)` holds its value in clear text", at: span)]))
        }
      }
    }
  }

  func readVariables(into resource: inout Resource) {
    for path in card.variables[source.dialect] ?? [] {
      for (name, value) in source.entries(path) {
        for case .text(let text, let span) in value.candidates.map(\.value) {
          if SecretName.suggestsSecret(name), SecretName.isLiteral(text) {
            resource.clearSecrets.append(
              ClearSecret(
                name, at: span,
                evidence: [
                  Evidence(.declared, "the variable `\(name)` holds its value in clear text", at: span)
                ]))
          } else if let flow = Endpoint(text)?.flow(.endpoint, at: span, atlas: scene.atlas) {
            resource.flows.append(flow)
          }
        }
      }
    }
  }
}

extension Place {
  /// The edge sites of a service: anywhere.
  static func edge(of card: ServiceCard) -> Place {
    Place(
      kind: .edge, code: "edge", provider: card.provider, name: "edge sites of \(card.title)", countries: [],
      source: AtlasSource(text: card.source, asOf: "2026-11-23", unsure: false))
  }
}
