// Combining possible values that may depend on the same condition.
extension Possible {
  /// As ``flatMap(_:)``, with the whole candidate at hand.
  func flatMapCandidates<Other: Sendable>(_ transform: (Candidate<Value>) -> Possible<Other>) -> Possible<
    Other
  > {
    var result = Possible<Other>([], unknown: unknown)
    var isFirst = true
    for candidate in candidates {
      let inner = transform(candidate)
      let next = Possible<Other>(
        inner.candidates.map {
          Candidate<Other>(
            $0.value, when: candidate.condition ?? $0.condition, evidence: candidate.evidence + $0.evidence)
        },
        unknown: inner.unknown.map {
          Unknown($0.reason, remedy: $0.remedy, evidence: candidate.evidence + $0.evidence)
        })
      result = isFirst && unknown == nil ? next : result.union(next)
      isFirst = false
    }
    return result
  }

  /// Without the candidates that hold only where the condition does not: a parameter has one value at a time.
  func consistent(with condition: Condition?) -> Possible {
    guard let condition else { return self }
    let left = candidates.filter { candidate in
      guard let other = candidate.condition, other.name == condition.name else { return true }
      return other.value == condition.value
    }
    return left.isEmpty ? self : Possible(left, unknown: unknown)
  }

  /// All candidates under one condition, which replaces their own; unchanged if there is none.
  func under(_ condition: Condition?) -> Possible {
    guard let condition else { return self }
    return Possible(
      candidates.map { Candidate($0.value, when: condition, evidence: $0.evidence) }, unknown: unknown)
  }

  /// The one candidate that always holds; nil if there are several, conditions or an unknown rest.
  var definite: Candidate<Value>? {
    guard candidates.count == 1, unknown == nil, candidates[0].condition == nil else { return nil }
    return candidates[0]
  }

  /// What holds of a whole of which all parts must satisfy: its weakest part.
  ///
  /// A part that is certainly at the bottom settles the whole, and its evidence is what is shown. Parts of which
  /// something is open stay open, but are never stronger than the weakest certain one.
  static func weakest(
    of parts: [Possible], isBottom: (Value) -> Bool, isWeaker: (Value, Value) -> Bool
  ) -> Possible? {
    var worst: Candidate<Value>?
    var open: [Possible] = []
    for part in parts {
      guard let certain = part.definite else {
        open.append(part)
        continue
      }
      if worst.map({ isWeaker(certain.value, $0.value) }) ?? true { worst = certain }
    }
    if let worst, open.isEmpty || isBottom(worst.value) {
      return Possible([worst])
    }
    let capped = open.map { part in
      Possible(
        part.candidates.map { candidate in
          guard let worst, isWeaker(worst.value, candidate.value) else { return candidate }
          return Candidate(
            worst.value, when: candidate.condition, evidence: candidate.evidence + worst.evidence)
        } + (worst.flatMap { part.otherwise($0) }.map { [$0] } ?? []), unknown: part.unknown)
    }
    guard let first = capped.first else { return nil }
    return capped.dropFirst().reduce(first) { $0.union($1) }
  }

  /// What holds where a part that is only there under one branch of a condition is not: what the others say.
  private func otherwise(_ others: Candidate<Value>) -> Candidate<Value>? {
    guard let condition = candidates.first?.condition, ["true", "false"].contains(condition.value),
      candidates.allSatisfy({ $0.condition == condition })
    else { return nil }
    let opposite = Condition(condition.name, is: condition.value == "true" ? "false" : "true")
    return Candidate(others.value, when: opposite, evidence: others.evidence)
  }
}
