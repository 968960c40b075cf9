import Atlas
import Descriptors

/// Reads what a reference to a key says: an ARN, an alias, an identifier.
enum KeyReference {
  /// The key that a text refers to.
  static func state(
    _ text: String, at span: SourceSpan, provider: String, place: Possible<Place>,
    operatorID: Possible<String>,
    atlas: Atlas
  ) -> Possible<KeyState> {
    let declared = Evidence(.declared, "the key is `\(text)`", at: span)
    if isProviderAlias(text) {
      return beside(
        KeyState(custody: .provider, reference: text), place: place, operatorID: operatorID,
        evidence: [
          declared, Evidence(.derived, "aliases below `alias/aws/` are keys that the provider manages"),
        ])
    }
    let key = KeyState(
      custody: .customerManaged, reference: text, multiRegion: text.contains("mrk-"))
    if let code = ARN(text)?.region, !code.contains("$"), let region = atlas.place(code, provider: provider) {
      return Possible(
        KeyState(
          custody: key.custody, reference: key.reference, place: region, operatorID: region.operatorID,
          multiRegion: key.multiRegion),
        evidence: [declared, .atlas(region)])
    }
    return beside(key, place: place, operatorID: operatorID, evidence: [declared])
  }

  /// A key in the same region as what it encrypts.
  static func beside(
    _ key: KeyState, place: Possible<Place>, operatorID: Possible<String>, evidence: [Evidence]
  ) -> Possible<KeyState> {
    let operators = operatorID.candidates.map(\.value)
    let shared = operators.count == 1 && operatorID.unknown == nil ? operators[0] : nil
    func state(_ place: Place?) -> KeyState {
      KeyState(
        custody: key.custody, reference: key.reference, place: place, operatorID: place?.operatorID ?? shared,
        multiRegion: key.multiRegion, rotationDays: key.rotationDays)
    }
    guard !place.candidates.isEmpty, place.unknown == nil else {
      return Possible(state(nil), evidence: evidence)
    }
    return Possible(
      place.candidates.map {
        Candidate(state($0.value), when: $0.conditions, evidence: evidence + $0.evidence)
      })
  }

  private static func isProviderAlias(_ text: String) -> Bool {
    text.hasPrefix("alias/aws/") || text.range(ofASCII: ":alias/aws/") != nil
  }
}
