public import Assessment
import Atlas
import Descriptors
import Inventory

/// The whole chain behind one finding or one resource, and what would change it.
public struct ExplainReport {
  /// What a word of the user's meant.
  public enum Subject: Sendable, Equatable {
    /// Findings, as indices of the report.
    case findings([Int])
    /// Resources, as indices of the report.
    case resources([Int])
    /// Nothing of the scan; the nearest words that would have meant something.
    case unknown(near: [String])
  }

  private let report: ScanReport
  private let whatIf: WhatIf?
  private var writer: TextWriter

  /// An explanation of parts of a scan.
  ///
  /// - Parameter whatIf: judges again with other inputs; without it the explanation names them without the verdicts.
  public init(_ report: ScanReport, style: ReportStyle, whatIf: WhatIf? = nil) {
    self.report = report
    self.whatIf = whatIf
    writer = TextWriter(style: style, secrets: SecretSpans(report.resources))
  }

  private var style: ReportStyle { writer.style }

  /// What a word means: the beginning of a fingerprint (six digits at least), the identifier, key or name of a
  /// resource, or `FILE:LINE`.
  public static func subject(_ word: String, in report: ScanReport) -> Subject {
    let findings = report.assessment.findings
    let isFingerprint = word.utf8.count >= 6 && word.allSatisfy(\.isHexDigit)
    if isFingerprint {
      let matches = findings.indices.filter { findings[$0].fingerprint.hasPrefix(word.lowercased()) }
      if !matches.isEmpty { return .findings(matches) }
    }
    let resources = report.resources
    for name in [\Resource.id, \.key, \.name] {
      let matches = resources.indices.filter { resources[$0][keyPath: name] == word }
      if !matches.isEmpty { return .resources(matches) }
    }
    if let colon = word.lastIndex(of: ":"), let line = Int(word[word.index(after: colon)...]),
      let index = resource(in: word[..<colon], at: line, of: resources)
    {
      return .resources([index])
    }
    let near = Spelling.nearest(to: word, among: Array(Set(resources.map(\.name))).sorted())
    return .unknown(near: near.map { [$0] } ?? [])
  }

  /// The innermost declaration around a line, or else the nearest one in the file.
  private static func resource(in file: Substring, at line: Int, of resources: [Resource]) -> Int? {
    let there = resources.indices.filter { resources[$0].span.file == file }
    let around = there.filter {
      resources[$0].span.start.line <= line && line <= resources[$0].span.end.line
    }
    return around.max { resources[$0].span.start < resources[$1].span.start }
      ?? there.min { abs(resources[$0].span.start.line - line) < abs(resources[$1].span.start.line - line) }
  }

  /// The explanation as bytes; nothing for an unknown subject.
  public func render(_ subject: Subject) -> [UInt8] {
    var copy = self
    switch subject {
    case .findings(let indices):
      for index in indices { copy.explain(report.assessment.findings[index]) }
    case .resources(let indices):
      for index in indices { copy.explain(resource: index) }
    case .unknown: break
    }
    return copy.writer.bytes
  }

  // MARK: Findings

  private mutating func explain(_ finding: Finding) {
    writer.finding(finding, report)
    rule(behind: finding)
    if let index = finding.resource {
      writer.line(writer.paint(style.say("What is known of `\(report.resources[index].name)`"), .bold))
      FactChains(report.resources[index], atlas: report.atlas, on: report.asOf).write(&writer)
      writer.line()
    }
    let found = whatIf?.rule(of: finding)
    writer.line(writer.paint(style.say("What would change it"), .bold))
    for line in Change.lines(finding) { writer.line("  " + style.say(line)) }
    for answer in whatIf?.answers(to: finding, in: report.resources) ?? [] {
      writer.line("  " + style.say(Change.line(answer)))
    }
    if let found {
      for line in Change.lines(finding, found.policy, found.rule) { writer.line("  " + style.say(line)) }
    }
    writer.line()
  }

  /// What the rule asks, where it stands, and the clauses it rests on.
  private mutating func rule(behind finding: Finding) {
    guard
      let rule = report.assessment.rules.first(where: { $0.id == finding.rule && $0.policy == finding.policy }
      )
    else { return }
    writer.line(writer.paint(style.say("The rule"), .bold))
    let title = Phrase(english: rule.title, french: rule.french.title)
    writer.line("  " + style.say("\(rule.id) of \(rule.policy): \(title)"))
    if let (policy, rule) = whatIf?.rule(of: finding) { demand(rule, policy) }
    for cite in rule.cites { writer.line("  " + style.say("clause: \(cite.phrase)")) }
    if let note = rule.note {
      writer.line("  " + style.say("note: \(Phrase(english: note, french: rule.french.note))"))
    }
    writer.line()
  }

  /// What a rule asks for, and who said so.
  private mutating func demand(_ rule: Rule, _ policy: Policy) {
    let ask = rule.demand.category == .evidence ? rule.french.ask : nil
    for sentence in DemandWords(language: style.language).sentences(rule.demand) {
      let said = style.language == .french ? ask ?? sentence : sentence
      writer.line("  " + style.say("asks: \(said)"))
    }
    writer.line("  " + style.say("policy: \(policy.id) \(policy.identity.version)"))
    if let source = policy.source {
      let words: [Phrase?] = [
        Phrase(verbatim: source.title), source.issuer.map(Phrase.init(verbatim:)),
        source.edition.map { "edition \($0)" }, source.date.map { "\(day: $0)" },
      ]
      writer.line("  " + style.say("document: \(Phrase.enumeration(words.compactMap { $0 }))"))
    }
    if rule.origins.count > 1 {
      let origins = Phrase.enumeration(rule.origins.map(Phrase.init(verbatim:)), separator: ", over ")
      writer.line("  " + style.say("said by: \(origins)"))
    }
  }

