import Atlas
import Descriptors
import Inventory

/// Facts of a resource in a few words, in the report's language.
struct HTMLFacts: Sendable {
  private let atlas: Atlas
  private let words: HTMLWords

  init(atlas: Atlas, words: HTMLWords) {
    self.atlas = atlas
    self.words = words
  }

  /// `eu-west-3 (France)`.
  func place(_ place: Possible<Place>) -> String {
    joined(place) { place in
      let countries = self.countries(place.countries)
      return place.name == countries || place.code == countries ? countries : "\(place.code) (\(countries))"
    }
  }

  /// `France, Germany`, or `anywhere`.
  func countries(_ countries: [Country]) -> String {
    guard !countries.isEmpty else { return words["anywhere"] }
    // A multi-region of thirty countries would fill the cell.
    let names = countries.prefix(4).map(words.country).joined(separator: ", ")
    return countries.count > 4 ? words.fill("andMore", names, "\(countries.count - 4)") : names
  }

  func operators(_ ids: Possible<String>) -> String {
    guard ids.candidates.count > 3 else { return joined(ids, operatorName) }
    // A template that may be deployed in any partition has half a dozen.
    let names = ids.candidates.prefix(2).map { operatorName($0.value) }.joined(separator: " \(words["or"]) ")
    return words.fill("andMore", names, "\(ids.candidates.count - 2)")
  }

  /// The company behind an identifier, without what the atlas adds to its name.
  func operatorName(_ id: String) -> String {
    guard let entity = atlas.operatorEntry(id)?.entity else { return id }
    let name = words.say(Phrase(name: entity)).prefix { $0 != "(" && $0 != ";" }
    // A comma belongs to the name in `Inc.` and `Ltd.`; what follows a second one is a story.
    return name.split(separator: ",").prefix(2).joined(separator: ",").trimmingSpace
  }

  func atRest(_ state: Possible<AtRest>?) -> String {
    guard let state else { return "" }
    return joined(state) { state in
      let word = words[state.encrypted ? state.byDefault ? "onByDefault" : "on" : "off"]
      return state.algorithm.map { "\(word), \($0)" } ?? word
    }
  }

  func custody(_ key: Possible<KeyState>?) -> String {
    guard let key else { return "" }
    return joined(key) { $0.custody.code }
  }

  /// One link a line: what it is and whether it is encrypted.
  func transit(_ links: [TransitFact]) -> String {
    links.map { link in "\(words.say(link.what))\(words.colon) \(joined(link.state, self.state))" }.joined(
      separator: "; ")
  }

  private func state(_ state: TransitState) -> String {
    var parts = [words[state.encrypted ? "encrypted" : "clearText"]]
    if let version = state.minimumVersion { parts.append(words.fill("tlsFrom", version.code)) }
    if state.skipsVerification { parts.append(words["unchecked"]) }
    return parts.joined(separator: ", ")
  }

  func flows(_ flows: [Flow]) -> String {
    flows.map { "\(words.flow($0.kind))\(words.colon) \(words.say($0.shownTarget))" }.joined(separator: "; ")
  }

  private func joined<Value>(_ possible: Possible<Value>, _ word: (Value) -> String) -> String {
    var found: [String] = []
    for candidate in possible.candidates {
      let next = word(candidate.value)
      if !found.contains(next) { found.append(next) }
    }
    if possible.unknown != nil { found.append(words["notKnown"]) }
    return found.joined(separator: " \(words["or"]) ")
  }
}

extension String {
  /// Without blanks at its end.
  fileprivate var trimmingSpace: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
