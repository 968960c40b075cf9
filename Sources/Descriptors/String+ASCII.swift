import CGNU

extension String {
  /// The range of an ASCII text, found on the bytes; nil for an empty one.
  package func range(ofASCII needle: String) -> Range<Index>? {
    var (text, needle) = (self, needle)
    let offsets: Range<Int>? = text.withUTF8 { text in
      needle.withUTF8 { needle in
        guard let base = text.baseAddress, let word = needle.baseAddress, !needle.isEmpty,
          let found = cgnu_find(base, text.count, word, needle.count)
        else { return nil }
        let start = found - UnsafeRawPointer(base)
        return start..<(start + needle.count)
      }
    }
    guard let offsets else { return nil }
    let start = utf8.index(utf8.startIndex, offsetBy: offsets.lowerBound)
    return start..<utf8.index(start, offsetBy: offsets.count)
  }
}
