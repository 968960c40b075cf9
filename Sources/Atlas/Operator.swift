/// A qualification or certification of a service; never of an operator as such.
public struct Qualification: Sendable, Hashable {
  /// The scheme: `SecNumCloud-3.2`, `HDS`, `C5`, ...
  public let scheme: String
  /// The services and places it covers, in words.
  public let scope: String?
  /// `held`, `in-process`, `reported` or `closed`.
  public let status: String
  /// When, as far as it is known: `2025-12`.
  public let date: String?
  /// The level reached, for schemes with levels.
  public let level: String?
  /// What is to be known beside it.
  public let note: String?
  /// True if it could not be checked against the issuer's list.
  public let unsure: Bool
  /// Who says so.
  public let source: AtlasSource
}

/// A scheme under which services are qualified.
public struct QualificationScheme: Sendable, Hashable {
  /// The scheme's key.
  public let id: String
  /// Who issues it.
  public let issuer: String
  /// What it attests.
  public let what: String
  /// Where the list of holders is kept.
  public let checkAt: String?
  /// Who says so.
  public let source: AtlasSource
}

/// A legal entity that runs a service, and who can compel it.
public struct Operator: Sendable, Hashable {
  /// The key used throughout the atlas: `aws`, `outscale`.
  public let id: String
  /// The company, with its contracting companies.
  public let entity: String
  /// Who owns it, with shares where they are known.
  public let owner: String?
  /// The country of the company that runs or contracts the service.
  public let seat: Country?
  /// The country that can compel it through ownership or head office.
  public let control: Country?
  /// The laws that reach it: keys of ``Atlas/law(_:)``.
  public let laws: [String]
  /// Who supplies the technology, if it is another company.
  public let technology: String?
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
