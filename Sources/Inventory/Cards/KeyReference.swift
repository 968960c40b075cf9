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
    if let region = googleLocation(text, atlas) {
      return Possible(
        KeyState(
          custody: key.custody, reference: key.reference, place: region, operatorID: region.operatorID,
          multiRegion: region.kind != .region),
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

  /// The location in the name of a key of Google: `projects/P/locations/L/keyRings/R/cryptoKeys/K`.
  private static func googleLocation(_ text: String, _ atlas: Atlas) -> Place? {
    let parts = text.split(separator: "/").map(String.init)
    guard let mark = parts.firstIndex(of: "locations"), mark + 2 < parts.count, parts[mark + 2] == "keyRings"
    else { return nil }
    return atlas.place(parts[mark + 1], provider: "gcp", service: "kms")
  }

  private static func isProviderAlias(_ text: String) -> Bool {
    text.hasPrefix("alias/aws/") || text.range(ofASCII: ":alias/aws/") != nil
  }
}
