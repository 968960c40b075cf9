import Descriptors
import Assessment
import Inventory

/// What follows from what was seen: a risk for each breach, a finding for each rule.
extension OSCALResults {
  // MARK: Risks

  /// A breach, and what is one under some condition; what is not known is a finding, but no risk that anybody can name.
  private func isRisk(_ finding: Int) -> Bool {
    let verdict = report.assessment.findings[finding].verdict
    return verdict == .fail || verdict == .conditional
  }

  private func riskUUID(_ finding: Int) -> String {
    NamedUUID("risk", in: uuids.findings[finding]).description
  }

  func risks(_ findings: [[Int]], _ writer: inout JSONWriter) {
    let risky = findings.joined().filter(isRisk)
    guard !risky.isEmpty else { return }
    writer.member("risks", parallelLines: Array(risky)) { writer, index in risk(index, &writer) }
  }

  private func risk(_ index: Int, _ writer: inout JSONWriter) {
    let finding = report.assessment.findings[index]
    let subject = finding.resource.map { report.resources[$0].name } ?? finding.policy
    writer.object { writer in
      writer.member("uuid", riskUUID(index))
      writer.member("title", markup: "\(finding.rule): \(subject)")
      writer.member("description", markup: finding.message.english)
      writer.member("statement", markup: statement(finding))
      writer.member(
        "props",
        array: { writer in
          writer.prop("fingerprint", finding.fingerprint)
          writer.prop("category", finding.category.rawValue)
        })
      writer.member("status", Self.status(finding.waiver))
      head.origins(&writer)
      characterization(finding, &writer)
      waiver(finding, index, &writer)
      remediation(finding, index, &writer)
      log(finding, index, &writer)
      writer.member(
        "related-observations",
        array: { writer in writer.object { $0.member("observation-uuid", observationUUID(index)) } })
    }
  }

  private func statement(_ finding: Finding) -> String {
    let clauses = finding.cites.map(\.shown).joined(separator: "; ")
    let what = finding.verdict == .fail ? "The rule is broken" : "The rule is broken under a condition"
    return clauses.isEmpty ? "\(what)." : "\(what); it rests on \(clauses)."
  }

  private static func status(_ waiver: WaiverState?) -> String {
    switch waiver {
    case .waived: "deviation-approved"
    case .requested: "deviation-requested"
    case nil: "open"
    }
  }

  private func characterization(_ finding: Finding, _ writer: inout JSONWriter) {
    writer.member(
      "characterizations",
      array: { writer in
        writer.object { writer in
          writer.member("origin", object: { writer in head.actors(&writer) })
          writer.member(
            "facets",
            array: { writer in
              writer.object {
                $0.member("name", "severity")
                $0.member("system", OSCALText.namespace)
                $0.member("value", finding.severity.rawValue)
              }
            })
        }
      })
  }

  /// What stands against the risk meanwhile, and until when it is accepted.
  private func waiver(_ finding: Finding, _ index: Int, _ writer: inout JSONWriter) {
    guard case .waived(let id, let kind, let reason, _, let expires)? = finding.waiver else { return }
    if kind == "compensating-control" {
      writer.member(
        "mitigating-factors",
        array: { writer in
          writer.object {
            $0.member("uuid", NamedUUID("factor\0\(id)", in: uuids.findings[index]).description)
            $0.member("description", markup: reason)
          }
        })
    }
    // The last day counts to its end.
    if CalendarDay.isValid(expires) { writer.member("deadline", "\(expires)T23:59:59Z") }
  }

  private func remediation(_ finding: Finding, _ index: Int, _ writer: inout JSONWriter) {
    guard !finding.remedy.isEmpty else { return }
    writer.member(
      "remediations",
      array: { writer in
        writer.object {
          $0.member("uuid", NamedUUID("remedy", in: uuids.findings[index]).description)
          $0.member("lifecycle", "recommendation")
          $0.member("title", "Remedy")
          $0.member("description", markup: finding.remedy.english)
        }
      })
  }

  private func log(_ finding: Finding, _ index: Int, _ writer: inout JSONWriter) {
    guard let waiver = finding.waiver else { return }
    writer.member(
      "risk-log",
      object: { writer in
        writer.member(
          "entries",
          array: { writer in
            writer.object { writer in
              writer.member("uuid", NamedUUID("log", in: uuids.findings[index]).description)
              switch waiver {
              case .waived(let id, let kind, let reason, let name, let expires):
                writer.member("title", markup: "Waiver \(id)")
                writer.member("description", markup: reason)
                writer.member("start", head.time.stamp)
                writer.member(
                  "props",
                  array: { writer in
                    writer.prop("waiver", id)
                    writer.prop("waiver-type", kind)
                    writer.prop("expires", expires)
                  })
                loggedBy(name, &writer)
              case .requested(let reason):
                writer.member("title", "Waiver requested in the descriptor, accepted by nobody")
                if !reason.isEmpty { writer.member("description", markup: reason) }
                writer.member("start", head.time.stamp)
              }
              writer.member("status-change", Self.status(waiver))
              writer.member("remarks", "The start is when the scan saw the waiver, not when it was signed.")
            }
          })
      })
  }

