public import Descriptors

// Tests ask what is said in English.
extension Phrase {
  /// True if the English text contains a text.
  public func contains(_ text: String) -> Bool { english.contains(text) }

  /// True if the English text begins with a text.
  public func hasPrefix(_ text: String) -> Bool { english.hasPrefix(text) }

  /// True if the English text ends with a text.
  public func hasSuffix(_ text: String) -> Bool { english.hasSuffix(text) }
}
