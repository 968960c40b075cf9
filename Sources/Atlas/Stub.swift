public struct Country: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let code: String
  public init(_ code: String) { self.code = code }
  public var description: String { code }
  public var englishName: String { code }
  public static func < (l: Country, r: Country) -> Bool { l.code < r.code }
}
public struct AtlasSource: Sendable, Hashable {
  public let text: String; public let asOf: String; public let unsure: Bool;
  public init(text: String, asOf: String, unsure: Bool) {
    self.text = text; self.asOf = asOf; self.unsure = unsure
  }
}
public enum PlaceKind: String, Sendable {
  case region, zone, country, multiRegion = "multi-region", global, edge
}
public struct Place: Hashable, Sendable {
  public let kind: PlaceKind
  public let code: String
  public let provider: String?
  public let name: String
  public let area: String?
  public let countries: [Country]
  public let operatorID: String?
  public let status: String?
  public let pair: String?
  public let partition: String?
  public let source: AtlasSource
  public init(
    kind: PlaceKind, code: String, provider: String? = nil, name: String, area: String? = nil,
    countries: [Country], operatorID: String? = nil, status: String? = nil, pair: String? = nil,
    partition: String? = nil, source: AtlasSource
  ) {
    self.kind = kind; self.code = code; self.provider = provider; self.name = name; self.area = area;
    self.countries = countries; self.operatorID = operatorID; self.status = status; self.pair = pair;
    self.partition = partition; self.source = source
  }
}
public struct Qualification: Sendable, Hashable {
  public let scheme: String; public let scope: String?; public let status: String; public let date: String?;
  public let unsure: Bool
}
public struct Operator: Sendable, Hashable {
  public let id: String; public let entity: String; public let owner: String?; public let seat: Country?;
  public let control: Country?; public let laws: [String]; public let technology: String?;
  public let qualifications: [Qualification]; public let note: String?; public let source: AtlasSource
}
public struct HostMatch: Sendable {
  public let operatorID: String; public let service: String?; public let role: String?;
  public let place: Place?; public let reading: String; public let source: AtlasSource
}
public enum Membership: Sendable {
  case member(note: String?), conditional(scope: String, source: AtlasSource), notMember
}
public struct Law: Sendable {
  public let id: String; public let country: Country?; public let cite: String; public let reach: String;
  public let status: String?; public let source: AtlasSource
}
public struct Jurisdiction: Sendable {
  public let name: String; public let title: String; public let members: [Country];
  public let source: AtlasSource
}
public final class Atlas: Sendable {
  public init() {}
  public var asOf: String { "" }
  public func place(_ code: String, provider: String) -> Place? { nil }
  public func places(_ code: String) -> [Place] { [] }
  public func host(_ host: String) -> HostMatch? { nil }
  public func operatorEntry(_ id: String) -> Operator? { nil }
  public func law(_ id: String) -> Law? { nil }
  public func jurisdiction(_ name: String) -> Jurisdiction? { nil }
  public var jurisdictionNames: [String] { [] }
  public func membership(of country: Country, in name: String, asOf: String?) -> Membership { .notMember }
}
