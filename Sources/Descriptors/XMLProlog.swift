/// Finding where the next document of an XML file begins.
extension XMLState {
  /// The offset of the next root element, or of the declaration or document type before it; nil at the end.
  ///
  /// Comments, processing instructions and text before it are passed over.
  func nextDocument(from start: Int) throws(DescriptorProblem) -> Int? {
    let raw = tree.source.raw
    var offset = start
    while let open = raw[offset...].firstIndex(of: UInt8(ascii: "<")) {
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
    guard !hasRun, let text = raw.firstIndex(where: { $0 > 0x20 }), raw[text] != UInt8(ascii: "<") else {
      return nil
    }
    throw problem(
      .syntax, "this is not XML: the file has no element", at: text,
      remedy: "check the name of the file, or mend it")
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
