public import Descriptors

/// A value that a fact may have, with what it depends on and where it comes from.
public struct Candidate<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  /// What must hold for it, all together: one condition for each name, sorted by name; empty if it always holds.
  public let conditions: [Condition]
  /// The chain behind it, nearest first.
  public let evidence: [Evidence]

  /// The first of the conditions; nil if it always holds.
  public var condition: Condition? { conditions.first }

  /// A candidate.
  public init(_ value: Value, when condition: Condition? = nil, evidence: [Evidence]) {
    self.init(value, under: condition.map { [$0] } ?? [], evidence: evidence)
  }

  /// A candidate that holds when several conditions do.
  public init(_ value: Value, when conditions: [Condition], evidence: [Evidence]) {
    self.init(value, under: .together(conditions), evidence: evidence)
  }

  /// From conditions that are sorted and consistent.
  init(_ value: Value, under conditions: [Condition], evidence: [Evidence]) {
    self.value = value
    self.conditions = conditions
    self.evidence = evidence
  }
}

/// Why a value cannot be known from what was given, and how to supply it.
public struct Unknown: Sendable {
  /// What is missing, as a clause: "the template names no region".
  public let reason: Phrase
  /// How to supply it.
  public let remedy: Phrase
  /// What led here.
  public let evidence: [Evidence]

  /// An unknown.
  public init(_ reason: Phrase, remedy: Phrase, evidence: [Evidence] = []) {
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
  public static func unknown(_ reason: Phrase, remedy: Phrase, evidence: [Evidence] = []) -> Possible {
    Possible(unknown: Unknown(reason, remedy: remedy, evidence: evidence))
  }

  /// Turns every candidate into another value, with evidence added behind its own.
  public func map<Other: Sendable>(
    adding evidence: [Evidence] = [], _ transform: (Value) -> Other
  ) -> Possible<Other> {
    Possible<Other>(
      candidates.map {
        Candidate<Other>(transform($0.value), under: $0.conditions, evidence: $0.evidence + evidence)
      }, unknown: unknown)
  }

  /// Turns every candidate into what is possible for it.
  ///
  /// The conditions of both hold together; what cannot hold at once is left out. More than
  /// ``PossibleLimits/candidates`` results are cut, with an unknown rest that says so.
  public func flatMap<Other: Sendable>(_ transform: (Value) -> Possible<Other>) -> Possible<Other> {
    flatMapCandidates { transform($0.value) }
  }

  /// Joins two sets of possible values; more than ``PossibleLimits/candidates`` are cut, with an unknown rest.
  public func union(_ other: Possible) -> Possible {
    let all = candidates + other.candidates
    guard all.count > PossibleLimits.candidates else {
      return Possible(all, unknown: unknown ?? other.unknown)
    }
    return Possible(
      Array(all.prefix(PossibleLimits.candidates)),
      unknown: unknown ?? other.unknown ?? PossibleLimits.exceeded)
  }

  /// True if nothing at all is known.
  public var isUnknown: Bool { candidates.isEmpty }
}

/// How many possible values are kept.
public enum PossibleLimits {
  /// Candidates of one fact; what is beyond is told as unknown.
  public static let candidates = 256

  /// What is said of the candidates beyond.
  static let exceeded = Unknown(
    "more than \(candidates) combinations of parameters and conditions are possible",
    remedy: "give the parameters their values: `--set NAME=VALUE`")
}
