import Descriptors
public import Reporting

/// Lines of scanned files for excerpts, read again when a report asks for them so that a scan need not keep every
/// file's bytes.
public final class FileExcerpts: ExcerptSource {
  let texts: FileTexts
  private var last: (path: String, lines: [Substring])?

  init(_ texts: FileTexts) {
    self.texts = texts
  }

  /// A line, counted from 1; nil if the file cannot be read any more.
  public func line(_ number: Int, of file: String) -> String? {
    if last?.path != file { last = (file, lines(of: file)) }
    guard let lines = last?.lines, lines.indices.contains(number - 1) else { return nil }
    return String(lines[number - 1])
  }

  private func lines(of file: String) -> [Substring] {
    guard let bytes = texts.text(of: file, maxBytes: 64 << 20) else { return [] }
    return String(decoding: bytes.raw, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
  }
}
