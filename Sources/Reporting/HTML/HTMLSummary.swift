import Assessment

/// Findings by category and severity, and by policy and verdict; the ceilings of policies with a scale.
struct HTMLSummary {
  private let report: ScanReport
  private let words: HTMLWords

  init(_ report: ScanReport, words: HTMLWords) {
    self.report = report
    self.words = words
  }

  private struct Cell: Hashable {
    let row: String
    let column: String
  }

  var fields: Fields {
    var fields = Fields()
    matrix(&fields)
    policies(&fields)
    fields.list("ceilings", report.assessment.ceilings.map(ceilings))
    return fields
  }

  private func matrix(_ fields: inout Fields) {
    let findings = report.assessment.findings
    var counts: [Cell: Int] = [:]
    for finding in findings {
      counts[Cell(row: finding.category.rawValue, column: finding.severity.rawValue), default: 0] += 1
    }
    let severities = Array(Severity.allCases.reversed())
    fields.list("severities", severities.map { term($0.rawValue, words.severity($0)) })
    fields.list(
      "categories",
      Category.allCases.map { category in
        let row = severities.map { counts[Cell(row: category.rawValue, column: $0.rawValue)] ?? 0 }
        var fields = term(category.rawValue, words.category(category))
        fields.list(
          "cells",
          zip(severities, row).map { cell($1, link: "c=\(category.rawValue)&s=\($0.rawValue)") })
        fields.own("total", words.number(row.reduce(0, +)))
        return fields
      })
    fields.list(
      "sums",
      severities.map { severity in
        var fields = Fields()
        fields.own("sum", words.number(findings.count { $0.severity == severity }))
        return fields
      })
    fields.own("all", words.number(findings.count))
  }

  private func policies(_ fields: inout Fields) {
    let verdicts: [Verdict] = [.fail, .conditional, .undetermined, .evidenceRequired]
    var counts: [Cell: Int] = [:]
    for finding in report.assessment.findings {
      counts[Cell(row: finding.policy, column: finding.verdict.rawValue), default: 0] += 1
      if finding.isWaived { counts[Cell(row: finding.policy, column: "waived"), default: 0] += 1 }
    }
    fields.list("verdicts", verdicts.map { term($0.rawValue, words.verdict($0)) })
    fields.list(
      "policyRows",
      report.assessment.policies.map { policy in
        var fields = term(policy.id, policy.id)
        fields.own("title", words.say(policy.phrase))
        fields.own("version", policy.version)
        fields.list(
          "cells",
          verdicts.map { verdict in
            cell(
              counts[Cell(row: policy.id, column: verdict.rawValue)] ?? 0,
              link: "p=\(policy.id)&v=\(verdict.rawValue)")
          })
        fields.own("waived", words.number(counts[Cell(row: policy.id, column: "waived")] ?? 0))
        return fields
      })
  }

  private func term(_ id: String, _ label: String) -> Fields {
    var fields = Fields()
    fields.own("id", id)
    fields.own("label", label)
    return fields
  }

  /// A number that leads to the findings it counts.
  private func cell(_ count: Int, link: String) -> Fields {
    var fields = Fields()
    fields.own("count", words.number(count))
    if count > 0 { fields.own("link", link) } else { fields.flag("link", false) }
    return fields
  }

  // MARK: Ceilings

  private func ceilings(_ ceilings: Ceilings) -> Fields {
    var fields = Fields()
    fields.own("title", words.fill("ceilingTitle", ceilings.scale, ceilings.policy))
    fields.own("caption", words.fill("ceilingCaption", ceilings.scale, "\(ceilings.top)"))
    fields.list(
      "objectives",
      ceilings.objectives.map { item in
        var fields = Fields()
        fields.own("name", words.objective(item.objective))
        fields.own("weight", "\(item.objective.weight)")
        fields.own("level", level(item, ceilings.scale))
        fields.own("capped", item.cappedBy.joined(separator: ", "))
        fields.own(
          "open",
          item.undecided.joined(separator: ", ")
            + (item.mayFallTo.map { " (\(words.fill("downTo", "\(ceilings.scale)-\($0)")))" } ?? ""))
        return fields
      })
    if let weighted = ceilings.weightedHundredths {
      let number = words.decimal(hundredths: weighted)
      fields.own("weighted", words.fill("weighted", number, "\(ceilings.top)", "\(ceilings.assessedShare)"))
    } else {
      fields.own("weighted", words["nothingAssessed"])
    }
    return fields
  }

  private func level(_ item: Ceilings.Objective, _ scale: String) -> String {
    guard let level = item.level else { return words["notAssessed"] }
    let below =
      item.objective.demanded > level ? ", " + words.fill("below", "\(scale)-\(item.objective.demanded)") : ""
    return words.fill("atMost", "\(scale)-\(level)") + below
  }
}
