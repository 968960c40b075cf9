import Assessment
import Atlas
import Descriptors
import Inventory

/// Every resource with its facts in a row, and what its place rests on.
struct HTMLInventory {
  private let report: ScanReport
  private let words: HTMLWords
  private let templates: HTMLTemplates
  private let facts: HTMLFacts
  private let sources: SourceNotes

  init(
    _ report: ScanReport, words: HTMLWords, templates: HTMLTemplates, facts: HTMLFacts, sources: SourceNotes
  ) {
    self.report = report
    self.words = words
    self.templates = templates
    self.facts = facts
    self.sources = sources
  }

  var fields: Fields {
    var found = [Int](repeating: 0, count: report.resources.count)
    for finding in report.assessment.findings {
      if let index = finding.resource { found[index] += 1 }
    }
    let counts = found
    let rows = ParallelText.made(Array(report.resources.indices)) { row($0, found: counts[$0]).renderText }
    var fields = Fields()
    fields.own("total", words.number(report.resources.count))
    fields.markup("rows", Markup(rendered: rows.joined()))
    return fields
  }

  private func row(_ index: Int, found: Int) -> Markup {
    let resource = report.resources[index]
    let evidence = SourceNotes.placeEvidence(resource)
    var fields = Fields()
    fields.own("number", "\(index + 1)")
    fields.flag("holds", resource.holdsData)
    fields.own("name", resource.name)
    fields.own("at", SourcePlace(resource.span).text)
    fields.own("kind", words.kind(resource.kind))
    fields.own("type", resource.type)
    fields.own("place", facts.place(resource.place))
    fields.flag("because", !evidence.isEmpty)
    fields.list(
      "links", evidence.map { words.link($0, in: resource.span.file, sources: sources) })
    fields.own("operator", facts.operators(resource.operatorID))
    fields.own("atRest", facts.atRest(resource.atRest))
    fields.own("custody", facts.custody(resource.keyState))
    fields.own("transit", facts.transit(resource.transit))
    fields.own("flowsTo", facts.flows(resource.flows))
    if found > 0 { fields.own("found", words.number(found)) } else { fields.flag("found", false) }
    fields.own("foundLabel", words.fill("foundOf", words.count("finding", found), resource.name))
    return templates.render("resource", fields)
  }
}
