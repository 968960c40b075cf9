import Inventory

/// Words of the command line as they may be kept: what is, or may be, a secret is hidden.
public enum GivenWords {
  /// What stands in place of a secret.
  static let hidden = "***"
  /// Options whose value says only where, or how fast, something is done: left out, so that the same scan is the same
  /// record wherever its bundle goes.
  private static let omitted: Set<String> = ["--seal", "--sign-key", "--jobs"]

  /// The words of a command line, the program under its own name.
  public static func commandLine(_ words: [String]) -> [String] {
    guard !words.isEmpty else { return [] }
    var kept = ["bornage"]
    var skipsNext = false
    var isOption = true
    for word in words.dropFirst() {
      if skipsNext {
        skipsNext = false
        continue
      }
      if word == "--" { isOption = false }
      let name = word.prefix { $0 != "=" }
      if isOption, omitted.contains(String(name)) {
        skipsNext = name.endIndex == word.endIndex
        continue
      }
      kept.append(safe(word))
    }
    return kept
  }

  /// A word, or a pair `NAME=VALUE`, without what may be a secret.
  ///
  /// A value is hidden whole if its name suggests a secret; anything else is searched for what looks like one.
  public static func safe(_ word: String) -> String {
    var start = word.startIndex
    if word.hasPrefix("--"), let sign = word.firstIndex(of: "=") { start = word.index(after: sign) }
    if let sign = word[start...].firstIndex(of: "="), Redaction.namesSecret(String(word[start..<sign])) {
      return "\(word[...sign])\(hidden)"
    }
    let scalars = Array(word.unicodeScalars)
    var text = ""
    var next = 0
    for range in Redaction(scalars).hidden {
      text.unicodeScalars.append(contentsOf: scalars[next..<range.lowerBound])
      text += hidden
      next = range.upperBound
    }
    text.unicodeScalars.append(contentsOf: scalars[next...])
    return text
  }
}
