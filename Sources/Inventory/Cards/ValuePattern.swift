/// Looks values up in a card's tables: exactly, without regard to case, or by a pattern with a trailing `*`.
enum ValuePattern {
  /// True if a pattern fits a value.
  static func matches(_ pattern: String, _ value: String) -> Bool {
    if pattern == value { return true }
    let value = value.lowercased()
    let pattern = pattern.lowercased()
    guard pattern.hasSuffix("*") else { return pattern == value }
    return value.hasPrefix(pattern.dropLast())
  }

  /// The entry of a table that fits a value; the longest pattern wins.
  static func find<Entry>(_ value: String, in table: [String: Entry]) -> Entry? {
    if let exact = table[value] { return exact }
    return table.filter { matches($0.key, value) }.max { $0.key.utf8.count < $1.key.utf8.count }?.value
  }
}
