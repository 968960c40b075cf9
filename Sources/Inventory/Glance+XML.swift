import Descriptors

extension Glance {
  /// The local name of the first element of an XML file, found without a parse; nil if there is none.
  var rootElementName: Substring? {
    guard looksLikeXML else { return nil }
    var offset = 0
    while let open = next(0x3C, from: offset), open + 1 < bytes.count {
      switch bytes[open + 1] {
      case 0x3F:
        guard let end = bytes.firstOffset(of: "?>", from: open) else { return nil }
        offset = end + 2
      case 0x21:
        guard let end = endOfDeclaration(from: open) else { return nil }
        offset = end
      default: return name(from: open + 1)
      }
    }
    return nil
  }

  /// Behind a comment or a document type declaration, whose internal subset holds `>` of its own.
  private func endOfDeclaration(from open: Int) -> Int? {
    if open + 3 < bytes.count, bytes[open + 2] == 0x2D, bytes[open + 3] == 0x2D {
      return bytes.firstOffset(of: "-->", from: open + 4).map { $0 + 3 }
    }
    guard let close = next(0x3E, from: open) else { return nil }
    guard let bracket = next(0x5B, from: open), bracket < close else { return close + 1 }
    return bytes.firstOffset(of: "]", from: bracket).flatMap { next(0x3E, from: $0) }.map { $0 + 1 }
  }

  private func name(from start: Int) -> Substring {
    var end = start
    while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x3E, bytes[end] != 0x2F { end += 1 }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    return name.split(separator: ":").last ?? Substring(name)
  }

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
  }
}
