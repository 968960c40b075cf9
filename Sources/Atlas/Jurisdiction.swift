/// A country, or a named set of countries, with the day as of which its members are listed.
public struct Jurisdiction: Sendable, Hashable {
  /// The name policies use: `EEA`, `ADEQUATE_EU`, or a country code.
  public let name: String
  /// What it is, in words.
  public let title: String
  /// The members in order, conditional ones among them.
  public let members: [Country]
  /// The first day of the list, if it has one.
  public let from: String?
  /// What is to be known beside it.
  public let note: String?
  /// A condition that binds every member.
  public let condition: String?
  /// Who says so.
  public let source: AtlasSource
}

/// Whether a country belongs to a jurisdiction on a day.
public enum Membership: Sendable, Hashable {
  /// It does; the note says within which limits, if there are any.
  case member(note: String?)
  /// It does for some organisations or under a condition only.
  case conditional(scope: String, source: AtlasSource)
  /// It does not.
  case notMember
}

/// A territory whose law is not that of its flag.
public struct Territory: Sendable, Hashable {
  /// The territory.
  public let country: Country
  /// The state it belongs to; itself if it is no territory of another.
  public let of: Country
  /// True if it is part of the European Union.
  public let isInEU: Bool
  /// `applies`, `national-law`, `adequate` or `none`.
  public let gdpr: String
  /// What is to be known beside it.
  public let note: String?
  /// Who says so.
  public let source: AtlasSource
}

/// A rule of a country that binds data to it.
public struct Localisation: Sendable, Hashable {
  /// The country.
  public let country: Country
  /// Where it is written.
  public let law: String
  /// In force since.
  public let from: String
  /// In force until, if it has ended.
  public let until: String?
  /// The data it is about.
  public let data: String
  /// What it demands.
  public let rule: String
  /// Who says so.
  public let source: AtlasSource
}
