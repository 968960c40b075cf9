import Atlas
import Descriptors
import Inventory

/// Where data stands.
final class ResidencyJudge: Judge {
  private let demand: ResidencyDemand
  private let area: AreaJudge?
  private let only: AreaJudge?
  private let except: AreaJudge?

  init(_ demand: ResidencyDemand, area: (AreaDemand) -> AreaJudge) {
    self.demand = demand
    self.area = demand.area.map(area)
    only = demand.only.map { area(AreaDemand(allow: $0, deny: nil)) }
    except = demand.except.map { area(AreaDemand(allow: $0, deny: nil)) }
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    var verdict = resource.place.verdict(stand)
    if verdict == .pass || verdict == .notApplicable { return verdict }
    var relieved = false
    if let step = demand.unlessCustody, verdict == .fail || verdict == .conditional,
      resource.hasCustody(atLeast: step)
    {
      verdict = .evidenceRequired
      relieved = true
    }
    guard docket.takesDown(verdict) else { return verdict }
    return docket.note(verdict, explain(resource, verdict, relieved: relieved))
  }

  private func stand(_ place: Place) -> Stand {
    if let only, !place.countries.contains(where: { only.standing($0) == .inside }) { return .skip }
    if let except, !place.countries.isEmpty, except.stand(place) == .pass { return .skip }
    if demand.fixed {
      let spread = place.kind == .global || place.kind == .edge || place.kind == .multiRegion
      return !spread || area?.stand(place) == .pass ? .pass : .fail
    }
    return area?.stand(place) ?? .pass
  }

  private func explain(_ resource: Resource, _ verdict: Verdict, relieved: Bool) -> Explanation {
    let name = Wording.name(resource)
    if verdict == .undetermined, let unknown = resource.place.unknown {
      return Explaining.unknown("\(name) has no known place", unknown, value: "place?")
    }
    let decisive = resource.place.decisive(stand)
    var evidence = decisive.first?.evidence ?? []
    let span = Explaining.span(evidence, within: resource)
    if verdict == .undetermined {
      return Explaining.withoutCountry(
        "\(name) has no known country", decisive, value: "country?", span: span)
    }
    var message = Explaining.sentence(name, .stands, verdict, decisive)
    if demand.fixed {
      message = "\(message), which is no fixed place"
    } else if verdict == .evidenceRequired, !relieved, let area {
      let scope = Explaining.condition(of: decisive, area, &evidence)
      message = "\(message), which counts only for \(scope): that must be shown"
    } else if let area {
      message = "\(message), \(area.words)"
    }
    if relieved { message = "\(message); whether its key is out of reach there must be shown" }
    Explaining.tail(&message, verdict, resource.place, stand)
    return Explanation(
      message: message, evidence: evidence, span: span, value: "place=\(Explaining.codes(decisive))")
  }
}

/// Where flows go.
final class TransferJudge: Judge {
  private let demand: TransferDemand
  private let area: AreaJudge?
  private let kinds: Set<FlowKind>

  init(_ demand: TransferDemand, area: (AreaDemand) -> AreaJudge) {
    self.demand = demand
    self.area = demand.area.map(area)
    kinds = Set(demand.flows)
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    var worst = Verdict.notApplicable
    for flow in resource.flows where kinds.contains(flow.kind) {
      var verdict = flow.weighed(flow.place.verdict(stand))
      var relieved = false
      if let step = demand.unlessCustody, verdict == .fail || verdict == .conditional,
        resource.hasCustody(atLeast: step)
      {
        verdict = .evidenceRequired
        relieved = true
      }
      if docket.takesDown(verdict) {
        verdict = docket.note(verdict, explain(resource, flow, verdict, relieved: relieved))
      }
      worst = .worse(worst, verdict)
    }
    return worst
  }

  private func stand(_ place: Place) -> Stand { area?.stand(place) ?? .pass }

  private func explain(_ resource: Resource, _ flow: Flow, _ verdict: Verdict, relieved: Bool) -> Explanation
  {
    let subject = Wording.way(flow, of: resource)
    let value = "\(flow.kind.rawValue)>\(flow.target.lowercased())"
    if verdict == .undetermined, let unknown = flow.place.unknown {
      return Explaining.unknown(
        "\(subject) goes to no known place", unknown, value: value + "@?", span: flow.span)
    }
    let decisive = flow.place.decisive(stand)
    if verdict == .undetermined {
      return Explaining.withoutCountry(
        "\(subject) goes to no known country", decisive, value: value + "@country?", span: flow.span)
    }
    var evidence = decisive.first?.evidence ?? []
    var message = Explaining.sentence(subject, .leaves, verdict, decisive)
    let asksForProof = decisive.allSatisfy { stand($0.value) == .proof }
    if verdict == .evidenceRequired || asksForProof, !relieved, let area {
      let scope = Explaining.condition(of: decisive, area, &evidence)
      message = "\(message), which counts only for \(scope): that must be shown"
    } else if let area {
      message = "\(message), \(area.words)"
    }
    if relieved { message = "\(message); whether its key is out of reach there must be shown" }
    Explaining.tail(&message, verdict, flow.place, stand, unless: flow.absences)
    return Explanation(
      message: message, evidence: evidence, span: flow.span, value: "\(value)@\(Explaining.codes(decisive))")
  }
}
