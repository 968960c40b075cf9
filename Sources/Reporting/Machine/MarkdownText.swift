/// Text made fit for Markdown as GitHub and GitLab read it.
///
/// Escapes would not do: `@name`, `#1`, `GH-1` and hashes are looked for in the finished page, where an escaped sign
/// is the sign again. Only code is left alone, so what could become anything stands in a code span.
enum MarkdownText {
  /// One line of prose; what stands between backticks in it is code already.
  static func prose(_ text: String) -> String {
    let parts = SafeText.line(text).split(separator: "`", omittingEmptySubsequences: false)
    // A lone backtick is one of a name's: no pair can be told then.
    guard parts.count % 2 == 1 else { return words(parts.joined(separator: "'")) }
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? code(String(part)) : words(String(part))
    }.joined()
  }

  /// A code span, fit for the cell of a table as well.
  static func code(_ text: String) -> String {
    var inner = ""
    var run = 0
    var longest = 0
    for scalar in SafeText.line(text).unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
      // A table's cell ends at a bar in code too, and a backslash before the bar may be one of the text's.
      if scalar == "|" { inner += "\\u{7C}" } else { inner.unicodeScalars.append(scalar) }
    }
    guard inner.unicodeScalars.contains(where: { $0 != " " }) else { return inner }
    let fence = String(repeating: "`", count: longest + 1)
    let isPadded = longest > 0 || inner.hasPrefix(" ") && inner.hasSuffix(" ")
    return isPadded ? "\(fence) \(inner) \(fence)" : "\(fence)\(inner)\(fence)"
  }

  /// The text of an element of HTML within Markdown, such as a summary.
  static func html(_ text: String) -> String { "<code>\(XMLText.attribute(text))</code>" }

  private static func words(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word(String($0)) }
      .joined(separator: " ")
  }

  private static func word(_ word: String) -> String {
    let scalars = Array(word.unicodeScalars)
    let start = scalars.firstIndex { $0 != "(" } ?? scalars.count
    let end = scalars.lastIndex { !".,;:)".unicodeScalars.contains($0) }.map { $0 + 1 } ?? start
    guard start < end, !isPlain(scalars[start..<end]) else { return word }
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      part.reduce(into: "") { $0.unicodeScalars.append($1) }
    }
    return text(scalars[..<start]) + code(text(scalars[start..<end])) + text(scalars[end...])
  }

  /// True if no reader of Markdown takes a word for anything but itself.
  private static func isPlain(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var hexadecimal = 0
    for scalar in word {
      switch scalar {
      case "a"..."f", "A"..."F", "0"..."9": hexadecimal += 1
      case "g"..."z", "G"..."Z", ".", ",", ";", "'", "\"", "(", ")", "-", "/", "?": break
      // A milestone of GitLab begins like this.
      case "%" where word.count == 1 || word.first != "%": break
      default: if scalar.value < 0x80 { return false }
      }
    }
    if hexadecimal == word.count, word.count >= 7 { return false }
    let lower = word.prefix(4).map { $0.properties.lowercaseMapping }.joined()
    return !lower.hasPrefix("www.") && !isIssue(word)
  }

  /// `GH-12` and the like, which repositories may link to their trackers.
  private static func isIssue(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let dash = word.lastIndex(of: "-"), dash > word.startIndex, dash + 1 < word.endIndex else {
      return false
    }
    return word[(dash + 1)...].allSatisfy { ("0"..."9").contains($0) }
      && word[..<dash].contains { ("A"..."Z").contains($0) }
  }
}
