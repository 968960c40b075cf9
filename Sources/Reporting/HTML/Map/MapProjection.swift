import Glibc

/// A place on a drawing, in its units.
struct Spot {
  var x: Double
  var y: Double
}

/// Equal-area projections, since a map that shades countries must not make some of them larger than others.
enum MapProjection {
  /// Equal Earth (Šavrič, Patterson, Jenny, 2018), for the world.
  case world
  /// Lambert's azimuthal equal-area projection about 52 N 10 E, the centre that European statistics use.
  case europe

  /// The size of the drawing.
  var size: (width: Double, height: Double) { self == .world ? (1000, 450) : (880, 855) }

  /// Where a point stands on the drawing.
  func spot(_ point: Degrees) -> Spot {
    let (longitude, latitude) = (point.longitude * .pi / 180, point.latitude * .pi / 180)
    return self == .world ? Self.equalEarth(longitude, latitude) : Self.azimuthal(longitude, latitude)
  }

  /// True if a spot is on the drawing.
  func holds(_ spot: Spot) -> Bool {
    (0...size.width).contains(spot.x) && (0...size.height).contains(spot.y)
  }

  private static func equalEarth(_ longitude: Double, _ latitude: Double) -> Spot {
    let (a1, a2, a3, a4) = (1.340264, -0.081106, 0.000893, 0.003796)
    let root = 3.0.squareRoot()
    let angle = asin(root / 2 * sin(latitude))
    let square = angle * angle
    let sixth = square * square * square
    let x =
      2 * root * longitude * cos(angle)
      / (3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1))
    let y = angle * (a4 * sixth * square + a3 * sixth + a2 * square + a1)
    // The drawing ends at 84 N; south of Tierra del Fuego there is nothing to show.
    return Spot(x: (x + 2.70663) * 1000 / 5.41326, y: (1.2919 - y) * 1000 / 5.41326)
  }

  private static func azimuthal(_ longitude: Double, _ latitude: Double) -> Spot {
    let (centre, middle) = (52 * Double.pi / 180, 10 * Double.pi / 180)
    let (sine, cosine) = (sin(latitude), cos(latitude))
    let turn = longitude - middle
    let factor = (2 / (1 + sin(centre) * sine + cos(centre) * cosine * cos(turn))).squareRoot()
    let x = factor * cosine * sin(turn)
    let y = factor * (cos(centre) * sine - sin(centre) * cosine * cos(turn))
    return Spot(x: (x + 0.345) * 1248, y: (0.36 - y) * 1248)
  }
}

extension Double {
  /// Tenths, without a locale: `12.5`, `-0.3`, `7`.
  var tenths: String {
    let number = Int((self * 10).rounded())
    let (whole, rest) = (abs(number) / 10, abs(number) % 10)
    return "\(number < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : ".\(rest)")"
  }
}
