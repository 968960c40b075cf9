import Atlas
import Descriptors
import Inventory

/// The parts that explanations of all judges share.
enum Explaining {
  /// Of a value that is unknown, wholly or in part.
  static func unknown(
    _ subject: String, _ unknown: Unknown, value: String, span: SourceSpan? = nil
  ) -> Explanation {
    Explanation(
      message: "\(subject): \(unknown.reason)", evidence: unknown.evidence, span: span, value: value,
      cause: unknown.reason, remedy: unknown.remedy.isEmpty ? nil : unknown.remedy)
  }

  /// The evidence and conditions of candidates: all evidence of the first, a condition of each.
  static func tail<Value>(_ message: inout String, _ verdict: Verdict, _ decisive: [Candidate<Value>]) {
    guard verdict == .conditional else { return }
    message += ": "
    message += Wording.dependence(decisive.compactMap(\.condition))
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

  /// The places of candidates in words, each once.
  static func places(_ candidates: [Candidate<Place>]) -> String {
    if candidates.count == 1 { return Wording.place(candidates[0].value) }
    var shown: [String] = []
    for candidate in candidates {
      let words = Wording.place(candidate.value)
      if !shown.contains(words) { shown.append(words) }
    }
    return Wording.list(shown, atMost: 4, "or")
  }

  /// Adds what the atlas says of the condition under which a place counts as inside.
  static func condition(
    of candidates: [Candidate<Place>], _ area: AreaJudge, _ evidence: inout [Evidence]
  ) -> String {
    for country in candidates.flatMap(\.value.countries) where area.standing(country) == .conditional {
      guard let condition = area.condition(country) else { continue }
      evidence.append(
        Evidence(
          .atlas, "\(country.englishName) counts only for \(condition.scope)", source: condition.source.brief)
      )
      return condition.scope
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
