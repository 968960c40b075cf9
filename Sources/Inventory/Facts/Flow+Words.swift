public import Descriptors

extension Flow {
  /// The target for a sentence: most are names, some are words for what has none.
  public var shownTarget: Phrase {
    Self.words.contains(target) ? Phrase(term: target) : Phrase(verbatim: target)
  }

  private static let words: Set<String> = [
    "edge sites", "the paired region", "the paired region, by default", "a target that is not declared",
    "a target that is not known", "a place that is not declared", "an e-mail address", "a target",
    "other regions of the partition",
  ]
}
