/// How a provider writes the zones of a region: `<region><letter>`, `<region>-az<n>`, `<short>-az<n>`.
struct ZoneForm: Sendable {
  private let usesShort: Bool
  /// What stands between the region and the final letter or number.
  private let middle: String
  private let endsInLetter: Bool

  /// A form as the data files write it; nil if it is none.
  init?(_ text: String) {
    var rest = Substring(text)
    if rest.hasPrefix("<prefix>:") { rest.removeFirst("<prefix>:".count) }
    if rest.hasPrefix("<region>") {
      usesShort = false
      rest.removeFirst("<region>".count)
    } else if rest.hasPrefix("<short>") {
      usesShort = true
      rest.removeFirst("<short>".count)
    } else {
      return nil
    }
    endsInLetter = rest.hasSuffix("<letter>")
    guard endsInLetter || rest.hasSuffix("<n>") else { return nil }
    middle = String(rest.dropLast(endsInLetter ? "<letter>".count : "<n>".count))
  }

  /// The number of the region whose zone the key names; nil if it is not of this form.
  func region(of key: String, in regions: [String: Int]) -> Int? {
    // Behind the tenancy's prefix, which oracle writes before a colon.
    var rest = key.lastIndex(of: ":").map { key[key.index(after: $0)...] } ?? key[...]
    guard let last = rest.last else { return nil }
    if endsInLetter {
      guard last.isASCII, last.isLetter else { return nil }
      rest.removeLast()
    } else {
      let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.count
      guard (1...2).contains(digits) else { return nil }
      rest.removeLast(digits)
    }
    guard rest.hasSuffix(middle) else { return nil }
    let region = String(rest.dropLast(middle.count))
    return usesShort ? ShortCode.region(region, in: regions) : regions[region]
  }
}

/// The shortened region codes of AWS zone ids and cache hosts: `euw3` for `eu-west-3`.
enum ShortCode {
  private static let directions = [
    "north": "n", "south": "s", "east": "e", "west": "w", "central": "c", "northeast": "ne",
    "southeast": "se",
    "northwest": "nw", "southwest": "sw", "gov": "g",
  ]

  /// The shortened code of a region; nil if its name has another form.
  static func of(_ region: String) -> String? {
    let parts = region.split(separator: "-")
    guard parts.count >= 3, parts[0].count == 2, Int(parts[parts.count - 1]) != nil else { return nil }
    var short = String(parts[0])
    for part in parts[1..<(parts.count - 1)] {
      guard let letter = directions[String(part)] else { return nil }
      short += letter
    }
    return short + parts[parts.count - 1]
  }

  /// The number of the region that is shortened so.
  static func region(_ short: String, in regions: [String: Int]) -> Int? {
    regions.first { of($0.key) == short }?.value
  }
}
