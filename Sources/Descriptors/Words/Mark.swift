/// What tells the arguments of a phrase from its template, within the one text that holds both.
///
/// The marks are control characters. Those that scanned text brings along are escaped, so that no descriptor can
/// forge one.
package enum Mark: UInt8 {
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
  package static let shift: UInt8 = 0x40

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
    guard mayStand(in: text) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isMark(byte) { bytes += [Mark.escape.rawValue, byte + shift] } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The English text alone.
  static func stripped(_ marked: String) -> String {
    guard mayStand(in: marked) else { return marked }
    var marked = marked
    return marked.withUTF8 { marked in
      String(unsafeUninitializedCapacity: marked.count) { plain in
        var filter = MarkFilter()
        var count = 0
        for byte in marked {
          guard let byte = filter.next(byte) else { continue }
          plain.initializeElement(at: count, to: byte)
          count += 1
        }
        return count
      }
    }
  }

  /// True if two texts are the same without their marks.
  static func areSame(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        var (first, second) = (MarkFilter(), MarkFilter())
        var (index, other) = (0, 0)
        while true {
          let (one, two) = (first.next(left, &index), second.next(right, &other))
          if one != two { return false }
          if one == nil { return true }
        }
      }
    }
  }

  fileprivate static func isMark(_ byte: UInt8) -> Bool { 1 <= byte && byte <= 8 }

  /// False if a text certainly has no mark; looked at eight bytes at a time, since most have none.
  private static func mayStand(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      let ones: UInt64 = 0x0101_0101_0101_0101
      var index = 0
      while index + 8 <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // A byte's top bit stands in the end if it is below 9 itself, or follows one that is.
        if (word &- ones &* 9) & ~word & (ones &* 0x80) != 0 { return true }
        index += 8
      }
      return raw[index...].contains(where: isMark)
    }
  }
}

/// Takes the marks, and what is not English, out of a text as it goes by.
private struct MarkFilter {
  private var isEscaped = false
  private var isForeign = false

  /// The byte as it stands in the English text; nil if it is no part of that.
  mutating func next(_ byte: UInt8) -> UInt8? {
    if isEscaped {
      isEscaped = false
      return isForeign ? nil : byte &- Mark.shift
    }
    guard Mark.isMark(byte) else { return isForeign ? nil : byte }
    switch byte {
    case Mark.escape.rawValue: isEscaped = true
    case Mark.dividing.rawValue: isForeign = true
    case Mark.closing.rawValue: isForeign = false
    default: break
    }
    return nil
  }

  /// The next byte of the English text; nil at its end.
  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt8? {
    while index < bytes.count {
      let byte = next(bytes[index])
      index += 1
      if let byte { return byte }
    }
    return nil
  }
}
