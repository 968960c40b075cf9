import Atlas
import Descriptors

// Links, flows and secrets of a card.
extension CardReader {
  /// One fact, or one for each item of the card's list; none for a link that only redirects to HTTPS.
  func facts(_ card: TransitCard) -> [TransitFact] {
    guard !onlyRedirects(card) else { return [] }
    guard let each = card.each[source.dialect] else { return [fact(card)] }
    return each.flatMap { source.parts($0) }.map { part in
      let fact = reading(part.source).fact(card)
      return TransitFact(
        fact.what, exposure: fact.exposure, state: fact.state.under(part.conditions), at: fact.span)
    }
  }

  private func fact(_ card: TransitCard) -> TransitFact {
    let value = source.value(card.switches[source.dialect])
    let span = value.candidates.first?.value.span ?? source.span
    let floor = floor(card)
    let state: Possible<TransitState> = value.flatMap { value in
      switch value {
      case .absent:
        return self.meaning(of: card.silence).flatMap { self.byDefault($0, card, floor: floor) }
      case .text(let text, let span):
        return self.state(text, at: span, card, floor: floor)
      case .resource(_, let span), .structure(let span):
        return .unknown(
          "the setting of \(card.what) cannot be read", remedy: "write it as plain text",
          evidence: [Evidence(.declared, "the setting stands here", at: span)])
      }
    }
    return TransitFact(card.what, exposure: card.exposure, state: state, at: span)
  }

  private typealias Floor = (version: TLSVersion?, evidence: [Evidence])

  private func state(
    _ text: String, at span: SourceSpan, _ card: TransitCard, floor: Floor?
  ) -> Possible<TransitState> {
    let declared = Evidence(.declared, "\(card.what): `\(text)`", at: span)
    let floor = floor ?? defaultFloor(card.silence)
    guard let on = ValuePattern.find(text, in: card.meanings) ?? Self.flag(text) else {
      let isKnown = ValuePattern.find(text, in: card.meanings) != nil
      return .unknown(
        isKnown
          ? "`\(text)` leaves open whether traffic is encrypted (\(card.what))"
          : "`\(text)` is no value that the card of \(self.card.title) knows for \(card.what)",
        remedy: isKnown
          ? "use a setting that enforces TLS here, or check what stands behind it"
          : "write one of the values that the service documents",
        evidence: [declared])
    }
    return Possible(
      TransitState(encrypted: on, minimumVersion: on ? floor.version : nil),
      evidence: [declared] + (on ? floor.evidence : []))
  }

  /// A link in clear that answers every request with a redirect to HTTPS: it carries no content.
  private func onlyRedirects(_ card: TransitCard) -> Bool {
    let targets = (card.redirects[source.dialect] ?? []).flatMap { source.values($0) }
    return !targets.isEmpty
      && targets.allSatisfy { value in
        guard case .text(let text, _)? = value.definite?.value else { return false }
        return text.uppercased() == "HTTPS"
      }
  }

  private func byDefault(
    _ silence: SilenceCard, _ card: TransitCard, floor: Floor?
  ) -> Possible<TransitState> {
    guard let encrypted = silence.encrypted else {
      return .unknown(
        silence.why, remedy: "state it in the declaration",
        evidence: [Evidence(.card, silence.why, source: self.card.source)])
    }
    let floor = floor ?? defaultFloor(silence)
    return Possible(
      TransitState(encrypted: encrypted, minimumVersion: encrypted ? floor.version : nil),
      evidence: [
        Evidence(.absent, "the declaration says nothing about \(card.what)", at: source.span),
        Evidence(.providerDefault, silence.why, source: self.card.source),
      ] + (encrypted ? floor.evidence : []))
  }

  /// The oldest version as it is declared; nil if it is not.
  private func floor(_ card: TransitCard) -> Floor? {
    for case .text(let text, let span) in source.value(card.floors[source.dialect]).candidates.map(\.value) {
      let version = ValuePattern.find(text, in: card.floorMeanings) ?? TLSVersion(spelling: text)
      return (version, [Evidence(.declared, "the oldest TLS version is set by `\(text)`", at: span)])
    }
    return nil
  }

