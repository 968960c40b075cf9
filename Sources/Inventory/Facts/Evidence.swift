public import Descriptors

/// One link of the chain behind a fact.
public struct Evidence: Sendable {
  /// What kind of statement it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Stands in the descriptor.
    case declared
    /// The descriptor says nothing; the service's default holds.
    case providerDefault = "provider-default"
    /// The default of a parameter for which no value was given.
    case parameterDefault = "parameter-default"
    /// One of the values that a parameter allows.
    case parameterAllowed = "parameter-allowed"
    /// Given with `--context` or `.bornage.yml`.
    case context
    /// From the atlas.
    case atlas
    /// From a service card.
    case card
    /// Derived by a rule of a dialect from what is declared.
    case derived
    /// What a declaration would have settled is missing.
    case absent
  }

  /// What kind of statement it is.
  public let kind: Kind
  /// The statement, in one line; never the text of a secret.
  public let text: Phrase
  /// Where it stands, if it stands in a file.
  public let span: SourceSpan?
  /// The document behind a fact of the atlas or of a card, with its date.
  public let source: String?

  /// A link of a chain of evidence.
  public init(_ kind: Kind, _ text: Phrase, at span: SourceSpan? = nil, source: String? = nil) {
    self.kind = kind
    self.text = text
    self.span = span
    self.source = source
  }
}
