import Assessment
import Atlas
import Descriptors
import Inventory

/// The report for programs: everything that the scan knows, in a documented and versioned shape.
///
/// `docs/json-report.md` describes it. A change that removes or renames a member, or changes what one means, raises
/// the first number of the schema's version; an added member raises the second.
public enum JSONReport: ReportFormat {
  /// The name on the command line.
  public static let name = "json"
  static let schemaVersion = "1.2"

  /// The whole report as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    var writer = JSONWriter(capacity: 1 << 20)
    writer.object { writer in
      writer.member("schemaVersion", schemaVersion)
      head(report, &writer)
      coverage(report.coverage, &writer)
      rules(report.assessment.rules, &writer)
      if !report.assessment.ceilings.isEmpty { ceilings(report.assessment.ceilings, &writer) }
      writer.member("resources", parallelLines: report.resources) { writer, resource in
        JSONResource.write(resource, &writer)
      }
      writer.member("findings", parallelLines: report.assessment.findings) { writer, finding in
        writer.object { members(finding, report, &$0) }
      }
    }
    writer.newline()
    return writer.pieces
  }

  private static func head(_ report: ScanReport, _ writer: inout JSONWriter) {
    identity(report, &writer)
    writer.member("outcome", object: { outcomeMembers(report, &$0) })
    writer.member("notices", strings: report.notices.map(\.english))
    if let comparison = report.comparison {
      writer.member("comparison", object: { JSONComparison.write(comparison, &$0) })
    }
  }

  /// What the report was made with.
  static func identity(_ report: ScanReport, _ writer: inout JSONWriter) {
    writer.member(
      "tool",
      object: {
        $0.member("name", "bornage")
        $0.member("version", report.version)
        $0.member("atlasAsOf", report.atlasAsOf)
      })
    writer.member("policies", lines: report.assessment.policies) { writer, policy in
      writer.object {
        $0.member("id", policy.id)
        $0.member("version", policy.version)
        $0.member("title", policy.title)
        $0.member("sha256", policy.sha256)
      }
    }
  }

  /// How the scan ended.
  static func outcomeMembers(_ report: ScanReport, _ writer: inout JSONWriter) {
    writer.member("exitCode", Int(report.outcome.exitCode))
    writer.member("reason", report.outcome.reason)
    writer.member("threshold", report.threshold.word)
    if !report.thresholds.isPlain { thresholds(report.thresholds, &writer) }
  }

  /// Thresholds that hold for a policy, a category, or what stayed undetermined.
  private static func thresholds(_ thresholds: Thresholds, _ writer: inout JSONWriter) {
    writer.member(
      "thresholds",
      object: { writer in
        writer.member(
          "policies",
          object: { writer in
            for (policy, threshold) in thresholds.policies.sorted(by: { $0.key < $1.key }) {
              writer.member(named: policy, threshold.word)
            }
          })
        writer.member(
          "categories",
          object: { writer in
            for category in Category.allCases {
              guard let threshold = thresholds.categories[category] else { continue }
              writer.member(named: category.rawValue, threshold.word)
            }
          })
        writer.member("undetermined", thresholds.undetermined?.word)
      })
  }

  static func coverage(_ coverage: Coverage, _ writer: inout JSONWriter) {
    writer.member("coverage", object: { coverageMembers(coverage, &$0) })
  }

  /// The account of what was read.
  static func coverageMembers(_ coverage: Coverage, _ writer: inout JSONWriter) {
    writer.member(
      "files",
      object: {
        $0.member("found", coverage.found)
        $0.member("understood", coverage.understood)
        $0.member("notInfrastructure", coverage.notInfrastructure)
        $0.member("notUnderstood", coverage.notUnderstood)
        $0.member("unreadable", coverage.unreadable)
        $0.member("ignored", coverage.ignored)
        if coverage.excluded > 0 { $0.member("excluded", coverage.excluded) }
      })
    writer.member(
      "resources",
      object: {
        $0.member("total", coverage.resources)
        $0.member("dataBearing", coverage.dataBearing)
        $0.member("located", coverage.located)
        $0.member("undetermined", coverage.undetermined)
      })
    writer.member("filesByDialect", object: { counts(coverage.filesByDialect, &$0) })
    writer.member("notUnderstoodKinds", object: { counts(coverage.notUnderstoodKinds, &$0) })
    if !coverage.notUnderstoodFiles.isEmpty {
      writer.member("notUnderstoodFiles", lines: coverage.notUnderstoodFiles) { writer, file in
        writer.object {
          $0.member("path", file.path)
          $0.member("kind", file.kind)
        }
      }
    }
    writer.member("unknownTypes", object: { counts(coverage.unknownTypes, &$0) })
    if !coverage.notCreated.isEmpty {
      writer.member("notCreated", object: { counts(coverage.notCreated, &$0) })
    }
    writer.member("unread", lines: coverage.unread) { writer, unread in
      writer.object {
        $0.member("path", unread.path)
        if let line = unread.line { $0.member("line", line) }
        $0.member("reason", unread.reason)
        $0.member("makesIncomplete", unread.makesIncomplete)
      }
    }
  }

  /// Most frequent first, then by name.
  private static func counts(_ counts: [String: Int], _ writer: inout JSONWriter) {
    for (name, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      writer.member(named: name, count)
    }
  }

  private static func rules(_ rules: [RuleOutcome], _ writer: inout JSONWriter) {
    writer.member("rules", lines: rules) { writer, rule in writer.object { members(rule, &$0) } }
  }

  /// A rule and how often it said what.
  static func members(_ rule: RuleOutcome, _ writer: inout JSONWriter) {
    writer.member("id", rule.id)
    writer.member("policy", rule.policy)
    writer.member("title", rule.title)
    writer.member("category", rule.category.rawValue)
    writer.member("severity", rule.severity.rawValue)
    writer.member("cites", strings: rule.cites.map(\.shown))
    writer.member(
      "counts",
      object: { writer in
        for verdict in Verdict.allCases {
          writer.member(named: verdict.rawValue, rule.counts[verdict] ?? 0)
        }
      })
  }

  private static func ceilings(_ ceilings: [Ceilings], _ writer: inout JSONWriter) {
    writer.member("ceilings", lines: ceilings) { writer, ceilings in writer.object { members(ceilings, &$0) }
    }
  }

  /// How high the objectives of one policy can still reach.
  static func members(_ ceilings: Ceilings, _ writer: inout JSONWriter) {
    writer.member("policy", ceilings.policy)
    writer.member("scale", ceilings.scale)
    writer.member("top", ceilings.top)
    if let weighted = ceilings.weightedHundredths { writer.member("weightedHundredths", weighted) }
    writer.member("assessedShare", ceilings.assessedShare)
    writer.member("objectives", lines: ceilings.objectives) { writer, item in
      writer.object {
        $0.member("id", item.objective.id)
        $0.member("title", item.objective.title)
        $0.member("weight", item.objective.weight)
        $0.member("demanded", item.objective.demanded)
        if let level = item.level { $0.member("ceiling", level) }
        $0.member("cappedBy", strings: item.cappedBy)
        if let lower = item.mayFallTo { $0.member("mayFallTo", lower) }
        $0.member("undecided", strings: item.undecided)
      }
    }
  }

  /// A finding.
  static func members(_ finding: Finding, _ report: ScanReport, _ writer: inout JSONWriter) {
    writer.member("rule", finding.rule)
    writer.member("policy", finding.policy)
    writer.member("category", finding.category.rawValue)
    writer.member("severity", finding.severity.rawValue)
    writer.member("verdict", finding.verdict.rawValue)
    if let index = finding.resource { writer.member("resource", report.resources[index].id) }
    if let span = finding.span {
      writer.member("file", span.file)
      writer.member("line", span.start.line)
      writer.member("column", span.start.column)
    }
    writer.member("message", finding.message)
    JSONResource.evidence(finding.evidence, &writer)
    writer.member(
      "cites",
      array: { writer in
        for cite in finding.cites {
          writer.element(cite.catalog, " ", cite.control, cite.isVerified ? "" : " (unverified)")
        }
      })
    writer.member("remedy", finding.remedy)
    writer.member("cause", finding.cause)
    writer.member("fingerprint", finding.fingerprint)
    if let waiver = finding.waiver { write(waiver, &writer) }
    if let prior = finding.prior { writer.member("prior", object: { JSONComparison.members(prior, &$0) }) }
    if let grace = report.graces[finding.fingerprint] {
      writer.member(
        "grace",
        object: {
          $0.member("cause", grace.cause)
          $0.member("since", grace.since)
          $0.member("until", grace.until)
        })
    }
  }

  private static func write(_ waiver: WaiverState, _ writer: inout JSONWriter) {
    writer.member(
      "waiver",
      object: { writer in
        switch waiver {
        case .waived(let id, let kind, let reason, let approvedBy, let expires):
          writer.member("state", "waived")
          writer.member("id", id)
          writer.member("type", kind)
          writer.member("reason", reason)
          writer.member("approvedBy", approvedBy)
          writer.member("expires", expires)
        case .requested(let reason):
          writer.member("state", "requested")
          writer.member("reason", reason)
        }
      })
  }
}
