public import Descriptors
import Inventory

/// What was known of a finding before: in a baseline, or in another state of the tree.
public struct Prior: Sendable, Hashable {
  /// How the finding stands to what was known.
  public enum State: String, Sendable, CaseIterable {
    /// Nobody knew it.
    case new
    /// It was known, and is graver now.
    case worsened
    /// It was known as it is.
    case unchanged
  }

  /// Who knew it.
  public enum Origin: String, Sendable {
    case baseline
    case tree
  }

  /// How it stands.
  public let state: State
  /// Who knew it, or did not.
  public let origin: Origin
  /// How grave it was, in words, for what has worsened.
  public let was: Phrase?
  /// Why a baseline holds it.
  public let reason: String?
  /// The last day on which a baseline's entry holds.
  public let expires: String?
  /// True if that day has passed: the entry silences no longer.
  public let isExpired: Bool

  /// True if the finding counts for no threshold.
  public var silences: Bool { state == .unchanged && !isExpired }

  /// What was known.
  public init(
    _ state: State, origin: Origin, was: Phrase? = nil, reason: String? = nil, expires: String? = nil,
    isExpired: Bool = false
  ) {
    self.state = state
    self.origin = origin
    self.was = was
    self.reason = reason
    self.expires = expires
    self.isExpired = isExpired
  }
}

/// How grave something is: what has worsened has risen in one of the two.
public struct Gravity: Sendable, Hashable {
  /// How bad it is.
  public let severity: Severity
  /// How certain it is.
  public let verdict: Verdict

  /// A gravity.
  public init(_ severity: Severity, _ verdict: Verdict) {
    self.severity = severity
    self.verdict = verdict
  }

  /// True if it is worse than what was known, or surer.
  public func exceeds(_ known: Gravity) -> Bool {
    severity > known.severity || verdict.certainty > known.verdict.certainty
  }

  /// "high", "high, conditional".
  public var words: Phrase {
    let severity = Phrase(term: severity.rawValue)
    return switch verdict {
    case .fail: severity
    case .conditional: "\(severity), conditional"
    case .undetermined: "\(severity), undetermined"
    case .evidenceRequired: "\(severity), evidence required"
    case .pass, .notApplicable: "\(severity), \(Phrase(term: verdict.rawValue))"
    }
  }
}

extension Verdict {
  /// How sure it is that a rule is broken.
  fileprivate var certainty: Int {
    switch self {
    case .fail: 4
    case .conditional: 3
    case .undetermined: 2
    case .evidenceRequired: 1
    case .pass, .notApplicable: 0
    }
  }
}

extension Finding {
  /// How grave it is.
  public var gravity: Gravity { Gravity(severity, verdict) }

  /// The file that its resource is declared in; nil for a question to the whole scan.
  ///
  /// Not always the one that it is shown at: a value may stand in a file of parameters.
  func home(among resources: [Resource]) -> String? {
    resource.map { resources[$0].span.file } ?? span?.file
  }
}
