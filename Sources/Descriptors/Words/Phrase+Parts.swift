extension Phrase {
  /// What stands in a phrase for ``template``'s `%1`, `%2` ...
  public enum Argument: Sendable {
    /// A text that no language changes.
    case text(String)
    /// A phrase within the phrase.
    case phrase(Phrase)
    /// A quantity, in decimal digits.
    case number(String)
    /// A day, `2026-11-24`.
    case day(String)
    /// A text in two languages.
    case bilingual(english: String, french: String)
    /// A name, which other languages may have words for.
    case name(String)
  }

  /// The template, with `%1` for the first argument and so on, and the arguments.
  public var parts: (template: String, arguments: [Argument]) {
    var template: [UInt8] = []
    var arguments: [Argument] = []
    var open: (mark: Mark, start: Int)?
    var depth = 0
    let bytes = Array(marked.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch Mark(rawValue: byte) {
      case .escape:
        if depth == 0 { template.append(bytes[index + 1] &- Mark.shift) }
        index += 1
      case .plain?, .phrase?, .number?, .day?, .bilingual?:
        if depth == 0 { open = Mark(rawValue: byte).map { ($0, index + 1) } }
        depth += 1
      case .closing:
        depth -= 1
        guard depth == 0, let (mark, start) = open else { break }
        arguments.append(Self.argument(mark, String(decoding: bytes[start..<index], as: UTF8.self)))
        template += Array("%\(arguments.count)".utf8)
      case .dividing: break
      case nil: if depth == 0 { template.append(byte) }
      }
      index += 1
    }
    return (String(decoding: template, as: UTF8.self), arguments)
  }

  private static func argument(_ mark: Mark, _ inner: String) -> Argument {
    switch mark {
    case .phrase: return .phrase(Phrase(marked: inner))
    case .number: return .number(inner)
    case .day: return .day(Mark.stripped(inner))
    case .bilingual:
      let halves = inner.split(separator: "\u{7}", maxSplits: 1, omittingEmptySubsequences: false)
      let english = Mark.stripped(String(halves[0]))
      guard halves.count > 1, !halves[1].isEmpty else { return .name(english) }
      return .bilingual(english: english, french: Mark.stripped(String(halves[1])))
    case .plain, .closing, .dividing, .escape: return .text(Mark.stripped(inner))
    }
  }
}
