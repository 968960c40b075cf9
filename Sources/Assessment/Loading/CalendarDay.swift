/// Days as text, `2031-01-01`: in this form they sort as they follow each other.
public enum CalendarDay {
  /// True for a day that the calendar has.
  public static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return false }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }

  /// How many days one lies behind the other; nil for what is no day.
  public static func days(from first: String, to last: String) -> Int? {
    guard let from = number(first), let to = number(last) else { return nil }
    return to - from
  }

  /// The day that lies some days behind another; nil for what is no day.
  public static func adding(_ days: Int, to day: String) -> String? {
    number(day).map { text(ofDay: $0 + days) }
  }

  /// The day counted from 1970-01-01, in the proleptic Gregorian calendar.
  private static func number(_ text: String) -> Int? {
    guard isValid(text) else { return nil }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    // Years that begin in March put the leap day at their end.
    let year = parts[1] > 2 ? parts[0] : parts[0] - 1
    let month = (parts[1] + 9) % 12
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + parts[2] - 719_469
  }

  /// A day, counted from 1970-01-01, as text.
  public static func text(ofDay number: Int) -> String {
    var year = 1970
    var rest = number
    func length(_ year: Int) -> Int { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365 }
    while rest >= length(year) {
      rest -= length(year)
      year += 1
    }
    let lengths = [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var month = 0
    while rest >= lengths[month] {
      rest -= lengths[month]
      month += 1
    }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month + 1))-\(two(rest + 1))"
  }
}
