import Glibc

/// A moment, as RFC 3339 writes it: `2026-11-28T06:00:00Z`.
///
/// Counted in microseconds, so that moments can be compared, and told in UTC, so that the same moment is the same text.
public struct Moment: Sendable, Hashable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  /// A moment.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The system's clock, to the second: what is finer than that nobody asks a record for.
  public static var now: Moment { Moment(microseconds: Int64(Glibc.time(nil)) * 1_000_000) }

  /// Reads a date and time with a zone, from 1970 to 9999; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let days = CalendarDay.days(from: "1970-01-01", to: String(parts[0])),
      let (clock, offset) = Self.zone(parts[1]), let time = Self.time(clock)
    else { return nil }
    let seconds: Int64 = Int64(days) * 86_400 - Int64(offset)
    let all = seconds * 1_000_000 + time
    guard all >= 0 else { return nil }
    microseconds = all
  }

  /// The clock's part without its zone, and the zone in seconds.
  private static func zone(_ text: Substring) -> (clock: Substring, offset: Int)? {
    if text.hasSuffix("Z") { return (text.dropLast(), 0) }
    let zone = text.suffix(6)
    guard zone.count == 6, let sign = zone.first, sign == "+" || sign == "-",
      let parts = numbers(zone.dropFirst()), parts.count == 2, parts[0] < 24, parts[1] < 60
    else { return nil }
    let offset = parts[0] * 3600 + parts[1] * 60
    return (text.dropLast(6), sign == "+" ? offset : -offset)
  }

  /// `06:00:00`, or with a fraction; in microseconds. A leap second is written as the sixtieth.
  private static func time(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let clock = numbers(parts[0]), clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] <= 60 else {
      return nil
    }
    let whole = Int64(clock[0] * 3600 + clock[1] * 60 + clock[2]) * 1_000_000
    guard parts.count == 2 else { return whole }
    guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let six = String((parts[1] + "000000").prefix(6))
    return Int64(six).map { whole + $0 }
  }

  /// Groups of two digits between colons; nil for anything else.
  private static func numbers(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return nil
    }
    return parts.compactMap { Int($0) }
  }

  /// As it is written: in UTC, with a fraction only where there is one.
  public var text: String {
    let seconds = Int(microseconds / 1_000_000)
    let clock = seconds % 86_400
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let time = "\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
    let rest = Int(microseconds % 1_000_000)
    let fraction = rest == 0 ? "" : "." + String(String(rest + 1_000_000).dropFirst())
    return "\(day)T\(time)\(fraction)Z"
  }

  /// The day in UTC: `2026-11-28`.
  public var day: String { CalendarDay.text(ofDay: Int(microseconds / 86_400_000_000)) }

  /// Whole days from one moment to a later one; less than zero if it is earlier.
  public func days(since earlier: Moment) -> Int {
    Int((microseconds - earlier.microseconds) / 86_400_000_000)
  }

  /// The earlier one is less.
  public static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }
}
