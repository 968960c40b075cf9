import Assessment

/// The day that `--as-of` asks for.
public enum AskedDay {
  /// The day as it was given, if the calendar has it.
  ///
  /// - Throws: ``UsageError`` for a text that is no day.
  public static func checked(_ text: String?) throws(UsageError) -> String? {
    guard let text, !CalendarDay.isValid(text) else { return text }
    throw UsageError("`--as-of \(text)` is no day; write it as year-month-day, such as 2031-06-01")
  }
}
