import Assessment
import Descriptors
import Inventory

/// The results of a run: a finding each, and what is fixed.
extension SARIFReport {
  static func results(
    _ run: SARIFRun, _ links: Links, _ report: ScanReport, _ writer: inout JSONWriter
  ) {
    let indices = Dictionary(
      run.rules.enumerated().map {
        (RuleKey(policy: $0.element.policy, rule: $0.element.id), $0.offset)
      },
      uniquingKeysWith: { first, _ in first })
    let findings = report.assessment.findings
    let defaults = run.rules.map(RuleDefaults.init)
    let isOfRun = Set(run.policies.map(\.id))
    // What is fixed comes last, numbered on from the findings.
    let since = report.comparison?.since
    let fixed = since?.fixed ?? []
    let absent = fixed.indices.filter { isOfRun.contains(fixed[$0].policy) }.map { $0 + findings.count }
    writer.member("results", parallelLines: run.results + absent) { writer, index in
      if index >= findings.count {
        let number = index - findings.count
        let finding = fixed[number]
        let ruleIndex = indices[RuleKey(policy: finding.policy, rule: finding.rule)]
        self.absent(finding, key: since?.fixedKeys[number], ruleIndex, links, &writer)
        return
      }
      let finding = findings[index]
      let ruleIndex = indices[RuleKey(policy: finding.policy, rule: finding.rule)]
      result(finding, ruleIndex.map { ($0, defaults[$0]) }, links, &writer)
    }
  }

  /// What a result does not say again, because its rule does.
  private struct RuleDefaults {
    let severity: Severity
    let remedy: Phrase

    init(_ rule: RuleOutcome) {
      severity = rule.severity
      remedy = Phrase(english: rule.remedy, french: rule.french.remedy)
    }
  }

  /// The references to files, made once: findings share them.
  final class Links: Sendable {
    /// Where a finding without a place is shown.
    ///
    /// SARIF allows a result without a location (section 3.27.12), but GitHub refuses the whole upload for one
    /// ("expected at least one location"; github/codeql-action issues 1738 and 2459).
    let anchor: String
    /// By resource.
    private let resources: [String]
    private let files: [String]
    /// By resource, as are ``keys`` and ``spans``: a resource is large, and its parts are asked for ten times.
    let names: [String]
    let keys: [String]
    let spans: [SourceSpan]
    let graces: [String: Grace]

    init(_ report: ScanReport) {
      anchor = FindingPlaces.anchorFile(report)
      names = report.resources.map(\.name)
      keys = report.resources.map(\.key)
      spans = report.resources.map(\.span)
      graces = report.graces
      files = report.resources.map(\.span.file)
      var made: [String] = []
      made.reserveCapacity(files.count)
      for (index, file) in files.enumerated() {
        made.append(index > 0 && files[index - 1] == file ? made[index - 1] : SARIFReport.uri(file))
      }
      resources = made
    }

    func uri(of file: String, resource: Int?) -> String {
      if let resource, files[resource] == file { return resources[resource] }
      return SARIFReport.uri(file)
    }
  }

