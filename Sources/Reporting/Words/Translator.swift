import Descriptors

/// Says phrases in French; what the catalogue lacks stays English.
struct Translator: Sendable {
  /// None for the French one, which takes longer to read than a small scan: it is read with the first sentence said.
  private let own: Catalogue?
  private var catalogue: Catalogue { own ?? .french }
  /// Is told of every template that the catalogue lacks.
  private let report: (@Sendable (_ template: String, _ form: String?) -> Void)?

  init(_ catalogue: Catalogue? = nil, reporting report: (@Sendable (String, String?) -> Void)? = nil) {
    own = catalogue
    self.report = report
  }

  /// A phrase as a text.
  ///
  /// - Parameter form: the form that the place in the sentence asks for, such as `de`.
  func text(_ phrase: Phrase, form: String? = nil) -> String {
    let (template, arguments) = phrase.parts
    if template == "%1", let only = arguments.first { return text(only, form: form) }
    guard let sentence = sentence(template, form: form) else {
      return fill(template, arguments)
    }
    return fill(sentence, arguments)
  }

  private func sentence(_ template: String, form: String?) -> String? {
    if let found = catalogue.sentence(template, form: form) { return found }
    if template.isEmpty { return nil }
    // Punctuation and places of arguments need no words; a form of them goes to the first argument.
    let hasWords = template.unicodeScalars.contains { $0.properties.isAlphabetic }
    if !hasWords {
      let spaced = Self.spaced(template)
      guard let form, spaced.hasPrefix("%1") else { return spaced }
      return "%1(\(form))" + spaced.dropFirst(2)
    }
    report?(template, form)
    return nil
  }

  /// French sets a space before a colon and a semicolon.
  private static func spaced(_ template: String) -> String {
    var result = ""
    for character in template {
      if character == ":" || character == ";", !result.hasSuffix(" ") { result += " " }
      result.append(character)
    }
    return result
  }

  /// Puts the arguments where a sentence has `%1`, `%2(de)` ...
  private func fill(_ sentence: String, _ arguments: [Phrase.Argument]) -> String {
    var result = ""
    var rest = Substring(sentence)
    while let sign = rest.firstIndex(of: "%") {
      result += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits), number > 0, number <= arguments.count else {
        result += "%"
        continue
      }
      rest = rest[digits.endIndex...]
      var form: String?
      for known in Self.forms where rest.hasPrefix("(\(known))") {
        form = known
        rest = rest.dropFirst(known.utf8.count + 2)
      }
      result += text(arguments[number - 1], form: form)
    }
    return result + rest
  }

  private static let forms = ["de", "en", "le", "a"]

  private func text(_ argument: Phrase.Argument, form: String?) -> String {
    switch argument {
    case .phrase(let phrase): text(phrase, form: form)
    case .text(let text): Self.preposition(form) + text
    case .number(let digits): FrenchNumbers.number(digits)
    case .day(let day): FrenchNumbers.day(day, form: form)
    case .bilingual(_, let french): Self.preposition(form) + french
    case .name(let name): Self.preposition(form) + (catalogue.sentence(name, form: "name") ?? name)
    }
  }

  private static func preposition(_ form: String?) -> String {
    switch form {
    case "de": "de "
    case "en": "en "
    case "a": "à "
    default: ""
    }
  }
}
