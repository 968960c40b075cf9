import Assessment
import Descriptors
import Inventory

/// All findings, by rule, gravest first; each with its chain, its clause and its remedy.
struct HTMLFindings {
  /// Beyond this many findings the report shows no source lines, since every file would have to be read again.
  private static let mostExcerpts = 2000
  /// Up to this many findings, all rules are unfolded.
  private static let mostUnfolded = 200

  private let report: ScanReport
  private let words: HTMLWords
  private let templates: HTMLTemplates
  private let sources: SourceNotes
  private let excerpts: [Int: Excerpt]
  /// The anchor of each finding; nil for one that has its fingerprint from another.
  let anchors: [String?]

  init(
    _ report: ScanReport, style: ReportStyle, words: HTMLWords, templates: HTMLTemplates, sources: SourceNotes
  ) {
    self.report = report
    self.words = words
    self.templates = templates
    self.sources = sources
    var seen: Set<String> = []
    anchors = report.assessment.findings.map {
      seen.insert($0.fingerprint).inserted ? "f-\($0.fingerprint)" : nil
    }
    excerpts = Self.excerpts(report, style.excerpts)
  }

  var fields: Fields {
    let findings = report.assessment.findings
    var fields = Fields()
    fields.own("total", words.number(findings.count))
    fields.list(
      "severities",
      Severity.allCases.reversed().map { severity in
        choice(severity.rawValue, words.severity(severity), findings.count { $0.severity == severity })
      })
    fields.list(
      "verdicts",
      [Verdict.fail, .conditional, .undetermined, .evidenceRequired].map { verdict in
        choice(verdict.rawValue, words.verdict(verdict), findings.count { $0.verdict == verdict })
      })
    fields.list("categories", Category.allCases.map { choice($0.rawValue, words.category($0), 0) })
    fields.list("policies", report.assessment.policies.map { choice($0.id, $0.id, 0) })
    fields.flag("noExcerpts", findings.count > Self.mostExcerpts)
    fields.markup("rows", groups())
    return fields
  }

  private func choice(_ id: String, _ label: String, _ count: Int) -> Fields {
    var fields = Fields()
    fields.own("id", id)
    fields.own("label", label)
    fields.own("count", words.number(count))
    return fields
  }

  private static func excerpts(_ report: ScanReport, _ source: (any ExcerptSource)?) -> [Int: Excerpt] {
    let findings = report.assessment.findings
    guard let source, findings.count <= mostExcerpts else { return [:] }
    let secrets = SecretSpans(report.resources)
    var excerpts: [Int: Excerpt] = [:]
    for (index, finding) in findings.enumerated() {
      guard let span = finding.span, let line = source.line(span.start.line, of: span.file) else { continue }
      let row = span.start.line
      excerpts[index] = Excerpt(
        line, span: span, secrets: secrets.columns(of: row, in: span.file),
        before: row > 1 ? source.line(row - 1, of: span.file) : nil)
    }
    return excerpts
  }

  // MARK: Groups

  private func groups() -> Markup {
    let findings = report.assessment.findings
    var outcomes: [RuleKey: (order: Int, outcome: RuleOutcome)] = [:]
    for (order, outcome) in report.assessment.rules.enumerated() {
      outcomes[RuleKey(policy: outcome.policy, rule: outcome.id)] = (order, outcome)
    }
    let byRule = Dictionary(grouping: findings.indices) {
      RuleKey(policy: findings[$0].policy, rule: findings[$0].rule)
    }
    let groups = byRule.map { key, indices in
      (key, indices.sorted { (findings[$1].severity, $0) < (findings[$0].severity, $1) })
    }.sorted { left, right in
      let (grave, graver) = (findings[left.1[0]].severity, findings[right.1[0]].severity)
      if grave != graver { return grave > graver }
      let (order, other) = (outcomes[left.0]?.order ?? .max, outcomes[right.0]?.order ?? .max)
      return order != other ? order < other : left.0 < right.0
    }
    let rows = ParallelText.made(groups.flatMap { $0.1 }) { row($0).renderText }
    var next = 0
    let markup = groups.map { key, indices in
      let own = rows[next..<(next + indices.count)].joined()
      next += indices.count
      return group(key, indices, outcomes[key]?.outcome, rows: own).renderText
    }
    return Markup(rendered: markup.joined())
  }

