public import Assessment

extension Moment {
  /// From `2026-11-30`, which is its midnight in UTC, or from RFC 3339; nil for anything else.
  public static func of(_ text: String) -> Moment? {
    CalendarDay.isValid(text) ? Moment("\(text)T00:00:00Z") : Moment(text)
  }

  /// Whole seconds since 1970-01-01T00:00:00Z.
  var seconds: Int { Int(microseconds / 1_000_000) }

  /// So many days later.
  func adding(days: Int) -> Moment { Moment(microseconds: microseconds + Int64(days) * 86_400_000_000) }

  /// `2026-11-30 06:00 UTC`, for people.
  var shown: String { "\(day) \(text.dropFirst(11).prefix(5)) UTC" }

  /// Days since 1970-01-01.
  private var dayNumber: Int { max(0, seconds) / 86_400 }

  /// 0 for Monday; the first of January 1970 was a Thursday.
  private var weekday: Int { (dayNumber + 3) % 7 }

  /// RFC 5322: `Mon, 30 Nov 2026 06:00:00 +0000`.
  var mailDate: String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let parts = day.split(separator: "-")
    let month = parts.count == 3 ? months[(Int(parts[1]) ?? 1) - 1] : ""
    return "\(names[weekday]), \(parts.last ?? "") \(month) \(parts.first ?? "") "
      + "\(text.dropFirst(11).prefix(8)) +0000"
  }

  /// The week of ISO 8601: `2026-W49`; its year is that of its Thursday.
  var week: String {
    let thursday = dayNumber - weekday + 3
    let year = CalendarDay.text(ofDay: thursday).prefix(4)
    let first = CalendarDay.days(from: "1970-01-01", to: "\(year)-01-01") ?? 0
    let number = (thursday - first) / 7 + 1
    return "\(year)-W\(number < 10 ? "0" : "")\(number)"
  }
}
