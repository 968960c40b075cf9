/// A legal entity that runs a service, and who can compel it.
public struct Operator: Sendable, Hashable {
  /// The key used throughout the atlas: `aws`, `outscale`.
  public let id: String
  /// The company, with its contracting companies.
  public let entity: String
  /// Who owns it, with shares where they are known.
  public let owner: String?
  /// The shares in it that are known one by one, with their dates.
  public let holdings: [Holding]
  /// The country of the company that runs or contracts the service.
  public let seat: Country?
  /// The country that can compel it through ownership or head office.
  public let control: Country?
  /// The laws that reach it: keys of ``Atlas/law(_:)``.
  public let laws: [String]
  /// Who supplies the technology, if it is another company.
  public let suppliers: [Supply]
  /// What its services hold.
  public let qualifications: [Qualification]
  /// `closed` for an operator of the past; nil otherwise.
  public let status: String?
  /// Since when it has existed, where that matters.
  public let since: String?
  /// Until when it existed.
  public let until: String?
  /// What is to be known beside it.
  public let note: String?
  /// Who says so.
  public let source: AtlasSource
}

extension Operator {
  /// True unless the atlas says that it did not exist on a day.
  public func exists(on day: String) -> Bool { Holding.holds(since, until, on: day) }
}

/// A law under which an operator can be made to hand over data.
public struct Law: Sendable, Hashable {
  /// The key: `US-CLOUD-ACT`.
  public let id: String
  /// The country whose law it is; nil for the law of the European Union.
  public let country: Country?
  /// Country code, or `EU`.
  public let jurisdiction: String
  /// Where it is written.
  public let cite: String
  /// Whom and what it reaches.
  public let reach: String
  /// In force since.
  public let since: String?
  /// Its state, where that is not simply "in force".
  public let status: String?
  /// Who says so.
  public let source: AtlasSource
}