  private func defaultFloor(_ silence: SilenceCard) -> Floor {
    guard let version = silence.minimumVersion else { return (nil, []) }
    return (
      version,
      [Evidence(.providerDefault, "the default accepts TLS \(version.code)", source: self.card.source)]
    )
  }

  // MARK: Flows

  func flows(_ card: FlowCard, of resource: Resource) -> [Flow] {
    if isRuledOut(card) { return [] }
    let values = (card.targets[source.dialect] ?? []).flatMap { source.values($0) }
    if card.ifAbsent, values.allSatisfy({ $0.definite?.value.isAbsent == true }) {
      // Where the provider pairs a region with none, its default keeps the copies in the region.
      if card.form == .pair, resource.place.unknown == nil,
        resource.place.candidates.allSatisfy({ $0.value.kind == .region && $0.value.pair == nil })
      {
        return []
      }
      return [byDefault(card, of: resource)]
    }
    return values.compactMap { flow(card, to: $0, of: resource) }
  }

  /// The flow that is there because nothing forbids it.
  private func byDefault(_ card: FlowCard, of resource: Resource) -> Flow {
    let why = Evidence(
      .absent, "nothing is declared here, so the default of \(self.card.title) holds", at: source.span,
      source: self.card.source)
    let place: Possible<Place>
    let target: String
    switch card.form {
    case .edge:
      (place, target) = (Possible(.edge(of: self.card), evidence: [why]), Self.edgeSites)
    case .pair:
      (place, target) = (pair(of: resource, because: why), "the paired region, by default")
    default:
      let reason: Phrase = "the default does not tell where it goes"
      place = .unknown(reason, remedy: "declare the target", evidence: [why])
      target = "a target that is not declared"
    }
    return Flow(card.kind, to: target, place: place, operatorID: resource.operatorID, at: source.span)
  }

  static let edgeSites = "edge sites"

  /// True if another property certainly has a value under which there is no such flow.
  private func isRuledOut(_ card: FlowCard) -> Bool {
    guard let unless = card.unless,
      case .text(let text, _)? = source.value(unless.property[source.dialect]).definite?.value
    else { return false }
    return unless.values.contains { ValuePattern.matches($0, text) }
  }

  private func flow(_ card: FlowCard, to value: Possible<PropertyValue>, of resource: Resource) -> Flow? {
    if let unknown = value.unknown, value.candidates.isEmpty {
      return Flow(
        card.kind, to: "a target that is not known", place: Possible(unknown: unknown),
        operatorID: Possible(unknown: unknown), at: unknown.evidence.first?.span ?? source.span)
    }
    // A conditional target is a flow whose place has conditions; an absent branch is no flow.
    var targets: [PropertyValue] = []
    var place: Possible<Place>?
    var operatorID: Possible<String>?
    for target in value.candidates where !target.value.isAbsent && card.applies(to: target.value) {
      guard let resolved = resolve(card.meant(by: target.value), card.form, of: resource) else { continue }
      targets.append(target.value)
      let at = Possible([Candidate(target.value, when: target.conditions, evidence: target.evidence)])
      let targetPlace = at.flatMap { _ in resolved.place }
      let targetOperator = at.flatMap { _ in resolved.operatorID }
      place = place.map { $0.union(targetPlace) } ?? targetPlace
      operatorID = operatorID.map { $0.union(targetOperator) } ?? targetOperator
    }
    guard let first = targets.first, let own = first.span, var place, var operatorID else { return nil }
    // Of several possible targets none is pointed at, but the place where one of them is chosen.
    let chosen = targets.count > 1 ? value.candidates.first?.evidence.first?.span : nil
    if let unknown = value.unknown {
      place = place.union(Possible(unknown: unknown))
      operatorID = operatorID.union(Possible(unknown: unknown))
    }
    var flow = Flow(
      card.kind, to: shown(targets, card.form), targetKey: key(of: first), place: place,
      operatorID: operatorID, at: chosen ?? own)
    flow.absences = value.candidates
      .filter { $0.value.isAbsent || !card.applies(to: $0.value) }
      .map { Flow.Absence(conditions: $0.conditions, evidence: $0.evidence) }
    return flow
  }

