public import Atlas

/// The key behind an encryption, as far as it is known.
public struct KeyState: Sendable, Hashable {
  /// Who can use it.
  public let custody: Custody
  /// How the descriptor refers to it: an ARN, an alias, the name of a resource; never key material.
  public let reference: String?
  /// Where it is kept, if that is known.
  public let place: Place?
  /// Who operates the key manager, as an identifier of the atlas.
  public let operatorID: String?
  /// True if its material is copied to other regions.
  public let multiRegion: Bool
  /// Days between rotations; nil if rotation is off or unknown.
  public let rotationDays: Int?

  /// A key.
  public init(
    custody: Custody, reference: String? = nil, place: Place? = nil, operatorID: String? = nil,
    multiRegion: Bool = false, rotationDays: Int? = nil
  ) {
    self.custody = custody
    self.reference = reference
    self.place = place
    self.operatorID = operatorID
    self.multiRegion = multiRegion
    self.rotationDays = rotationDays
  }
}
