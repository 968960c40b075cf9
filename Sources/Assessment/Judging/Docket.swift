import Descriptors
import Inventory

/// What a judge has to say beyond the verdict; made only for what will be listed.
struct Explanation {
  /// What is wrong, most specific words first.
  var message: String
  /// The chain behind it, nearest first.
  var evidence: [Evidence] = []
  /// Where to look first; nil for the resource.
  var span: SourceSpan?
  /// The offending value, without file and line: part of the fingerprint.
  var value: String
  /// What is missing.
  var cause: String?
  /// What to do, if that is not the rule's own remedy.
  var remedy: String?
}

/// Takes down verdicts and findings in the order of the resources.
final class Docket {
  /// What was taken down, apart from who took it down.
  struct Notes: Sendable {
    fileprivate var found: [Finding] = []
    fileprivate var ranks: [Rank] = []
    /// Files by name, numbered as they came.
    fileprivate var files: [String: Int] = [:]
    /// How often each rule said what.
    fileprivate var tallies: [Int]
    /// Every single verdict, if they are kept.
    fileprivate(set) var judgements: [Judgement] = []
  }

  private(set) var notes: Notes
  private var lastFile: (name: String, number: Int)?
  private static let width = Verdict.allCases.count

  private var resource = 0
  private var key = ""
  private var span = SourceSpan.start(of: "")
  private var judge: RuleJudge?
  /// The classes of the resource at hand under the policy at hand.
  var classes = ClassMembership(bits: 0, evidence: [])
  /// The kind of the resource at hand, as a bit.
  private(set) var kind: UInt64 = 0
  /// The roles of the resource at hand, as bits.
  private(set) var roles: UInt64 = 0

  private let keepsJudgements: Bool

  init(rules: Int, keepsJudgements: Bool = false) {
    self.keepsJudgements = keepsJudgements
    notes = Notes(tallies: [Int](repeating: 0, count: rules * Self.width))
  }

  /// Turns to the next resource.
  func open(_ resource: Resource, _ index: Int) {
    self.resource = index
    key = resource.key
    span = resource.span
    kind = Bits.of([resource.kind])
    roles = Bits.of(resource.roles)
  }

  /// Turns to the next rule.
  func take(_ judge: RuleJudge) { self.judge = judge }

  // MARK: Taking down

  /// True if a verdict is taken down at all.
  ///
  /// To be asked before the explanation is made: most verdicts are passes, and words cost more than judgement.
  func takesDown(_ raw: Verdict) -> Bool {
    switch raw {
    case .pass, .notApplicable: false
    case .conditional: judge?.rule.conditional != .ignore
    case .undetermined: judge?.rule.undetermined != .ignore
    case .fail, .evidenceRequired: true
    }
  }

  /// Takes down a verdict as the rule wants it treated.
  ///
  /// - Returns: the verdict that counts for the resource.
  func note(_ raw: Verdict, _ explanation: Explanation) -> Verdict {
    guard takesDown(raw), let judge else { return raw }
    let rule = judge.rule
    var verdict = raw
    var lowered = false
    switch raw {
    case .fail:
      if rule.breachAsksForEvidence { verdict = .evidenceRequired }
    case .conditional, .undetermined:
      switch raw == .conditional ? rule.conditional : rule.undetermined {
      case .fail: verdict = .fail
      case .warn: lowered = !(raw == .undetermined && judge.demandsKnowledge)
      case .ignore: return raw
      }
    case .evidenceRequired, .pass, .notApplicable: break
    }
    let severity = judge.severity(for: classes.bits)
    var made = explanation
    if judge.asksForClass { made.evidence += classes.evidence }
    if made.span == nil { made.span = span }
    add(made, judge, verdict, lowered ? severity.lowered : severity, resource: resource, key: key)
    return verdict
  }

  /// Puts a question to the whole scan.
  func ask(_ judge: RuleJudge, _ question: String) {
    let question = Explanation(message: question, value: "")
    add(question, judge, .evidenceRequired, judge.rule.severity, resource: nil, key: "")
  }

  private func add(
    _ made: Explanation, _ judge: RuleJudge, _ verdict: Verdict, _ severity: Severity, resource: Int?,
    key: String
  ) {
    let rule = judge.rule
    let print = Fingerprint(rule: rule.id, key: key, value: made.value)
    var rank = Rank(file: .max, position: 0, rule: judge.number, draft: notes.found.count, head: print.head)
    if let span = made.span {
      rank.file = number(of: span.file)
      rank.position = UInt64(span.start.line) << 32 | UInt64(UInt32(truncatingIfNeeded: span.start.column))
    }
    notes.ranks.append(rank)
    notes.found.append(
      Finding(
        rule: rule.id, policy: judge.policyID, category: judge.category, severity: severity, verdict: verdict,
        resource: resource, span: made.span, message: made.message, evidence: made.evidence,
        cites: rule.cites,
        remedy: made.remedy ?? rule.remedy, cause: made.cause, fingerprint: print.text, value: made.value))
  }

