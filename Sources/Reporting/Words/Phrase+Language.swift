public import Descriptors

extension Phrase {
  /// The phrase in a language.
  public func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .french: Translator().text(self)
    }
  }
}
