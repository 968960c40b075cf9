import Assessment
import Atlas
import Inventory

/// The report to look at: one file that asks nothing of the network, coverage first, then what was found.
///
/// Markup, styles and script are files under `Template`; Swift only gathers what they show. Every text goes through
/// ``SafeText`` and the engine's escaping, and the content policy lets only our own style and script run.
public enum HTMLReport: ReportFormat {
  /// The name on the command line.
  public static let name = "html"
  /// The digests of what went in stand at the report's end.
  public static var needsProvenance: Bool { true }

  /// The whole report as bytes, in one piece.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let page = HTMLPage(report, style: style).render()
    return [Array(page.renderText.utf8)]
  }
}

/// The page: its head, and its sections in order.
struct HTMLPage {
  private let report: ScanReport
  private let style: ReportStyle
  private let words: HTMLWords
  private let templates: HTMLTemplates

  init(_ report: ScanReport, style: ReportStyle) {
    self.report = report
    self.style = style
    words = HTMLWords(style)
    templates = HTMLTemplates(words: words)
  }

  /// A section: what it is called in the contents, and its markup.
  private struct Section {
    let anchor: String
    let label: String
    let markup: Markup
  }

  func render() -> Markup {
    let sections = sections()
    var fields = head()
    fields.list(
      "contents",
      sections.map { section in
        var fields = Fields()
        fields.own("anchor", section.anchor)
        fields.own("label", section.label)
        return fields
      })
    fields.markup("sections", Markup(rendered: sections.map(\.markup.renderText).joined()))
    return templates.render("page", fields)
  }

  private func sections() -> [Section] {
    let facts = HTMLFacts(atlas: report.atlas, words: words)
    let tally = PlaceTally(report)
    let sources = SourceNotes(report)
    let findings = HTMLFindings(report, style: style, words: words, templates: templates, sources: sources)
    let contents: [(String, Fields)] = [
      ("coverage", HTMLCoverage(report, words: words).fields),
      ("summary", HTMLSummary(report, words: words).fields),
      ("rules", HTMLRules(report, words: words).fields),
      ("map", HTMLMap(tally, report: report, words: words, facts: facts).fields),
      ("flows", HTMLFlows(report, words: words, facts: facts).fields),
      ("custody", HTMLCustody(report.resources, words: words).fields),
      ("dependence", HTMLDependence(report, words: words, facts: facts).fields),
      ("findings", findings.fields),
      (
        "inventory",
        HTMLInventory(report, words: words, facts: facts, sources: sources).fields
      ),
      ("requests", HTMLRequests(report, words: words).fields),
      ("waivers", HTMLWaivers(report, words: words, anchors: findings.anchors).fields),
      ("method", HTMLMethod(report, words: words, sources: sources).fields),
    ]
    return contents.map { anchor, fields in
      Section(anchor: anchor, label: words[anchor], markup: templates.render(anchor, fields))
    }
  }

  private func head() -> Fields {
    let script = ReportFile.named("report.js")
    let css = ReportFile.named("report.css")
    var fields = Fields()
    fields.own("language", style.language.rawValue)
    fields.own("styleHash", css.contentHash)
    fields.own("scriptHash", script.contentHash)
    fields.markup("style", Markup(rendered: css.text))
    fields.markup("script", Markup(rendered: script.text))
    fields.own("version", report.version)
    fields.own(
      "headline",
      words.fill(
        "headline", words.count("finding", report.assessment.findings.count),
        words.number(Set(report.assessment.findings.compactMap(\.resource)).count),
        words.count("resource", report.resources.count)))
    fields.own(
      "understood",
      words.fill(
        "understoodLine", words.number(report.coverage.understood), words.number(report.coverage.found)))
    fields.own("reason", words.say(report.outcome.reason))
    fields.own("exitCode", "\(report.outcome.exitCode)")
    fields.own("threshold", words.threshold(report.threshold))
    fields.own(
      "policies", report.assessment.policies.map { "\($0.id) \($0.version)" }.joined(separator: ", "))
    fields.own("atlasAsOf", words.day(report.atlasAsOf))
    fields.own("date", report.provenance?.sourceDate.map(words.moment) ?? words["noDate"])
    fields.text("commandLine", report.provenance?.commandLine.joined(separator: " "))
    if let provenance = report.provenance {
      fields.own(
        "given",
        provenance.contexts.isEmpty ? words["noContext"] : provenance.contexts.joined(separator: ", "))
    }
    fields.list(
      "notices",
      report.notices.map { notice in
        var fields = Fields()
        fields.own("notice", words.say(notice))
        return fields
      })
    return fields
  }
}
