import Glibc

/// Finding where the next document of an XML file begins, and what must not reach libxml2 at all.
extension XMLState {
  /// The most attributes and namespaces of one element.
  static let attributeLimit = 2_000

  /// Throws for an element with more attributes than ``attributeLimit``.
  ///
  /// libxml2 compares each attribute with each before it reports the element: a megabyte of them takes
  /// seconds. `<` cannot stand inside a tag, so only long ways between two of them are looked at closely.
  func refuseCrowdedTags() throws(DescriptorProblem) {
    let raw = tree.source.raw
    guard let base = raw.baseAddress else { return }
    var open = 0
    while open < raw.count {
      let next = memchr(base + open + 1, 0x3C, raw.count - open - 1).map { UnsafeRawPointer($0) - base }
      let end = next ?? raw.count
      // An attribute needs six bytes at least: ` a=""` and what tells its name from others.
      if end - open > 6 * Self.attributeLimit, attributes(in: raw[open..<end]) > Self.attributeLimit {
        throw problem(
          .tooManyNodes, "an element has more than \(Self.attributeLimit) attributes", at: open,
          remedy: "check that the file is a descriptor at all")
      }
      open = end
    }
  }

  /// How many quoted values stand in a tag.
  private func attributes(in tag: Slice<UnsafeRawBufferPointer>) -> Int {
    var count = 0
    var quote: UInt8?
    for byte in tag {
      if byte == quote {
        quote = nil
        count += 1
      } else if quote == nil {
        if byte == UInt8(ascii: ">") { break }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      }
    }
    return count
  }

  /// The offset of the next root element, or of the declaration or document type before it; nil at the end.
  ///
  /// Comments and processing instructions before it are passed over. Throws for text, which has no place there.
  func nextDocument(from start: Int) throws(DescriptorProblem) -> Int? {
    let raw = tree.source.raw
    var offset = start
    while let open = raw.offset(of: UInt8(ascii: "<"), from: offset) {
      try refuseText(in: raw[offset..<open])
      let rest = raw[open...]
      if rest.starts(with: "<!--".utf8) {
        offset = try end(of: "-->", openedAt: open, what: "comment")
      } else if rest.starts(with: "<?xml".utf8), rest.dropFirst(5).first.map({ $0 <= 0x20 }) == true {
        return open
      } else if rest.starts(with: "<?".utf8) {
        offset = try end(of: "?>", openedAt: open, what: "processing instruction")
      } else if rest.starts(with: "<!DOCTYPE".utf8) || rest.dropFirst().first.map(Self.beginsName) == true {
        return open
      } else {
        throw problem(
          .syntax, "this is not XML: an element is expected here", at: open,
          remedy: "check for an end tag too many, or write `&lt;` for a plain `<`")
      }
    }
    if offset < raw.count { try refuseText(in: raw[offset...]) }
    return nil
  }

  private func refuseText(in part: Slice<UnsafeRawBufferPointer>) throws(DescriptorProblem) {
    guard let text = part.firstIndex(where: { $0 > 0x20 }) else { return }
    throw problem(
      .syntax, "this is not XML: there is text outside the root element", at: text,
      remedy: "remove it, or check for an end tag too many")
  }

  private func end(of closing: String, openedAt open: Int, what: String) throws(DescriptorProblem) -> Int {
    guard let end = tree.source.raw.firstOffset(of: closing, from: open + 2) else {
      throw problem(
        .syntax, "this is not XML: the \(what) that begins here is never closed", at: open,
        remedy: "add `\(closing)`")
    }
    return end + closing.utf8.count
  }

  private static func beginsName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
      || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}
