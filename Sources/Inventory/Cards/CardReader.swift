import Atlas
import Descriptors

/// Reads the facts of one resource with the help of its card.
struct CardReader {
  let card: ServiceCard
  let source: any PropertySource
  let scene: Scene

  /// Fills in everything that the card speaks of.
  func read(into resource: inout Resource) {
    readTags(into: &resource)
    readAtRest(into: &resource)
    if let keyCard = card.keyCard {
      resource.keyState = keyState(keyCard, place: resource.place, operatorID: resource.operatorID)
      addMultiRegionFlow(keyCard, to: &resource)
    }
    for transit in card.transit { resource.transit.append(fact(transit)) }
    for flow in card.flows { resource.flows += flows(flow, of: resource) }
    readSecrets(into: &resource)
    readVariables(into: &resource)
  }

  // MARK: Tags

  private func readTags(into resource: inout Resource) {
    for path in card.tags[source.dialect] ?? [] {
      for (key, value) in source.entries(path) {
        for case .text(let text, let span) in value.candidates.map(\.value) {
          resource.tags.append(Tag(key, text, at: span))
        }
      }
    }
  }

  // MARK: At rest

  private func readAtRest(into resource: inout Resource) {
    guard let card = card.atRest else { return }
    let key = source.value(card.keys[source.dialect])
    let atRest = atRest(card, key: key)
    resource.atRest = atRest
    resource.keyState = keyState(card, key: key, atRest: atRest, of: resource)
  }

  private func atRest(_ card: AtRestCard, key: Possible<PropertyValue>) -> Possible<AtRest> {
    if let paths = card.switches[source.dialect] {
      return source.value(paths).flatMap { value in switched(value, card, key: key) }
    }
    if let paths = card.algorithms[source.dialect] {
      return source.value(paths).flatMap { value in algorithm(value, card, key: key) }
    }
    return silence(card, key: key)
  }

  private func switched(
    _ value: PropertyValue, _ card: AtRestCard, key: Possible<PropertyValue>
  ) -> Possible<AtRest> {
    switch value {
    case .absent:
      return silence(card, key: key)
    case .text(let text, let span):
      guard let on = Self.flag(text) ?? card.meanings[text]?.encrypted else {
        return algorithm(value, card, key: key)
      }
      return Possible(
        AtRest(encrypted: on, algorithm: on ? card.algorithm : nil, layer: card.layer),
        evidence: [Evidence(.declared, "encryption at rest is switched \(on ? "on" : "off")", at: span)])
    case .resource(_, let span), .structure(let span):
      return unread(span)
    }
  }

  private func algorithm(
    _ value: PropertyValue, _ card: AtRestCard, key: Possible<PropertyValue>
  ) -> Possible<AtRest> {
    switch value {
    case .absent:
      return silence(card, key: key)
    case .text(let text, let span):
      guard let meaning = card.meanings[text] else { return unread(span) }
      return Possible(
        AtRest(
          encrypted: meaning.encrypted,
          algorithm: meaning.algorithm ?? (meaning.encrypted ? card.algorithm : nil),
          layer: card.layer),
        evidence: [Evidence(.declared, "encryption at rest is `\(text)`", at: span)])
    case .resource(_, let span), .structure(let span):
      return unread(span)
    }
  }

  private func unread<Value>(_ span: SourceSpan) -> Possible<Value> {
    .unknown(
      "the value cannot be read as a setting of \(card.title)",
      remedy: "write one of the values that the service documents",
      evidence: [Evidence(.declared, "the setting stands here", at: span)])
  }

  /// What holds when no property says it: a named key may, the context may, the service's default does.
  private func silence(_ card: AtRestCard, key: Possible<PropertyValue>) -> Possible<AtRest> {
    if card.keyImpliesOn, let named = key.candidates.first, !named.value.isAbsent {
      return Possible(
        AtRest(encrypted: true, algorithm: card.algorithm ?? card.silence.algorithm, layer: card.layer),
        evidence: [Evidence(.declared, "a key is named, which switches encryption on", at: named.value.span)])
    }
    let absent = Evidence(.absent, "the declaration says nothing about encryption at rest", at: source.span)
    if let encrypted = card.silence.encrypted {
      return Possible(
        AtRest(
          encrypted: encrypted, algorithm: encrypted ? card.silence.algorithm : nil, layer: card.layer,
          byDefault: true),
        evidence: [absent, Evidence(.providerDefault, card.silence.why, source: self.card.source)])
    }
    if let contextKey = card.silence.contextKey, let setting = scene.context.setting(contextKey) {
      return Possible(
        AtRest(
          encrypted: setting.value, algorithm: setting.value ? card.silence.algorithm : nil,
          layer: card.layer,
          byDefault: true),
        evidence: [absent] + setting.evidence)
    }
    return .unknown(
      card.silence.why,
      remedy: card.silence.contextKey.map {
        "switch encryption on in the declaration, or say how the account is set: `--context \($0)=on`"
      } ?? "switch encryption on in the declaration",
      evidence: [absent, Evidence(.card, card.silence.why, source: self.card.source)])
  }

