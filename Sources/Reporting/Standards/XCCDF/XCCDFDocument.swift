import Assessment

/// The policies of a report as a benchmark of XCCDF: a group for each policy, a rule for each rule.
struct XCCDFDocument {
  static let namespace = "http://checklists.nist.gov/xccdf/1.2"
  static let benchmarkID = "xccdf_bornage_benchmark_policies"
  /// What was examined is no host: its descriptors are.
  static let target = "infrastructure as its descriptors declare it"
  private static let check = "urn:x-bornage:check"

  let report: ScanReport
  let time: ReportTime
  /// The identifier of the run.
  let run: String
  /// By rule.
  let ruleIDs: [String]

  init(_ report: ScanReport) {
    self.report = report
    time = ReportTime(report)
    run = ReportUUIDs(report, time: time).run.description
    ruleIDs = OSCALText.uniqueTokens(report.assessment.rules.map { "\($0.policy)_\($0.id)" }).map {
      "xccdf_bornage_rule_\($0)"
    }
  }

  /// The version of the benchmark: the program's and the policies'.
  private var version: String {
    ([("bornage", report.version)] + report.assessment.policies.map { ($0.id, $0.version) })
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  func benchmark(_ writer: inout XMLWriter, withResult: Bool) {
    writer.element(
      "Benchmark",
      ["xmlns": Self.namespace, "id": Self.benchmarkID, "resolved": "true", "xml:lang": "en"]
    ) { writer in
      writer.element("status", ["date": String(time.stamp.prefix(10))], text: "interim")
      writer.element("title", text: "Policies over descriptions of infrastructure")
      writer.element(
        "description",
        text: "The rules of the policies that were applied. Nothing here says what is not in them.")
      writer.element("version", text: version)
      writer.element("metadata") { writer in
        writer.element("dc:creator", ["xmlns:dc": "http://purl.org/dc/elements/1.1/"], text: "bornage")
      }
      groups(&writer)
      if withResult { result(&writer, isAlone: false) }
    }
  }

  private func groups(_ writer: inout XMLWriter) {
    let rules = Dictionary(grouping: report.assessment.rules.indices) { report.assessment.rules[$0].policy }
    let ids = OSCALText.uniqueTokens(report.assessment.policies.map(\.id))
    for (policy, id) in zip(report.assessment.policies, ids) {
      writer.element("Group", ["id": "xccdf_bornage_group_\(id)"]) { writer in
        writer.element("version", text: policy.version)
        writer.element("title", text: policy.title)
        writer.element("description", text: "\(policy.id) \(policy.version), SHA-256 \(policy.sha256)")
        for index in rules[policy.id] ?? [] { rule(index, &writer) }
      }
    }
  }

  private func rule(_ index: Int, _ writer: inout XMLWriter) {
    let rule = report.assessment.rules[index]
    writer.element(
      "Rule",
      [
        "id": ruleIDs[index], "selected": "true", "multiple": "true",
        "severity": Self.severity(rule.severity),
      ]
    ) { writer in
      writer.element("title", text: rule.title)
      writer.element("description", text: "\(rule.category.rawValue): \(rule.title)")
      if let note = rule.note { writer.element("warning", text: note) }
      if let ask = rule.ask { writer.element("question", text: ask) }
      for cite in rule.cites { writer.element("reference", text: cite.shown) }
      for cite in rule.cites {
        writer.element(
          "ident", ["system": "urn:x-bornage:catalog:\(OSCALText.token(cite.catalog))"], text: cite.control)
      }
      if !rule.remedy.isEmpty { writer.element("fixtext", text: rule.remedy) }
      check(rule, &writer)
    }
  }

  /// Who decides: the rule of the policy's file.
  func check(_ rule: RuleOutcome, _ writer: inout XMLWriter) {
    writer.element("check", ["system": Self.check]) {
      $0.empty(
        "check-content-ref",
        ["href": "urn:x-bornage:policy:\(OSCALText.token(rule.policy))", "name": rule.id])
    }
  }

  /// XCCDF knows nothing above `high`.
  static func severity(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "high"
    case .medium: "medium"
    case .low: "low"
    case .info: "info"
    }
  }
}
