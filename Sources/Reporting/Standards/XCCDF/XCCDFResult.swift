import Assessment
import Descriptors
import Inventory

/// The test result: a rule result for each finding, one for what passes, one for what applied to nothing.
extension XCCDFDocument {
  /// - Parameter isAlone: true if it does not stand within its benchmark and has to name it.
  func result(_ writer: inout XMLWriter, isAlone: Bool) {
    let findings = Dictionary(grouping: report.assessment.findings) {
      RuleKey(policy: $0.policy, rule: $0.rule)
    }
    let attributes: KeyValuePairs<StaticString, String> =
      isAlone
      ? [
        "xmlns": Self.namespace, "id": "xccdf_bornage_testresult_\(run)", "start-time": time.stamp,
        "end-time": time.stamp, "test-system": system,
      ]
      : [
        "id": "xccdf_bornage_testresult_\(run)", "start-time": time.stamp, "end-time": time.stamp,
        "test-system": system,
      ]
    writer.element("TestResult", attributes) { writer in
      if isAlone { writer.empty("benchmark", ["href": "#request", "id": Self.benchmarkID]) }
      writer.element(
        "title",
        text: "Descriptors held against \(report.assessment.policies.map(\.id).joined(separator: ", "))")
      writer.element("remark", text: "\(report.outcome.reason.english). \(time.meaning)")
      writer.element(
        "remark",
        text:
          "The schema demands a score. This one counts rules of which nothing fails and nothing is open, among "
          + "those that were decided; it is no award, and waived failures are left out of it.")
      for notice in report.notices { writer.element("remark", text: notice.english) }
      writer.element("target", text: Self.target)
      facts(&writer)
      var score = (passed: 0, of: 0)
      for (index, rule) in report.assessment.rules.enumerated() {
        let found = findings[RuleKey(policy: rule.policy, rule: rule.id)] ?? []
        results(index, rule, found, &writer)
        guard let status = OSCALStatus(rule, found), status.isScored else { continue }
        score.of += 1
        if status.reason == "pass" { score.passed += 1 }
      }
      writer.element(
        "score", ["system": "urn:xccdf:scoring:flat-unweighted", "maximum": String(score.of)],
        text: String(score.passed))
    }
  }

  private var system: String { "cpe:/a:bornage:bornage:\(OSCALText.token(report.version))" }

  // MARK: Facts

  private func facts(_ writer: inout XMLWriter) {
    let coverage = report.coverage
    writer.element("target-facts") { writer in
      func fact(_ name: StaticString, _ value: String?, _ writer: inout XMLWriter) {
        guard let value else { return }
        writer.element("fact", ["name": "urn:x-bornage:fact:\(name)", "type": "string"], text: value)
      }
      fact("tool-version", report.version, &writer)
      fact("time-basis", time.basis, &writer)
      fact("atlas-as-of", report.atlasAsOf, &writer)
      fact("atlas-sha256", report.provenance?.atlasSHA256, &writer)
      fact("cards-sha256", report.provenance?.cardsSHA256, &writer)
      fact("command-line", report.provenance?.commandLine.joined(separator: " "), &writer)
      for context in report.provenance?.contexts ?? [] { fact("context", context, &writer) }
      for policy in report.assessment.policies {
        fact("policy-sha256", "\(policy.id) \(policy.sha256)", &writer)
      }
      for (name, count) in [
        ("found", coverage.found), ("understood", coverage.understood),
        ("not-infrastructure", coverage.notInfrastructure), ("not-understood", coverage.notUnderstood),
        ("unreadable", coverage.unreadable), ("ignored", coverage.ignored),
        ("excluded", coverage.excluded),
      ] where name != "excluded" || count > 0 {
        writer.element(
          "fact", ["name": "urn:x-bornage:fact:files-\(name)", "type": "number"], text: String(count))
      }
      for unread in coverage.unread {
        fact("unread", "\(unread.path): \(unread.reason.english)", &writer)
      }
    }
  }

