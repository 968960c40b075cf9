import Assessment
import Atlas
import Descriptors
import Inventory

/// Every resource with its facts in a row, and what its place rests on.
struct HTMLInventory {
  private let report: ScanReport
  private let words: HTMLWords
  private let facts: HTMLFacts
  private let sources: SourceNotes

  init(_ report: ScanReport, words: HTMLWords, facts: HTMLFacts, sources: SourceNotes) {
    self.report = report
    self.words = words
    self.facts = facts
    self.sources = sources
  }

  var fields: Fields {
    var found = [Int](repeating: 0, count: report.resources.count)
    for finding in report.assessment.findings {
      if let index = finding.resource { found[index] += 1 }
    }
    let counts = found
    var fields = Fields()
    fields.own("total", words.number(report.resources.count))
    fields.markup(
      "rows",
      ParallelParts.rows(Array(report.resources.indices)) { index, writer in
        row(index, found: counts[index], to: &writer)
      })
    return fields
  }

  private func row(_ index: Int, found: Int, to writer: inout MarkupWriter) {
    let resource = report.resources[index]
    writer.markup("<tr id=\"r")
    writer.number(index + 1)
    writer.markup(resource.holdsData ? "\" data-d=\"1\"><th scope=\"row\">" : "\"><th scope=\"row\">")
    writer.text(resource.name)
    writer.element("<span class=\"at\">", SourcePlace(resource.span).text, "</span></th><td>")
    writer.text(words.kind(resource.kind))
    writer.element("<span class=\"dim\">", resource.type, "</span></td><td>")
    place(resource, to: &writer)
    writer.element("</td><td>", facts.operators(resource.operatorID), "</td><td>")
    writer.element("", facts.atRest(resource.atRest), "</td><td>")
    writer.element("", facts.custody(resource.keyState), "</td><td>")
    writer.element("", facts.transit(resource.transit), "</td><td>")
    writer.element("", facts.flows(resource.flows), "</td><td class=\"n\">")
    if found > 0 {
      writer.markup("<a href=\"#findings\" data-resource=\"")
      writer.number(index + 1)
      writer.element(
        "\" aria-label=\"", words.fill("foundOf", words.count("finding", found), resource.name), "\">")
      writer.element("", words.number(found), "</a>")
    } else {
      writer.markup("0")
    }
    writer.markup("</td></tr>\n")
  }

  private func place(_ resource: Resource, to writer: inout MarkupWriter) {
    let evidence = SourceNotes.placeEvidence(resource)
    guard !evidence.isEmpty else { return writer.text(facts.place(resource.place)) }
    writer.element("<details><summary>", facts.place(resource.place), "</summary><ol>")
    for link in evidence { writer.link(words.link(link, in: resource.span.file, sources: sources)) }
    writer.markup("</ol></details>")
  }
}
