import Atlas
import Descriptors
import Inventory

/// Who can use the keys, where they are kept, how often they change, and whether secrets stand in clear.
final class CustodyJudge: Judge {
  private let demand: CustodyDemand
  private let area: AreaJudge?
  private let keepers: OperatorJudge?
  private let algorithms: KeyAlgorithmJudge?

  init(_ demand: CustodyDemand, atlas: Atlas, on day: String, area: (AreaDemand) -> AreaJudge) {
    algorithms = demand.profiles.isEmpty ? nil : KeyAlgorithmJudge(profiles: demand.profiles, day: day)
    self.demand = demand
    self.area = demand.place.map(area)
    keepers = demand.keeper.map { OperatorJudge($0, atlas: atlas, on: day, area: area) }
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    var verdict = Verdict.notApplicable
    if demand.deniesClearSecrets { verdict = clearSecrets(resource, docket) }
    if let algorithms { verdict = .worse(verdict, algorithms.judge(resource, docket)) }
    guard let key = resource.keyState else { return verdict }
    return .worse(verdict, judge(key, of: resource, docket))
  }

  private func clearSecrets(_ resource: Resource, _ docket: Docket) -> Verdict {
    var worst = Verdict.pass
    for secret in resource.clearSecrets {
      let noted = docket.note(
        .fail,
        Explanation(
          message: "\(Wording.name(resource)) carries the secret `\(secret.name)` in clear text",
          evidence: secret.evidence, span: secret.span, value: "clear=\(secret.name.lowercased())"))
      worst = .worse(worst, noted)
    }
    return worst
  }

  private enum Part { case custody, place, keeper, rotation }

  /// All parts are judged; one finding tells of the worst.
  private func judge(_ key: Possible<KeyState>, of resource: Resource, _ docket: Docket) -> Verdict {
    var worst: (verdict: Verdict, part: Part) = (.notApplicable, .custody)
    func consider(_ part: Part, _ stand: (KeyState) -> Stand) {
      let verdict = key.verdict(stand)
      if Verdict.worse(worst.verdict, verdict) != worst.verdict { worst = (verdict, part) }
    }
    if let step = demand.atLeast { consider(.custody) { $0.custody >= step ? .pass : .fail } }
    if let area { consider(.place) { Self.stand($0, area, resource) } }
    if let keepers { consider(.keeper) { Self.stand($0, keepers, resource) } }
    if let days = demand.rotationDays { consider(.rotation) { Self.stand($0, days) } }
    guard docket.takesDown(worst.verdict) else { return worst.verdict }
    return docket.note(worst.verdict, explain(worst.part, key, worst.verdict, resource))
  }

  private func explain(
    _ part: Part, _ key: Possible<KeyState>, _ verdict: Verdict, _ resource: Resource
  ) -> Explanation {
    let name: Phrase = "key of \(Wording.name(resource))"
    switch part {
    case .custody:
      return Self.custody(name, key, verdict, demand.atLeast ?? .none, resource)
    case .place:
      guard let area else { break }
      return Self.place(name, key, verdict, area, resource) { Self.stand($0, area, resource) }
    case .keeper:
      guard let keepers else { break }
      return Self.keeper(name, key, verdict, keepers, resource) { Self.stand($0, keepers, resource) }
    case .rotation:
      let days = demand.rotationDays ?? 0
      return Self.rotation(name, key, verdict, days, resource) { Self.stand($0, days) }
    }
    return Explanation(message: name, value: "key")
  }

  // MARK: Custody

  private static func custody(
    _ name: Phrase, _ key: Possible<KeyState>, _ verdict: Verdict, _ step: Custody, _ resource: Resource
  ) -> Explanation {
    if verdict == .undetermined, let unknown = key.unknown { return open(name, unknown) }
    let stand: (KeyState) -> Stand = { $0.custody >= step ? .pass : .fail }
    let decisive = key.decisive(stand)
    let custody = decisive.first?.value.custody ?? .none
    let title = Phrase(term: custody.title)
    var message: Phrase =
      verdict == .conditional
      ? "\(name) may be only at \(custody.code) (\(title)), below \(step.code)"
      : "\(name) is only at \(custody.code) (\(title)), below \(step.code)"
    Explaining.tail(&message, verdict, key, stand)
    return made(message, decisive, value: "custody=\(custody.code)", resource)
  }

  private static func open(_ name: Phrase, _ unknown: Unknown) -> Explanation {
    Explaining.unknown("custody of the \(name) is not known", unknown, value: "key?")
  }

  private static func made(
    _ message: Phrase, _ decisive: [Candidate<KeyState>], value: String, cause: Phrase? = nil,
    _ resource: Resource
  ) -> Explanation {
    let evidence = decisive.first?.evidence ?? []
    return Explanation(
      message: message, evidence: evidence, span: Explaining.span(evidence, within: resource), value: value,
      cause: cause)
  }

  // MARK: Place

  /// A key of the provider's own key service stands where its resource stands, unless it says otherwise.
  private static func stand(_ key: KeyState, _ area: AreaJudge, _ resource: Resource) -> Stand {
    if key.custody == .none || key.custody == .clientSide { return .skip }
    guard let place = key.place else {
      guard key.custody < .external else { return .open }
      return switch resource.place.verdict(area.stand as (Place) -> Stand) {
      case .fail: .fail
      case .evidenceRequired: .proof
      case .pass: key.multiRegion ? .open : .pass
      case .conditional, .undetermined, .notApplicable: .open
      }
    }
    let stand = area.stand(place)
    return stand == .pass && key.multiRegion ? .open : stand
  }

