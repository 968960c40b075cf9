import Descriptors
import Inventory

/// Whether keys and certificates have an algorithm and a length that a crypto profile takes.
struct KeyAlgorithmJudge {
  let profiles: [CryptoProfile]
  let day: String

  func judge(_ resource: Resource, _ docket: Docket) -> Verdict {
    guard let algorithm = resource.keyAlgorithm else { return .notApplicable }
    let verdict = algorithm.verdict(stand)
    guard docket.takesDown(verdict) else { return verdict }
    return docket.note(verdict, explain(resource, algorithm, verdict))
  }

  private func stand(_ key: KeyAlgorithm) -> Stand {
    let answers = profiles.map { $0.takes(key, on: day) }
    if answers.contains(true) { return .pass }
    return answers.contains(nil) ? .open : .fail
  }

  private func explain(
    _ resource: Resource, _ algorithm: Possible<KeyAlgorithm>, _ verdict: Verdict
  ) -> Explanation {
    let name = Wording.name(resource)
    if verdict == .undetermined, let unknown = algorithm.unknown {
      return Explaining.unknown("the algorithm of \(name) is not known", unknown, value: "key-algorithm?")
    }
    guard let first = algorithm.decisive(stand).first else {
      return Explanation(message: name, value: "key-algorithm")
    }
    let span = Explaining.span(first.evidence, within: resource)
    guard verdict != .undetermined else {
      let cause: Phrase = "the length of the \(first.value.name) key is not stated"
      return Explanation(
        message: "the key of \(name) may be too short: \(cause)", evidence: first.evidence, span: span,
        value: "key-algorithm=\(first.value.name.lowercased())", cause: cause,
        remedy: "state the length of the key")
    }
    let (key, profiles) = (first.value.name, Phrase.list(profiles.map { "`\($0.name)`" }, atMost: 4, .or))
    var message: Phrase =
      verdict == .conditional
      ? "\(name) may have a key of \(key), outside the crypto profile \(profiles) on \(day: day)"
      : "\(name) has a key of \(key), outside the crypto profile \(profiles) on \(day: day)"
    Explaining.tail(&message, verdict, algorithm, stand)
    return Explanation(
      message: message, evidence: first.evidence, span: span,
      value: "key-algorithm=\(first.value.name.lowercased())")
  }
}
