import Assessment
import Atlas
import Inventory

/// Where data stands: two maps, and the table that says the same in words.
struct HTMLMap {
  private let tally: PlaceTally
  private let report: ScanReport
  private let words: HTMLWords
  private let facts: HTMLFacts
  private let geometry = MapGeometry()

  init(_ tally: PlaceTally, report: ScanReport, words: HTMLWords, facts: HTMLFacts) {
    self.tally = tally
    self.report = report
    self.words = words
    self.facts = facts
  }

  var fields: Fields {
    var fields = Fields()
    fields.list(
      "legend",
      Self.verdicts.map { verdict in
        var fields = Fields()
        fields.own("class", Self.style(verdict))
        fields.own("label", words["legend_\(verdict?.rawValue ?? "none")"])
        return fields
      } + [empty])
    fields.list("europe", lands(geometry.europe, .europe))
    fields.list("world", lands(geometry.world, .world))
    let labels = tally.sorted.compactMap { country, entry in
      geometry.points[country.code].map {
        Label(code: country.code, count: words.number(entry.total), point: $0)
      }
    }
    let europe = Set(geometry.europe.map(\.code))
    let isEuropean = { (label: Label) in
      europe.contains(label.code) && MapProjection.europe.holds(MapProjection.europe.spot(label.point))
    }
    fields.list("europePins", pins(labels.filter(isEuropean), .europe))
    fields.list("worldPins", pins(labels.filter { !isEuropean($0) }, .world))
    fields.list("arcs", arcs)
    fields.list(
      "elsewhere",
      PlaceTally.Standing.allCases.map { standing in
        var fields = Fields()
        fields.own("count", words.number(tally.standings[standing] ?? 0))
        fields.own("label", words["standing_\(standing)"])
        return fields
      })
    fields.list(
      "bases",
      PlaceTally.Basis.allCases.map { basis in
        var fields = Fields()
        fields.own("label", words["basis_\(basis)"])
        fields.own("count", words.number(tally.bases[basis] ?? 0))
        fields.own("meaning", words["basis_\(basis)Meaning"])
        return fields
      })
    fields.list("countries", tally.sorted.map { row($0.country, $0.entry) })
    return fields
  }

  private var empty: Fields {
    var fields = Fields()
    fields.own("class", "m-empty")
    fields.own("label", words["legend_empty"])
    return fields
  }

  private static let verdicts: [Verdict?] = [.fail, .conditional, .undetermined, nil]

  private static func style(_ verdict: Verdict?) -> String { "m-\(verdict?.rawValue ?? "clear")" }

  // MARK: The drawings

  private func lands(_ outlines: [MapGeometry.Outline], _ projection: MapProjection) -> [Fields] {
    outlines.compactMap { outline in
      guard let path = MapPath.outline(outline, projection) else { return nil }
      var fields = Fields()
      fields.own("d", path)
      let country = Country(outline.code)
      if let entry = tally.countries[country] {
        fields.own("class", Self.style(entry.worst))
        fields.own(
          "name",
          words.fill(
            "landTitle", words.country(country), words.count("resource", entry.total), worst(entry)))
      } else {
        fields.own("class", "m-empty")
        fields.flag("name", false)
      }
      return fields
    }
  }

  private func worst(_ entry: PlaceTally.Entry) -> String {
    words["legend_\(entry.worst?.rawValue ?? "none")"]
  }

  /// A country's number and where it belongs.
  private struct Label {
    let code: String
    let count: String
    let point: Degrees
  }

  private func pins(_ labels: [Label], _ projection: MapProjection) -> [Fields] {
    let pins = MapPins(labels.map { ($0.code, $0.count, projection.spot($0.point)) }, on: projection).pins
    return pins.map { pin in
      var fields = Fields()
      fields.own("code", pin.code)
      fields.own("count", pin.count)
      fields.own("x", pin.corner.x.tenths)
      fields.own("y", pin.corner.y.tenths)
      fields.own("width", pin.width.tenths)
      fields.own("tx", (pin.corner.x + pin.width / 2).tenths)
      fields.own("ty", (pin.corner.y + 17).tenths)
      if pin.isMoved {
        fields.own("leader", MapPath.line(from: pin.spot, to: pin.middle))
      } else {
        fields.flag("leader", false)
      }
      return fields
    }
  }

  /// Flows from one known country to another.
  private var arcs: [Fields] {
    FlowTally.betweenCountries(report.resources).sorted.compactMap { stream in
      guard case .known(let from) = stream.from, case .known(let to) = stream.to, from != to,
        let start = geometry.points[from], let end = geometry.points[to]
      else { return nil }
      let arc = MapPath.arc(from: MapProjection.world.spot(start), to: MapProjection.world.spot(end))
      var fields = Fields()
      fields.own("d", arc.line)
      fields.own("head", arc.head)
      fields.own("stroke", (1 + 0.5 * Double(Self.magnitude(stream.count))).tenths)
      fields.own(
        "name",
        words.fill(
          "arcTitle", words.country(Country(from)), words.country(Country(to)),
          words.count("flow", stream.count)))
      return fields
    }
  }

  /// How often a number can be halved.
  private static func magnitude(_ count: Int) -> Int { min(8, Int.bitWidth - 1 - count.leadingZeroBitCount) }

  // MARK: The table

  private func row(_ country: Country, _ entry: PlaceTally.Entry) -> Fields {
    var fields = Fields()
    fields.own("name", words.country(country))
    fields.own("code", country.code)
    fields.own("certain", words.number(entry.share.certain))
    fields.own("possible", words.number(entry.share.possible))
    fields.own("tag", "v-\(entry.worst?.rawValue ?? "none")")
    fields.own("worst", entry.worst.map(words.verdict) ?? words["noneOnPlace"])
    fields.own("fails", words.number(entry.fails))
    fields.own("conditionals", words.number(entry.conditionals))
    fields.own("open", words.number(entry.open))
    return fields
  }
}