  private static func place(
    _ name: Phrase, _ key: Possible<KeyState>, _ verdict: Verdict, _ area: AreaJudge, _ resource: Resource,
    _ stand: (KeyState) -> Stand
  ) -> Explanation {
    if verdict == .undetermined, let unknown = key.unknown { return open(name, unknown) }
    let decisive = key.decisive(stand)
    guard let first = decisive.first else { return Explanation(message: name, value: "key-place") }
    let own = first.value.place
    let known = own.map(Wording.place) ?? resource.place.candidates.first.map { Wording.place($0.value) }
    if verdict == .undetermined {
      let cause: Phrase =
        first.value.multiRegion
        ? "it is a multi-region key, whose copies may stand in other regions"
        : own == nil
          ? resource.place.unknown?.reason ?? "its place depends on parameters"
          : "the atlas knows no country for `\(own?.code ?? "?")`"
      var made = made(
        "\(name) is kept in no known place: \(cause)", decisive, value: "key-place?", cause: cause, resource)
      if own == nil, !first.value.multiRegion, let remedy = resource.place.unknown?.remedy, !remedy.isEmpty {
        made.remedy = remedy
      }
      return made
    }
    let place = known ?? "an unknown place"
    var message: Phrase =
      verdict == .conditional ? "\(name) may be kept in \(place)" : "\(name) is kept in \(place)"
    var evidence: [Evidence] = []
    if verdict == .evidenceRequired {
      let places = own.map { [Candidate($0, evidence: [])] } ?? resource.place.candidates
      let scope = Explaining.condition(of: places, area, &evidence)
      message = "\(message), which counts only for \(scope): that must be shown"
    } else {
      message = "\(message), \(area.words)"
    }
    Explaining.tail(&message, verdict, key, stand)
    let code = own?.code ?? Explaining.codes(resource.place.candidates)
    var made = made(message, decisive, value: "key-place=\(code.lowercased())", resource)
    if own == nil {
      evidence.insert(
        Evidence(.derived, "the key belongs to the provider's key service, beside its resource"), at: 0)
      evidence += resource.place.candidates.first?.evidence ?? []
    }
    made.evidence += evidence
    return made
  }

  // MARK: Keeper

  private static func keeper(of key: KeyState, _ resource: Resource) -> Possible<String> {
    if let id = key.operatorID { return Possible(id, evidence: []) }
    if key.custody < .external { return resource.operatorID }
    return .unknown("the key manager's operator is not stated", remedy: "say who runs the key manager")
  }

  /// What keeps a key: the resource itself if it is one, else a key service that nothing names.
  private static func subject(
    _ key: KeyState, _ resource: Resource, _ keepers: OperatorJudge
  ) -> OperatorJudge.Subject {
    keepers.subject(
      service: resource.kind == .key ? resource.service : nil,
      at: key.place.map { Possible($0, evidence: []) })
  }

  private static func stand(_ key: KeyState, _ keepers: OperatorJudge, _ resource: Resource) -> Stand {
    if key.custody == .none || key.custody == .clientSide { return .skip }
    let subject = subject(key, resource, keepers)
    return switch keeper(of: key, resource).verdict({ keepers.opinion($0, subject).stand }) {
    case .fail: .fail
    case .evidenceRequired: .proof
    case .pass: .pass
    case .conditional, .undetermined, .notApplicable: .open
    }
  }

  private static func keeper(
    _ name: Phrase, _ key: Possible<KeyState>, _ verdict: Verdict, _ keepers: OperatorJudge,
    _ resource: Resource, _ stand: (KeyState) -> Stand
  ) -> Explanation {
    if verdict == .undetermined, let unknown = key.unknown { return open(name, unknown) }
    let decisive = key.decisive(stand)
    guard let first = decisive.first else { return Explanation(message: name, value: "key-operator") }
    let keeper = keeper(of: first.value, resource)
    let run = subject(first.value, resource, keepers)
    let span = Explaining.span(first.evidence, within: resource)
    if let unknown = keeper.unknown {
      return Explaining.unknown(
        "\(name) has no known keeper", unknown, value: "key-operator=?", span: span)
    }
    var made = keepers.explanation(
      name, .kept, keeper, verdict, value: "key-operator", span: span, run
    ) { keepers.opinion($0, run).stand }
    made.evidence = first.evidence + made.evidence
    return made
  }

  // MARK: Rotation

  /// The provider rotates its own keys; without a key there is nothing to rotate.
  private static func stand(_ key: KeyState, _ days: Int) -> Stand {
    key.custody <= .provider ? .skip : key.rotationDays.map { $0 <= days ? .pass : .fail } ?? .open
  }

  private static func rotation(
    _ name: Phrase, _ key: Possible<KeyState>, _ verdict: Verdict, _ days: Int, _ resource: Resource,
    _ stand: (KeyState) -> Stand
  ) -> Explanation {
    if verdict == .undetermined, let unknown = key.unknown { return open(name, unknown) }
    let decisive = key.decisive(stand)
    if verdict == .undetermined {
      let cause: Phrase = "the key's rotation is off or not stated"
      return made("\(name) may never change: \(cause)", decisive, value: "rotation?", cause: cause, resource)
    }
    let found = decisive.first?.value.rotationDays ?? 0
    var message: Phrase =
      verdict == .conditional
      ? "\(name) may change every \(found) days, more than \(days)"
      : "\(name) changes every \(found) days, more than \(days)"
    Explaining.tail(&message, verdict, key, stand)
    return made(message, decisive, value: "rotation=\(found)", resource)
  }
}
