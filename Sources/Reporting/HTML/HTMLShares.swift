/// How many of some resources something is certain and possible for.
struct Share {
  var certain = 0
  var possible = 0

  /// Writes both, with the bar's parts in thousandths and the share in words.
  func write(of total: Int, _ words: HTMLWords, _ fields: inout Fields) {
    fields.own("certain", words.number(certain))
    fields.own("possible", words.number(possible))
    fields.own("atLeast", "\(total == 0 ? 0 : certain * 1000 / total)")
    fields.own("upTo", "\(total == 0 ? 0 : (certain + possible) * 1000 / total)")
    let low = Self.percent(certain, of: total)
    let high = Self.percent(certain + possible, of: total)
    fields.own("percent", low == high ? "\(low) %" : words.fill("range", low, high))
  }

  /// A whole number; what is more than nothing is never shown as nothing, nor what is less than all as all.
  private static func percent(_ count: Int, of total: Int) -> String {
    guard total > 0, count > 0 else { return "0" }
    guard count < total else { return "100" }
    return "\(min(99, max(1, (count * 200 + total) / (2 * total))))"
  }
}
