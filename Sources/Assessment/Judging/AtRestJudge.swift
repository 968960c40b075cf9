import Descriptors
import Inventory

/// How data is encrypted where it rests.
final class AtRestJudge: Judge {
  private let layer: Layer?
  private let profiles: [CryptoProfile]
  private let day: String
  private var algorithms: [String: Stand] = [:]

  init(_ demand: AtRestDemand, on day: String) {
    layer = demand.layer
    profiles = demand.profiles
    self.day = day
  }

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    guard let atRest = resource.atRest else { return .notApplicable }
    let verdict = atRest.verdict(stand)
    guard docket.takesDown(verdict) else { return verdict }
    return docket.note(verdict, explain(resource, atRest, verdict))
  }

  private func stand(_ state: AtRest) -> Stand {
    guard state.encrypted else { return .fail }
    if let layer, state.layer < layer { return .fail }
    guard !profiles.isEmpty else { return .pass }
    guard let algorithm = state.algorithm else { return .open }
    if let known = algorithms[algorithm] { return known }
    let stand: Stand =
      Cipher(algorithm).map { cipher in
        profiles.contains { cipher.satisfies($0, on: day) } ? .pass : .fail
      } ?? .open
    algorithms[algorithm] = stand
    return stand
  }

  private func explain(_ resource: Resource, _ atRest: Possible<AtRest>, _ verdict: Verdict) -> Explanation {
    let name = Wording.name(resource)
    let decisive = atRest.decisive(stand)
    if verdict == .undetermined, let unknown = atRest.unknown {
      return Explaining.unknown("encryption at rest of \(name) is not known", unknown, value: "at-rest?")
    }
    guard let first = decisive.first else { return Explanation(message: name, value: "at-rest") }
    var (message, value) = trouble(name, first.value, may: verdict == .conditional)
    Explaining.tail(&message, verdict, atRest, stand)
    let span = Explaining.span(first.evidence, within: resource)
    guard verdict == .undetermined else {
      return Explanation(message: message, evidence: first.evidence, span: span, value: value)
    }
    let cause: Phrase =
      first.value.algorithm.map { "the algorithm `\($0.shortened)` is not known" }
      ?? "the algorithm of the encryption at rest is not stated"
    return Explanation(
      message: "\(name) is encrypted at rest, but \(cause)", evidence: first.evidence, span: span,
      value: value,
      cause: cause,
      remedy: "name the algorithm in the descriptor, or keep the provider's statement with the report")
  }

  private func trouble(_ name: Phrase, _ state: AtRest, may: Bool) -> (message: Phrase, value: String) {
    guard state.encrypted else {
      return (
        may ? "\(name) may stay unencrypted at rest" : "\(name) is not encrypted at rest", "plain"
      )
    }
    if let layer, state.layer < layer {
      let (low, high) = (Phrase(term: state.layer.rawValue), Phrase(term: layer.rawValue))
      return (
        may
          ? "\(name) may be encrypted at the layer \(low), below \(high)"
          : "\(name) is encrypted at the layer \(low), below \(high)",
        "layer=\(state.layer.rawValue)"
      )
    }
    let algorithm = state.algorithm ?? "?"
    let names = Phrase.list(profiles.map { "`\($0.name)`" }, atMost: 4, .or)
    return (
      may
        ? "\(name) may be encrypted at rest with \(algorithm.shortened), outside the crypto profile \(names)"
        : "\(name) is encrypted at rest with \(algorithm.shortened), outside the crypto profile \(names)",
      "algorithm=\(algorithm.lowercased())"
    )
  }
}
