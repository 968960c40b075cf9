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
    return source.value(card.origins[source.dialect]).flatMap { value in
      var custody = card.silence
      var evidence = Evidence(.providerDefault, card.silenceWhy, source: self.card.source)
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
