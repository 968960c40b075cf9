public import Descriptors
public import Inventory

/// A clause that a rule rests on: identifiers only, never a norm's text.
public struct Citation: Sendable, Hashable {
  /// The catalogue: `gdpr`, `secnumcloud-3.2`, `hds-2`.
  public let catalog: String
  /// The article or control: `44`, `19.2.b`.
  public let control: String
  /// False if nobody has held the clause against its source.
  public let isVerified: Bool

  /// A citation.
  public init(catalog: String, control: String, isVerified: Bool = true) {
    self.catalog = catalog
    self.control = control
    self.isVerified = isVerified
  }

  /// As it is shown: `gdpr 44`, `it-acn QC2 (unverified)`.
  public var shown: String { "\(catalog) \(control)\(isVerified ? "" : " (unverified)")" }
}

/// A verdict other than pass and not-applicable, with all that a reader needs to act on it.
///
/// Immutable, and a class all the same: tens of thousands are sorted and handed on, and a copy of so many parts costs.
public final class Finding: Sendable {
  /// The rule's identifier.
  public let rule: String
  /// The policy's identifier.
  public let policy: String
  /// The rule's category.
  public let category: Category
  /// How bad it is.
  public let severity: Severity
  /// What the rule says.
  public let verdict: Verdict
  /// The index of the resource in the inventory; nil for a question to the whole scan.
  public let resource: Int?
  /// Where to look first; nil for a question to the whole scan.
  public let span: SourceSpan?
  /// What is wrong, most specific words first, one sentence.
  public let message: String
  /// The chain behind it, nearest first.
  public let evidence: [Evidence]
  /// The clauses.
  public let cites: [Citation]
  /// What to do.
  public let remedy: String
  /// For an undetermined verdict: what is missing, the same text for all findings with the same cause.
  public let cause: String?
  /// Stable across line moves, reordering and file moves: 32 hexadecimal digits.
  public let fingerprint: String
  /// The fingerprint before twins (the same rule, resource key and value in two files) were told apart by their order:
  /// what a comparison of two scans rests on, since that order changes with the files around.
  public let decision: String
  /// The offending value, normalised, without file and line; never a secret's text.
  public let value: String
  /// What became of it if somebody asked to waive it; nil if nobody did.
  public let waiver: WaiverState?

  /// True if a waiver holds: it stays in every report and counts for no threshold.
  public var isWaived: Bool { waiver?.isAccepted ?? false }

  /// A finding.
  public init(
    rule: String, policy: String, category: Category, severity: Severity, verdict: Verdict, resource: Int?,
    span: SourceSpan?, message: String, evidence: [Evidence], cites: [Citation], remedy: String,
    cause: String? = nil, fingerprint: String, decision: String? = nil, value: String = "",
    waiver: WaiverState? = nil
  ) {
    self.waiver = waiver
    self.decision = decision ?? fingerprint
    self.value = value
    self.rule = rule
    self.policy = policy
    self.category = category
    self.severity = severity
    self.verdict = verdict
    self.resource = resource
    self.span = span
    self.message = message
    self.evidence = evidence
    self.cites = cites
    self.remedy = remedy
    self.cause = cause
    self.fingerprint = fingerprint
  }

  /// The same finding, with what became of it.
  func with(waiver: WaiverState) -> Finding {
    Finding(
      rule: rule, policy: policy, category: category, severity: severity, verdict: verdict,
      resource: resource, span: span, message: message, evidence: evidence, cites: cites, remedy: remedy,
      cause: cause, fingerprint: fingerprint, decision: decision, value: value, waiver: waiver)
  }
}
