/// Text of scanned input in Markdown.
enum SheetMarkdown {
  /// Text for one cell of a table or one line: nothing in it is markup.
  static func cell(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in SafeText.line(text).unicodeScalars {
      switch scalar {
      case "|", "`", "*", "_", "[", "]", "<", ">", "\\", "#", "~", "!": result += "\\"
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Text between backticks.
  static func code(_ text: some StringProtocol) -> String {
    SafeText.line(text).replacing("`", with: "'")
  }

  /// A table; its cells are text.
  static func table(header: [String], rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
    return line(header.map { cell($0) }) + line(header.map { _ in "---" })
      + rows.map { line($0.map { cell($0) }) }.joined()
  }
}
