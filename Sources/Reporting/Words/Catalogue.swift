import Shipped

/// The sentences of the program in another language, by their English templates.
///
/// The file is a message catalogue as translators know it (gettext's PO): `msgid` is the template of a `Phrase`, with
/// `%1`, `%2` ... for its arguments; `msgstr` is the same in the other language, where the arguments may stand in
/// another order. `%1(de)` asks for the form of an argument that fits behind a word; the forms of what can be such an
/// argument stand under `msgctxt`.
struct Catalogue: Sendable {
  private var sentences: [String: String] = [:]

  /// The French sentences; read when they are first asked for.
  static let french = Catalogue(
    shipped: ["fr.po", "fr-cards.po", "fr-atlas.po"], countries: "fr-countries.txt")

  private init(shipped names: [String], countries: String) {
    for name in names { read(Self.text(of: name)) }
    for (term, sentence) in FrenchCountries(Self.text(of: countries)).sentences { sentences[term] = sentence }
  }

  /// A catalogue of the text of a file.
  init(_ text: String) { read(text) }

  /// A sentence by its template and, if one is asked for, its form.
  func sentence(_ template: String, form: String?) -> String? {
    sentences[Self.key(template, form: form)]
  }

  /// All templates and sentences, without the forms' names.
  var all: [(template: String, sentence: String)] {
    sentences.map { key, sentence in
      (key.split(separator: "\u{4}").last.map(String.init) ?? key, sentence)
    }
  }

  static func key(_ template: String, form: String?) -> String {
    form.map { "\($0)\u{4}\(template)" } ?? template
  }

  // MARK: Reading

  private mutating func read(_ text: String) {
    var text = text
    text.withUTF8 { read($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var context: String?
    var template: String?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let word = Self.quoted(line, behind: "msgctxt ") {
        context = word
      } else if let word = Self.quoted(line, behind: "msgid ") {
        template = word
      } else if let word = Self.quoted(line, behind: "msgstr ") {
        if let template { sentences[Self.key(template, form: context)] = word }
        (context, template) = (nil, nil)
      }
    }
  }

  private static func quoted(
    _ line: Slice<UnsafeBufferPointer<UInt8>>, behind word: StaticString
  ) -> String? {
    guard line.starts(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)) else {
      return nil
    }
    let inner = line.dropFirst(word.utf8CodeUnitCount + 1).dropLast()
    guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
    var plain: [UInt8] = []
    var isEscaped = false
    for byte in inner {
      if isEscaped || byte != UInt8(ascii: "\\") {
        plain.append(byte)
        isEscaped = false
      } else {
        isEscaped = true
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func text(of name: String) -> String {
    var count = 0
    guard let first = shipped_words(&count) else { return "" }
    for file in UnsafeBufferPointer(start: first, count: count) where String(cString: file.name) == name {
      return String(
        decoding: UnsafeRawBufferPointer(start: file.bytes, count: file.length), as: UTF8.self)
    }
    return ""
  }
}
