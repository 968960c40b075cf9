import Assessment
import Atlas

/// The report's own words in one language.
///
/// What rules, resources and reasons are called comes from the scans as they recorded it.
struct WeeklyWords {
  let base: HTMLWords

  init(_ language: Language) { base = HTMLWords(language) }

  var language: Language { base.language }

  /// The words of a name; the name itself if there are none, which a test excludes.
  subscript(name: String) -> String {
    guard let pair = WeeklyWordList.pairs[name] else { return name }
    return language.pick(pair.english, pair.french)
  }

  /// A sentence with its blanks filled, `%1`, `%2` ...; what fills one is never read as another.
  func fill(_ name: String, _ values: String...) -> String {
    var text = ""
    var rest = Substring(self[name])
    while let sign = rest.firstIndex(of: "%") {
      text += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      if let number = rest.first?.wholeNumberValue, values.indices.contains(number - 1) {
        text += values[number - 1]
        rest = rest.dropFirst()
      } else {
        text += "%"
      }
    }
    return text + rest
  }

  /// A number with its noun: `1 finding`, `1,234 findings`.
  func count(_ noun: String, _ number: Int) -> String {
    let isOne = number == 1 || language == .french && number == 0
    return fill(noun + (isOne ? "_one" : "_many"), base.number(number))
  }

  /// `+3`, `-2`, `±0`.
  func signed(_ number: Int) -> String {
    number > 0 ? "+\(base.number(number))" : number < 0 ? "\u{2212}\(base.number(-number))" : "±0"
  }

  /// `97.3 %`; nil is a dash.
  func percent(_ thousandth: Int?) -> String {
    guard let thousandth else { return "\u{2013}" }
    return "\(thousandth / 10)\(language.pick(".", ","))\(thousandth % 10)\u{00A0}%"
  }

  /// `12.5` from 125 tenths; nil is a dash.
  func tenths(_ number: Int?) -> String {
    guard let number else { return "\u{2013}" }
    return "\(base.number(number / 10))\(language.pick(".", ","))\(number % 10)"
  }

  func severity(_ severity: Severity) -> String { base.severity(severity) }
  func verdict(_ verdict: Verdict) -> String { base.verdict(verdict) }

  func category(_ name: String) -> String {
    Category(rawValue: name).map { base.category($0) } ?? name
  }

  func country(_ code: String) -> String {
    code == SnapshotMaker.anywhere ? self["anywhere"] : base.country(Country(code))
  }

  func kind(_ kind: WeeklyMovement.Kind) -> String { self["m_\(kind.rawValue)"] }

  /// One cause, or those between which nothing decides.
  func causes(_ causes: [ChangeCause]) -> String {
    let names = causes.map { self["cause_\($0.rawValue)"] }
    return names.count < 2 ? names.first ?? "" : fill("undecidable", language.list(names))
  }
}
