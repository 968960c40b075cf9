import Descriptors

/// One source line with a span marked below it, safe to show.
struct Excerpt {
  /// Wider lines are cut around the span.
  static let width = 100
  /// How far to the left and right of what is shown a name is looked for that would make it a secret.
  private static let reach = 2048
  /// In longer lines much else stands behind a secret.
  private static let longLine = 400

  /// The line as it is shown.
  private(set) var line = ""
  /// The marks below it.
  private(set) var marks = ""

  /// Cuts, hides and marks.
  ///
  /// - Parameters:
  ///   - text: the whole line; it may be very long.
  ///   - span: what to mark, by columns.
  ///   - secrets: columns, from 0, that are known to hold secrets.
  ///   - before: the line before it.
  init(_ text: String, span: SourceSpan, secrets: [Range<Int>] = [], before: String? = nil) {
    let stretch = Stretch(text, around: span.start.column - 1, reach: Self.reach)
    let scalars = stretch.scalars
    let start = min(max(0, span.start.column - 1 - stretch.first), scalars.count)
    let isOneLine = span.end.line == span.start.line
    let end = isOneLine ? min(max(start, span.end.column - 1 - stretch.first), scalars.count) : scalars.count
    let known = secrets.map { range in
      let from = min(max(0, range.lowerBound - stretch.first), scalars.count)
      // The span of a secret may be that of its name: what stands behind it is hidden as well.
      let isShort = stretch.first == 0 && scalars.count <= Self.longLine
      return
        from..<(isShort ? scalars.count : max(from, min(range.upperBound - stretch.first, scalars.count)))
    }
    let hidden = known + Redaction(scalars, isCut: stretch.first > 0, before: before).hidden
    let from =
      scalars.count <= Self.width ? 0 : max(0, min(start - Self.width / 4, scalars.count - Self.width))
    let to = min(scalars.count, from + Self.width)

    if stretch.first + from > 0 { add("...", isMarked: false) }
    var index = from
    while index < to {
      if let range = Self.joined(hidden, around: index) {
        // The same length for all, since a secret's length is part of it.
        add("********", isMarked: range.overlaps(start..<max(end, start + 1)))
        index = range.upperBound
      } else {
        let opens = scalars[index] == "#" && SafeText.opensCommand(scalars[index...])
        let shown = opens ? SafeText.codePoint(scalars[index]) : SafeText.shown(scalars[index])
        add(shown, isMarked: start..<end ~= index)
        index += 1
      }
    }
    if to < scalars.count || stretch.hasMore { add("...", isMarked: false) }
    finishMarks(at: start - from)
  }

  private mutating func add(_ text: String, isMarked: Bool) {
    line += text
    marks += String(repeating: isMarked ? "^" : " ", count: text.unicodeScalars.count)
  }

  /// A span of nothing, or behind the line's end, is still marked.
  private mutating func finishMarks(at column: Int) {
    while marks.last == " " { marks.removeLast() }
    if marks.isEmpty {
      marks = String(repeating: " ", count: max(0, min(column, line.unicodeScalars.count))) + "^"
    }
  }

  /// The stretch around a position that is hidden, as far as hidden ranges touch each other.
  private static func joined(_ ranges: [Range<Int>], around index: Int) -> Range<Int>? {
    var found: Range<Int>?
    var end = index
    while let next = ranges.first(where: { $0.lowerBound <= end && $0.upperBound > end }) {
      end = next.upperBound
      found = index..<end
    }
    return found
  }
}

/// The part of a line near a column, without a copy of the rest: a line may be a whole file.
private struct Stretch {
  let scalars: [Unicode.Scalar]
  /// The column, from 0, at which it begins.
  let first: Int
  /// True if the line goes on behind it.
  let hasMore: Bool

  init(_ text: String, around column: Int, reach: Int) {
    var text = text
    let first = max(0, column - reach)
    let (stretch, hasMore) = text.withUTF8 { utf8 in
      let start = Self.offset(of: first, in: utf8, from: 0)
      let end = Self.offset(of: 2 * reach, in: utf8, from: start)
      return (String(decoding: utf8[start..<end], as: UTF8.self), end < utf8.count)
    }
    scalars = Array(stretch.unicodeScalars)
    self.first = first
    self.hasMore = hasMore
  }

  /// The byte at which a character stands, counted in scalars from a byte, or the text's end.
  ///
  /// Whole blocks are counted at a time, since a line of 50 MB may be asked for hundreds of times.
  private static func offset(of scalars: Int, in utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let block = 4096
    var offset = start
    var left = scalars
    while left >= block, offset + block <= utf8.count {
      left -= utf8[offset..<(offset + block)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      offset += block
    }
    // A block may end within a character, whose other bytes belong to what was counted.
    while offset < utf8.count, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
    while left > 0, offset < utf8.count {
      offset += 1
      while offset < utf8.count, utf8[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
