/// A finding as a record keeps it.
public struct SnapshotFinding: Sendable, Hashable {
  /// What became of it if somebody asked to waive it.
  public struct Waiver: Sendable, Hashable {
    /// `waived`, or `requested` for what nobody has approved.
    public var state: String
    /// The waiver's identifier; empty for a request.
    public var id: String
    /// The last day on which it holds; empty for a request.
    public var expires: String
    /// Who approved it; empty for a request.
    public var approvedBy: String

    /// True if the finding counts for no threshold.
    public var isAccepted: Bool { state == "waived" }

    /// A waiver.
    public init(state: String, id: String = "", expires: String = "", approvedBy: String = "") {
      self.state = state
      self.id = id
      self.expires = expires
      self.approvedBy = approvedBy
    }
  }

  /// Unique within a scan, stable across line moves, reordering and file moves: 32 hexadecimal digits.
  public var fingerprint: String
  /// The fingerprint before twins were told apart: what comparisons match by, together with the file.
  public var decision: String
  /// The rule's identifier.
  public var rule: String
  /// The policy's identifier.
  public var policy: String
  /// The rule's category, as policies write it.
  public var category: String
  /// How bad it is.
  public var severity: Severity
  /// What the rule says.
  public var verdict: Verdict
  /// The logical key of the resource; nil for a question to the whole scan.
  public var resource: String?
  /// The file; nil for a question to the whole scan.
  public var file: String?
  /// The line, from 1; nil for a question to the whole scan.
  public var line: Int?
  /// What is wrong, in one sentence.
  public var message: String
  /// The offending value, normalised; part of the fingerprint.
  public var value: String
  /// What became of it if somebody asked to waive it.
  public var waiver: Waiver?

  /// True if it is waived: it counts for no threshold.
  public var isWaived: Bool { waiver?.isAccepted ?? false }

  /// A finding.
  public init(
    fingerprint: String, decision: String? = nil, rule: String, policy: String, category: String,
    severity: Severity, verdict: Verdict, resource: String? = nil, file: String? = nil, line: Int? = nil,
    message: String, value: String = "", waiver: Waiver? = nil
  ) {
    self.fingerprint = fingerprint
    self.decision = decision ?? fingerprint
    self.rule = rule
    self.policy = policy
    self.category = category
    self.severity = severity
    self.verdict = verdict
    self.resource = resource
    self.file = file
    self.line = line
    self.message = message
    self.value = value
    self.waiver = waiver
  }
}
