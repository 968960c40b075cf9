/// One line of an ignore file, with the meaning that git gives it (gitignore(5)).
struct IgnorePattern {
  /// A part of a pattern with slashes.
  enum Segment {
    /// `**`: any number of folders.
    case anyDepth
    case name(NameGlob)
  }

  enum Shape {
    /// No slash: the name alone, at any depth.
    case name(NameGlob)
    /// The path from the folder of the ignore file.
    case path([Segment])
  }

  /// True if the line starts with `!` and takes back what an earlier one left out.
  let takesBack: Bool
  /// True if the line ends with a slash.
  let foldersOnly: Bool
  let shape: Shape

  /// Reads a line without its line end; nil if it is empty, a comment, or can match nothing.
  init?(_ line: some Collection<UInt8>) {
    var text = Self.withoutTrailingSpaces(Array(line.prefix { $0 != 0 }))[...]
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    takesBack = first == UInt8(ascii: "!")
    if takesBack { text.removeFirst() }
    foldersOnly = text.last == PathBytes.slash
    if foldersOnly { text.removeLast() }
    guard !text.isEmpty else { return nil }
    let isPath = text.contains(PathBytes.slash)
    if text.first == PathBytes.slash { text.removeFirst() }

    var parser = SegmentParser(rest: text)
    guard let segments = parser.segments() else { return nil }
    if isPath {
      shape = .path(
        segments.map { steps in
          Self.isDoubleStar(steps) ? .anyDepth : .name(NameGlob(steps))
        })
    } else {
      shape = .name(NameGlob(segments[0]))
    }
  }

  /// True if the pattern fits an entry, by its path from the folder of the ignore file.
  func matches(
    path: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>, isFolder: Bool
  ) -> Bool {
    if foldersOnly, !isFolder { return false }
    return switch shape {
    case .name(let glob): glob.matches(name)
    case .path(let segments): Self.matches(segments, path)
    }
  }

  private static func matches(_ segments: [Segment], _ path: UnsafeBufferPointer<UInt8>) -> Bool {
    var segment = 0
    // Where a name starts; behind the last one it is one more than the count.
    var start = 0
    // Only the last `**` ever has to take more.
    var retry: (segment: Int, start: Int)?
    while start <= path.count || segment < segments.count {
      if segment < segments.count, start <= path.count {
        let end = endOfName(path, from: start)
        switch segments[segment] {
        case .anyDepth where segment == segments.count - 1: return true
        case .anyDepth:
          segment += 1
          retry = (segment, start)
          continue
        case .name(let glob) where glob.matches(UnsafeBufferPointer(rebasing: path[start..<end])):
          segment += 1
          start = end + 1
          continue
        case .name: break
        }
      }
      guard let star = retry else { return false }
      let next = endOfName(path, from: star.start) + 1
      guard next <= path.count else { return false }
      retry = (star.segment, next)
      segment = star.segment
      start = next
    }
    return true
  }

  private static func endOfName(_ path: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < path.count, path[end] != PathBytes.slash { end += 1 }
    return end
  }

  private static func isDoubleStar(_ steps: [NameGlob.Step]) -> Bool {
    steps.count > 1
      && steps.allSatisfy { step in
        if case .star = step { true } else { false }
      }
  }

  /// Cuts spaces at the end, unless a backslash keeps them.
  private static func withoutTrailingSpaces(_ line: [UInt8]) -> [UInt8] {
    var kept = 0
    var index = 0
    while index < line.count {
      if line[index] == UInt8(ascii: "\\") {
        index += 1
        kept = min(index + 1, line.count)
      } else if line[index] != UInt8(ascii: " ") {
        kept = index + 1
      }
      index += 1
    }
    return Array(line[..<kept])
  }
}

/// Cuts a pattern at its slashes and reads wildcards, brackets and escapes.
private struct SegmentParser {
  var rest: ArraySlice<UInt8>

  /// The parts between slashes; nil if the pattern is malformed, which git lets match nothing.
  mutating func segments() -> [[NameGlob.Step]]? {
    var result: [[NameGlob.Step]] = [[]]
    while let byte = rest.popFirst() {
      var step = NameGlob.Step.byte(byte)
      switch byte {
      case UInt8(ascii: "?"): step = .anyByte
      case UInt8(ascii: "*"): step = .star
      case UInt8(ascii: "["):
        guard let set = bracket() else { return nil }
        step = .set(set)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        step = .byte(escaped)
      default: break
      }
      if case .byte(PathBytes.slash) = step {
        result.append([])
      } else {
        result[result.count - 1].append(step)
      }
    }
    return result
  }

  /// The set behind an opening bracket, up to and with the closing one.
  private mutating func bracket() -> ByteSet? {
    var set = ByteSet()
    let isInverted = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isInverted { rest.removeFirst() }
    var isFirst = true
    // The byte that a `-` would make the start of a range.
    var low: UInt8?
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "]"), !isFirst { return isInverted ? set.inverted : set }
      isFirst = false
      if byte == UInt8(ascii: "-"), let start = low, let next = rest.first, next != UInt8(ascii: "]") {
        guard let end = member(rest.removeFirst()) else { return nil }
        if start <= end { for value in start...end { set.insert(value) } }
        low = nil
      } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":"), let name = className() {
        guard set.insert(class: name) else { return nil }
        low = nil
      } else {
        guard let value = member(byte) else { return nil }
        set.insert(value)
        low = value
      }
    }
    return nil
  }

  private mutating func member(_ byte: UInt8) -> UInt8? {
    byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
  }

  /// The name in `[:name:]`, whose first bracket is read; nil if it is no such thing.
  private mutating func className() -> ArraySlice<UInt8>? {
    let body = rest.dropFirst()
    guard let close = body.firstIndex(of: UInt8(ascii: "]")), close > body.startIndex,
      body[close - 1] == UInt8(ascii: ":")
    else { return nil }
    rest = rest[(close + 1)...]
    return body[..<(close - 1)]
  }
}
