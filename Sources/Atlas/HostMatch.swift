/// What the atlas knows of a host name.
public struct HostMatch: Sendable, Hashable {
  /// The pattern that fits, as the data file writes it.
  public let pattern: String
  /// Who runs the host.
  public let operatorID: String
  /// The provider whose region codes the name uses, if any.
  public let provider: String?
  /// The service, `s3`; for a provider's general pattern the word in the name.
  public let service: String?
  /// What hosts of this kind do: `object-store`, `registry`, `identity`, ...
  public let role: String?
  /// Where it stands; nil if the name does not tell, or names a code that the atlas does not know.
  public let place: Place?
  /// How the place was read, or why there is none, in a sentence's part.
  public let reading: String
  /// What is to be known beside it.
  public let note: String?
  /// Who says so.
  public let source: AtlasSource
}
