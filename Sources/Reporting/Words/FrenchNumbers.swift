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

  /// A day behind a word: `le 24 novembre 2026`, `du 24 novembre 2026`, `d'août 2025`, `à mars 2027`.
  static func day(_ text: String, form: String?) -> String {
    let said = day(text)
    let isWhole = said != text && text.utf8.count == 10
    return switch form {
    case "le": isWhole ? "le \(said)" : said
    case "de": isWhole ? "du \(said)" : said.first == "a" || said.first == "o" ? "d'\(said)" : "de \(said)"
    case "a": isWhole ? "au \(said)" : "à \(said)"
    default: said
    }
  }

  /// `24 novembre 2026 à 06:00:00 UTC` for `2026-11-24T06:00:00Z`; what is no time stamp as it is.
  static func moment(_ stamp: String) -> String {
    guard stamp.utf8.count == 20, stamp.hasSuffix("Z"), let mark = stamp.firstIndex(of: "T") else {
      return stamp
    }
    let time = stamp[stamp.index(after: mark)...].dropLast()
    return "\(day(String(stamp[..<mark]))) à \(time) UTC"
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

  /// A number with its thousands grouped and a decimal comma.
  static func number(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return grouped(text) }
    return "\(grouped(String(text[..<point]))),\(text[text.index(after: point)...])"
  }

  /// `2,75` for `2.75`.
  static func decimal(_ text: String) -> String { String(text.map { $0 == "." ? "," : $0 }) }
}
