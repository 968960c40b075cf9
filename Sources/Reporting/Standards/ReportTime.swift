import Assessment

/// The time stamps of formats that demand one.
///
/// The program reads no clock: the same input gives the same bytes. Where a standard demands a time, it is the one
/// that was given with `--source-date`, or else the beginning of the day up to which the atlas was kept. That is no
/// time at which anybody scanned, so every format says which of the two it is.
struct ReportTime {
  /// RFC 3339, with a zone: `2026-11-23T00:00:00Z`.
  let stamp: String
  /// True if it was given, false if the atlas's day stands in for it.
  let isGiven: Bool
  /// The day behind which facts of the atlas should be looked at again: six months after its own.
  let factsExpire: String?

  init(_ report: ScanReport) {
    let day = CalendarDay.isValid(report.atlasAsOf) ? report.atlasAsOf : "1970-01-01"
    let given = report.provenance?.sourceDate.flatMap(Self.withZone)
    stamp = given ?? "\(day)T00:00:00Z"
    isGiven = given != nil
    factsExpire = CalendarDay.days(from: "1970-01-01", to: day).map {
      "\(CalendarDay.text(ofDay: $0 + 183))T00:00:00Z"
    }
  }

  /// A bare day begins at midnight UTC; what names no day, or a time without a zone, is left.
  private static func withZone(_ text: String) -> String? {
    guard CalendarDay.isValid(String(text.prefix(10))) else { return nil }
    if text.utf8.count == 10 { return "\(text)T00:00:00Z" }
    let hasZone = text.hasSuffix("Z") || ["+", "-"].contains(text.suffix(6).first)
    return text.contains("T") && hasZone ? text : nil
  }

  /// What the stamp means, in one sentence.
  var meaning: String {
    isGiven
      ? "The time is the one that was given with --source-date; no clock was read."
      : "No clock was read and no --source-date was given: the time is the day up to which the atlas was kept, "
        + "not that of the scan."
  }

  /// What the stamp means, in one word.
  var basis: String { isGiven ? "source-date" : "atlas-as-of" }
}
