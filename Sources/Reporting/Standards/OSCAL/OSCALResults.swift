import Assessment
import Descriptors
import Inventory

/// A whole document of assessment results: one result a policy, and the resources they share in the first.
struct OSCALResults: Sendable {
  let head: OSCALHead
  let controls: OSCALControls
  let report: ScanReport
  let uuids: ReportUUIDs
  /// The resources of the back matter that hold the scanned files, by path.
  let files: [String: String]
  /// The rules of each policy, and the findings of each rule, as indices.
  private let rules: [String: [Int]]
  private let findings: [RuleKey: [Int]]
  private let words: FactWords

  init(_ report: ScanReport, version: String) {
    let time = ReportTime(report)
    let uuids = ReportUUIDs(report, time: time)
    self.report = report
    self.uuids = uuids
    head = OSCALHead(report, version: version, time: time, uuids: uuids)
    controls = OSCALControls(report.assessment.rules)
    words = FactWords(atlas: report.atlas)
    files = Dictionary(
      (report.provenance?.inputs ?? []).map { ($0.path, uuids.ofRun("file\0\($0.path)")) },
      uniquingKeysWith: { first, _ in first })
    rules = Dictionary(grouping: report.assessment.rules.indices) { report.assessment.rules[$0].policy }
    findings = Dictionary(grouping: report.assessment.findings.indices) {
      RuleKey(policy: report.assessment.findings[$0].policy, rule: report.assessment.findings[$0].rule)
    }
  }

  /// The policies; a scan without any still makes one result.
  private var policies: [PolicyIdentity] {
    let given = report.assessment.policies
    return given.isEmpty ? [PolicyIdentity(id: "none", version: "0", title: "No policy", sha256: "")] : given
  }

  /// The whole document as bytes, in pieces.
  var pieces: [[UInt8]] {
    let plan = OSCALPlan(head, controls: controls)
    let planResource = uuids.ofRun("plan-resource")
    var writer = JSONWriter(capacity: 1 << 20)
    writer.object { writer in
      writer.member(
        "assessment-results",
        object: { writer in
          writer.member("uuid", uuids.ofRun("assessment-results\0\(head.version)"))
          head.metadata(
            "Assessment results: descriptors of infrastructure held against "
              + policies.map(\.id).joined(separator: ", "), approvers: approvers, &writer)
          writer.member(
            "import-ap",
            object: {
              $0.member("href", "#\(planResource)")
              $0.member("remarks", "The plan is inside this document, in the resource of the back matter.")
            })
          if !report.assessment.rules.isEmpty {
            writer.member("local-definitions", object: { writer in controls.definitions(&writer) })
          }
          writer.member(
            "results",
            array: { writer in
              for (index, policy) in policies.enumerated() { result(policy, isFirst: index == 0, &writer) }
            })
          backMatter(plan, planResource, &writer)
        })
    }
    writer.newline()
    return writer.pieces
  }

