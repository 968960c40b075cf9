/// Outlines as paths of SVG, in tenths of a unit and relative steps, which keeps them short.
enum MapPath {
  /// The path of a country; nil if nothing of it is on the drawing.
  static func outline(_ outline: MapGeometry.Outline, _ projection: MapProjection) -> String? {
    var path = ""
    for ring in outline.rings {
      let spots = ring.map(projection.spot)
      guard spots.contains(where: projection.holds) else { continue }
      path += self.ring(spots)
    }
    return path.isEmpty ? nil : path
  }

  /// Steps between points that differ by a tenth at least.
  private static func ring(_ spots: [Spot]) -> String {
    var path = ""
    var (x, y) = (0, 0)
    var steps = 0
    for spot in spots {
      let (nextX, nextY) = (Int((spot.x * 10).rounded()), Int((spot.y * 10).rounded()))
      if steps == 0 {
        path = "M\(tenths(nextX)) \(tenths(nextY))l"
      } else if nextX == x, nextY == y {
        continue
      } else {
        path += "\(steps > 1 ? " " : "")\(tenths(nextX - x)) \(tenths(nextY - y))"
      }
      (x, y) = (nextX, nextY)
      steps += 1
    }
    return steps > 2 ? path + "z" : ""
  }

  private static func tenths(_ number: Int) -> String { (Double(number) / 10).tenths }

  /// A bent line from one spot to another, and the head at its end.
  static func arc(from start: Spot, to end: Spot) -> (line: String, head: String) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = max(1, (dx * dx + dy * dy).squareRoot())
    // Always to the same side of its direction, so that there and back are two lines.
    let control = Spot(x: (start.x + end.x) / 2 + dy * 0.18, y: (start.y + end.y) / 2 - dx * 0.18)
    let line = "M\(text(start))Q\(text(control)) \(text(end))"
    let (ex, ey) = (end.x - control.x, end.y - control.y)
    let reach = max(1, (ex * ex + ey * ey).squareRoot())
    let (ux, uy) = (ex / reach, ey / reach)
    let size = min(9, length / 2)
    let left = Spot(x: end.x - size * ux - size / 2 * uy, y: end.y - size * uy + size / 2 * ux)
    let right = Spot(x: end.x - size * ux + size / 2 * uy, y: end.y - size * uy - size / 2 * ux)
    return (line, "M\(text(end))L\(text(left))L\(text(right))z")
  }

  static func line(from start: Spot, to end: Spot) -> String { "M\(text(start))L\(text(end))" }

  private static func text(_ spot: Spot) -> String { "\(spot.x.tenths) \(spot.y.tenths)" }
}
