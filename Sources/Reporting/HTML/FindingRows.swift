import Assessment
import Descriptors
import Inventory

/// Writes one finding: what is wrong and where, its chain, and what to do about it.
///
/// What is true of every finding of a rule (clause, remedy, links of the chain that all have) stands once, in the
/// rule's own part; see ``RuleFrame``.
struct FindingRows {
  private let findings: [Finding]
  /// What does not count yet, by fingerprint.
  private let graces: [String: Grace]
  private let anchors: [String?]
  private let excerpts: [Int: Excerpt]
  private let words: HTMLWords
  private let sources: SourceNotes
  private let severities: [Severity: ReadyText]
  private let verdicts: [Verdict: ReadyText]
  private let remedyWord: ReadyText
  private let waiverWord: ReadyText
  private let resourceWord: ReadyText
  private let colon: ReadyText

  init(
    _ report: ScanReport, anchors: [String?], excerpts: [Int: Excerpt], words: HTMLWords,
    sources: SourceNotes
  ) {
    findings = report.assessment.findings
    graces = report.graces
    self.anchors = anchors
    self.excerpts = excerpts
    self.words = words
    self.sources = sources
    severities = Dictionary(
      uniqueKeysWithValues: Severity.allCases.map { ($0, ReadyText(words.severity($0))) })
    verdicts = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0, ReadyText(words.verdict($0))) })
    remedyWord = ReadyText(words["remedy"])
    waiverWord = ReadyText(words["waiver"])
    resourceWord = ReadyText(words["toResource"])
    colon = ReadyText(words.colon)
  }

  /// The finding of an index.
  func write(_ index: Int, in frame: RuleFrame, to writer: inout MarkupWriter) {
    let finding = findings[index]
    writer.markup("<details class=\"f\"")
    if let anchor = anchors[index] { writer.element(" id=\"", anchor, "\"") }
    writer.markup("><summary>")
    headline(finding, to: &writer)
    writer.markup("</summary>")
    if let excerpt = excerpts[index] { self.excerpt(excerpt, to: &writer) }
    let own = finding.evidence.filter { !frame.holds($0) }
    if !own.isEmpty {
      writer.markup("<ol>")
      for evidence in own { writer.link(words.link(evidence, in: finding.span?.file, sources: sources)) }
      writer.markup("</ol>")
    }
    let remedy = words.say(finding.remedy)
    if remedy != frame.remedy {
      writer.markup("<p>")
      writer.text(remedyWord)
      writer.text(colon)
      writer.element(" ", remedy, "")
    }
    waiver(finding, to: &writer)
    if let grace = graces[finding.fingerprint] { self.grace(grace, to: &writer) }
    writer.markup("<p>")
    if let resource = finding.resource {
      writer.markup("<a href=\"#r")
      writer.number(resource + 1)
      writer.markup("\">")
      writer.text(resourceWord)
      writer.markup("</a> ")
    }
    writer.text(finding.rule)
    writer.element(", bornage explain ", finding.fingerprint, "</details>\n")
  }

  private func headline(_ finding: Finding, to writer: inout MarkupWriter) {
    tag("<b class=\"s-", finding.severity.rawValue, severities[finding.severity], to: &writer)
    tag("<b class=\"v-", finding.verdict.rawValue, verdicts[finding.verdict], to: &writer)
    switch finding.waiver {
    case .waived?: writer.element("<b class=\"w-waived\">", words["waived"], "</b> ")
    case .requested?: writer.element("<b class=\"w-requested\">", words["requested"], "</b> ")
    case nil: break
    }
    if let grace = graces[finding.fingerprint] {
      writer.element("<b class=\"w-grace\">", words.fill("inGrace", words.day(grace.until)), "</b> ")
    }
    writer.element("<span>", words.say(finding.message), "</span> ")
    writer.element(
      "<span class=\"at\">", finding.span.map { SourcePlace($0).text } ?? words["wholeScan"], "</span>")
  }

  private func tag(_ start: StaticString, _ id: String, _ word: ReadyText?, to writer: inout MarkupWriter) {
    writer.element(start, id, "\">")
    if let word { writer.text(word) }
    writer.markup("</b> ")
  }

  private func excerpt(_ excerpt: Excerpt, to writer: inout MarkupWriter) {
    let indent = min(
      excerpt.line.prefix { $0 == " " }.count, excerpt.marks.prefix { $0 == " " }.count)
    writer.element("<pre>", String(excerpt.line.dropFirst(indent)), "\n")
    writer.element("", String(excerpt.marks.dropFirst(indent)), "</pre>")
  }

  /// Why a finding does not count yet.
  private func grace(_ grace: Grace, to writer: inout MarkupWriter) {
    writer.element("<p>", words["grace"], "")
    writer.text(colon)
    let text = words.fill(
      "graceBy", words.say(grace.cause), words.day(grace.since), words.day(grace.until))
    writer.element(" ", text, "")
  }

  private func waiver(_ finding: Finding, to writer: inout MarkupWriter) {
    let text: String
    switch finding.waiver {
    case .waived(let id, let kind, let reason, let approvedBy, let expires)?:
      text = words.fill("waivedBy", id, words.term(kind), approvedBy, words.day(expires), reason)
    case .requested(let reason)?:
      text = words.fill("requestedBy", reason)
    case nil: return
    }
    writer.markup("<p>")
    writer.text(waiverWord)
    writer.text(colon)
    writer.element(" ", text, "")
  }
}

/// What the findings of one rule have in common.
struct RuleFrame {
  /// From this many findings on, links that all of them have stand once.
  private static let fewest = 10

  /// What the rule says to do; a finding with another remedy says its own.
  let remedy: String
  /// The links of the chain that every finding has, none of which stands in a file.
  let shared: [Evidence]

  init(remedy: String, of findings: [Finding]) {
    self.remedy = remedy
    guard findings.count >= Self.fewest, let first = findings.first else {
      shared = []
      return
    }
    var shared = first.evidence.filter { $0.span == nil }
    for finding in findings where !shared.isEmpty {
      shared.removeAll { link in !finding.evidence.contains { Self.isSame(link, $0) } }
    }
    self.shared = shared
  }

  /// True if a link stands once for all findings.
  func holds(_ evidence: Evidence) -> Bool { shared.contains { Self.isSame($0, evidence) } }

  private static func isSame(_ link: Evidence, _ other: Evidence) -> Bool {
    link.kind == other.kind && other.span == nil && link.source == other.source && link.text == other.text
  }
}