  /// The key of a resource that is the target.
  private func key(of target: PropertyValue) -> String? {
    guard case .resource(let name, _) = target else { return nil }
    return source.resourceKey(name)
  }

  private func resolve(
    _ value: PropertyValue, _ form: FlowCard.Form, of resource: Resource
  ) -> Standing? {
    if case .elsewhere = form { return elsewhere(value, resource) }
    if case .pair = form { return pair(value, resource) }
    if let meant = source.standing(meantBy: value) { return meant }
    guard case .text(let text, let span) = value else {
      // A resource of the same descriptor stands where this one stands.
      return Standing(place: resource.place, operatorID: resource.operatorID)
    }
    let declared = Evidence(.declared, "the target is written here", at: span)
    switch form {
    case .region:
      return region(text, declared, resource)
    case .arn:
      return arn(text, declared, resource)
        ?? Standing(place: resource.place, operatorID: resource.operatorID)
    case .recipient:
      return arn(text, declared, resource) ?? recipient(declared)
    case .bucket:
      return bucket(resource, declared)
    case .sameRegion:
      let rule = Evidence(
        .card, "the target has to stand in the same region as \(card.title)", source: card.source)
      return Standing(
        place: resource.place.map(adding: [declared, rule]) { $0 }, operatorID: resource.operatorID)
    case .url:
      guard let endpoint = Endpoint(source.hostText(text), bare: true), !endpoint.isInternal,
        !endpoint.isReserved
      else { return nil }
      return Standing(endpoint.resolve(scene.atlas))
    case .image:
      return ImageReference(source.hostText(text))?.flow(at: span, atlas: scene.atlas)
        .map { Standing(place: $0.place, operatorID: $0.operatorID) }
    case .edge:
      guard CardReader.flag(text) != false else { return nil }
      return Standing(
        place: Possible(.edge(of: card), evidence: [declared]), operatorID: resource.operatorID)
    case .elsewhere, .pair:
      return nil
    }
  }

  /// The region that the provider pairs with each region that the resource may stand in.
  private func pair(_ value: PropertyValue, _ resource: Resource) -> Standing? {
    guard let span = value.span else { return nil }
    if case .text(let text, _) = value, CardReader.flag(text) == false { return nil }
    let declared = Evidence(.declared, "a copy is kept in the paired region", at: span)
    return Standing(place: pair(of: resource, because: declared), operatorID: resource.operatorID)
  }

  private func pair(of resource: Resource, because declared: Evidence) -> Possible<Place> {
    resource.place.flatMap { home -> Possible<Place> in
      guard let code = home.pair, let provider = home.provider,
        let pair = scene.atlas.place(code, provider: provider)
      else {
        return .unknown(
          "the atlas knows no region that \(home.code) is paired with",
          remedy: "check with the provider where the copy stands", evidence: [declared])
      }
      let rule = Evidence(.atlas, "\(home.code) is paired with \(pair.code)", source: home.source.brief)
      return Possible(pair, evidence: [declared, rule, .atlas(pair)])
    }
  }

  private func elsewhere(_ value: PropertyValue, _ resource: Resource) -> Standing? {
    guard let span = value.span else { return nil }
    if case .text(let text, _) = value, CardReader.flag(text) == false { return nil }
    return Standing(
      place: .unknown(
        "copies stand where the others of its group stand, which is not declared here",
        remedy: "scan the descriptors of the other members too, or check their regions with the provider",
        evidence: [Evidence(.declared, "the membership is declared here", at: span)]),
      operatorID: resource.operatorID)
  }

  /// The place that an ARN or URL names; nil for other texts.
  private func arn(_ text: String, _ declared: Evidence, _ resource: Resource) -> Standing? {
    guard let arn = ARN(text) else { return Endpoint(text).map { Standing($0.resolve(scene.atlas)) } }
    guard let code = arn.region, !code.contains("$") else {
      if arn.service == "s3" { return bucket(resource, declared) }
      let reason: Phrase = "the ARN of the target names no region"
      return Standing(
        place: .unknown(reason, remedy: "check where the target stands", evidence: [declared]),
        operatorID: resource.operatorID)
    }
    return region(code, declared, resource)
  }

