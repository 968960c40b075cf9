import Assessment

/// What no descriptor can show: the document that is asked for, with an empty slot to fill.
struct HTMLRequests {
  private let report: ScanReport
  private let words: HTMLWords

  init(_ report: ScanReport, words: HTMLWords) {
    self.report = report
    self.words = words
  }

  var fields: Fields {
    let rules = report.assessment.rules.filter { $0.ask != nil }
    var fields = Fields()
    fields.flag("some", !rules.isEmpty)
    fields.list("requests", rules.map(row))
    return fields
  }

  private func row(_ rule: RuleOutcome) -> Fields {
    var fields = Fields()
    fields.own("rule", rule.id)
    fields.own("policy", rule.policy)
    fields.own("title", words.title(rule))
    fields.own("ask", words.ask(rule))
    fields.own("cites", words.clauses(rule.cites))
    fields.own("binds", words.binds(rule.binds))
    fields.own("empty", words["empty"])
    return fields
  }
}
