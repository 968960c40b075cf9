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
  /// Columns on lines longer than this are counted by blocks of this many bytes.
  private static let block = 1024

  private let starts: [UInt32]
  /// Characters that begin before each block; empty for a file without long lines.
  private let characters: [UInt32]

  init(_ source: SourceBytes) {
    var starts: [UInt32] = [0]
    var longest = 0
    let raw = source.raw
    if let base = raw.baseAddress {
      var offset = 0
      while offset < raw.count, let found = memchr(base + offset, 0x0A, raw.count - offset) {
        let start = offset
        offset = UnsafeRawPointer(found) - base + 1
        longest = max(longest, offset - start)
        starts.append(UInt32(offset))
      }
      longest = max(longest, raw.count - offset)
    }
    self.starts = starts
    characters = longest > Self.block ? Self.charactersByBlock(raw) : []
  }

  private static func charactersByBlock(_ raw: UnsafeRawBufferPointer) -> [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(raw.count / block + 1)
    var sum = 0
    for start in stride(from: 0, to: raw.count, by: block) {
      result.append(UInt32(sum))
      sum += count(raw[start..<min(start + block, raw.count)])
    }
    result.append(UInt32(sum))
    return result
  }

  /// Characters that begin in some bytes: a scalar's first byte is any that is not a continuation (10xxxxxx).
  private static func count(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    bytes.reduce(into: 0) { $0 += $1 & 0xC0 == 0x80 ? 0 : 1 }
  }

  /// Characters that begin before an offset.
  private func characters(before offset: Int, in raw: UnsafeRawBufferPointer) -> Int {
    let block = offset / Self.block
    return Int(characters[block]) + Self.count(raw[(block * Self.block)..<offset])
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
    let column =
      end - start > Self.block
      ? characters(before: end, in: source.raw) - characters(before: start, in: source.raw)
      : Self.count(source.raw[start..<end])
    return Position(line: low + 1, column: column + 1)
  }
}
