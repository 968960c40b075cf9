/// A value that a fact may have, with what it depends on and where it comes from.
public struct Candidate<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  /// Under which it holds; nil if it always does.
  public let condition: Condition?
  /// The chain behind it, nearest first.
  public let evidence: [Evidence]

  /// A candidate.
  public init(_ value: Value, when condition: Condition? = nil, evidence: [Evidence]) {
    self.value = value
    self.condition = condition
    self.evidence = evidence
  }
}

/// What a candidate depends on: the value of a parameter, or a branch of a condition.
public struct Condition: Sendable, Hashable {
  /// The parameter or condition as the descriptor names it.
  public let name: String
  /// The value under which the candidate holds.
  public let value: String

  /// A condition.
  public init(_ name: String, is value: String) {
    self.name = name
    self.value = value
  }
}

/// Why a value cannot be known from what was given, and how to supply it.
public struct Unknown: Sendable {
  /// What is missing, as a clause: "the template names no region".
  public let reason: String
  /// How to supply it.
  public let remedy: String
  /// What led here.
  public let evidence: [Evidence]

  /// An unknown.
  public init(_ reason: String, remedy: String, evidence: [Evidence] = []) {
    self.reason = reason
    self.remedy = remedy
    self.evidence = evidence
  }
}

/// The values that a fact may have: a set of candidates, an unknown rest, or both.
///
/// There is deliberately no accessor that yields *the* value: an unknown must never be read as one, and one of
/// several must never stand for all. Ask with ``judge(_:)``, or carry the whole on with ``map(_:)``.
public struct Possible<Value: Sendable>: Sendable {
  /// The known candidates.
  public let candidates: [Candidate<Value>]
  /// What is not known; nil if the candidates are all there is.
  public let unknown: Unknown?

  /// One value that always holds.
  public init(_ value: Value, evidence: [Evidence]) {
    candidates = [Candidate(value, evidence: evidence)]
    unknown = nil
  }

  /// Nothing known.
  public init(unknown: Unknown) {
    candidates = []
    self.unknown = unknown
  }

  /// Several values, and perhaps an unknown rest.
  ///
  /// No candidates and no unknown is turned into an unknown.
  public init(_ candidates: [Candidate<Value>], unknown: Unknown? = nil) {
    self.candidates = candidates
    self.unknown =
      candidates.isEmpty && unknown == nil
      ? Unknown("no value could be derived", remedy: "state the value in the descriptor") : unknown
  }

  /// Nothing known, in words.
  public static func unknown(_ reason: String, remedy: String, evidence: [Evidence] = []) -> Possible {
    Possible(unknown: Unknown(reason, remedy: remedy, evidence: evidence))
  }

  /// Turns every candidate into another value, with evidence added behind its own.
  public func map<Other: Sendable>(
    adding evidence: [Evidence] = [], _ transform: (Value) -> Other
  ) -> Possible<Other> {
    Possible<Other>(
      candidates.map {
        Candidate<Other>(transform($0.value), when: $0.condition, evidence: $0.evidence + evidence)
      }, unknown: unknown)
  }

  /// Turns every candidate into what is possible for it; conditions and evidence of the outer value stay.
  public func flatMap<Other: Sendable>(_ transform: (Value) -> Possible<Other>) -> Possible<Other> {
    var result: [Candidate<Other>] = []
    var rest = unknown
    for candidate in candidates {
      let inner = transform(candidate.value)
      for next in inner.candidates {
        result.append(
          Candidate<Other>(
            next.value, when: candidate.condition ?? next.condition,
            evidence: candidate.evidence + next.evidence))
      }
      if rest == nil, let unknown = inner.unknown {
        rest = Unknown(
          unknown.reason, remedy: unknown.remedy, evidence: candidate.evidence + unknown.evidence)
      }
    }
    return Possible<Other>(result, unknown: rest)
  }

  /// Joins two sets of possible values.
  public func union(_ other: Possible) -> Possible {
    Possible(candidates + other.candidates, unknown: unknown ?? other.unknown)
  }

  /// True if nothing at all is known.
  public var isUnknown: Bool { candidates.isEmpty }
}
