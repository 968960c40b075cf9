import Mustache

/// Markup that a template made: the only thing that goes into another template as it is.
struct Markup: MustacheCustomRenderable {
  let renderText: String

  /// From a template, or from a file of ours that a page carries as it is.
  init(rendered text: String) { renderText = text }

  /// Nothing was made.
  var isNull: Bool { renderText.isEmpty }
}

/// What a template reads, by name.
///
/// All text is made harmless on its way in, and the engine escapes it on its way out.
struct Fields: MustacheParent {
  private var values: [String: Any] = [:]

  /// The value of a name; the engine asks for it.
  func child(named name: String) -> Any? { values[name] }

  /// Text; nil and the empty text leave the name out, so that its section is not written.
  mutating func text(_ name: String, _ text: String?) {
    if let text, !text.isEmpty { values[name] = Self.harmless(text) }
  }

  /// Text for a name that has to be there, since a name that is missing is looked for further out.
  mutating func own(_ name: String, _ text: String) { values[name] = Self.harmless(text) }

  /// Printable ASCII needs no second look, and most text is nothing else.
  static func harmless(_ text: String) -> String {
    text.utf8.allSatisfy { 0x20..<0x7F ~= $0 } ? text : SafeText.line(text)
  }

  mutating func flag(_ name: String, _ isSet: Bool) { values[name] = isSet }

  mutating func list(_ name: String, _ items: [Fields]) { values[name] = items }

  mutating func fields(_ name: String, _ fields: Fields) { values[name] = fields }

  mutating func markup(_ name: String, _ markup: Markup) { values[name] = markup }

  /// The words of the report's language, as `w`.
  mutating func words(_ words: HTMLWords) { values["w"] = words }
}

extension Fields {
  /// A link of a chain of evidence.
  init(_ link: HTMLWords.Link) {
    self.init()
    own("link", link.text)
    text("source", link.source.map { "\($0)" })
  }
}
