import Atlas
import Descriptors

// What a card says of a resource that is itself a key.
extension CardReader {
  func keyState(
    _ card: KeyCard, place: Possible<Place>, operatorID: Possible<String>
  ) -> Possible<KeyState> {
    let multiRegion = card.isReplica || flag(card.multiRegions) ?? false
    var rotates = flag(card.rotations) ?? false
    var period = card.rotationDays
    for case .text(let text, _) in source.value(card.rotationPeriods[source.dialect]).candidates.map(\.value)
    {
      guard let days = Self.days(text) else { continue }
      period = days
      // Where nothing switches rotation, a period does.
      if card.rotations[source.dialect] == nil { rotates = true }
    }
    return origin(card).flatMap { (custody, evidence) in
      let key = KeyState(custody: custody, multiRegion: multiRegion, rotationDays: rotates ? period : nil)
      return custody == .external
        ? self.external(key, evidence: [evidence])
        : KeyReference.beside(key, place: place, operatorID: operatorID, evidence: [evidence])
    }
  }

  /// Where the key's material comes from: a property that only such keys have, a named origin, or the card's silence.
  private func origin(_ card: KeyCard) -> Possible<(Custody, Evidence)> {
    let silent = Evidence(.providerDefault, card.silenceWhy, source: self.card.source)
    for mark in card.marks {
      guard let paths = mark.properties[source.dialect] else { continue }
      let stated = source.value(paths).flatMap { value -> Possible<(Custody, Evidence)> in
        let span: SourceSpan
        switch value {
        case .text(let text, let place) where !text.isEmpty: span = place
        case .resource(_, let place), .structure(let place): span = place
        case .text, .absent: return Possible((card.silence, silent), evidence: [])
        }
        let named = Evidence(
          .declared, "the key is said to be kept in a store of the customer's own", at: span)
        return Possible((mark.custody, named), evidence: [])
      }
      if stated.unknown != nil || stated.candidates.contains(where: { $0.value.0 != card.silence }) {
        return stated
      }
    }
    return source.value(card.origins[source.dialect]).flatMap { value in
      guard case .text(let text, let span) = value else {
        return Possible((card.silence, silent), evidence: [])
      }
      guard let custody = card.originMeanings[text] else { return self.unread(span) }
      let named = Evidence(.declared, "the origin of the key's material is `\(text)`", at: span)
      return Possible((custody, named), evidence: [])
    }
  }

  /// A key manager outside the provider stands where its owner put it, not beside the provider's reference to the key:
  /// only the context can say where, and who runs it.
  private func external(_ key: KeyState, evidence: [Evidence]) -> Possible<KeyState> {
    let country = scene.context.entry("key-manager.country")
    let keeper = scene.context.entry("key-manager.operator")
    return Possible(
      KeyState(
        custody: key.custody, reference: key.reference,
        place: country?.values.first.map { Place.country($0.uppercased()) }, operatorID: keeper?.values.first,
        multiRegion: key.multiRegion, rotationDays: key.rotationDays),
      evidence: evidence + [country, keeper].compactMap { $0?.evidence })
  }

  /// A period in days: `90`, or a duration in seconds or hours (`7776000s`, `720h`).
  private static func days(_ text: String) -> Int? {
    if let days = Int(text) { return days }
    guard let number = Int(text.dropLast()), number > 0 else { return nil }
    switch text.last {
    case "s": return max(1, number / 86_400)
    case "h": return max(1, number / 24)
    case "d": return number
    default: return nil
    }
  }

  func addMultiRegionFlow(_ card: KeyCard, to resource: inout Resource) {
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
}
