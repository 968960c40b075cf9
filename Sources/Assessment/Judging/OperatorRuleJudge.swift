import Atlas
import Descriptors
import Inventory

/// Who runs the service, or the service that a flow goes to.
final class OperatorRuleJudge: Judge {
  private let operators: OperatorJudge
  private let kinds: Set<FlowKind>

  init(_ demand: OperatorDemand, atlas: Atlas, on day: String, area: (AreaDemand) -> AreaJudge) {
    operators = OperatorJudge(demand, atlas: atlas, on: day, area: area)
    kinds = Set(demand.flows)
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    guard !kinds.isEmpty else {
      let subject = operators.subject(service: resource.service, at: resource.place)
      let operators = operators
      let stand: (String) -> Stand = { operators.opinion($0, subject).stand }
      let verdict = resource.operatorID.verdict(stand)
      guard docket.takesDown(verdict) else { return verdict }
      return docket.note(
        verdict,
        explain(
          Wording.name(resource), resource.operatorID, verdict, value: "operator",
          span: Explaining.span(resource.operatorID.candidates.first?.evidence ?? [], within: resource),
          subject, stand: stand))
    }
    var worst = Verdict.notApplicable
    for flow in resource.flows where kinds.contains(flow.kind) {
      let subject = operators.subject(at: flow.place)
      let operators = operators
      let stand: (String) -> Stand = { operators.opinion($0, subject).stand }
      var verdict = flow.weighed(flow.operatorID.verdict(stand))
      if docket.takesDown(verdict) {
        verdict = docket.note(
          verdict,
          explain(
            "`\(flow.shownTarget)`, where the \(Wording.flow(flow)) of \(Wording.name(resource)) goes,",
            flow.operatorID, verdict, value: "\(flow.kind.rawValue)>\(flow.target.lowercased())",
            span: flow.span, subject, unless: flow.absences, stand: stand))
      }
      worst = .worse(worst, verdict)
    }
    return worst
  }

  private func explain(
    _ subject: Phrase, _ possible: Possible<String>, _ verdict: Verdict, value: String, span: SourceSpan?,
    _ run: OperatorJudge.Subject, unless absences: [Flow.Absence] = [], stand: (String) -> Stand
  ) -> Explanation {
    if verdict == .undetermined, let unknown = possible.unknown {
      return Explaining.unknown(
        "\(subject) has no known operator", unknown, value: value + "=?", span: span)
    }
    return operators.explanation(
      subject, .runs, possible, verdict, value: value, span: span, run, unless: absences, stand: stand)
  }
}

extension OperatorJudge {
  /// Why operators break a demand, leave it open or ask for proof.
  func explanation(
    _ subject: Phrase, _ verb: Verb, _ possible: Possible<String>, _ verdict: Verdict, value: String,
    span: SourceSpan?, _ run: Subject, unless absences: [Flow.Absence] = [], stand: (String) -> Stand
  ) -> Explanation {
    let decisive = possible.decisive(stand)
    guard let first = decisive.first else {
      return Explanation(message: subject, span: span, value: value)
    }
    let opinion = opinion(first.value, run)
    let keeper = Self.said(subject, verb, of: first.value, may: verdict == .conditional)
    var message: Phrase =
      opinion.cause == nil ? "\(keeper), which \(opinion.phrase)" : "\(keeper): \(opinion.phrase)"
    Explaining.tail(&message, verdict, possible, stand, unless: absences)
    let values = Set(decisive.map(\.value)).sorted().joined(separator: ",")
    return Explanation(
      message: message, evidence: first.evidence + opinion.evidence, span: span, value: "\(value)=\(values)",
      cause: verdict == .undetermined ? opinion.cause : nil)
  }

  /// What an operator does.
  enum Verb {
    case runs
    case kept
  }

  private static func said(_ subject: Phrase, _ verb: Verb, of id: String, may: Bool) -> Phrase {
    switch (verb, may) {
    case (.runs, false): "\(subject) is run by `\(id)`"
    case (.runs, true): "\(subject) may be run by `\(id)`"
    case (.kept, false): "\(subject) is kept by `\(id)`"
    case (.kept, true): "\(subject) may be kept by `\(id)`"
    }
  }
}
