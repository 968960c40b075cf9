import Assessment

/// A date and time with a zone, as RFC 3339 writes it: `2026-11-28T06:00:00Z`.
enum SourceDate {
  /// True for a time that the calendar and the clock have.
  static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, CalendarDay.isValid(String(parts[0])) else { return false }
    var rest = parts[1]
    if rest.hasSuffix("Z") {
      rest = rest.dropLast()
    } else {
      let zone = rest.suffix(6)
      guard zone.count == 6, zone.first == "+" || zone.first == "-",
        let offset = numbers(zone.dropFirst()), offset.count == 2, offset[0] < 24, offset[1] < 60
      else { return false }
      rest = rest.dropLast(6)
    }
    let clock = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if clock.count == 2, clock[1].isEmpty || !clock[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return false
    }
    // A leap second is written as the sixtieth.
    guard let time = numbers(clock[0]), time.count == 3 else { return false }
    return time[0] < 24 && time[1] < 60 && time[2] <= 60
  }

  /// Groups of two digits between colons; nil for anything else.
  private static func numbers(_ text: Substring) -> [Int]? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return nil
    }
    return parts.compactMap { Int($0) }
  }
}
