import Descriptors
public import Inventory

/// Holds waivers against findings: what they silence, and what is wrong with them.
public struct WaiverOffice: Sendable {
  /// The identifier under which what is wrong with waivers is reported.
  public static let policyID = "waivers"
  /// The rule under which a waiver is reported that has run out.
  public static var expiredRule: String { Trouble.expired.rule }

  private let files: [WaiverFile]
  private let requests: [WaiverRequest]
  private let policies: [Policy]
  private let day: String

  /// An office.
  ///
  /// - Parameters:
  ///   - files: the waivers.
  ///   - requests: what descriptors ask for.
  ///   - policies: say how long waivers may run, and which rules take none.
  ///   - day: the day on which waivers must hold.
  public init(files: [WaiverFile], requests: [WaiverRequest], policies: [Policy], day: String) {
    self.files = files
    self.requests = requests
    self.policies = policies
    self.day = day
  }

  /// Marks what is waived and what is asked for, and adds what is wrong with the waivers.
  public func apply(to result: AssessmentResult, resources: [Resource]) -> AssessmentResult {
    guard !files.isEmpty || !requests.isEmpty else { return result }
    var findings = result.findings
    markRequested(&findings)
    var added: [Finding] = []
    for file in files {
      for waiver in file.waivers { added += apply(waiver, to: &findings, resources) }
    }
    let used = Set(added.map(\.rule))
    let outcomes = Trouble.allCases.filter { used.contains($0.rule) }.map { trouble in
      RuleOutcome(
        id: trouble.rule, policy: Self.policyID, title: trouble.title, category: .evidence,
        severity: trouble.severity, cites: [], remedy: trouble.remedy, french: trouble.french,
        counts: [.notApplicable: resources.count])
    }
    return AssessmentResult(
      policies: result.policies + identity, rules: result.rules + outcomes, ceilings: result.ceilings,
      findings: findings + added, judgements: result.judgements)
  }

  /// The files of waivers as one policy; of several, the hash is taken over their hashes.
  private var identity: [PolicyIdentity] {
    guard let first = files.first else { return [] }
    let sha256 =
      files.count == 1
      ? first.sha256
      : Array(files.map(\.sha256).joined(separator: "\n").utf8).withUnsafeBytes(Digest.hexadecimal)
    let paths = files.map(\.path).joined(separator: ", ")
    return [
      PolicyIdentity(
        id: Self.policyID, version: "1", title: "Waivers of \(paths)", frenchTitle: "Dérogations de \(paths)",
        sha256: sha256)
    ]
  }

  // MARK: One waiver

  private func apply(_ waiver: Waiver, to findings: inout [Finding], _ resources: [Resource]) -> [Finding] {
    let matching = findings.indices.filter { matches(waiver, findings[$0], resources) }
    if let fault = waiver.fault(on: day) {
      let trouble: Trouble =
        switch fault {
        case .expired: .expired
        case .unapproved: .unapproved
        case .selfApproved: .selfApproved
        }
      return [finding(trouble, waiver)]
    }
    guard !matching.isEmpty else { return [finding(.unmatched, waiver)] }
    var added: Set<Trouble> = []
    for index in matching {
      if let trouble = refusal(waiver, findings[index]) {
        added.insert(trouble)
      } else {
        findings[index] = findings[index].with(
          waiver: .waived(
            id: waiver.id, kind: waiver.kind.rawValue, reason: waiver.reason,
            approvedBy: waiver.approvedBy ?? "", expires: waiver.expires))
      }
    }
    return Trouble.allCases.filter(added.contains).map { finding($0, waiver) }
  }

  private func matches(_ waiver: Waiver, _ finding: Finding, _ resources: [Resource]) -> Bool {
    guard finding.rule == waiver.rule else { return false }
    if let print = waiver.fingerprint, finding.fingerprint != print { return false }
    if let file = waiver.file, !Wildcard(file).matches(finding.span?.file ?? "") { return false }
    guard let pattern = waiver.resource else { return true }
    guard let index = finding.resource else { return false }
    let wildcard = Wildcard(pattern)
    return wildcard.matches(resources[index].key) || wildcard.matches(resources[index].name)
  }

  /// Why a waiver that is in order does not hold for a finding.
  private func refusal(_ waiver: Waiver, _ finding: Finding) -> Trouble? {
    guard let policy = policies.first(where: { $0.id == finding.policy }) else { return nil }
    if let rule = policy.rules.first(where: { $0.id == finding.rule }), !rule.isWaivable { return .refused }
    guard let longest = policy.longestWaivers[finding.severity], let approved = waiver.approvedOn,
      let days = CalendarDay.days(from: approved, to: waiver.expires)
    else { return nil }
    return days > longest ? .tooLong : nil
  }

