import Descriptors
import Inventory

/// How links and listeners are encrypted.
final class TransitJudge: Judge {
  private let demand: TransitDemand
  private let kinds: Set<FlowKind>

  private let floor: TLSVersion?

  init(_ demand: TransitDemand, on day: String) {
    self.demand = demand
    let profiled = demand.profiles.compactMap { $0.minimumVersion(on: day) }.min()
    floor = [profiled, demand.minimumVersion].compactMap { $0 }.max()
    kinds = Set(demand.flows)
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    var worst = Verdict.notApplicable
    for fact in resource.transit where demand.exposures.contains(fact.exposure) {
      var verdict = fact.state.verdict(stand)
      if docket.takesDown(verdict) {
        verdict = docket.note(
          verdict,
          explain(
            "\(fact.what) of \(Wording.name(resource))", fact.state, verdict,
            value: fact.what.english.lowercased(),
            span: fact.span))
      }
      worst = .worse(worst, verdict)
    }
    guard !kinds.isEmpty else { return worst }
    for flow in resource.flows where kinds.contains(flow.kind) {
      guard let state = flow.transit else { continue }
      var verdict = flow.weighed(state.verdict(stand))
      if docket.takesDown(verdict) {
        verdict = docket.note(
          verdict,
          explain(
            Wording.way(flow, of: resource), state, verdict,
            value: "\(flow.kind.rawValue)>\(flow.target.lowercased())", span: flow.span, unless: flow.absences
          ))
      }
      worst = .worse(worst, verdict)
    }
    return worst
  }

  private func stand(_ state: TransitState) -> Stand {
    guard state.encrypted else { return .fail }
    if demand.verification, state.skipsVerification { return .fail }
    guard let floor else { return .pass }
    guard let version = state.minimumVersion else { return .open }
    return version < floor ? .fail : .pass
  }

  private func explain(
    _ subject: Phrase, _ state: Possible<TransitState>, _ verdict: Verdict, value: String, span: SourceSpan,
    unless absences: [Flow.Absence] = []
  ) -> Explanation {
    if verdict == .undetermined, let unknown = state.unknown {
      return Explaining.unknown(
        "encryption of \(subject) is not known", unknown, value: value + "?", span: span)
    }
    let decisive = state.decisive(stand)
    guard let first = decisive.first else { return Explanation(message: subject, span: span, value: value) }
    if verdict == .undetermined {
      let cause: Phrase = "the oldest TLS version that is accepted is not stated"
      return Explanation(
        message: "\(subject) is encrypted, but \(cause)", evidence: first.evidence, span: span,
        value: value + " version?", cause: cause,
        remedy: "set the minimum TLS version to \(demand.minimumVersion?.code ?? "1.2") or later")
    }
    var (message, trouble) = trouble(subject, first.value, may: verdict == .conditional)
    Explaining.tail(&message, verdict, state, stand, unless: absences)
    return Explanation(message: message, evidence: first.evidence, span: span, value: "\(value) \(trouble)")
  }

  private func trouble(
    _ subject: Phrase, _ state: TransitState, may: Bool
  ) -> (message: Phrase, value: String) {
    guard state.encrypted else {
      return (may ? "\(subject) may go in clear text" : "\(subject) goes in clear text", "plain")
    }
    if demand.verification, state.skipsVerification {
      return (
        may
          ? "\(subject) may skip the check of the peer's certificate"
          : "\(subject) skips the check of the peer's certificate",
        "unverified"
      )
    }
    let version = state.minimumVersion?.shown ?? "?"
    let floor = demand.minimumVersion?.code ?? "?"
    return (
      may
        ? "\(subject) may accept \(version), older than TLS \(floor)"
        : "\(subject) accepts \(version), older than TLS \(floor)",
      "version=\(version.lowercased())"
    )
  }
}

extension TLSVersion {
  fileprivate var shown: String { self <= .ssl3 ? code : "TLS \(code)" }
}
