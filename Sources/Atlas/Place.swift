/// What kind of place a name means.
public enum PlaceKind: String, Sendable {
  /// One region, site or data centre in one country.
  case region
  /// A part of a region, which may stand in another country than its region.
  case zone
  /// A country, nothing finer.
  case country
  /// Several regions or countries, in any of which data may stand.
  case multiRegion = "multi-region"
  /// No place is promised.
  case global
  /// Copies, and the end of TLS, at sites worldwide.
  case edge
}

/// Where something stands, as the atlas knows it.
public struct Place: Hashable, Sendable {
  /// What kind of place it is.
  public let kind: PlaceKind
  /// The code as the provider writes it, or the country's code.
  public let code: String
  /// The code of the region that a zone is part of; nil for anything but a zone.
  public let region: String?
  /// The provider whose code it is; nil for a bare country.
  public let provider: String?
  /// The provider's display name, or the country's name.
  public let name: String
  /// The city or state; nil if it is not public.
  public let area: String?
  /// The countries that data there may touch; empty means anywhere.
  public let countries: [Country]
  /// Who runs it: a key of ``Atlas/operatorEntry(_:)``.
  public let operatorID: String?
  /// Who runs the cloud or network that it stands in, if that is another: an operator's key, or a name.
  public let facility: String?
  /// `ga`, `restricted`, `listed`, `government`, `sovereign`, `secret`, `closed`, ...
  ///
  /// as the file's opening explains.
  public let status: String?
  /// The region that geo-redundant services copy to, where the provider fixes one; maybe in another country.
  public let pair: String?
  /// The part of the provider with accounts of its own (`aws-cn`, `oc19`).
  public let partition: String?
  /// What an auditor should know beside it.
  public let note: String?
  /// Who says so.
  public let source: AtlasSource

  /// A place.
  public init(
    kind: PlaceKind, code: String, region: String? = nil, provider: String? = nil, name: String,
    area: String? = nil,
    countries: [Country], operatorID: String? = nil, facility: String? = nil, status: String? = nil,
    pair: String? = nil,
    partition: String? = nil, note: String? = nil, source: AtlasSource
  ) {
    self.kind = kind
    self.code = code
    self.region = region
    self.provider = provider
    self.name = name
    self.area = area
    self.countries = countries
    self.operatorID = operatorID
    self.facility = facility
    self.status = status
    self.pair = pair
    self.partition = partition
    self.note = note
    self.source = source
  }
}
