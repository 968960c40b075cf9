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
    let frames = groups.map { key, indices in
      RuleFrame(
        remedy: outcomes[key].map { words.remedy($0.outcome) } ?? "", of: indices.map { findings[$0] })
    }
    let rows = self.rows(groups.map { $0.1 }, frames)
    let markup = groups.enumerated().map { place, group in
      self.group(group.0, group.1, outcomes[group.0]?.outcome, frames[place], rows: rows[place]).renderText
    }
    return Markup(rendered: markup.joined())
  }

  /// The rows of each rule.
  private func rows(_ groups: [[Int]], _ frames: [RuleFrame]) -> [Markup] {
    let rows = FindingRows(report, anchors: anchors, excerpts: excerpts, words: words, sources: sources)
    let pieces = groups.enumerated().flatMap { place, indices in
      ParallelParts.pieces(of: indices).map { (group: place, indices: $0) }
    }
    let parts = ParallelParts.made(pieces) { piece, writer in
      for index in piece.indices { rows.write(index, in: frames[piece.group], to: &writer) }
    }
    var own = [[[UInt8]]](repeating: [], count: groups.count)
    for (piece, part) in zip(pieces, parts) { own[piece.group].append(part) }
    return own.map { Markup($0) }
  }

  private func group(
    _ key: RuleKey, _ indices: [Int], _ outcome: RuleOutcome?, _ frame: RuleFrame, rows: Markup
  ) -> Markup {
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
    fields.own("categoryID", findings[indices[0]].category.rawValue)
    fields.own("category", words.category(findings[indices[0]].category))
    fields.own("binds", words.binds(outcome?.binds ?? .customer))
    fields.text("cites", outcome.map { words.clauses($0.cites) })
    fields.text("remedy", frame.remedy)
    fields.text("ruleNote", outcome.flatMap(words.note))
    if !frame.shared.isEmpty {
      var shared = Fields()
      shared.list("links", frame.shared.map { Fields(words.link($0, in: nil, sources: sources)) })
      fields.fields("shared", shared)
    }
    fields.markup("rows", rows)
    return templates.render("group", fields)
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
