public import Descriptors

extension Phrase {
  /// A country by its name.
  public init(_ country: Country) { self.init(term: country.englishName) }
}
