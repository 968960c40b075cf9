/// Numbers and days as French writes them.
enum FrenchNumbers {
  private static let months = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
  ]

  /// `24 novembre 2026`; a month or a year alone likewise, and what is no day as it is.
  static func day(_ text: String) -> String {
    let parts = text.split(separator: "-").map { Int($0) }
    guard let year = parts.first ?? nil, parts.count > 1, let month = parts[1], (1...12).contains(month)
    else {
      return text
    }
    let monthAndYear = "\(months[month - 1]) \(year)"
    guard parts.count == 3, let day = parts[2] else { return monthAndYear }
    return "\(day == 1 ? "1er" : "\(day)") \(monthAndYear)"
  }

  /// `12 345`, with narrow no-break spaces.
  static func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 4 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { result += "\u{202F}" }
      result.append(digit)
    }
    return result
  }

  /// `2,75` for `2.75`.
  static func decimal(_ text: String) -> String { String(text.map { $0 == "." ? "," : $0 }) }
}
