public import Descriptors

/// A breach that somebody asked to accept for a time, and somebody else accepted.
public struct Waiver: Sendable {
  /// Why a breach is accepted.
  public enum Kind: String, Sendable, CaseIterable {
    case falsePositive = "false-positive"
    case riskAdjustment = "risk-adjustment"
    case operationalRequirement = "operational-requirement"
    case compensatingControl = "compensating-control"
  }

  /// What stands against a waiver, whatever it is held against.
  public enum Fault: String, Sendable {
    case expired
    case unapproved
    case selfApproved = "self-approved"
  }

  /// The identifier.
  public let id: String
  /// Why.
  public let kind: Kind
  /// The rule that is waived.
  public let rule: String
  /// The resources, by key or name, `*` for any characters; nil for all.
  public let resource: String?
  /// The files, `*` for any characters; nil for all.
  public let file: String?
  /// The fingerprint of the one finding that is waived; nil for any.
  public let fingerprint: String?
  /// The reason in words.
  public let reason: String
  /// What is done instead.
  public let compensating: String?
  /// Who asked.
  public let requestedBy: String
  /// Who accepted; nil as long as nobody did.
  public let approvedBy: String?
  /// The day of acceptance.
  public let approvedOn: String?
  /// The last day on which it holds.
  public let expires: String
  /// Where it stands.
  public let span: SourceSpan

  /// What stands against it on a day; nil if nothing does.
  public func fault(on day: String) -> Fault? {
    guard let approvedBy, approvedOn != nil else { return .unapproved }
    if approvedBy.lowercased() == requestedBy.lowercased() { return .selfApproved }
    return expires < day ? .expired : nil
  }
}

/// A file of waivers.
public struct WaiverFile: Sendable {
  /// The path as it is shown.
  public let path: String
  /// SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
  /// The waivers, in the order of the file.
  public let waivers: [Waiver]
  /// Its bytes.
  public let source: SourceBytes
}

/// A comment in a descriptor that asks for a waiver: `bornage:waive RULE reason`.
///
/// It only asks: nothing is silenced by it.
public struct WaiverRequest: Sendable, Hashable {
  /// The file it stands in.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The rule.
  public let rule: String
  /// The reason in words; empty if none is given.
  public let reason: String

  /// A request.
  public init(file: String, line: Int, rule: String, reason: String) {
    self.file = file
    self.line = line
    self.rule = rule
    self.reason = reason
  }
}

/// What became of a finding that somebody asked to waive.
public enum WaiverState: Sendable, Hashable {
  /// Accepted: it stays in every report and counts for no threshold.
  case waived(id: String, kind: String, reason: String, approvedBy: String, expires: String)
  /// Asked for in the descriptor, accepted by nobody.
  case requested(reason: String)

  /// True if the finding counts for no threshold.
  public var isAccepted: Bool {
    switch self {
    case .waived: true
    case .requested: false
    }
  }
}
