extension Possible {
  /// What is possible once a condition is settled: candidates that contradict it are gone, and it binds no longer.
  ///
  /// If nothing is left, the values stay as they are: the condition does not speak of this fact.
  public func given(_ condition: Condition) -> Possible {
    let left = candidates.filter { $0.conditions.allows([condition]) }
    guard !left.isEmpty else { return self }
    return Possible(
      left.map {
        Candidate($0.value, under: $0.conditions.without(settledBy: condition), evidence: $0.evidence)
      },
      unknown: unknown)
  }
}

extension [Condition] {
  fileprivate func without(settledBy given: Condition) -> [Condition] {
    filter { $0.name != given.name || $0.and(given) != given }
  }
}

extension Resource {
  /// The resource once a condition is settled, in all its facts.
  public func given(_ condition: Condition) -> Resource {
    var settled = self
    settled.place = place.given(condition)
    settled.operatorID = operatorID.given(condition)
    settled.atRest = atRest?.given(condition)
    settled.keyState = keyState?.given(condition)
    settled.transit = transit.map {
      TransitFact($0.what, exposure: $0.exposure, state: $0.state.given(condition), at: $0.span)
    }
    settled.flows = flows.compactMap { $0.given(condition) }
    return settled
  }

  /// The conditions that its facts depend on, each once, in the order of the facts.
  public var conditions: [Condition] {
    var seen: Set<Condition> = []
    return candidates.flatMap(\.conditions).filter { seen.insert($0).inserted }
  }

  /// The evidence of all values that its facts may have.
  public var candidateEvidence: [Evidence] { candidates.flatMap(\.evidence) }

  private var candidates: [(conditions: [Condition], evidence: [Evidence])] {
    var found: [(conditions: [Condition], evidence: [Evidence])] = []
    func note<Value>(_ possible: Possible<Value>?) {
      for candidate in possible?.candidates ?? [] { found.append((candidate.conditions, candidate.evidence)) }
    }
    note(place)
    note(operatorID)
    note(atRest)
    note(keyState)
    for fact in transit { note(fact.state) }
    for flow in flows {
      note(flow.place)
      note(flow.operatorID)
      note(flow.transit)
      found += flow.absences.map { ($0.conditions, $0.evidence) }
    }
    return found
  }
}

extension Flow {
  /// Nil if nothing flows then.
  fileprivate func given(_ condition: Condition) -> Flow? {
    let left = absences.filter { $0.conditions.allows([condition]) }
    let flows = place.unknown != nil || place.candidates.contains { $0.conditions.allows([condition]) }
    guard flows || left.isEmpty else { return nil }
    var settled = Flow(
      kind, to: target, targetKey: targetKey, place: place.given(condition),
      operatorID: operatorID.given(condition), transit: transit?.given(condition), at: span)
    settled.absences = left.map {
      Absence(conditions: $0.conditions.without(settledBy: condition), evidence: $0.evidence)
    }
    return settled
  }
}
