import Atlas
import Descriptors

// Encryption at rest and the keys behind it.
extension CardReader {
  /// A state of encryption, with the custody that the setting's value settles by itself (`AES256` uses the
  /// provider's key).
  private struct Sealed: Sendable {
    let atRest: AtRest
    var custody: Custody?
  }

  private typealias Facts = (atRest: Possible<AtRest>, key: Possible<KeyState>)

  func readAtRest(into resource: inout Resource) {
    guard let card = card.atRest,
      source.value(card.elsewhere[source.dialect]).definite?.value.isAbsent == true
    else { return }
    let parts = (card.each[source.dialect] ?? []).flatMap { source.parts($0) }
    guard !parts.isEmpty else {
      let facts = facts(card, of: resource)
      resource.atRest = facts.atRest
      resource.keyState = facts.key
      return
    }
    var facts = parts.map { part -> Facts in
      let facts = reading(part.source).facts(card, of: resource)
      return (facts.atRest.under(part.conditions), facts.key.under(part.conditions))
    }
    if hasUnlisted(card) { facts.append(self.facts(card, of: resource)) }
    resource.atRest = Possible.weakest(
      of: facts.map(\.atRest), isBottom: { !$0.encrypted }, isWeaker: { !$0.encrypted && $1.encrypted }
    )?.joiningEqual(==)
    resource.keyState = Possible.weakest(
      of: facts.map(\.key), isBottom: { $0.custody == .none }, isWeaker: { $0.custody < $1.custody })
  }

  /// True if an item is there that the list does not name.
  private func hasUnlisted(_ card: AtRestCard) -> Bool {
    guard let unlisted = card.unlisted else { return false }
    return !(unlisted.property[source.dialect] ?? []).flatMap { source.values($0) }.contains { name in
      name.candidates.contains { candidate in
        guard case .text(let text, _) = candidate.value else { return false }
        return unlisted.values.contains(text)
      }
    }
  }

  private func facts(_ card: AtRestCard, of resource: Resource) -> Facts {
    let key = source.value(card.keys[source.dialect])
    let sealed = sealed(card, key: key)
    return (sealed.map(\.atRest), keyState(card, key: key, sealed: sealed, of: resource))
  }

  // MARK: State

  private func sealed(_ card: AtRestCard, key: Possible<PropertyValue>) -> Possible<Sealed> {
    let setting = source.value(card.switches[source.dialect] ?? card.algorithms[source.dialect])
    return setting.flatMapCandidates { candidate in
      let state = self.state(candidate.value, card)
      guard card.keyImpliesOn else { return state }
      return self.sealed(state, byKey: key.consistent(with: candidate.conditions), card)
    }
  }

  private func state(_ value: PropertyValue, _ card: AtRestCard) -> Possible<Sealed> {
    switch value {
    case .absent:
      return meaning(of: card.silence).flatMap { self.byDefault($0, card) }
    case .text(let text, let span):
      if let meaning = ValuePattern.find(text, in: card.meanings) {
        let algorithm = meaning.algorithm ?? (meaning.encrypted ? card.algorithm : nil)
        return Possible(
          Sealed(
            atRest: AtRest(encrypted: meaning.encrypted, algorithm: algorithm, layer: card.layer),
            custody: meaning.custody),
          evidence: [Evidence(.declared, "encryption at rest is set to `\(text)`", at: span)])
      }
      guard let on = Self.flag(text) else { return unread(span) }
      return Possible(
        Sealed(atRest: AtRest(encrypted: on, algorithm: on ? card.algorithm : nil, layer: card.layer)),
        evidence: [Evidence(.declared, "encryption at rest is switched \(on ? "on" : "off")", at: span)])
    case .resource(_, let span), .structure(let span):
      return unread(span)
    }
  }

  /// Where a named key switches encryption on, it does so over silence and over a switch for another kind.
  private func sealed(
    _ state: Possible<Sealed>, byKey key: Possible<PropertyValue>, _ card: AtRestCard
  ) -> Possible<Sealed> {
    let on = Sealed(
      atRest: AtRest(encrypted: true, algorithm: card.algorithm ?? card.silence.algorithm, layer: card.layer))
    let named: Phrase = "a key is named, which switches encryption on"
    if key.unknown == nil, key.candidates.allSatisfy({ !$0.value.isAbsent }) {
      return key.flatMap { value in
        Possible(on, evidence: [Evidence(.declared, named, at: value.span)])
      }
    }
    return state.flatMap { sealed in
      if sealed.atRest.encrypted { return Possible(sealed, evidence: []) }
      return key.flatMap { value in
        value.isAbsent
          ? Possible(sealed, evidence: [])
          : Possible(on, evidence: [Evidence(.declared, named, at: value.span)])
      }
    }
  }