  // MARK: Resources

  private mutating func explain(resource index: Int) {
    let resource = report.resources[index]
    let kind = Phrase(term: resource.kind.rawValue)
    let title: Phrase = "\(kind) `\(resource.name)` (\(resource.dialect), \(resource.type))"
    writer.line(writer.paint(style.say(title), .bold))
    let place = "\(resource.span.file):\(resource.span.start.line):\(resource.span.start.column)"
    writer.line("  \(writer.paint("-->", .blue)) \(SafeText.line(place))")
    writer.line()
    FactChains(resource, atlas: report.atlas, on: report.asOf).write(&writer)
    writer.line()
    let findings = report.assessment.findings.filter { $0.resource == index }
    writer.line(writer.paint(style.say("Findings"), .bold))
    if findings.isEmpty { writer.line("  " + style.say("none under the policies that were applied")) }
    for finding in findings {
      writer.line(
        "  "
          + style.say(
            "\(Phrase(finding.severity)), \(Phrase(finding.verdict)) [\(finding.rule)]: \(finding.message)"))
      if finding.isWaived { writer.line("    " + style.say("waived")) }
      writer.line(
        "    " + style.say("explain it with `bornage explain \(finding.fingerprint.prefix(12)) ...`"))
    }
    writer.line()
    rulings(index)
  }

  /// What every rule says of the resource, and for what passes, what would break it.
  private mutating func rulings(_ index: Int) {
    guard let whatIf else { return }
    let rulings = whatIf.rulings(of: index, in: report.resources)
    writer.line(writer.paint(style.say("Verdicts"), .bold))
    for ruling in rulings where ruling.verdict != .notApplicable {
      let rule = ruling.rule
      let title = Phrase(english: rule.title, french: rule.french.title)
      let cites = Phrase.enumeration(rule.cites.map(\.phrase), separator: "; ")
      writer.line("  " + style.say("\(Phrase(ruling.verdict)) [\(rule.id)]: \(title) (\(cites))"))
      guard ruling.verdict == .pass else { continue }
      let worse = whatIf.answers(to: ruling, of: index, in: report.resources).filter {
        $0.verdict == .fail || $0.verdict == .evidenceRequired
      }
      for answer in worse { writer.line("    " + style.say(Change.line(answer))) }
    }
    let silent = rulings.count { $0.verdict == .notApplicable }
    if silent == 1 { writer.line("  " + style.say("not applicable: 1 rule")) }
    if silent > 1 { writer.line("  " + style.say("not applicable: \(count: silent) rules")) }
    writer.line()
  }
}

/// What would change a finding, read off the chain that it rests on.
private enum Change {
  static func lines(_ finding: Finding) -> [Phrase] {
    var lines: [Phrase] = []
    switch finding.verdict {
    case .undetermined: lines.append("supplying what is missing: \(finding.remedy)")
    case .evidenceRequired: lines.append("evidence from outside the descriptors: \(finding.remedy)")
    default: lines.append("mending it: \(finding.remedy)")
    }
    for evidence in finding.evidence {
      guard let what = what(evidence.kind) else { continue }
      let place = evidence.span.map { " (\($0.file):\($0.start.line):\($0.start.column))" } ?? ""
      lines.append("\(what): \(evidence.text)\(place)")
    }
    return lines
  }

  /// What the rule would say of the resource with another input.
  static func line(_ answer: WhatIf.Answer) -> Phrase {
    let said: Phrase = "\(Phrase(answer.verdict)) if \(answer.input)"
    return answer.how.map { "\(said) [\($0)]" } ?? said
  }

  /// What can be changed in the policy and around it.
  static func lines(_ finding: Finding, _ policy: Policy, _ rule: Rule) -> [Phrase] {
    var lines: [Phrase] = []
    if rule.demand.category != .evidence,
      finding.verdict == .undetermined || finding.verdict == .conditional
    {
      let treated = finding.verdict == .conditional ? rule.conditional : rule.undetermined
      lines.append(
        "a policy that extends `\(policy.id)` may treat it otherwise: `\(finding.verdict.rawValue)` is now `\(treated.rawValue)`, of fail, warn and ignore"
      )
    }
    let parameters = policy.parameters.map { "\($0.name) = \($0.values.joined(separator: ","))" }
    if !parameters.isEmpty {
      lines.append(
        "the policy's parameters, by `--policy-parameter NAME=VALUE`: \(parameters.joined(separator: "; "))")
    }
    lines.append(
      rule.isWaivable
        ? "a waiver (`rule: \(rule.id)`, `fingerprint: \(finding.fingerprint)`) that names a reason, who approved it and until when: it stays in the report and counts for no threshold"
        : "no waiver: the policy lets nobody waive this rule")
    return lines
  }

  private static func what(_ kind: Evidence.Kind) -> Phrase? {
    switch kind {
    case .declared: "another declaration here"
    case .providerDefault: "a declaration that overrides the service's default"
    case .parameterDefault: "another value of the parameter, by a parameter file or `--set`"
    case .parameterAllowed: "a value of the parameter that is in force, by a parameter file or `--set`"
    case .context: "another deployment context"
    case .absent: "a declaration of what is missing here"
    case .atlas: "a newer atlas, if the world has changed"
    case .card, .derived: nil
    }
  }
}