  // MARK: Keys

  private func keyState(
    _ card: AtRestCard, key: Possible<PropertyValue>, atRest: Possible<AtRest>, of resource: Resource
  ) -> Possible<KeyState> {
    let byValue = meaningCustody(card)
    return atRest.flatMap { state in
      guard state.encrypted else {
        return Possible(
          KeyState(custody: .none), evidence: [Evidence(.derived, "without encryption there is no key")])
      }
      return key.flatMap { value in
        switch value {
        case .absent:
          let custody = byValue ?? card.keySilence
          let why = Evidence(.providerDefault, card.keySilenceWhy, source: self.card.source)
          return self.here(custody, reference: nil, of: resource, evidence: [why])
        case .text(let text, let span):
          return KeyReference.state(
            text, at: span, provider: self.card.provider, place: resource.place,
            operatorID: resource.operatorID, atlas: self.scene.atlas)
        case .resource(let name, let span):
          let evidence = Evidence(.declared, "the key is the resource `\(name)`", at: span)
          if let state = self.source.keyState(ofResource: name) {
            return state.map(adding: [evidence]) { $0 }
          }
          return self.here(.customerManaged, reference: name, of: resource, evidence: [evidence])
        case .structure(let span):
          return self.unread(span)
        }
      }
    }
  }

  /// The custody that the algorithm's value settles by itself (`AES256` uses the provider's key).
  private func meaningCustody(_ card: AtRestCard) -> Custody? {
    guard let paths = card.algorithms[source.dialect] else { return nil }
    for case .text(let text, _) in source.value(paths).candidates.map(\.value) {
      return card.meanings[text]?.custody
    }
    return nil
  }

  /// A key that stands where its resource stands.
  private func here(
    _ custody: Custody, reference: String?, of resource: Resource, evidence: [Evidence]
  ) -> Possible<KeyState> {
    KeyReference.beside(
      KeyState(custody: custody, reference: reference), place: resource.place,
      operatorID: resource.operatorID,
      evidence: evidence)
  }

  private func keyState(
    _ card: KeyCard, place: Possible<Place>, operatorID: Possible<String>
  ) -> Possible<KeyState> {
    let multiRegion = flag(card.multiRegions) ?? false
    let rotates = flag(card.rotations) ?? false
    var period = card.rotationDays
    for case .text(let text, _) in source.value(card.rotationPeriods[source.dialect]).candidates.map(\.value)
    {
      period = Int(text) ?? period
    }
    return source.value(card.origins[source.dialect]).flatMap { value in
      var custody = card.silence
      var evidence = Evidence(
        .providerDefault, "the key's material is made by the provider", source: self.card.source)
      if case .text(let text, let span) = value {
        guard let meaning = card.originMeanings[text] else { return self.unread(span) }
        custody = meaning
        evidence = Evidence(.declared, "the origin of the key's material is `\(text)`", at: span)
      }
      return KeyReference.beside(
        KeyState(custody: custody, multiRegion: multiRegion, rotationDays: rotates ? period : nil),
        place: place, operatorID: operatorID, evidence: [evidence])
    }
  }

  private func addMultiRegionFlow(_ card: KeyCard, to resource: inout Resource) {
    guard flag(card.multiRegions) == true,
      let span = source.value(card.multiRegions[source.dialect]).candidates.first?.value.span
    else { return }
    let evidence = [Evidence(.declared, "the key is a multi-region key", at: span)]
    resource.flows.append(
      Flow(
        .keyReplica, to: "other regions of the partition",
        place: .unknown(
          "a multi-region key can be replicated to any region of the partition",
          remedy: "use a single-region key, or restrict replication by policy", evidence: evidence),
        operatorID: resource.operatorID, at: span))
  }

  private func flag(_ paths: [String: [PropertyPath]]) -> Bool? {
    for case .text(let text, _) in source.value(paths[source.dialect]).candidates.map(\.value) {
      return Self.flag(text)
    }
    return nil
  }

  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "enabled", "on": true
    case "false", "disabled", "off": false
    default: nil
    }
  }
}

extension PropertyValue {
  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  var span: SourceSpan? {
    switch self {
    case .text(_, let span), .resource(_, let span), .structure(let span): span
    case .absent: nil
    }
  }
}
