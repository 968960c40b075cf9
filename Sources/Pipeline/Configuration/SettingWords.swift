import Assessment
import Descriptors
import Reporting

/// Turns what was said of a setting into its value.
enum SettingWords {
  /// True or false.
  static func flag(_ said: Said) throws(UsageError) -> Bool {
    switch said.text.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default: throw said.mistake("`\(said.text)` is neither true nor false")
    }
  }

  /// A whole number within bounds.
  static func number(_ said: Said, in bounds: ClosedRange<Int>) throws(UsageError) -> Int {
    guard let number = Int(said.text), bounds.contains(number) else {
      throw said.mistake(
        "`\(said.text)` is no whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  /// A language of reports.
  static func language(_ said: Said) throws(UsageError) -> Language {
    guard let language = Language(rawValue: said.text) else {
      throw said.mistake(
        "`\(said.text)` is no language (\(Language.allCases.map(\.rawValue).joined(separator: ", ")))")
    }
    return language
  }

  /// A day of the calendar.
  static func day(_ said: Said) throws(UsageError) -> String {
    guard CalendarDay.isValid(said.text) else {
      throw said.mistake("`\(said.text)` is no day; write it as year-month-day, such as 2031-06-01")
    }
    return said.text
  }

  /// A stretch of time in days: `30d`, `4w`.
  static func days(_ said: Said) throws(UsageError) -> Int {
    let unit: Int? =
      switch said.text.last {
      case "d": 1
      case "w": 7
      default: nil
      }
    // Ten years are longer than anybody plans, and far from where the calendar ends.
    guard let unit, let count = Int(said.text.dropLast()), (0...3660).contains(count) else {
      throw said.mistake("`\(said.text)` is no stretch of time; write days or weeks, such as 30d or 4w")
    }
    return count * unit
  }

  /// A severity, or `none`.
  static func threshold(_ word: String, _ said: Said) throws(UsageError) -> Threshold {
    guard let threshold = Threshold(word: word) else {
      let near = Spelling.nearest(to: word, among: Threshold.words).map { "; did you mean `\($0)`?" } ?? ""
      throw said.mistake("`\(word)` is no severity\(near) (\(Threshold.words.joined(separator: ", ")))")
    }
    return threshold
  }
}