  private func recipient(_ declared: Evidence) -> Standing {
    let reason: Phrase = "the target is a person's address, whose provider and place are not known"
    let remedy: Phrase = "send no data of the class to addresses outside, or check who carries the messages"
    return Standing(
      place: .unknown(reason, remedy: remedy, evidence: [declared]),
      operatorID: .unknown(reason, remedy: remedy, evidence: [declared]))
  }

  private func region(_ code: String, _ declared: Evidence, _ resource: Resource) -> Standing {
    guard let place = scene.atlas.place(code, provider: card.provider) else {
      let reason: Phrase = "`\(code)` is no region of \(card.provider) that the atlas knows"
      return Standing(
        place: .unknown(reason, remedy: "check the code with `bornage atlas`", evidence: [declared]),
        operatorID: resource.operatorID)
    }
    return Standing(
      place: Possible(place, evidence: [declared, .atlas(place)]),
      operatorID: place.operatorID.map { Possible($0, evidence: [.atlas(place)]) } ?? resource.operatorID)
  }

  /// A bucket's name or ARN tells no region.
  private func bucket(_ resource: Resource, _ declared: Evidence) -> Standing {
    Standing(
      place: .unknown(
        "the name of a bucket does not tell its region",
        remedy: "declare the bucket in what is scanned, or check its region with the provider",
        evidence: [declared]), operatorID: resource.operatorID)
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
        for value in value.candidates.map(\.value) { readVariable(name, value, into: &resource) }
      }
    }
  }

  /// Hosts without a scheme, under names that ask for one: `DB_HOST: db.partner.net:5432`.
  private func bareHosts(in text: String, named name: String, at span: SourceSpan) -> [Flow] {
    guard SettingName.holdsHost(name), !SettingName.isOwnAddress(name), text.range(ofASCII: "://") == nil
    else {
      return []
    }
    return text.split { $0 == "," || $0 == " " }.compactMap { word in
      guard let endpoint = Endpoint(source.hostText(String(word)), bare: true), endpoint.endsLikeDomain else {
        return nil
      }
      return endpoint.flow(.endpoint, at: span, atlas: scene.atlas)
    }
  }

  private func readVariable(_ name: String, _ value: PropertyValue, into resource: inout Resource) {
    switch value {
    case .text(let text, let span) where SecretName.suggestsSecret(name) && SecretName.isLiteral(text):
      resource.clearSecrets.append(
        ClearSecret(
          name, at: span,
          evidence: [Evidence(.declared, "the variable `\(name)` holds its value in clear text", at: span)]))
    case .text(let text, let span):
      if URLPassword.isIn(text) {
        resource.clearSecrets.append(
          ClearSecret(
            name, at: span,
            evidence: [
              Evidence(
                .declared, "the variable `\(name)` holds a connection string with a password", at: span)
            ]))
      }
      let flows = source.flows(in: text, at: span, atlas: scene.atlas)
      resource.flows += flows.isEmpty ? bareHosts(in: text, named: name, at: span) : flows
    case .resource(let name, let span):
      if let flow = source.flow(toResource: name, at: span) { resource.flows.append(flow) }
    case .absent, .structure:
      break
    }
  }
}

extension FlowCard {
  /// A value that the card lists is what it stands for, even if it reads as a switch that is off.
  fileprivate func meant(by value: PropertyValue) -> PropertyValue {
    guard form == .elsewhere, !values.isEmpty, let span = value.span else { return value }
    return .structure(span)
  }

  /// True if the property's value means a flow.
  fileprivate func applies(to value: PropertyValue) -> Bool {
    guard !values.isEmpty else { return true }
    guard case .text(let text, _) = value else { return false }
    return values.contains { ValuePattern.matches($0, text) }
  }
}

extension Standing {
  fileprivate init(_ resolved: (place: Possible<Place>, operatorID: Possible<String>)) {
    self.init(place: resolved.place, operatorID: resolved.operatorID)
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
