/// The nearest right word for a wrong one.
enum NearestWord {
  /// The word of a list that a slip of the pen most likely meant; nil if none is near.
  static func of(_ wrong: String, among words: some Sequence<String>) -> String? {
    let written = normalised(wrong)
    guard !written.isEmpty, written.count <= 64 else { return nil }
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = distance(written, normalised(word))
      if distance < (best?.distance ?? .max) { best = (word, distance) }
    }
    guard let best else { return nil }
    return best.distance <= max(1, min(written.count, best.word.utf8.count) / 3) ? best.word : nil
  }

  private static func normalised(_ word: String) -> [UInt8] {
    word.lowercased().utf8.map { $0 == 0x5F || $0 == 0x20 ? 0x2D : $0 }
  }

  /// Insertions, deletions, replacements and swapped neighbours.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var before: [Int] = []
    var above = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var row = [i + 1]
      for (j, b) in right.enumerated() {
        var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (a == b ? 0 : 1))
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      before = above
      above = row
    }
    return above[right.count]
  }
}