  private func finding(_ trouble: Trouble, _ waiver: Waiver) -> Finding {
    let print = Fingerprint(rule: trouble.rule, key: waiver.id, value: waiver.rule)
    return Finding(
      rule: trouble.rule, policy: Self.policyID, category: .evidence, severity: trouble.severity,
      verdict: .fail, resource: nil, span: waiver.span, message: trouble.message(waiver, on: day),
      evidence: [],
      cites: [], remedy: Phrase(english: trouble.remedy, french: trouble.french.remedy),
      fingerprint: print.text)
  }

  // MARK: Requests

  /// A request speaks of what begins on its line or the next one.
  private func markRequested(_ findings: inout [Finding]) {
    guard !requests.isEmpty else { return }
    let byFile = Dictionary(grouping: requests, by: \.file)
    for index in findings.indices {
      guard let span = findings[index].span, let asked = byFile[span.file],
        let request = asked.first(where: {
          $0.rule == findings[index].rule && ($0.line == span.start.line || $0.line + 1 == span.start.line)
        })
      else { continue }
      findings[index] = findings[index].with(waiver: .requested(reason: request.reason))
    }
  }
}

/// What is wrong with a waiver.
private enum Trouble: CaseIterable {
  case expired
  case unapproved
  case selfApproved
  case tooLong
  case refused
  case unmatched

  var rule: String {
    switch self {
    case .expired: "WAIVER-EXPIRED"
    case .unapproved: "WAIVER-UNAPPROVED"
    case .selfApproved: "WAIVER-SELF-APPROVED"
    case .tooLong: "WAIVER-TOO-LONG"
    case .refused: "WAIVER-REFUSED"
    case .unmatched: "WAIVER-UNMATCHED"
    }
  }

  var title: String {
    switch self {
    case .expired: "A waiver has not expired"
    case .unapproved: "A waiver is approved"
    case .selfApproved: "Nobody approves a waiver of their own"
    case .tooLong: "A waiver runs no longer than its severity allows"
    case .refused: "A rule that takes no waiver is not waived"
    case .unmatched: "A waiver matches a finding"
    }
  }

  var severity: Severity { self == .unmatched ? .low : .high }

  var remedy: String {
    switch self {
    case .expired: "mend the breach, or have the waiver approved anew with a later last day"
    case .unapproved: "have it approved: `approved-by` and `approved-on`"
    case .selfApproved: "have somebody else approve it"
    case .tooLong: "shorten it, and renew it in time"
    case .refused: "mend the breach"
    case .unmatched: "remove the waiver, or mend its `match`"
    }
  }

  /// Title and remedy in French.
  var french: Translation {
    switch self {
    case .expired:
      Translation(
        title: "Une dérogation n'est pas échue",
        remedy:
          "corriger le manquement, ou faire approuver de nouveau la dérogation avec un terme plus lointain")
    case .unapproved:
      Translation(
        title: "Une dérogation est approuvée", remedy: "la faire approuver : `approved-by` et `approved-on`")
    case .selfApproved:
      Translation(
        title: "Personne n'approuve sa propre dérogation", remedy: "la faire approuver par quelqu'un d'autre")
    case .tooLong:
      Translation(
        title: "Une dérogation ne court pas plus longtemps que sa gravité ne le permet",
        remedy: "la raccourcir, et la renouveler à temps")
    case .refused:
      Translation(
        title: "Une règle qui n'admet pas de dérogation n'en a pas", remedy: "corriger le manquement")
    case .unmatched:
      Translation(
        title: "Une dérogation correspond à un constat",
        remedy: "retirer la dérogation, ou corriger son `match`")
    }
  }

  func message(_ waiver: Waiver, on day: String) -> Phrase {
    let name: Phrase = "the waiver `\(waiver.id.shortened)` for \(waiver.rule.shortened)"
    switch self {
    case .expired: return "\(name) expired on \(day: waiver.expires), and today is \(day: day)"
    case .unapproved: return "\(name) is approved by nobody"
    case .selfApproved: return "\(name) is approved by the one who asked for it"
    case .tooLong:
      return "\(name) runs until \(day: waiver.expires), longer than the policy allows for that severity"
    case .refused: return "\(name) speaks of a rule that takes no waiver"
    case .unmatched: return "\(name) matches no finding"
    }
  }
}