  // MARK: Rule results

  private func results(_ index: Int, _ rule: RuleOutcome, _ findings: [Finding], _ writer: inout XMLWriter) {
    for finding in findings { instance(index, rule, finding, &writer) }
    // A rule may have its unknowns left out of the findings; they are no passes all the same.
    let open = findings.isEmpty ? (rule.counts[.undetermined] ?? 0) + (rule.counts[.conditional] ?? 0) : 0
    if open > 0 {
      summary(index, rule, "unknown", "\(open) resources are not decided, which the rule ignores", &writer)
    }
    let passes = rule.counts[.pass] ?? 0
    if passes > 0 {
      summary(index, rule, "pass", passes == 1 ? "1 resource passes" : "\(passes) resources pass", &writer)
    }
    if findings.isEmpty, open == 0, passes == 0 {
      summary(index, rule, "notapplicable", "the rule applied to no resource", &writer)
    }
  }

  private func summary(
    _ index: Int, _ rule: RuleOutcome, _ result: String, _ message: String, _ writer: inout XMLWriter
  ) {
    writer.element(
      "rule-result", ["idref": ruleIDs[index], "time": time.stamp, "severity": Self.severity(rule.severity)]
    ) { writer in
      writer.element("result", text: result)
      writer.element("message", ["severity": "info"], text: message)
      check(rule, &writer)
    }
  }

  private func instance(_ index: Int, _ rule: RuleOutcome, _ finding: Finding, _ writer: inout XMLWriter) {
    writer.element(
      "rule-result",
      [
        "idref": ruleIDs[index], "role": finding.isWaived ? "unscored" : "full", "time": time.stamp,
        "severity": Self.severity(finding.severity),
      ]
    ) { writer in
      writer.element("result", text: Self.word(finding.verdict))
      messages(finding, &writer)
      instances(finding, &writer)
      check(rule, &writer)
    }
  }

  /// What depends on a parameter is no more known than what cannot be read; a question to people is not checked.
  private static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "pass"
    case .fail: "fail"
    case .conditional, .undetermined: "unknown"
    case .evidenceRequired: "notchecked"
    case .notApplicable: "notapplicable"
    }
  }

  private func messages(_ finding: Finding, _ writer: inout XMLWriter) {
    let grade = finding.verdict == .fail && !finding.isWaived ? "error" : "warning"
    writer.element(
      "message", ["severity": grade], text: "\(finding.verdict.rawValue): \(finding.message.english)")
    for link in finding.evidence {
      let place = link.span.map { " (\($0.file):\($0.start.line):\($0.start.column))" } ?? ""
      let source = link.source.map { " [\($0)]" } ?? ""
      writer.element(
        "message", ["severity": "info"], text: "\(link.kind.rawValue): \(link.text.english)\(place)\(source)")
    }
    if !finding.remedy.isEmpty {
      writer.element("message", ["severity": "info"], text: "remedy: \(finding.remedy.english)")
    }
    writer.element("message", ["severity": "info"], text: "fingerprint: \(finding.fingerprint)")
    switch finding.waiver {
    case .waived(let id, let kind, let reason, let approvedBy, let expires):
      writer.element(
        "message", ["severity": "info"],
        text: "waived by \(id) (\(kind)), approved by \(approvedBy), until \(expires): \(reason)")
    case .requested(let reason):
      writer.element(
        "message", ["severity": "info"], text: "a waiver is requested, accepted by nobody: \(reason)")
    case nil: break
    }
  }

  private func instances(_ finding: Finding, _ writer: inout XMLWriter) {
    if let index = finding.resource {
      writer.element("instance", ["context": "resource"], text: report.resources[index].key)
    }
    if let span = finding.span {
      writer.element(
        "instance", ["context": "file"], text: "\(span.file):\(span.start.line):\(span.start.column)")
    }
  }
}
