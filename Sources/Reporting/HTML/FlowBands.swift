/// Streams as bands between two columns, as thick as they are large.
struct FlowBands {
  /// More ends than this on a side are drawn as one.
  private static let mostEnds = 9
  private static let gap = 12.0
  private static let width = 720.0
  private static let margin = 215.0

  /// What flows from one name to another, and whether they differ for certain.
  struct Stream {
    let from: String
    let to: String
    let count: Int
    let crosses: Bool
  }

  /// One end: a bar with its name.
  struct Node {
    let label: String
    let isLeft: Bool
    let x: Double
    let y: Double
    let size: Double
  }

  /// One band.
  struct Band {
    let from: String
    let to: String
    let count: Int
    let crosses: Bool
    let path: String
  }

  private(set) var nodes: [Node] = []
  private(set) var bands: [Band] = []
  let height: Double

  /// - Parameter streams: what is to be drawn, largest first.
  init(_ streams: [Stream], others: String) {
    let left = Self.column(streams.map { ($0.from, $0.count) }, others)
    let right = Self.column(streams.map { ($0.to, $0.count) }, others)
    let total = max(1, streams.reduce(0) { $0 + $1.count })
    let scale = 260 / Double(total)
    var leftEnds = Self.stacked(left, scale)
    var rightEnds = Self.stacked(right, scale)
    height = max(Self.bottom(left, scale), Self.bottom(right, scale)) + 4
    let (start, end) = (Self.margin + 10, Self.width - Self.margin - 10)
    for (names, isLeft) in [(left, true), (right, false)] {
      var y = 2.0
      for (name, count) in names {
        let size = Self.size(count, scale)
        nodes.append(Node(label: name, isLeft: isLeft, x: isLeft ? Self.margin : end, y: y, size: size))
        y += size + Self.gap
      }
    }
    for stream in Self.merged(streams, left.map(\.0), right.map(\.0), others) {
      guard let from = leftEnds[stream.from], let to = rightEnds[stream.to] else { continue }
      let fromSize = from.thickness * Double(stream.count)
      let toSize = to.thickness * Double(stream.count)
      bands.append(
        Band(
          from: stream.from, to: stream.to, count: stream.count, crosses: stream.crosses,
          path: Self.path(start, from.y, from.y + fromSize, end, to.y, to.y + toSize)))
      leftEnds[stream.from]?.y += fromSize
      rightEnds[stream.to]?.y += toSize
    }
  }

  /// Where the next band of an end begins, and how thick one flow is there.
  private struct Slot {
    var y: Double
    let thickness: Double
  }

  private static func size(_ count: Int, _ scale: Double) -> Double { max(14, Double(count) * scale) }

  private static func column(_ ends: [(String, Int)], _ others: String) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for (name, count) in ends { counts[name, default: 0] += count }
    let sorted = counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    guard sorted.count > mostEnds + 1 else { return sorted }
    return Array(sorted.prefix(mostEnds)) + [(others, sorted.dropFirst(mostEnds).reduce(0) { $0 + $1.1 })]
  }

  private static func stacked(_ names: [(String, Int)], _ scale: Double) -> [String: Slot] {
    var slots: [String: Slot] = [:]
    var y = 2.0
    for (name, count) in names {
      let size = size(count, scale)
      slots[name] = Slot(y: y, thickness: size / Double(max(1, count)))
      y += size + gap
    }
    return slots
  }

  private static func bottom(_ names: [(String, Int)], _ scale: Double) -> Double {
    names.reduce(0) { $0 + size($1.1, scale) + gap }
  }

  /// The streams by the ends that are drawn.
  private static func merged(
    _ streams: [Stream], _ left: [String], _ right: [String], _ others: String
  ) -> [Stream] {
    let (left, right) = (Set(left), Set(right))
    var merged: [Stream] = []
    var known: [[String]: Int] = [:]
    for stream in streams {
      let from = left.contains(stream.from) ? stream.from : others
      let to = right.contains(stream.to) ? stream.to : others
      guard let index = known[[from, to]] else {
        known[[from, to]] = merged.count
        merged.append(Stream(from: from, to: to, count: stream.count, crosses: stream.crosses))
        continue
      }
      merged[index] = Stream(
        from: from, to: to, count: merged[index].count + stream.count,
        crosses: merged[index].crosses && stream.crosses)
    }
    return merged
  }

  private static func path(
    _ x: Double, _ top: Double, _ bottom: Double, _ endX: Double, _ endTop: Double, _ endBottom: Double
  ) -> String {
    let middle = ((x + endX) / 2).tenths
    return "M\(x.tenths) \(top.tenths)C\(middle) \(top.tenths) \(middle) \(endTop.tenths) \(endX.tenths) "
      + "\(endTop.tenths)L\(endX.tenths) \(endBottom.tenths)C\(middle) \(endBottom.tenths) \(middle) "
      + "\(bottom.tenths) \(x.tenths) \(bottom.tenths)z"
  }
}
