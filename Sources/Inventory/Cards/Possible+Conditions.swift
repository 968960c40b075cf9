// Combining possible values that may depend on the same conditions.
extension Possible {
  /// As ``flatMap(_:)``, with the whole candidate at hand.
  func flatMapCandidates<Other: Sendable>(_ transform: (Candidate<Value>) -> Possible<Other>) -> Possible<
    Other
  > {
    if candidates.count == 1, unknown == nil, candidates[0].conditions.isEmpty {
      return transform(candidates[0]).behind(candidates[0].evidence)
    }
    var result: [Candidate<Other>] = []
    var rest = unknown
    for candidate in candidates {
      let inner = transform(candidate)
      for next in inner.candidates {
        guard let conditions = candidate.conditions.and(next.conditions) else { continue }
        guard result.count < PossibleLimits.candidates else {
          return Possible<Other>(result, unknown: rest ?? PossibleLimits.exceeded)
        }
        result.append(Candidate(next.value, under: conditions, evidence: candidate.evidence + next.evidence))
      }
      if rest == nil, let unknown = inner.unknown {
        rest = Unknown(
          unknown.reason, remedy: unknown.remedy, evidence: candidate.evidence + unknown.evidence)
      }
    }
    return Possible<Other>(result, unknown: rest)
  }

  /// With evidence before its own.
  private func behind(_ evidence: [Evidence]) -> Possible {
    guard !evidence.isEmpty else { return self }
    return Possible(
      candidates.map { Candidate($0.value, under: $0.conditions, evidence: evidence + $0.evidence) },
      unknown: unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: evidence + $0.evidence) })
  }

  /// Without the candidates that hold only where the conditions do not: a parameter has one value at a time.
  func consistent(with conditions: [Condition]) -> Possible {
    guard !conditions.isEmpty, candidates.count > 1 || unknown != nil else { return self }
    let left = candidates.filter { $0.conditions.allows(conditions) }
    return left.isEmpty && unknown == nil ? self : Possible(left, unknown: unknown)
  }

  /// As ``consistent(with:)`` for one condition or none.
  func consistent(with condition: Condition?) -> Possible {
    consistent(with: condition.map { [$0] } ?? [])
  }

  /// All candidates under some conditions as well, without those that cannot hold then.
  func under(_ conditions: [Condition]) -> Possible {
    guard !conditions.isEmpty else { return self }
    let left = candidates.compactMap { candidate in
      candidate.conditions.and(conditions).map {
        Candidate(candidate.value, under: $0, evidence: candidate.evidence)
      }
    }
    return left.isEmpty && unknown == nil ? self : Possible(left, unknown: unknown)
  }

  /// As ``under(_:)`` for one condition or none.
  func under(_ condition: Condition?) -> Possible { under(condition.map { [$0] } ?? []) }

  /// Without what holds anyway where these conditions do.
  func relative(to conditions: [Condition]) -> Possible {
    guard !conditions.isEmpty else { return self }
    return Possible(
      candidates.map {
        Candidate($0.value, under: $0.conditions.without(conditions), evidence: $0.evidence)
      }, unknown: unknown)
  }

  /// Equal candidates as one where their conditions join to one conjunction: both branches of a condition that agree.
  func joiningEqual(_ areEqual: (Value, Value) -> Bool) -> Possible {
    guard candidates.count > 1 else { return self }
    var result: [Candidate<Value>] = []
    for candidate in candidates {
      var joined = candidate
      // A join can make another one possible.
      while let (index, conditions) = Self.partner(of: joined, in: result, areEqual) {
        let other = result.remove(at: index)
        let evidence = other.evidence.count + joined.evidence.count <= Self.mostJoinedEvidence
        joined = Candidate(
          other.value, under: conditions,
          evidence: evidence ? other.evidence + joined.evidence : other.evidence)
      }
      result.append(joined)
    }
    return Possible(result, unknown: unknown)
  }

  /// Chains longer than this are not put behind one another.
  private static var mostJoinedEvidence: Int { 8 }

  private static func partner(
    of candidate: Candidate<Value>, in others: [Candidate<Value>], _ areEqual: (Value, Value) -> Bool
  ) -> (Int, [Condition])? {
    for (index, other) in others.enumerated() where areEqual(other.value, candidate.value) {
      if let conditions = other.conditions.or(candidate.conditions) { return (index, conditions) }
    }
    return nil
  }

  /// The one candidate that always holds; nil if there are several, conditions or an unknown rest.
  var definite: Candidate<Value>? {
    guard candidates.count == 1, unknown == nil, candidates[0].conditions.isEmpty else { return nil }
    return candidates[0]
  }
}

// A whole of several parts.
extension Possible {
  /// What holds of a whole of which all parts must satisfy: its weakest part.
  ///
  /// A part at the bottom settles the whole whatever the others are, and its evidence is what is shown.
  static func weakest(
    of parts: [Possible], isBottom: (Value) -> Bool, isWeaker: (Value, Value) -> Bool
  ) -> Possible? {
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(first) {
      weaker($0, $1, isBottom: isBottom, isWeaker: isWeaker)
    }
  }

  private static func weaker(
    _ left: Possible, _ right: Possible, isBottom: (Value) -> Bool, isWeaker: (Value, Value) -> Bool
  ) -> Possible {
    var result: [Candidate<Value>] = []
    // Certain or conditional, the bottom is the bottom whatever the other part is.
    for candidate in left.candidates + right.candidates where isBottom(candidate.value) {
      result.append(candidate)
    }
    if let settled = result.first(where: { $0.conditions.isEmpty }) { return Possible([settled]) }
    for one in left.candidates where !isBottom(one.value) {
      for other in right.candidates where !isBottom(other.value) {
        guard let both = one.conditions.and(other.conditions) else { continue }
        let weaker = isWeaker(other.value, one.value) ? other : one
        result.append(Candidate(weaker.value, under: both, evidence: weaker.evidence))
      }
    }
    result += alone(left, without: right, isBottom) + alone(right, without: left, isBottom)
    let isCut = result.count > PossibleLimits.candidates
    return Possible(
      isCut ? Array(result.prefix(PossibleLimits.candidates)) : result,
      unknown: left.unknown ?? right.unknown ?? (isCut ? PossibleLimits.exceeded : nil))
  }

  /// What one part says where the other, which is only there under some conditions, is not.
  private static func alone(
    _ part: Possible, without other: Possible, _ isBottom: (Value) -> Bool
  ) -> [Candidate<Value>] {
    guard let first = other.candidates.first else { return [] }
    let shared = first.conditions.filter { condition in
      other.candidates.allSatisfy { $0.conditions.contains(condition) }
    }
    return shared.opposites.flatMap { absent in
      part.candidates.filter { !isBottom($0.value) }.compactMap { candidate in
        candidate.conditions.and(absent).map {
          Candidate(candidate.value, under: $0, evidence: candidate.evidence)
        }
      }
    }
  }
}
