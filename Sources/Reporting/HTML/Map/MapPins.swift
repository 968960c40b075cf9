/// Labels with a number on a map, moved apart where they would cover each other.
struct MapPins {
  /// A label at its place.
  struct Pin {
    let code: String
    let count: String
    let spot: Spot
    /// The upper left corner.
    let corner: Spot
    let width: Double
    static let height = 24.0

    /// True if the label had to be moved away from its country.
    var isMoved: Bool { abs(middle.y - spot.y) > Self.height || abs(middle.x - spot.x) > width }

    var middle: Spot { Spot(x: corner.x + width / 2, y: corner.y + Self.height / 2) }
  }

  private(set) var pins: [Pin] = []

  /// Labels in order: the first stand where they belong.
  init(_ labels: [(code: String, count: String, spot: Spot)], on projection: MapProjection) {
    for label in labels {
      let width = 14 + 9.2 * Double(label.code.count + label.count.count + 1)
      let x = min(max(2, label.spot.x - width / 2), projection.size.width - width - 2)
      let home = Spot(x: x, y: label.spot.y - Pin.height / 2)
      let corner = place(home, width, in: projection) ?? home
      pins.append(
        Pin(
          code: label.code, count: label.count, spot: label.spot, corner: corner, width: width))
    }
  }

  /// The nearest free place, in rings around the home; nil if there is none near.
  private func place(_ home: Spot, _ width: Double, in projection: MapProjection) -> Spot? {
    let (right, bottom) = (projection.size.width - width - 2, projection.size.height - Pin.height - 2)
    for ring in 0...6 {
      for row in -ring...ring {
        for column in [0, -1, 1] where max(abs(row), abs(column) * 2) == ring || ring == 0 && column == 0 {
          let corner = Spot(
            x: home.x + Double(column) * (width + 4), y: home.y + Double(row) * (Pin.height + 3))
          guard corner.x >= 2, corner.x <= right, corner.y >= 2, corner.y <= bottom else { continue }
          if isFree(corner, width) { return corner }
        }
      }
    }
    return nil
  }

  private func isFree(_ corner: Spot, _ width: Double) -> Bool {
    !pins.contains { pin in
      pin.corner.x < corner.x + width + 2 && corner.x < pin.corner.x + pin.width + 2
        && pin.corner.y < corner.y + Pin.height + 2 && corner.y < pin.corner.y + Pin.height + 2
    }
  }
}
