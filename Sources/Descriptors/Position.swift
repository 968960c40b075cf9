import Glibc

/// A line and a column, both counted from 1; columns count Unicode scalars.
public struct Position: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int

  /// A position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Earlier in the file.
  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a file, as a value that outlives the file's tree.
public struct SourceSpan: Sendable, Hashable {
  /// The path as it is shown.
  public let file: String
  /// Byte offsets in the file's text as UTF-8.
  public let offsets: Range<Int>
  /// Where it begins.
  public let start: Position
  /// The first position behind it.
  public let end: Position

  /// A span.
  public init(file: String, offsets: Range<Int>, start: Position, end: Position) {
    self.file = file
    self.offsets = offsets
    self.start = start
    self.end = end
  }

  /// The beginning of a file: for statements about the file as a whole.
  public static func start(of file: String) -> SourceSpan {
    let first = Position(line: 1, column: 1)
    return SourceSpan(file: file, offsets: 0..<0, start: first, end: first)
  }
}

/// Where the lines of a text begin; made once, when the first position is asked for.
struct LineIndex {
  private let starts: [UInt32]

  init(_ source: SourceBytes) {
    var starts: [UInt32] = [0]
    let raw = source.raw
    if let base = raw.baseAddress {
      var offset = 0
      while offset < raw.count, let found = memchr(base + offset, 0x0A, raw.count - offset) {
        offset = UnsafeRawPointer(found) - base + 1
        starts.append(UInt32(offset))
      }
    }
    self.starts = starts
  }

  func position(of offset: Int, in source: SourceBytes) -> Position {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    let start = Int(starts[low])
    let end = min(max(offset, start), source.count)
    // A scalar's first byte is any that is not a continuation (10xxxxxx).
    let column = source.raw[start..<end].reduce(into: 1) { $0 += $1 & 0xC0 == 0x80 ? 0 : 1 }
    return Position(line: low + 1, column: column)
  }
}
