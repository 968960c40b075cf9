import Atlas
import Descriptors

extension PolicyDesk {
  /// `allow` and `deny` of a mapping; nil if neither is there.
  func area(of node: some Keyed) -> AreaDemand? {
    let allow = areaList("allow", of: node)
    let deny = areaList("deny", of: node)
    guard allow != nil || deny != nil else { return nil }
    return AreaDemand(allow: allow, deny: deny)
  }

  /// A list of countries and sets; nil if the key is not there.
  func areaList(_ key: String, of node: some Keyed) -> AreaList? {
    guard let value = node[key] else { return nil }
    if let parameter = parameter(value), parameter.values.isEmpty, !parameter.origin.isEmpty {
      // Nothing is denied; but an empty list of what is allowed would forbid everything, which nobody means.
      if key == "deny" { return nil }
      report(
        "the parameter `\(parameter.name)` holds nothing, where `\(key)` needs a country or set", at: value,
        remedy: "give it a value: `--policy-parameter \(parameter.name)=FR`, or `set:`")
    }
    var list = AreaList()
    for (word, item) in words(value, key) {
      // Scalars stay text: an unquoted `NO` is Norway, never a "no".
      if word.utf8.count == 2, Country(word).isKnown, word == word.uppercased() {
        list.countries.append(Country(word))
      } else if setNames.contains(word) {
        list.sets.append(word)
      } else {
        reportUnknownArea(word, at: item)
      }
    }
    return list
  }

  private func reportUnknownArea(_ word: String, at node: Node) {
    let upper = word.uppercased()
    if upper != word, Country(upper).isKnown || setNames.contains(upper) {
      report("unknown country or set `\(word.shortened)`", at: node, remedy: "did you mean `\(upper)`?")
    } else if ["false", "true", "no", "yes"].contains(word.lowercased()) {
      report(
        "`\(word)` is no country", at: node,
        remedy: "for Norway write NO; if another tool wrote this file, it lost the code: write \"NO\"")
    } else if let common = Self.commonSlips[upper] {
      report("unknown country or set `\(word.shortened)`", at: node, remedy: "did you mean `\(common)`?")
    } else if let named = Self.country(named: word) {
      report("unknown country or set `\(word.shortened)`", at: node, remedy: "did you mean `\(named.code)`?")
    } else {
      let near = Spelling.nearest(to: word, among: setNames)
      report(
        "unknown country or set `\(word.shortened)`", at: node,
        remedy: near.map { "did you mean `\($0)`?" }
          ?? "use an ISO 3166-1 code such as FR, or one of the sets: "
          + setNames.joined(separator: ", "))
    }
  }

  private static let commonSlips = [
    "UK": "GB", "EU": "EU27", "EL": "GR", "USA": "US", "EEE": "EEA", "EWR": "EEA", "UE": "EU27",
  ]

  /// The country of an English name.
  private static func country(named name: String) -> Country? {
    let wanted = name.lowercased()
    guard wanted.utf8.count > 3 else { return nil }
    let letters = (UInt8(0x41)...0x5A).map { String(UnicodeScalar($0)) }
    for first in letters {
      for second in letters {
        let country = Country(first + second)
        if country.isKnown, country.englishName.lowercased() == wanted { return country }
      }
    }
    return nil
  }
}
