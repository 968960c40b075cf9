import Crypto
import Mustache
import Shipped

/// The templates of the report: files of ours, embedded, filled by an engine that escapes.
struct HTMLTemplates: Sendable {
  private let library: MustacheLibrary
  private let words: HTMLWords

  init(words: HTMLWords) {
    self.words = words
    HTMLEscaping.register()
    var library = MustacheLibrary()
    for file in ReportFile.all where file.name.hasSuffix(".mustache") {
      // A test parses every template; one that does not parse would be empty here.
      if let template = try? MustacheTemplate(string: HTMLEscaping.pragma + file.text) {
        library.register(template, named: String(file.name.dropLast(".mustache".count)))
      }
    }
    self.library = library
  }

  /// A template filled.
  func render(_ name: String, _ fields: Fields) -> Markup {
    var fields = fields
    fields.words(words)
    return Markup(rendered: library.render(fields, withTemplate: name) ?? "")
  }
}

/// A file of ours that the report is made of: a template, its styles, its script or the map's geometry.
struct ReportFile {
  /// The name, without folder.
  let name: String
  /// Its bytes, which live as long as the process.
  let bytes: UnsafeRawBufferPointer

  /// The bytes as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The source expression of a content policy that lets this text through and no other.
  var contentHash: String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return "sha256-\(Self.base64(Array(hash.finalize())))"
  }

  /// The files in the order in which they are embedded.
  static var all: [ReportFile] {
    var count = 0
    guard let first = shipped_report(&count) else { return [] }
    return UnsafeBufferPointer(start: first, count: count).map { file in
      ReportFile(
        name: String(cString: file.name),
        bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.length))
    }
  }

  /// The file of a name; an empty one if there is none.
  static func named(_ name: String) -> ReportFile {
    all.first { $0.name == name }
      ?? ReportFile(name: name, bytes: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// RFC 4648, section 4.
  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes[start..<min(start + 3, bytes.count)]
      let word = rest.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - rest.count))
      for digit in 0..<4 {
        text.append(digit > rest.count ? UInt8(ascii: "=") : digits[word >> (18 - 6 * digit) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
