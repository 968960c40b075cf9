public import Descriptors

/// A share in an operator, or in the company that holds it.
public struct Holding: Sendable, Hashable {
  /// Who holds it.
  public let who: String
  /// The holder's country; nil if it is not known.
  public let country: Country?
  /// Per cent, as the source writes it: `56.55`; nil if it was not read.
  public let share: String?
  /// The company held, where that is a parent of the operator; nil for the operator itself.
  public let of: String?
  /// Since when, as far as it is known: a day, a month or a year.
  public let from: String?
  /// Until when, as far as it is known.
  public let until: String?
  /// What is to be known beside it.
  public let note: String?
  /// Who says so.
  public let source: AtlasSource

  /// `Orange SA 44.4 %`, with the company held where that is not the operator.
  public var phrase: Phrase {
    let holder: Phrase = country.map { "\(Phrase(name: who)) (\($0.code))" } ?? Phrase(name: who)
    let part: Phrase = share.map { "\(holder) \(decimal: $0) %" } ?? holder
    return of.map { "\(part) of \($0)" } ?? part
  }
}

/// The supply of an operator's platform by another company.
public struct Supply: Sendable, Hashable {
  /// The supplier's key: `microsoft`.
  public let id: String
  /// The company, or what stands in its place.
  public let entity: String
  /// The country of its head office; nil if it has none of its own, or that is not known.
  public let country: Country?
  /// Its own entry among the operators, if it runs services itself.
  public let operatorID: String?
  /// The services that are built on it; nil for all.
  public let scope: String?
  /// Since when, as far as it is known.
  public let from: String?
  /// Until when, as far as it is known.
  public let until: String?
  /// What is to be known beside it.
  public let note: String?
  /// Who says so.
  public let source: AtlasSource

  /// `microsoft (Microsoft Corporation, US)`.
  public var phrase: Phrase {
    let company: Phrase = country.map { "\(Phrase(name: entity)), \($0.code)" } ?? Phrase(name: entity)
    return scope.map { "\(id) (\(company)) for \(Phrase(term: $0))" } ?? "\(id) (\(company))"
  }

  /// The same in English.
  public var shown: String { phrase.english }
}

extension Holding {
  /// True unless its dates rule the day out.
  public func holds(on day: String) -> Bool { Self.holds(from, until, on: day) }

  static func holds(_ from: String?, _ until: String?, on day: String) -> Bool {
    if let from, VagueDate.order(day, from) == .before { return false }
    guard let until else { return true }
    return switch VagueDate.order(day, until) {
    case .before, .on, .within: true
    case .after: false
    }
  }
}

extension Supply {
  /// True unless its dates rule the day out.
  public func holds(on day: String) -> Bool { Holding.holds(from, until, on: day) }
}
