/// Writes what the page repeats by the thousand: rows of findings, of resources and of files.
///
/// The template engine asks each value for its kind and looks each name up anew for every row, which took nine tenths of
/// the time of a large report. Here, too, nothing goes in as it is: markup can only be a literal of ours, and every
/// other text is made harmless and escaped on its way.
struct MarkupWriter {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// Markup that stands in the source, letter by letter.
  mutating func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Text for an element's content or an attribute's value in quotes.
  mutating func text(_ text: String) { HTMLEscaping.append(Fields.harmless(text), to: &bytes) }

  /// A text that is written often, made ready once.
  mutating func text(_ text: ReadyText) { bytes.append(contentsOf: text.bytes) }

  /// A number, without groups of digits.
  mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Text between markup of ours.
  mutating func element(_ start: StaticString, _ text: String, _ end: StaticString) {
    markup(start)
    self.text(text)
    markup(end)
  }

  /// A link of a chain of evidence, with the number of the document behind it.
  mutating func link(_ link: HTMLWords.Link) {
    markup("<li>")
    text(link.text)
    guard let source = link.source else { return }
    markup(" <a href=\"#src-")
    number(source)
    markup("\">[")
    number(source)
    markup("]</a>")
  }
}

/// Text that is harmless and escaped.
struct ReadyText: Sendable {
  fileprivate let bytes: [UInt8]

  init(_ text: String) {
    var writer = MarkupWriter()
    writer.text(text)
    bytes = writer.bytes
  }
}

extension Markup {
  /// What writers wrote, in order.
  init(_ parts: some Sequence<[UInt8]>) {
    self.init(rendered: String(decoding: Array(parts.joined()), as: UTF8.self))
  }
}
