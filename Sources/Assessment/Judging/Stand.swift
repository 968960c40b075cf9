import Inventory

/// What a demand says of one possible value.
enum Stand {
  case pass
  case fail
  /// Right only with a document from outside.
  case proof
  /// The value leaves open what the demand asks.
  case open
  /// The demand does not speak of this value.
  case skip
}

extension Possible {
  /// The verdict over all possible values.
  func verdict(_ stand: (Value) -> Stand) -> Verdict {
    // Nearly every fact has one value: no counting for those.
    if candidates.count == 1, unknown == nil {
      return switch stand(candidates[0].value) {
      case .pass: .pass
      case .fail: .fail
      case .proof: .evidenceRequired
      case .open: .undetermined
      case .skip: .notApplicable
      }
    }
    var fails = 0
    var others = 0
    var open = unknown != nil
    var proof = false
    var passes = false
    for candidate in candidates {
      switch stand(candidate.value) {
      case .fail: fails += 1
      case .open: open = true
      case .proof: (proof, others) = (true, others + 1)
      case .pass: (passes, others) = (true, others + 1)
      case .skip: others += 1
      }
    }
    if fails > 0 { return others == 0 && !open ? .fail : .conditional }
    if open { return .undetermined }
    if proof { return .evidenceRequired }
    return passes ? .pass : .notApplicable
  }

  /// The candidates that decided a verdict other than pass: those that break the demand, or else those that
  /// leave it open or ask for proof.
  func decisive(_ stand: (Value) -> Stand) -> [Candidate<Value>] {
    if candidates.count == 1 { return candidates }
    var failing: [Candidate<Value>] = []
    var open: [Candidate<Value>] = []
    var proof: [Candidate<Value>] = []
    for candidate in candidates {
      switch stand(candidate.value) {
      case .fail: failing.append(candidate)
      case .open: open.append(candidate)
      case .proof: proof.append(candidate)
      case .pass, .skip: break
      }
    }
    return !failing.isEmpty ? failing : !open.isEmpty ? open : proof
  }
}

extension Flow {
  /// A verdict on what flows, once the cases are weighed in which nothing does.
  func weighed(_ verdict: Verdict) -> Verdict {
    switch verdict {
    case .fail, .evidenceRequired: absences.isEmpty ? verdict : .conditional
    case .pass, .conditional, .undetermined, .notApplicable: verdict
    }
  }
}

extension Verdict {
  /// The verdict that stands for a resource of which a rule judged several things.
  static func worse(_ left: Verdict, _ right: Verdict) -> Verdict {
    left.weight >= right.weight ? left : right
  }

  private var weight: Int {
    switch self {
    case .fail: 5
    case .conditional: 4
    case .undetermined: 3
    case .evidenceRequired: 2
    case .pass: 1
    case .notApplicable: 0
    }
  }
}
