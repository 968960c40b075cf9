/// A pattern over paths below the configuration's folder: `*` and `?` within a name, `**` across folders.
struct PathGlob: Sendable {
  private let segments: [[UInt8]]

  init(_ pattern: String) {
    segments = pattern.split(separator: "/").map { Array($0.utf8) }
  }

  /// True if the whole path, or a folder that it lies in, matches.
  func matches(_ path: String) -> Bool {
    Self.match(segments[...], path.split(separator: "/").map { Array($0.utf8) }[...])
  }

  private static func match(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
    guard let head = pattern.first else { return true }
    if head == Array("**".utf8) {
      return match(pattern.dropFirst(), path) || (!path.isEmpty && match(pattern, path.dropFirst()))
    }
    guard let name = path.first, match(name: head[...], name[...]) else { return false }
    return match(pattern.dropFirst(), path.dropFirst())
  }

  private static func match(name pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    // Backtracks to the last star only: linear in practice, quadratic at worst.
    var (p, t) = (pattern.startIndex, text.startIndex)
    var star: (pattern: Int, text: Int)?
    while t < text.endIndex {
      if p < pattern.endIndex, pattern[p] == 0x2A {
        star = (p + 1, t)
        p += 1
      } else if p < pattern.endIndex, pattern[p] == 0x3F || pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        (p, t) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == 0x2A }
  }
}
