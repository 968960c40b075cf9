import Assessment
import Descriptors

/// What somebody accepted, with who and until when; and what is only asked for.
struct HTMLWaivers {
  private let report: ScanReport
  private let words: HTMLWords
  private let anchors: [String?]

  init(_ report: ScanReport, words: HTMLWords, anchors: [String?]) {
    self.report = report
    self.words = words
    self.anchors = anchors
  }

  var fields: Fields {
    let findings = report.assessment.findings
    let rows = findings.indices.compactMap { index in
      findings[index].waiver.map { row(index, findings[index], $0) }
    }
    var fields = Fields()
    fields.flag("some", !rows.isEmpty)
    fields.list("waived", rows)
    return fields
  }

  private func row(_ index: Int, _ finding: Finding, _ waiver: WaiverState) -> Fields {
    var fields = Fields()
    fields.text("anchor", anchors[index])
    fields.own("rule", finding.rule)
    fields.own("message", words.say(finding.message))
    fields.own("at", finding.span.map { SourcePlace($0).text } ?? words["wholeScan"])
    fields.own("severity", words.severity(finding.severity))
    switch waiver {
    case .waived(let id, let kind, let reason, let approvedBy, let expires):
      fields.own("name", id)
      fields.own("type", words.term(kind))
      fields.own("why", reason)
      fields.own("approver", approvedBy)
      fields.own("until", words.day(expires))
    case .requested(let reason):
      fields.own("name", words["requested"])
      fields.own("type", "")
      fields.own("why", reason)
      fields.own("approver", words["nobody"])
      fields.own("until", "")
    }
    return fields
  }
}
