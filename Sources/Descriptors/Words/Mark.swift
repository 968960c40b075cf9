/// What tells the arguments of a phrase from its template, within the one text that holds both.
///
/// The marks are control characters. Those that scanned text brings along are escaped, so that no descriptor can
/// forge one.
enum Mark: UInt8 {
  /// Opens a text that no language changes.
  case plain = 1
  /// Closes what was opened last.
  case closing = 2
  /// Opens a phrase.
  case phrase = 3
  /// Opens a quantity.
  case number = 4
  /// Opens a day.
  case day = 5
  /// Opens an English text, ``dividing`` and the same in French.
  case bilingual = 6
  /// Stands between English and French.
  case dividing = 7
  /// Stands before an escaped character, which is told by a letter.
  case escape = 8

  static let end = Mark.closing.opening
  static let divider = Mark.dividing.opening
  /// Added to an escaped character.
  static let shift: UInt8 = 0x40

  var opening: String {
    switch self {
    case .plain: "\u{1}"
    case .closing: "\u{2}"
    case .phrase: "\u{3}"
    case .number: "\u{4}"
    case .day: "\u{5}"
    case .bilingual: "\u{6}"
    case .dividing: "\u{7}"
    case .escape: "\u{8}"
    }
  }

  func append(_ text: String, to marked: inout String) {
    marked += opening
    marked += Self.escaped(text)
    marked += Self.end
  }

  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isMark) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isMark(byte) { bytes += [Mark.escape.rawValue, byte + shift] } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The English text alone.
  static func stripped(_ marked: String) -> String {
    guard marked.utf8.contains(where: isMark) else { return marked }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(marked.utf8.count)
    var isEscaped = false
    var isForeign = false
    for byte in marked.utf8 {
      if isEscaped {
        isEscaped = false
        if !isForeign { bytes.append(byte &- shift) }
        continue
      }
      switch Mark(rawValue: byte) {
      case nil: if !isForeign { bytes.append(byte) }
      case .escape: isEscaped = true
      case .dividing: isForeign = true
      case .closing: isForeign = false
      case .plain, .phrase, .number, .day, .bilingual: continue
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isMark(_ byte: UInt8) -> Bool { 1 <= byte && byte <= 8 }
}
