/// A report on one line.
enum JSONLine {
  /// The bytes of a JSON document without its line breaks; nil if they are not one object or array and nothing else.
  ///
  /// Within strings JSON knows no line breaks, so all of them can go.
  static func make(_ pieces: [[UInt8]]) -> [UInt8]? {
    guard let first = pieces.first(where: { !$0.isEmpty })?.first, first == 0x7B || first == 0x5B else {
      return nil
    }
    var line: [UInt8] = []
    line.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    var depth = 0
    var isWithinText = false
    var isEscaped = false
    for piece in pieces {
      for byte in piece where byte != 0x0A && byte != 0x0D {
        if isWithinText {
          if isEscaped {
            isEscaped = false
          } else if byte == 0x5C {
            isEscaped = true
          } else if byte == 0x22 {
            isWithinText = false
          }
        } else {
          // A second value: these are records, a line each.
          if depth == 0, !line.isEmpty, byte > 0x20 { return nil }
          switch byte {
          case 0x22: isWithinText = true
          case 0x7B, 0x5B: depth += 1
          case 0x7D, 0x5D: depth -= 1
          default: break
          }
        }
        line.append(byte)
      }
    }
    return depth == 0 && !isWithinText ? line : nil
  }
}
