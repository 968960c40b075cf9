import Descriptors

/// A point on the earth, in degrees.
struct Degrees {
  let longitude: Double
  let latitude: Double
}

/// The outlines and label points of countries, as they are shipped.
struct MapGeometry {
  /// A country's outline: rings that are not closed.
  struct Outline {
    let code: String
    let rings: [[Degrees]]
  }

  let europe: [Outline]
  let world: [Outline]
  let points: [String: Degrees]

  init() {
    europe = Self.outlines("europe.json")
    world = Self.outlines("world.json")
    var points: [String: Degrees] = [:]
    for (code, node) in Self.entries("points.json") {
      if let point = Self.degrees(node) { points[code] = point }
    }
    self.points = points
  }

  private static func outlines(_ name: String) -> [Outline] {
    entries(name).map { code, node in
      Outline(code: code, rings: node.items.map { ring in ring.items.compactMap(degrees) })
    }
  }

  private static func entries(_ name: String) -> [(code: String, node: Node)] {
    let bytes = ReportFile.named(name).bytes
    let reading = DescriptorReader.read(SourceBytes(borrowing: bytes), as: .json, path: name)
    guard let root = reading.tree.documents.first else { return [] }
    return root.entries.compactMap { key, value in key.text.map { ($0, value) } }
  }

  private static func degrees(_ node: Node) -> Degrees? {
    let numbers = node.items.compactMap { $0.text.flatMap(Double.init) }
    return numbers.count == 2 ? Degrees(longitude: numbers[0], latitude: numbers[1]) : nil
  }
}
