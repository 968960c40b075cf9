/// A country or territory of ISO 3166-1, by its two-letter code.
///
/// Territories with a code of their own (`RE`, `NC`, `HK`) are countries here: they are not their flag.
public struct Country: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The ISO 3166-1 alpha-2 code, in capitals.
  public let code: String

  /// A country of this code; letters are taken in any case.
  public init(_ code: String) {
    self.code = code.uppercased()
  }

  /// The code.
  public var description: String { code }

  /// The short English name of ISO 3166-1; the code itself if ISO has none.
  public var englishName: String { CountryNames.names[code] ?? code }

  /// True if the code is one of ISO 3166-1.
  public var isKnown: Bool { CountryNames.names[code] != nil }

  /// By code.
  public static func < (left: Country, right: Country) -> Bool { left.code < right.code }
}
