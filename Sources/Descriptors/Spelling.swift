/// Finds the word that somebody probably meant.
public enum Spelling {
  /// The nearest of some words by edit distance; nil if none is near enough to be a typing error.
  public static func nearest(to text: String, among words: some Sequence<String>) -> String? {
    let text = Array(text.lowercased().utf8)
    guard text.count <= 64 else { return nil }
    var best: (distance: Int, word: String)?
    for word in words {
      let distance = distance(text, Array(word.lowercased().utf8))
      if distance < best?.distance ?? .max { best = (distance, word) }
    }
    guard let best, best.distance <= max(1, text.count / 3) else { return nil }
    return best.word
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let cost = left[row] == right[column] ? 0 : 1
        var value = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          value = min(value, beforeLast[column - 1] + 1)
        }
        current.append(value)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