  private func group(_ key: RuleKey, _ indices: [Int], _ outcome: RuleOutcome?, rows: String) -> Markup {
    let findings = report.assessment.findings
    var fields = Fields()
    fields.own("key", "\(key.policy)/\(key.rule)")
    fields.flag("open", findings.count <= Self.mostUnfolded)
    fields.own("title", outcome.map(words.title) ?? key.rule)
    fields.own("count", words.count("finding", indices.count))
    fields.own("severity", findings[indices[0]].severity.rawValue)
    fields.own("severityWord", words.severity(findings[indices[0]].severity))
    fields.own("rule", key.rule)
    fields.own("policy", key.policy)
    fields.own("category", words.category(findings[indices[0]].category))
    fields.own("binds", words.binds(outcome?.binds ?? .customer))
    fields.text("cites", outcome.map { words.clauses($0.cites) })
    fields.text("ruleNote", outcome.flatMap(words.note))
    fields.markup("rows", Markup(rendered: rows))
    return templates.render("group", fields)
  }

  // MARK: One finding

  private func row(_ index: Int) -> Markup {
    let finding = report.assessment.findings[index]
    var fields = Fields()
    fields.text("id", anchors[index])
    fields.own("severity", finding.severity.rawValue)
    fields.own("severityWord", words.severity(finding.severity))
    fields.own("verdict", finding.verdict.rawValue)
    fields.own("verdictWord", words.verdict(finding.verdict))
    fields.own("category", finding.category.rawValue)
    fields.own("policy", finding.policy)
    fields.own("rule", finding.rule)
    fields.text("resource", finding.resource.map { "\($0 + 1)" })
    fields.own("resourceWord", words["toResource"])
    fields.own("message", words.say(finding.message))
    fields.own("at", finding.span.map { SourcePlace($0).text } ?? words["wholeScan"])
    fields.own("fingerprint", finding.fingerprint)
    fields.text("clause", words.clauses(finding.cites))
    fields.own("remedy", words.say(finding.remedy))
    fields.own("clauseWord", words["clause"])
    fields.own("remedyWord", words["remedy"])
    fields.own("ruleWord", words["rule"])
    fields.own("againWord", words["again"])
    if let excerpt = excerpts[index] {
      let indent = min(
        excerpt.line.prefix { $0 == " " }.count, excerpt.marks.prefix { $0 == " " }.count)
      fields.own("excerpt", String(excerpt.line.dropFirst(indent)))
      fields.own("marks", String(excerpt.marks.dropFirst(indent)))
    }
    waiver(finding, &fields)
    fields.flag("chain", !finding.evidence.isEmpty)
    fields.list(
      "links", finding.evidence.map { words.link($0, in: finding.span?.file, sources: sources) })
    return templates.render("finding", fields)
  }

  private func waiver(_ finding: Finding, _ fields: inout Fields) {
    switch finding.waiver {
    case .waived(let id, let kind, let reason, let approvedBy, let expires)?:
      fields.own("waiver", "waived")
      fields.own("waiverWord", words["waived"])
      fields.own("waiverLabel", words["waiver"])
      fields.own(
        "waiverText", words.fill("waivedBy", id, words.term(kind), approvedBy, words.day(expires), reason))
    case .requested(let reason)?:
      fields.own("waiver", "requested")
      fields.own("waiverWord", words["requested"])
      fields.own("waiverLabel", words["waiver"])
      fields.own("waiverText", words.fill("requestedBy", reason))
    case nil: break
    }
  }
}

/// A place in a file as reports write it.
struct SourcePlace {
  /// `infra/db.yaml:12:5`.
  let text: String

  init(_ span: SourceSpan) {
    text = "\(span.file):\(span.start.line):\(span.start.column)"
  }
}
