/// A language in which people are spoken to.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case french = "fr"

  /// One of two texts.
  func pick(_ english: String, _ french: String) -> String { self == .english ? english : french }

  /// A colon; French sets a space before it.
  var colon: String { pick(":", "\u{A0}:") }

  /// "a, b or c".
  func list(_ words: [String], _ conjunction: Conjunction = .or) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    let word =
      switch conjunction {
      case .or: pick("or", "ou")
      case .and: pick("and", "et")
      }
    return "\(words.dropLast().joined(separator: ", ")) \(word) \(last)"
  }

  /// How a list is joined.
  enum Conjunction { case or, and }
}