  /// Numbers files as they come; resources of one file follow each other.
  private func number(of file: String) -> Int {
    if let lastFile, lastFile.name == file { return lastFile.number }
    let number = notes.files[file] ?? notes.files.count
    notes.files[file] = number
    lastFile = (file, number)
    return number
  }

  func count(_ verdict: Verdict, for rule: Int) {
    notes.tallies[rule * Self.width + Self.column(verdict)] += 1
    if keepsJudgements {
      notes.judgements.append(Judgement(rule: rule, resource: resource, verdict: verdict))
    }
  }

  private static func column(_ verdict: Verdict) -> Int {
    switch verdict {
    case .pass: 0
    case .fail: 1
    case .conditional: 2
    case .undetermined: 3
    case .evidenceRequired: 4
    case .notApplicable: 5
    }
  }

  /// How often a rule said what; resources to which it did not apply are not applicable.
  func counts(of rule: Int, total: Int) -> [Verdict: Int] {
    var counts: [Verdict: Int] = [:]
    var judged = 0
    for verdict in Verdict.allCases {
      let count = notes.tallies[rule * Self.width + Self.column(verdict)]
      judged += count
      if count > 0 { counts[verdict] = count }
    }
    if total > judged { counts[.notApplicable, default: 0] += total - judged }
    return counts
  }

  // MARK: Findings

  /// Takes over what another docket noted of later resources.
  func append(_ others: Notes) {
    var numbers = [Int](repeating: 0, count: others.files.count)
    for (file, number) in others.files { numbers[number] = self.number(of: file) }
    let first = notes.found.count
    notes.found += others.found
    notes.ranks.reserveCapacity(notes.ranks.count + others.ranks.count)
    for var rank in others.ranks {
      if rank.file != .max { rank.file = numbers[rank.file] }
      rank.draft += first
      notes.ranks.append(rank)
    }
    notes.judgements += others.judgements
    for index in notes.tallies.indices { notes.tallies[index] += others.tallies[index] }
  }

  /// Where a finding comes in the report: numbers only, so that sorting compares no text.
  fileprivate struct Rank: Comparable, Sendable {
    var file: Int
    var position: UInt64
    let rule: Int
    var draft: Int
    /// The first bytes of the fingerprint, to find twins without comparing text.
    let head: UInt64

    static func < (left: Rank, right: Rank) -> Bool {
      if left.file != right.file { return left.file < right.file }
      if left.position != right.position { return left.position < right.position }
      if left.rule != right.rule { return left.rule < right.rule }
      return left.draft < right.draft
    }
  }

  /// Hands the findings over, sorted by file, line, column, policy and rule; questions to the whole scan come last.
  func findings() -> [Finding] {
    sortRanks()
    var findings = notes.ranks.map { notes.found[$0.draft] }
    var seen: [UInt64: Int] = [:]
    seen.reserveCapacity(findings.count)
    for (index, rank) in notes.ranks.enumerated() {
      // Twins (the same key in two files) are told apart by their order, so that no two share a fingerprint.
      guard let before = seen.updateValue(0, forKey: rank.head) else { continue }
      seen[rank.head] = before + 1
      let twin = Fingerprint(of: "\(findings[index].fingerprint)\0\(before + 1)").text
      findings[index] = findings[index].with(fingerprint: twin)
    }
    return findings
  }

  private func sortRanks() {
    // Files were numbered as they came; the report has them in the order of their names.
    var place = [Int](repeating: 0, count: notes.files.count)
    for (rank, file) in notes.files.keys.sorted().enumerated() {
      if let number = notes.files[file] { place[number] = rank }
    }
    for index in notes.ranks.indices where notes.ranks[index].file != .max {
      notes.ranks[index].file = place[notes.ranks[index].file]
    }
    notes.ranks.sort()
  }
}

extension Finding {
  fileprivate func with(fingerprint: String) -> Finding {
    Finding(
      rule: rule, policy: policy, category: category, severity: severity, verdict: verdict,
      resource: resource,
      span: span, message: message, evidence: evidence, cites: cites, remedy: remedy, cause: cause,
      fingerprint: fingerprint, decision: decision, value: value)
  }
}
