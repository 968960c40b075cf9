public import Atlas

/// Countries, listed one by one or by sets of the atlas.
public struct AreaList: Sendable, Hashable {
  /// Countries by their own code.
  public var countries: [Country] = []
  /// Sets of the atlas: `EEA`, `ADEQUATE_EU`.
  public var sets: [String] = []

  /// True if nothing is listed.
  public var isEmpty: Bool { countries.isEmpty && sets.isEmpty }
}

/// Where something must and must not be; at least one of both is given.
public struct AreaDemand: Sendable, Hashable {
  /// The only countries that are right; nil for any that is not denied.
  public var allow: AreaList?
  /// The countries that are wrong.
  public var deny: AreaList?
}
