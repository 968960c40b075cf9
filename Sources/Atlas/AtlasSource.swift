/// Where a statement of the atlas comes from: what an auditor follows to check it.
public struct AtlasSource: Sendable, Hashable {
  /// The document or list that says so, with the atlas file that cites it.
  public let text: String
  /// The day as of which the statement was taken in, `2026-11-23`.
  public let asOf: String
  /// True if the statement could not be checked against a document; it is shown wherever the statement is used.
  public let unsure: Bool

  /// A source.
  public init(text: String, asOf: String, unsure: Bool) {
    self.text = text
    self.asOf = asOf
    self.unsure = unsure
  }

  /// The same source for a statement that rests on something unsure as well.
  func unsure(_ also: Bool) -> AtlasSource {
    also && !unsure ? AtlasSource(text: text, asOf: asOf, unsure: true) : self
  }
}