  private static func result(
    _ finding: Finding, _ rule: (index: Int, defaults: RuleDefaults)?, _ links: Links,
    _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("ruleId", finding.rule)
      if let rule { writer.member("ruleIndex", rule.index) }
      writer.member("kind", kind(finding.verdict))
      // Section 3.27.10: a result of another kind than `fail` has the level `none`.
      writer.member("level", finding.verdict == .fail ? level(finding.severity) : "none")
      // The rule's help holds its remedy; one that belongs to this finding only is told with it.
      let help = finding.remedy == rule?.defaults.remedy ? nil : finding.remedy
      // Not a suppression, by which somebody accepts a result (section 3.35); and a level tells how serious a problem
      // is (section 3.27.10), which time does not change. So it is said, and is a property for who filters.
      let grace = links.graces[finding.fingerprint]
      writer.member("message", object: { message(finding.message, help, grace.map(TextGraces.mark), &$0) })
      writer.member("locations", array: { writer in location(finding, links, &writer) })
      writer.member("partialFingerprints", object: { $0.member("bornage/v1", finding.fingerprint) })
      if let waiver = finding.waiver { suppression(waiver, &writer) }
      if let prior = finding.prior { writer.member("baselineState", prior.sarifState) }
      writer.member(
        "properties",
        object: { writer in
          writer.member("verdict", finding.verdict.rawValue)
          if finding.severity != rule?.defaults.severity {
            writer.member("severity", finding.severity.rawValue)
          }
          if let note = finding.prior?.note { writer.member("before", note.english) }
          if let grace {
            writer.member(
              "grace",
              object: {
                $0.member("cause", grace.cause)
                $0.member("since", grace.since)
                $0.member("until", grace.until)
              })
          }
          evidence(finding, &writer)
        })
    }
  }

  /// A result of the state that was compared with, which is no more.
  ///
  /// Of the kind `pass`: a platform that knows nothing of baselines must not open an alert for what is fixed.
  private static func absent(
    _ finding: Finding, key: String?, _ ruleIndex: Int?, _ links: Links, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("ruleId", finding.rule)
      if let ruleIndex { writer.member("ruleIndex", ruleIndex) }
      writer.member("kind", "pass")
      writer.member("level", "none")
      writer.member(
        "message", object: { $0.member("text", withoutLinks("Fixed: \(finding.message.english)")) })
      writer.member(
        "locations",
        array: { writer in
          let span = finding.span ?? .start(of: links.anchor)
          writer.object { writer in
            writer.member(
              "physicalLocation",
              object: { writer in
                writer.member("artifactLocation", object: { $0.member("uri", uri(span.file)) })
                writer.member("region", object: { JSONResource.span(span, &$0) })
              })
            if let key {
              writer.member(
                "logicalLocations",
                array: { writer in
                  writer.object {
                    $0.member("fullyQualifiedName", key)
                    $0.member("kind", "resource")
                  }
                })
            }
          }
        })
      writer.member("partialFingerprints", object: { $0.member("bornage/v1", finding.fingerprint) })
      writer.member("baselineState", "absent")
    }
  }

  /// SARIF has no member for the end of a suppression (section 3.35), so it is a property.
  private static func suppression(_ waiver: WaiverState, _ writer: inout JSONWriter) {
    writer.member(
      "suppressions",
      array: { writer in
        writer.object { writer in
          switch waiver {
          case .waived(let id, let kind, let reason, let approvedBy, let expires):
            writer.member("kind", "external")
            writer.member("status", "accepted")
            writer.member("justification", reason)
            writer.member(
              "properties",
              object: {
                $0.member("waiver", id)
                $0.member("type", kind)
                $0.member("approvedBy", approvedBy)
                $0.member("expires", expires)
              })
          case .requested(let reason):
            writer.member("kind", "inSource")
            writer.member("status", "underReview")
            if !reason.isEmpty { writer.member("justification", reason) }
          }
        }
      })
  }

  /// The chain behind a finding; what is undetermined has its cause and remedy in the message.
  private static func evidence(_ finding: Finding, _ writer: inout JSONWriter) {
    guard finding.verdict != .undetermined, !finding.evidence.isEmpty else { return }
    writer.member(
      "evidence",
      array: { writer in
        for evidence in finding.evidence {
          if let source = evidence.source {
            writer.element(evidence.text, " (", source, ")")
          } else {
            writer.element(evidence.text)
          }
        }
      })
  }

  private static func kind(_ verdict: Verdict) -> String {
    switch verdict {
    case .fail: "fail"
    case .conditional, .evidenceRequired: "review"
    case .undetermined: "open"
    case .pass: "pass"
    case .notApplicable: "notApplicable"
    }
  }

  private static func message(
    _ said: Phrase, _ help: Phrase?, _ grace: Phrase?, _ writer: inout JSONWriter
  ) {
    if grace == nil, said.marked.range(ofASCII: "]") == nil, help?.marked.range(ofASCII: "]") == nil {
      writer.member("text", said, ". ", help)
      return
    }
    var text = help.map { "\(said.english). \($0.english)" } ?? said.english
    if let grace { text += " (\(grace.english))" }
    writer.member("text", withoutLinks(text))
  }

  /// A message in which no viewer finds a link (section 3.11.6): the sign in the middle of one is escaped.
  static func withoutLinks(_ text: String) -> String {
    text.utf8.contains(0x5D) ? text.replacing("](", with: "\\](") : text
  }

  private static func location(
    _ finding: Finding, _ links: Links, _ writer: inout JSONWriter
  ) {
    let anchor = links.anchor
    let span = finding.span ?? finding.resource.map { links.spans[$0] }
    writer.object { writer in
      writer.member(
        "physicalLocation",
        object: { writer in
          writer.member(
            "artifactLocation",
            object: {
              $0.member("uri", links.uri(of: span?.file ?? anchor, resource: finding.resource))
            })
          writer.member("region", object: { JSONResource.span(span ?? .start(of: anchor), &$0) })
        })
      if let index = finding.resource {
        writer.member(
          "logicalLocations",
          array: { writer in
            writer.object {
              $0.member("name", links.names[index])
              $0.member("fullyQualifiedName", links.keys[index])
              $0.member("kind", "resource")
            }
          })
      } else if span == nil {
        writer.member(
          "message", object: { $0.member("text", "asked of the whole scan, shown at its first file") })
      }
    }
  }
}
