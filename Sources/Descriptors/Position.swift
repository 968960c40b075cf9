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
  /// A spot inside a long line and its column, so that a position in minified text costs no walk from its beginning.
  private struct Mark {
    let offset: UInt32
    let column: UInt32
  }

  /// The distance between marks, in bytes; shorter lines have none.
  private static let stride = 4096

  private let starts: [UInt32]
  private let marks: [Mark]

  init(_ source: SourceBytes) {
    var starts: [UInt32] = [0]
    var marks: [Mark] = []
    let raw = source.raw
    if let base = raw.baseAddress {
      var offset = 0
      while offset < raw.count {
        let found = memchr(base + offset, 0x0A, raw.count - offset)
        let end = found.map { UnsafeRawPointer($0) - base } ?? raw.count
        Self.mark(offset..<end, of: raw, into: &marks)
        guard found != nil else { break }
        offset = end + 1
        starts.append(UInt32(offset))
      }
    }
    self.starts = starts
    self.marks = marks
  }

  private static func mark(_ line: Range<Int>, of raw: UnsafeRawBufferPointer, into marks: inout [Mark]) {
    guard line.count > stride else { return }
    var column = 1
    var offset = line.lowerBound
    while offset + stride < line.upperBound {
      column += scalars(raw[offset..<(offset + stride)])
      offset += stride
      marks.append(Mark(offset: UInt32(offset), column: UInt32(column)))
    }
  }

  /// How many Unicode scalars begin here: a scalar's first byte is any that is not a continuation (10xxxxxx).
  private static func scalars(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    bytes.reduce(into: 0) { $0 += $1 & 0xC0 == 0x80 ? 0 : 1 }
  }

  func position(of offset: Int, in source: SourceBytes) -> Position {
    let line = Self.last(of: starts.count) { Int(starts[$0]) <= offset } ?? 0
    var start = Int(starts[line])
    var column = 1
    if let last = Self.last(of: marks.count, where: { Int(marks[$0].offset) <= offset }),
      Int(marks[last].offset) > start
    {
      start = Int(marks[last].offset)
      column = Int(marks[last].column)
    }
    let end = min(max(offset, start), source.count)
    return Position(line: line + 1, column: column + Self.scalars(source.raw[start..<end]))
  }

  /// The last of so many ordered entries for which something holds; nil if it holds for none.
  private static func last(of count: Int, where holds: (Int) -> Bool) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
