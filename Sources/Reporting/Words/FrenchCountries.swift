import Atlas

/// The names of countries in French, in the forms that sentences ask for.
///
/// A line of the file is a code and the name with its article, `JP le Japon`; the forms follow from the article: `en`
/// is "au Japon", `de` "du Japon", `le` "le Japon", and without a form the name stands alone.
struct FrenchCountries {
  /// The names by the keys of a catalogue.
  private(set) var sentences: [String: String] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let country = Country(String(line.prefix(2)))
      add(Forms(String(line.dropFirst(3))), to: country.englishName)
    }
  }

  private mutating func add(_ forms: Forms, to name: String) {
    // English gives some names an article where others have none.
    for term in [name, "the \(name)"] {
      sentences[Catalogue.key(term, form: nil)] = forms.name
      sentences[Catalogue.key(term, form: "le")] = forms.withArticle
      sentences[Catalogue.key(term, form: "en")] = forms.within
      sentences[Catalogue.key(term, form: "de")] = forms.of
    }
  }

  /// One name with what its article makes of it.
  private struct Forms {
    let name: String
    let withArticle: String
    let within: String
    let of: String

    init(_ text: String) {
      withArticle = text
      if let name = text.behind("les ") {
        (self.name, within, of) = (name, "aux \(name)", "des \(name)")
      } else if let name = text.behind("le ") {
        (self.name, within, of) = (name, "au \(name)", "du \(name)")
      } else if let name = text.behind("la ") {
        (self.name, within, of) = (name, "en \(name)", "de \(name)")
      } else if let name = text.behind("l'") {
        (self.name, within, of) = (name, "en \(name)", "d'\(name)")
      } else {
        let elides = text.first.map { "AEIOUÉÎ".contains($0) } == true
        (name, within, of) = (text, "à \(text)", elides ? "d'\(text)" : "de \(text)")
      }
    }
  }
}

extension String {
  fileprivate func behind(_ article: String) -> String? {
    hasPrefix(article) ? String(dropFirst(article.count)) : nil
  }
}
