/// A sentence of the program, or a part of one, that can be said in another language.
///
/// It is written as a string literal with interpolations: `"\(port) is open"`. The literal pieces are the template,
/// by which a catalogue finds the sentence in another language; what is interpolated are its arguments. A text is
/// taken as it is; a phrase, or a literal within the interpolation, is looked up in its turn. In English a phrase
/// costs one text, as the interpolated string would: the template is told from its arguments by marks in that text,
/// and nothing is looked up.
public struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// The English text with the ``Mark``s around arguments.
  package private(set) var marked: String

  /// A phrase without arguments.
  public init(stringLiteral value: String) { marked = value }

  /// A phrase with arguments.
  public init(stringInterpolation: StringInterpolation) { marked = stringInterpolation.marked }

  /// A text that is the same in every language: a name, an identifier, the words of somebody else.
  public init(verbatim text: String) {
    marked = ""
    Mark.plain.append(text, to: &marked)
  }

  /// A text of the data files, to be looked up as it stands.
  public init(term text: String) { marked = Mark.escaped(text) }

  /// A name of the data files: those that tell more than a name are told in the other language, others stay.
  public init(name text: String) {
    marked = Mark.bilingual.opening
    marked += Mark.escaped(text)
    marked += Mark.divider
    marked += Mark.end
  }

  /// A text whose author wrote it in both languages; without the French one it stays English.
  public init(english: String, french: String?) {
    marked = ""
    guard let french else {
      Mark.plain.append(english, to: &marked)
      return
    }
    marked += Mark.bilingual.opening
    marked += Mark.escaped(english)
    marked += Mark.divider
    marked += Mark.escaped(french)
    marked += Mark.end
  }

  /// From a text with its marks.
  init(marked: String) { self.marked = marked }

  /// The phrase in English.
  public var english: String { Mark.stripped(marked) }

  /// The phrase in English.
  public var description: String { english }

  /// True if both say the same in English.
  public static func == (left: Phrase, right: Phrase) -> Bool {
    Mark.areSame(left.marked, right.marked)
  }

  /// By the English text.
  public func hash(into hasher: inout Hasher) { hasher.combine(english) }

  /// True if it says nothing.
  public var isEmpty: Bool { marked.isEmpty }

  /// One template out of two.
  public static func + (left: Phrase, right: Phrase) -> Phrase {
    var sum = left
    sum += right
    return sum
  }

  /// Continues the template.
  public static func += (left: inout Phrase, right: Phrase) { left.marked += right.marked }
}

extension Phrase {
  /// Builds a phrase out of literals and arguments.
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    fileprivate var marked = ""

    /// An empty phrase.
    public init(literalCapacity: Int, interpolationCount: Int) {
      marked.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    /// A piece of the template.
    public mutating func appendLiteral(_ literal: String) { marked += literal }

    /// A phrase within the phrase; literals count as such.
    public mutating func appendInterpolation(_ phrase: Phrase) {
      marked += Mark.phrase.opening
      marked += phrase.marked
      marked += Mark.end
    }

    /// A text that no language changes.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ text: String) { Mark.plain.append(text, to: &marked) }

    /// A text that no language changes.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ text: Substring) {
      Mark.plain.append(String(text), to: &marked)
    }

    /// A number that is a name rather than a quantity: a port, a version.
    public mutating func appendInterpolation(_ number: Int) {
      Mark.plain.append(String(number), to: &marked)
    }

    /// A quantity, whose digits languages group.
    public mutating func appendInterpolation(count number: Int) {
      Mark.number.append(String(number), to: &marked)
    }

    /// A number with decimals, `44.4`, whose point languages write in their own way.
    public mutating func appendInterpolation(decimal number: String) {
      Mark.number.append(number, to: &marked)
    }

    /// A day, `2026-11-24`, which languages write in their own way.
    public mutating func appendInterpolation(day text: String) { Mark.day.append(text, to: &marked) }
  }
}

extension DefaultStringInterpolation {
  /// A phrase in a plain text would lose its language.
  @available(*, deprecated, message: "say `.english`, or make the text around it a Phrase")
  public mutating func appendInterpolation(_ phrase: Phrase) { appendLiteral(phrase.english) }
}

extension Phrase {
  /// "a, b and c"; beyond a number of words, "a, b and 3 others".
  public static func list(_ words: [Phrase], atMost most: Int = .max, _ joint: Joint) -> Phrase {
    guard let first = words.first, let last = words.last, words.count > 1 else { return words.first ?? "" }
    let isLong = words.count > most
    let head = isLong ? words[1..<max(1, most - 1)] : words[1..<(words.count - 1)]
    let before = head.reduce(first) { "\($0), \($1)" }
    if isLong { return "\(before) and \(words.count - most + 1) others" }
    switch joint {
    case .and: return "\(before) and \(last)"
    case .or: return "\(before) or \(last)"
    case .orWhere: return "\(before) or where \(last)"
    }
  }

  /// The same of words that no language changes.
  public static func list(_ words: [String], atMost most: Int = .max, _ joint: Joint) -> Phrase {
    list(words.map(Phrase.init(verbatim:)), atMost: most, joint)
  }

  /// "a, b, c".
  public static func enumeration(_ words: [Phrase], separator: String = ", ") -> Phrase {
    guard let first = words.first else { return "" }
    guard words.count > 1 else { return first }
    var result: Phrase = "\(first)"
    for word in words.dropFirst() { result += Phrase(term: separator) + "\(word)" }
    return result
  }

  /// How the last word of a list is joined.
  public enum Joint: Sendable {
    case and
    case or
    case orWhere
  }
}