  /// Who approved waivers, in the order of the findings.
  private var approvers: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for finding in report.assessment.findings {
      guard case .waived(_, _, _, let name, _)? = finding.waiver, !name.isEmpty else { continue }
      if seen.insert(name).inserted { names.append(name) }
    }
    return names
  }

  // MARK: One result

  private func result(_ policy: PolicyIdentity, isFirst: Bool, _ writer: inout JSONWriter) {
    let rules = rules[policy.id] ?? []
    let ofRules = rules.map { index in
      let rule = report.assessment.rules[index]
      return findings[RuleKey(policy: rule.policy, rule: rule.id)] ?? []
    }
    writer.object { writer in
      writer.member("uuid", uuids.ofRun("result\0\(policy.id)"))
      writer.member("title", markup: "\(policy.title) (\(policy.id) \(policy.version))")
      writer.member("description", markup: description(policy))
      writer.member("start", head.time.stamp)
      writer.member("end", head.time.stamp)
      writer.member("props", array: { writer in props(policy, &writer) })
      if !report.assessment.policies.isEmpty {
        writer.member(
          "links",
          array: { writer in
            writer.object {
              $0.member("href", "#\(uuids.ofRun("policy\0\(policy.id)"))")
              $0.member("rel", "policy")
            }
          })
      }
      if isFirst { localDefinitions(&writer) }
      controls.reviewed(rules, or: policy.id, &writer)
      observations(rules, ofRules, isFirst: isFirst, &writer)
      risks(ofRules, &writer)
      conclusions(rules, ofRules, &writer)
      if !isFirst {
        writer.member("remarks", "The inventory items stand in the local definitions of the first result.")
      }
    }
  }

  private func description(_ policy: PolicyIdentity) -> String {
    let coverage = report.coverage
    return
      "What \(policy.id) says of \(coverage.resources) resources, \(coverage.dataBearing) of which hold data. "
      + report.notices.map { "\($0.english) " }.joined()
      + "Outcome of the scan: \(report.outcome.reason.english). "
      + head.time.meaning
  }

  private func props(_ policy: PolicyIdentity, _ writer: inout JSONWriter) {
    writer.prop("policy", policy.id)
    writer.prop("policy-version", policy.version)
    writer.prop("policy-sha256", policy.sha256)
    writer.prop("exit-code", Int(report.outcome.exitCode))
    writer.prop("threshold", report.threshold.word)
    for ceilings in report.assessment.ceilings where ceilings.policy == policy.id {
      for item in ceilings.objectives {
        let level = item.level.map { "\($0) of \(ceilings.top)" } ?? "not assessed"
        writer.prop("ceiling", "\(ceilings.scale) \(item.objective.id): \(level)")
      }
    }
    if let provenance = report.provenance {
      writer.prop("command-line", provenance.commandLine.joined(separator: " "))
      for context in provenance.contexts { writer.prop("context", context) }
      for parameter in provenance.parameters { writer.prop("parameter", parameter) }
    }
  }

  // MARK: Inventory

  private func localDefinitions(_ writer: inout JSONWriter) {
    writer.member(
      "local-definitions",
      object: { writer in
        if !report.resources.isEmpty {
          writer.member("inventory-items", parallelLines: Array(report.resources.indices)) { writer, index in
            item(index, &writer)
          }
        }
        head.assets(&writer)
      })
  }

  private func item(_ index: Int, _ writer: inout JSONWriter) {
    let resource = report.resources[index]
    writer.object { writer in
      writer.member("uuid", uuids.resources[index])
      writer.member(
        "description",
        markup:
          "\(resource.kind.rawValue) `\(resource.name)` (\(resource.type)), declared in \(resource.span.file), "
          + "line \(resource.span.start.line)")
      writer.member(
        "props",
        array: { writer in
          writer.prop("key", resource.key)
          writer.prop("dialect", resource.dialect)
          writer.prop("kind", resource.kind.rawValue)
          writer.prop("holds-data", resource.holdsData ? "true" : "false")
          facts(resource, &writer)
        })
      if let file = files[resource.span.file] {
        writer.member(
          "links",
          array: { writer in
            writer.object {
              $0.member("href", "#\(file)")
              $0.member("rel", "declared-in")
            }
          })
      }
    }
  }

  private func facts(_ resource: Resource, _ writer: inout JSONWriter) {
    writer.prop("place", words.places(resource.place))
    writer.prop("countries", words.countries(resource.place))
    writer.prop("operator", words.operators(resource.operatorID))
    writer.prop("control", words.control(resource.operatorID))
    writer.prop("data-class", words.dataClass(resource))
    writer.prop("encryption-at-rest", words.atRest(resource.atRest))
    writer.prop("key-custody", words.custody(resource.keyState))
    for secret in resource.clearSecrets { writer.prop("secret-in-clear-text", secret.name) }
  }

  // MARK: Back matter

  private func backMatter(_ plan: OSCALPlan, _ planResource: String, _ writer: inout JSONWriter) {
    writer.member(
      "back-matter",
      object: { writer in
        writer.member(
          "resources",
          array: { writer in
            writer.object { writer in
              writer.member("uuid", planResource)
              writer.member("title", "Assessment plan")
              writer.member("description", "The plan that these results follow, an OSCAL document in JSON.")
              writer.member(
                "base64",
                object: {
                  $0.member("filename", "assessment-plan.json")
                  $0.member("media-type", "application/json")
                  $0.member("value", Base64Text.encoded(plan.bytes))
                })
            }
            for policy in report.assessment.policies { OSCALPlan.policy(policy, uuids, &writer) }
            for input in report.provenance?.inputs ?? [] { file(input, &writer) }
          })
      })
  }

  private func file(_ input: Provenance.Input, _ writer: inout JSONWriter) {
    guard let uuid = files[input.path] else { return }
    writer.object { writer in
      writer.member("uuid", uuid)
      writer.member("title", markup: input.path)
      writer.member("props", array: { writer in writer.prop("bytes", input.size) })
      writer.member(
        "rlinks",
        array: { writer in
          writer.object { writer in
            writer.member("href", SARIFReport.uri(input.path))
            OSCALPlan.digest(input.sha256, &writer)
          }
        })
    }
  }
}
