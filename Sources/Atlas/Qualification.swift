public import Descriptors

/// A qualification or certification of a service; never of an operator as such.
///
/// It belongs to a service, a region and a period: ``answer(service:place:on:)`` says whether it covers one.
public struct Qualification: Sendable, Hashable {
  /// The scheme: `SecNumCloud-3.2`, `HDS`, `C5`, ...
  public let scheme: String
  /// The services and places it covers, in words.
  public let scope: String?
  /// The service cards that the scope names, `outscale/volume`, and no others; empty if they were not read.
  public let services: [String]
  /// The service cards of which the scope leaves open whether they are meant.
  public let maybeServices: [String]
  /// The region codes that the scope names, and no others; empty if they were not read.
  public let regions: [String]
  /// `held`, `in-process`, `reported` or `closed`.
  public let status: String
  /// From when it is held, as far as it is known: a day, a month or a year.
  public let from: String?
  /// Until when it is held, as far as it is known: a day, a month or a year.
  public let until: String?
  /// For how many years the scheme qualifies; nil if it sets no term.
  public let term: Int?
  /// When a status other than `held` was reported, as far as it is known: `2025-12`.
  public let date: String?
  /// The level reached, for schemes with levels.
  public let level: String?
  /// What is to be known beside it.
  public let note: String?
  /// True if it could not be checked against the issuer's list.
  public let unsure: Bool
  /// Who says so.
  public let source: AtlasSource

  /// Whether a qualification covers one service in one place on one day.
  public enum Answer: Sendable, Hashable {
    /// Service, region and period are those of the scope.
    case covers
    /// The atlas does not know all three; why, in a sentence's part.
    case open(Phrase)
    /// One of the three is not that of the scope; which, in a sentence's part.
    case excluded(Phrase)
  }

  /// Whether it covers a service.
  ///
  /// - Parameters:
  ///   - service: the service's card, `outscale/volume`; nil if it is not known.
  ///   - place: where the service stands; nil if it is not known.
  ///   - day: the day that is asked for, `2026-11-23`.
  public func answer(service: String?, place: Place?, on day: String) -> Answer {
    let answers = [period(on: day), region(of: place), named(service)]
    if let excluded = answers.first(where: { if case .excluded = $0 { true } else { false } }) {
      return excluded
    }
    if unsure { return .open("the atlas marks the entry as unsure") }
    return answers.first { $0 != .covers } ?? .covers
  }

  private func named(_ service: String?) -> Answer {
    guard !services.isEmpty else { return .open("the atlas does not list its services") }
    guard let service else { return .open("which of the operator's services this is, is not known") }
    if services.contains(service) { return .covers }
    return maybeServices.contains(service)
      ? .open("its scope leaves open whether `\(service)` is meant")
      : .excluded("`\(service)` is not among its services")
  }

  private func region(of place: Place?) -> Answer {
    guard !regions.isEmpty else { return .open("the atlas does not list its regions") }
    guard let place, let code = place.kind == .region ? place.code : place.region else {
      return .open("the region is not known")
    }
    return regions.contains { $0.atlasKey == code.atlasKey }
      ? .covers : .excluded("\(code) is not among its regions")
  }

  /// The status in words: `in process`.
  public var statusWords: Phrase { Phrase(term: String(status.map { $0 == "-" ? " " : $0 })) }

  /// Whether it is held on a day.
  public func period(on day: String) -> Answer {
    guard status == "held" else { return .excluded("it is \(statusWords)") }
    if let from {
      switch VagueDate.order(day, from) {
      case .before: return .excluded("it is held only from \(day: from) on")
      case .within: return .open("it is held from some day of \(day: from) on")
      case .on, .after: break
      }
    }
    return until.map { end(at: $0, on: day) } ?? openEnd(on: day)
  }

  private func end(at until: String, on day: String) -> Answer {
    switch VagueDate.order(day, until) {
    case .after: .excluded("it ended with \(day: until)")
    case .within: .open("it ends on some day of \(day: until)")
    case .before, .on: .covers
    }
  }

  /// Where no end is known, the scheme's term bounds it; beyond the day of the data nothing is known without one.
  private func openEnd(on day: String) -> Answer {
    if let from, let term, let last = VagueDate.later(from, years: term) {
      return VagueDate.order(day, last) == .before
        ? .covers
        : .open(
          "the term of \(term) years from \(day: from) ended by \(day: last), and a renewal is not in the atlas"
        )
    }
    return day > source.asOf ? .open("until when it is held is not in the atlas") : .covers
  }
}

/// Days, months and years as text, `2026-11-23`, `2025-12`, `2022`.
enum VagueDate {
  /// Where a day stands to a date.
  enum Order { case before, on, within, after }

  /// True for a year, a month or a day as the data writes it.
  static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts.map(\.utf8.count) == Array([4, 2, 2].prefix(parts.count)),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return parts.dropFirst().first.flatMap { Int($0) }.map { (1...12).contains($0) } ?? true
      && (parts.count < 3 || (Int(parts[2]).map { (1...31).contains($0) } ?? false))
  }

  /// Where a day stands to a day, a month or a year.
  static func order(_ day: String, _ date: String) -> Order {
    let head = day.prefix(date.count)
    if head < date { return .before }
    if head > date { return .after }
    return date.count < day.count ? .within : .on
  }

  /// The same date some years later.
  static func later(_ date: String, years: Int) -> String? {
    Int(date.prefix(4)).map { "\($0 + years)\(date.dropFirst(4))" }
  }
}

/// A scheme under which services are qualified.
public struct QualificationScheme: Sendable, Hashable {
  /// The scheme's key.
  public let id: String
  /// Who issues it.
  public let issuer: String
  /// What it attests.
  public let what: String
  /// For how many years it qualifies; nil if it sets no term, or that was not read.
  public let years: Int?
  /// Where the list of holders is kept.
  public let checkAt: String?
  /// Who says so.
  public let source: AtlasSource
}
