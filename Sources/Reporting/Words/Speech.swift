import Atlas
import Descriptors

/// A language with its words: what a report says phrases with.
struct Speech: Sendable {
  let language: Language
  var translator = Translator()

  /// English, which needs no words.
  static let english = Speech(language: .english)

  /// A phrase in the language, as it is: whoever writes it makes it harmless for the place it goes to.
  func text(_ phrase: Phrase) -> String {
    language == .english ? phrase.english : translator.text(phrase)
  }

  /// A word of the program or of its data files; in English it is the word itself.
  func term(_ word: String) -> String { language == .english ? word : text(Phrase(term: word)) }

  /// The name of a country.
  func country(_ country: Country) -> String { term(country.englishName) }

  /// A time stamp, `2026-11-24T06:00:00Z`, as the language writes it.
  func moment(_ stamp: String) -> String {
    language == .english ? stamp : FrenchNumbers.moment(stamp)
  }

  /// The document behind a fact, `atlas regions, as of 2026-11-23`: its title stays, its day is told.
  func source(_ text: String) -> String {
    let mark = ", as of "
    guard language != .english, text.utf8.count > mark.utf8.count + 10, text.dropLast(10).hasSuffix(mark)
    else {
      return text
    }
    let (title, day) = (text.dropLast(10 + mark.utf8.count), text.suffix(10))
    return self.text("\(title), as of \(day: String(day))")
  }
}