  /// What holds when no property says it: the context may, the service's default does.
  private func byDefault(_ silence: SilenceCard, _ card: AtRestCard) -> Possible<Sealed> {
    let absent = Evidence(.absent, "the declaration says nothing about encryption at rest", at: source.span)
    func state(_ encrypted: Bool) -> Sealed {
      Sealed(
        atRest: AtRest(
          encrypted: encrypted, algorithm: encrypted ? silence.algorithm ?? card.algorithm : nil,
          layer: card.layer, byDefault: true))
    }
    if let encrypted = silence.encrypted {
      return Possible(
        state(encrypted),
        evidence: [absent, Evidence(.providerDefault, silence.why, source: self.card.source)])
    }
    if let contextKey = silence.contextKey, let setting = scene.context.setting(contextKey) {
      return Possible(state(setting.value), evidence: [absent] + setting.evidence)
    }
    return .unknown(
      silence.why,
      remedy: silence.contextKey.map {
        "switch encryption on in the declaration, or say how the account is set: `--context \($0)=on`"
      } ?? "switch encryption on in the declaration",
      evidence: [absent, Evidence(.card, silence.why, source: self.card.source)])
  }

  // MARK: Keys

  private func keyState(
    _ card: AtRestCard, key: Possible<PropertyValue>, sealed: Possible<Sealed>, of resource: Resource
  ) -> Possible<KeyState> {
    sealed.flatMapCandidates { candidate in
      let sealed = candidate.value
      guard sealed.atRest.encrypted else {
        return Possible(
          KeyState(custody: .none), evidence: [Evidence(.derived, "without encryption there is no key")])
      }
      return key.consistent(with: candidate.conditions).flatMap { value in
        switch value {
        case .absent:
          let custody = sealed.custody ?? card.keySilence
          let why = Evidence(.providerDefault, card.keySilenceWhy, source: self.card.source)
          return self.here(custody, reference: nil, of: resource, evidence: [why])
        case .text(let text, let span):
          return self.key(text, at: span, of: resource)
        case .resource(let name, let span):
          return self.key(ofResource: name, at: span)
            ?? self.here(
              .customerManaged, reference: name, of: resource,
              evidence: [Evidence(.declared, "the key is the resource `\(name)`", at: span)])
        case .structure(let span):
          return self.unread(span)
        }
      }
    }
  }

  /// The key that a text refers to; a text put together around a resource's name refers to that resource.
  private func key(_ text: String, at span: SourceSpan, of resource: Resource) -> Possible<KeyState> {
    if let mark = text.range(ofASCII: "key/${") ?? text.range(ofASCII: "alias/${") {
      let name = text[mark.upperBound...].prefix { $0 != "}" && $0 != "." }
      if let state = key(ofResource: String(name), at: span) { return state }
    }
    if let state = AzureKey.state(text, host: source.hostText(text), at: span, atlas: scene.atlas) {
      return state
    }
    return KeyReference.state(
      text, at: span, provider: card.provider, place: resource.place, operatorID: resource.operatorID,
      atlas: scene.atlas)
  }

  private func key(ofResource name: String, at span: SourceSpan) -> Possible<KeyState>? {
    guard let state = source.keyState(ofResource: name) else { return nil }
    let evidence = Evidence(.declared, "the key is the resource `\(name)`", at: span)
    return state.map(adding: [evidence]) { $0.referred(to: name) }
  }

  /// A key that stands where its resource stands.
  private func here(
    _ custody: Custody, reference: String?, of resource: Resource, evidence: [Evidence]
  ) -> Possible<KeyState> {
    KeyReference.beside(
      KeyState(custody: custody, reference: reference), place: resource.place,
      operatorID: resource.operatorID, evidence: evidence)
  }
}

extension KeyState {
  fileprivate func referred(to name: String) -> KeyState {
    KeyState(
      custody: custody, reference: reference ?? name, place: place, operatorID: operatorID,
      multiRegion: multiRegion, rotationDays: rotationDays)
  }
}