  private func loggedBy(_ name: String, _ writer: inout JSONWriter) {
    guard !name.isEmpty else { return }
    writer.member(
      "logged-by",
      array: { writer in
        writer.object {
          $0.member("party-uuid", OSCALHead.party(name))
          $0.member("role-id", "approver")
        }
      })
  }

  // MARK: Findings

  func conclusions(_ rules: [Int], _ findings: [[Int]], _ writer: inout JSONWriter) {
    let concluded = zip(rules, findings).compactMap { rule, findings in
      OSCALStatus(report.assessment.rules[rule], findings.map { report.assessment.findings[$0] })
        .map { (rule: rule, findings: findings, status: $0) }
    }
    guard !concluded.isEmpty else { return }
    writer.member("findings", lines: concluded) { writer, item in
      conclusion(item.rule, item.findings, item.status, &writer)
    }
  }

  private func conclusion(
    _ index: Int, _ findings: [Int], _ status: OSCALStatus, _ writer: inout JSONWriter
  ) {
    let rule = report.assessment.rules[index]
    writer.object { writer in
      writer.member("uuid", uuids.ofRun("conclusion\0\(rule.policy)\0\(rule.id)"))
      writer.member("title", markup: rule.title)
      writer.member("description", markup: "\(rule.id), resources by verdict: \(Self.counts(rule)).")
      writer.member(
        "props",
        array: { writer in
          writer.prop("rule", rule.id)
          writer.prop("category", rule.category.rawValue)
          writer.prop("severity", rule.severity.rawValue)
        })
      head.origins(&writer)
      target(index, rule, status, &writer)
      writer.member(
        "related-observations",
        array: { writer in
          writer.object { $0.member("observation-uuid", populationUUID(index)) }
          for finding in findings {
            writer.object { $0.member("observation-uuid", observationUUID(finding)) }
          }
        })
      let risky = findings.filter(isRisk)
      if !risky.isEmpty {
        writer.member(
          "related-risks",
          array: { writer in
            for finding in risky { writer.object { $0.member("risk-uuid", riskUUID(finding)) } }
          })
      }
    }
  }

  private func target(_ index: Int, _ rule: RuleOutcome, _ status: OSCALStatus, _ writer: inout JSONWriter) {
    writer.member(
      "target",
      object: { writer in
        writer.member("type", "objective-id")
        writer.member("target-id", controls.objectives[index])
        writer.member("title", markup: rule.title)
        writer.member(
          "status",
          object: {
            $0.member("state", status.state)
            $0.member("reason", status.reason)
            $0.member("remarks", status.remarks)
          })
      })
  }
}

/// Whether an objective is satisfied, in the two words that OSCAL has for it; unknown is never satisfied.
struct OSCALStatus {
  let state: String
  let reason: String
  let remarks: String
  /// False if a score leaves it out: all its failures are waived, or only a document can answer.
  let isScored: Bool

  /// Nil for a rule that applied to no resource and asked for nothing: there is nothing to conclude.
  init?(_ rule: RuleOutcome, _ findings: [Finding]) {
    func occurs(_ verdict: Verdict) -> Bool {
      rule.counts[verdict] ?? 0 > 0 || findings.contains { $0.verdict == verdict }
    }
    if occurs(.fail) {
      let fails = findings.filter { $0.verdict == .fail }
      (state, reason) = ("not-satisfied", "fail")
      let areWaived = !fails.isEmpty && fails.allSatisfy(\.isWaived)
      isScored = !areWaived
      remarks =
        areWaived ? "Every failure is waived; it remains a failure." : "At least one resource fails."
    } else if occurs(.conditional) || occurs(.undetermined) || occurs(.evidenceRequired) {
      (state, reason) = ("not-satisfied", "other")
      isScored = occurs(.conditional) || occurs(.undetermined)
      remarks = "Nothing fails, but not everything is known: see the observations for what is missing."
    } else if occurs(.pass) {
      (state, reason) = ("satisfied", "pass")
      isScored = true
      remarks = "Every resource to which the rule applies passes, as far as the descriptors were understood."
    } else {
      return nil
    }
  }
}
