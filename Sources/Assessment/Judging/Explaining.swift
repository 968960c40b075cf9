import Atlas
import Descriptors
import Inventory

/// The parts that explanations of all judges share.
enum Explaining {
  /// Of a value that is unknown, wholly or in part.
  static func unknown(
    _ subject: Phrase, _ unknown: Unknown, value: String, span: SourceSpan? = nil
  ) -> Explanation {
    Explanation(
      message: "\(subject): \(unknown.reason)", evidence: unknown.evidence, span: span, value: value,
      cause: unknown.reason, remedy: unknown.remedy.isEmpty ? nil : unknown.remedy)
  }

  /// What a conditional verdict depends on, and which values break the rule.
  static func tail<Value>(
    _ message: inout Phrase, _ verdict: Verdict, _ possible: Possible<Value>, _ stand: (Value) -> Stand,
    unless absences: [Flow.Absence] = []
  ) {
    guard verdict == .conditional else { return }
    var breaking: [[Condition]] = []
    var harmless = absences.map(\.conditions)
    // Where nothing may flow at all, a value that only asks for proof is what makes the difference.
    let trouble: Stand = possible.candidates.contains { stand($0.value) == .fail } ? .fail : .proof
    for candidate in possible.candidates where !candidate.conditions.isEmpty {
      if stand(candidate.value) == trouble {
        breaking.append(candidate.conditions)
      } else {
        harmless.append(candidate.conditions)
      }
    }
    // Conditions that also lead to a right value do not decide by themselves.
    if !harmless.isEmpty {
      let harmless = Set(harmless)
      breaking.removeAll(where: harmless.contains)
    }
    message = "\(message): \(Wording.dependence(breaking))"
  }

  /// The most specific declaration behind a fact, if it stands within the resource's own.
  static func span(_ evidence: [Evidence], within resource: Resource) -> SourceSpan? {
    for link in evidence {
      guard link.kind == .declared, let span = link.span, span.file == resource.span.file,
        span.offsets.lowerBound >= resource.span.offsets.lowerBound,
        span.offsets.upperBound <= resource.span.offsets.upperBound
      else { continue }
      return span
    }
    return nil
  }

  /// The places of candidates as part of a fingerprint.
  static func codes(_ candidates: [Candidate<Place>]) -> String {
    if candidates.count == 1 { return candidates[0].value.code.lowercased() }
    return Set(candidates.map { $0.value.code.lowercased() }).sorted().joined(separator: ",")
  }

  /// "bucket `Logs` stands in us-east-1 (United States)", and for a place without borders "may stand in".
  static func sentence(
    _ subject: Phrase, _ verb: Verb, _ verdict: Verdict, _ decisive: [Candidate<Place>]
  ) -> Phrase {
    let borderless = decisive.allSatisfy { $0.value.countries.isEmpty }
    let places = places(decisive)
    return switch (verb, borderless || verdict == .conditional) {
    case (.stands, false): "\(subject) stands in \(places)"
    case (.stands, true): "\(subject) may stand in \(places)"
    case (.leaves, false): "\(subject) leaves for \(places)"
    case (.leaves, true): "\(subject) may leave for \(places)"
    }
  }

  /// What is said of a place.
  enum Verb {
    case stands
    case leaves
  }

  /// The places of candidates in words, each once.
  private static func places(_ candidates: [Candidate<Place>]) -> Phrase {
    if candidates.count == 1 { return Wording.place(candidates[0].value) }
    var shown: [Phrase] = []
    for candidate in candidates {
      let words = Wording.place(candidate.value)
      if !shown.contains(words) { shown.append(words) }
    }
    return .list(shown, atMost: 4, .or)
  }

  /// That the atlas has no country for a place.
  static func withoutCountry(
    _ subject: Phrase, _ decisive: [Candidate<Place>], value: String, span: SourceSpan?
  ) -> Explanation {
    let code = decisive.first?.value.code ?? "?"
    let cause: Phrase = "the atlas knows no country for `\(code)`"
    return Explanation(
      message: "\(subject): \(cause)", evidence: decisive.first?.evidence ?? [], span: span,
      value: "\(value)\(code.lowercased())", cause: cause,
      remedy: "find out where \(code) is, and state the country in the context")
  }

  /// Adds what the atlas says of the condition under which a place counts as inside.
  static func condition(
    of candidates: [Candidate<Place>], _ area: AreaJudge, _ evidence: inout [Evidence]
  ) -> Phrase {
    for country in candidates.flatMap(\.value.countries) where area.standing(country) == .conditional {
      guard let condition = area.condition(country) else { continue }
      evidence.append(
        Evidence(
          .atlas, "\(Phrase(country)) counts only for \(Wording.scope(condition.scope))",
          source: condition.source.brief)
      )
      // What follows the semicolon (challenges, notes) stands in the evidence.
      return Wording.scope(String(condition.scope.prefix { $0 != ";" }))
    }
    return "some organisations"
  }
}

extension Resource {
  /// True if every possible key is at least at a step of the ladder.
  func hasCustody(atLeast step: Custody) -> Bool {
    guard let keyState else { return false }
    return keyState.verdict { $0.custody >= step ? .pass : .fail } == .pass
  }
}
