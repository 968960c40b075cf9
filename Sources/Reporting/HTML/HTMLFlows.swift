import Atlas
import Inventory

/// Where data goes: between countries, and between operators.
struct HTMLFlows {
  private let report: ScanReport
  private let words: HTMLWords
  private let facts: HTMLFacts

  init(_ report: ScanReport, words: HTMLWords, facts: HTMLFacts) {
    self.report = report
    self.words = words
    self.facts = facts
  }

  var fields: Fields {
    let countries = FlowTally.betweenCountries(report.resources)
    let operators = FlowTally.betweenOperators(report.resources)
    var fields = Fields()
    let total = report.resources.reduce(0) { $0 + $1.flows.count }
    fields.own("lead", words.fill("flowsLead", words.count("flow", total)))
    fields.list(
      "views",
      [
        view("flowCountries", countries.sorted, several: "severalCountries") { code in
          self.words.country(Country(code))
        },
        view("flowOperators", operators.sorted, several: "severalOperators", facts.operatorName),
      ])
    crossings(&fields)
    return fields
  }

  // MARK: One by one

  /// A flow that is sure to leave its country or its operator.
  private struct Crossing {
    let index: Int
    let flow: Flow
  }

  private func crossings(_ fields: inout Fields) {
    let rows = report.resources.enumerated().flatMap { index, resource in
      resource.flows.filter { Self.leaves(resource, $0) }.map { Crossing(index: index, flow: $0) }
    }
    guard !rows.isEmpty else { return }
    var table = Fields()
    table.own("count", words.number(rows.count))
    table.markup("rows", ParallelParts.rows(rows) { row, writer in crossing(row, to: &writer) })
    fields.fields("crossings", table)
  }

  private static func leaves(_ resource: Resource, _ flow: Flow) -> Bool {
    FlowTally.country(resource.place).isSurelyOther(than: FlowTally.country(flow.place))
      || FlowTally.operatorEnd(resource.operatorID).isSurelyOther(
        than: FlowTally.operatorEnd(flow.operatorID))
  }

  private func crossing(_ row: Crossing, to writer: inout MarkupWriter) {
    let resource = report.resources[row.index]
    writer.markup("<tr><th scope=\"row\"><a href=\"#r")
    writer.number(row.index + 1)
    writer.element("\">", resource.name, "</a>")
    writer.element("<span class=\"at\">", SourcePlace(row.flow.span).text, "</span></th><td>")
    writer.element("", words.flow(row.flow.kind), "</td><td>")
    writer.element("", words.say(row.flow.shownTarget), "</td><td>")
    writer.element("", facts.place(resource.place), "</td><td>")
    writer.element("", facts.place(row.flow.place), "</td><td>")
    writer.element("", facts.operators(resource.operatorID), "</td><td>")
    writer.element("", facts.operators(row.flow.operatorID), "</td></tr>\n")
  }

  // MARK: In sum

  private func view(
    _ name: String, _ streams: [FlowTally.Stream], several: String, _ known: (String) -> String
  ) -> Fields {
    func label(_ end: FlowTally.End) -> String {
      switch end {
      case .known(let code): known(code)
      case .several: words[several]
      case .anywhere: words["anywhere"]
      case .notKnown: words["notKnown"]
      }
    }
    var fields = Fields()
    fields.own("title", words[name])
    fields.own("caption", words[name + "Caption"])
    fields.own("from", words["from"])
    fields.own("to", words["to"])
    fields.own("flowsWord", words["flowsWord"])
    fields.own("kindsWord", words["kindsWord"])
    fields.list(
      "rows",
      streams.map { stream in
        var fields = Fields()
        fields.own("source", label(stream.from))
        fields.own("target", label(stream.to))
        if stream.crosses { fields.own("crosses", words["crosses"]) } else { fields.flag("crosses", false) }
        fields.own("count", words.number(stream.count))
        fields.own("kinds", kinds(stream.kinds))
        return fields
      })
    if !streams.isEmpty {
      let drawn = streams.map {
        FlowBands.Stream(
          from: label($0.from), to: label($0.to), count: $0.count, crosses: $0.crosses)
      }
      fields.fields("bands", bands(FlowBands(drawn, others: words["others"]), words[name + "Aria"]))
    }
    return fields
  }

  private func kinds(_ kinds: [FlowKind: Int]) -> String {
    kinds.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\(words.flow($0.key)) \(words.number($0.value))" }.joined(separator: ", ")
  }

  private func bands(_ drawing: FlowBands, _ aria: String) -> Fields {
    var fields = Fields()
    fields.own("height", drawing.height.tenths)
    fields.own("aria", aria)
    fields.list(
      "streams",
      drawing.bands.map { band in
        var fields = Fields()
        fields.own("class", band.crosses ? "stream over" : "stream")
        fields.own("d", band.path)
        fields.own("name", words.fill("arcTitle", band.from, band.to, words.count("flow", band.count)))
        return fields
      })
    fields.list(
      "nodes",
      drawing.nodes.map { node in
        var fields = Fields()
        fields.own("x", node.x.tenths)
        fields.own("y", node.y.tenths)
        fields.own("size", node.size.tenths)
        fields.own("class", node.isLeft ? "end" : "begin")
        fields.own("tx", (node.isLeft ? node.x - 8 : node.x + 18).tenths)
        fields.own("ty", (node.y + node.size / 2 + 5).tenths)
        fields.own("label", node.label.count > 26 ? "\(node.label.prefix(25))…" : node.label)
        return fields
      })
    return fields
  }
}
