import Assessment
import Descriptors
import Inventory

/// Markdown for the comment of a pull request: what was covered, how much was found, the gravest in full.
///
/// A comment has a bound; what does not fit is counted. Everything that comes from scanned input passes
/// ``MarkdownText``.
public enum MarkdownReport: ReportFormat {
  /// The name on the command line.
  public static let name = "markdown"
  /// How long a comment of GitHub may be in characters; counted in bytes here, of which there are never fewer.
  static let mostBytes = 65_536

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    [Array(MarkdownComment(report, language: style.language).text.utf8)]
  }
}

/// The parts of the comment.
private struct MarkdownComment {
  /// How many findings stand in sight; the others are folded away.
  private static let mostInSight = 10
  /// How many unread files are named.
  private static let mostUnread = 5

  private let report: ScanReport
  private let language: Language
  private let rules: [RuleKey: RuleOutcome]

  init(_ report: ScanReport, language: Language) {
    self.report = report
    self.language = language
    rules = Dictionary(
      report.assessment.rules.map { (RuleKey(policy: $0.policy, rule: $0.id), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private func pick(_ english: String, _ french: String) -> String { language.pick(english, french) }

  var text: String {
    let head = headline + notices + coverage + policies
    let foot = footer
    var room = MarkdownReport.mostBytes - head.utf8.count - foot.utf8.count
    return head + findings(&room) + waived(&room) + foot
  }

  // MARK: Head

  /// The comment in front lets a pipeline find the comment that it wrote before, and replace it.
  private var headline: String {
    let findings = report.assessment.findings
    let count = findings.count(where: report.counts)
    let threshold =
      report.thresholds.isPlain
      ? word(report.threshold) : pick("the thresholds set", "des seuils fixés")
    var title =
      count == 0
      ? pick("nothing found at or above \(threshold)", "rien trouvé à partir de : \(threshold)")
      : pick(
        "\(count) finding\(count == 1 ? "" : "s") at or above \(threshold)",
        "\(count) constat\(count == 1 ? "" : "s") à partir de : \(threshold)")
    if report.outcome.exitCode == 3 {
      title += pick(", and the scan is incomplete", ", et l'analyse est incomplète")
    }
    let outcome = MarkdownText.prose(Clip.text(report.outcome.reason, to: 500))
    return "<!-- bornage report -->\n## bornage: \(title)\n\n"
      + pick("Exit code", "Code de sortie") + " \(report.outcome.exitCode): \(outcome)\n\n"
  }

  private var notices: String {
    report.notices.prefix(5).map { "> \(MarkdownText.prose(Clip.text($0, to: 500)))\n\n" }.joined()
  }

  private var coverage: String {
    let coverage = report.coverage
    var text = "**\(pick("Coverage", "Couverture"))**: "
    text += pick(
      "\(coverage.found) files: \(coverage.understood) understood, \(coverage.notInfrastructure) not infrastructure, "
        + "\(coverage.notUnderstood) not understood, \(coverage.unreadable) unreadable. "
        + "\(coverage.dataBearing) data-bearing resources: \(coverage.located) located, "
        + "\(coverage.undetermined) with an undetermined place.",
      "\(coverage.found) fichiers : \(coverage.understood) compris, \(coverage.notInfrastructure) hors infrastructure, "
        + "\(coverage.notUnderstood) non compris, \(coverage.unreadable) illisibles. "
        + "\(coverage.dataBearing) ressources porteuses de données : \(coverage.located) localisées, "
        + "\(coverage.undetermined) de lieu indéterminé.")
    text += "\n\n"
    let serious = coverage.unread.filter(\.makesIncomplete)
    for unread in serious.prefix(Self.mostUnread) {
      let place = Clip.text(unread.path, to: 200) + (unread.line.map { ":\($0)" } ?? "")
      let reason = MarkdownText.prose(Clip.text(unread.reason, to: 300))
      text += "- \(pick("not read", "non lu")): \(MarkdownText.code(place)): \(reason)\n"
    }
    let more = serious.count - Self.mostUnread
    if more > 0 { text += "- \(pick("and \(more) more", "et \(more) de plus"))\n" }
    return serious.isEmpty ? text : text + "\n"
  }

  private var policies: String {
    let severities = Array(Severity.allCases.reversed())
    let findings = report.assessment.findings
    var text = row([pick("Policy", "Politique")] + severities.map(word) + [pick("waived", "dérogation")])
    text += row([":--"] + severities.map { _ in "--:" } + ["--:"])
    for part in PolicyPart.all(of: report).prefix(30) {
      let open = part.findings.filter { !findings[$0].isWaived }
      let counts = severities.map { severity in "\(open.count { findings[$0].severity == severity })" }
      let name = Clip.text("\(part.policy.id) \(part.policy.version)", to: 100)
      text += row([MarkdownText.code(name)] + counts + ["\(part.findings.count - open.count)"])
    }
    return text + "\n"
  }

  // MARK: Findings

  private func findings(_ room: inout Int) -> String {
    let ranking = Ranking(report.assessment.findings) { !$0.isWaived }
    let groups = FindingGroups.ranked(ranking, of: report.assessment.findings)
    guard !groups.isEmpty else { return "" }
    let title = "### \(pick("Most severe first", "Les plus graves d'abord"))\n\n"
    var table = Listing(head: tableHead, room: room - title.utf8.count - 300)
    for group in groups.prefix(Self.mostInSight) { table.add(line(group)) }
    var text = title + table.text + "\n"
    let rest = groups.dropFirst(table.count)
    guard !rest.isEmpty else {
      room -= text.utf8.count
      return text
    }
    // A third of the room is kept for what is waived.
    var folded = Listing(head: tableHead, room: (room - text.utf8.count) * 2 / 3 - 300)
    for group in rest { folded.add(line(group)) }
    text += details(pick("\(folded.count) more", "\(folded.count) de plus"), folded)
    let left = rest.dropFirst(folded.count).reduce(0) { $0 + $1.count }
    if left > 0 {
      text += pick(
        "\(left) more findings do not fit into a comment: see the whole report.\n\n",
        "\(left) autres constats ne tiennent pas dans un commentaire : voir le rapport entier.\n\n")
    }
    room -= text.utf8.count
    return text
  }

  private func waived(_ room: inout Int) -> String {
    let findings = report.assessment.findings
    let waived = Ranking(findings, isListed: \.isWaived).all
    guard !waived.isEmpty else { return "" }
    let head = row([
      pick("Severity", "Gravité"), pick("Rule", "Règle"), pick("Finding", "Constat"),
      pick("Waiver", "Dérogation"),
    ])
    var table = Listing(head: head + row(["--", "--", "--", "--"]), room: room - 500)
    for index in waived {
      let finding = findings[index]
      guard case .waived(let id, let kind, let reason, let approver, let expires)? = finding.waiver else {
        continue
      }
      let why = pick(
        "\(id), \(kind), approved by \(approver), until \(expires): \(reason)",
        "\(id), \(kind), approuvée par \(approver), jusqu'au \(expires) : \(reason)")
      table.add(
        row([
          severity(finding), MarkdownText.code(finding.rule), what(finding),
          MarkdownText.prose(Clip.text(why, to: 300)),
        ]))
    }
    var text = details(pick("\(waived.count) waived", "\(waived.count) sous dérogation"), table)
    let left = waived.count - table.count
    if left > 0 {
      text += pick("\(left) more are waived.\n\n", "\(left) autres sont sous dérogation.\n\n")
    }
    room -= text.utf8.count
    return text
  }

  private var tableHead: String {
    row([
      pick("Severity", "Gravité"), pick("Rule", "Règle"), pick("Finding", "Constat"), pick("Where", "Où"),
      pick("What to do", "Que faire"),
    ]) + row(["--", "--", "--", "--", "--"])
  }

  private func line(_ group: [Int]) -> String {
    let findings = report.assessment.findings
    guard let first = group.first.map({ findings[$0] }) else { return "" }
    var place = first.span.map { MarkdownText.code(Clip.text("\($0.file):\($0.start.line)", to: 200)) } ?? ""
    var message = what(first)
    if group.count > 1 {
      place += " " + pick("and \(group.count - 1) more", "et \(group.count - 1) de plus")
      message = MarkdownText.prose(Clip.text(first.cause ?? first.message, to: 400))
    }
    return row([severity(first), MarkdownText.code(first.rule), message, place, remedy(first)])
  }

  private func what(_ finding: Finding) -> String {
    var text = MarkdownText.prose(Clip.text(finding.message, to: 400))
    if case .requested(let reason)? = finding.waiver {
      let why = reason.isEmpty ? "" : ": \(MarkdownText.prose(Clip.text(reason, to: 200)))"
      text += " " + pick("(a waiver is requested, nobody approved it", "(dérogation demandée, non approuvée")
      text += "\(why))"
    }
    return text
  }

  /// The rule's remedy in the reader's language, unless the finding has one of its own.
  private func remedy(_ finding: Finding) -> String {
    let rule = rules[RuleKey(policy: finding.policy, rule: finding.rule)]
    let isOfRule = finding.remedy == rule?.remedy
    let text = language == .french && isOfRule ? rule?.french.remedy ?? finding.remedy : finding.remedy
    return MarkdownText.prose(Clip.text(text, to: 300))
  }

  // MARK: Foot

  private var footer: String {
    let date = report.atlasAsOf
    return pick(
      "<sub>bornage \(report.version), atlas as of \(date). What was not understood was not judged.</sub>\n",
      "<sub>bornage \(report.version), atlas au \(date). Ce qui n'a pas été compris n'a pas été jugé.</sub>\n"
    )
  }

  // MARK: Words

  private func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }

  private func details(_ summary: String, _ table: Listing) -> String {
    guard table.count > 0 else { return "" }
    return "<details><summary>\(summary)</summary>\n\n\(table.text)\n</details>\n\n"
  }

  private func severity(_ finding: Finding) -> String {
    let name =
      report.thresholds.isReached(by: finding) ? "**\(word(finding.severity))**" : word(finding.severity)
    switch finding.verdict {
    case .conditional: return "\(name), \(pick("conditional", "conditionnel"))"
    case .undetermined: return "\(name), \(pick("undetermined", "indéterminé"))"
    case .evidenceRequired: return "\(name), \(pick("evidence required", "preuve requise"))"
    case .fail, .pass, .notApplicable: return name
    }
  }

  private func word(_ threshold: Threshold) -> String {
    switch threshold {
    case .from(let severity): word(severity)
    case .never: pick("no severity", "aucune gravité")
    }
  }

  private func word(_ severity: Severity) -> String {
    switch severity {
    case .critical: pick("critical", "critique")
    case .high: pick("high", "élevée")
    case .medium: pick("medium", "moyenne")
    case .low: pick("low", "faible")
    case .info: pick("info", "information")
    }
  }

  /// Rows as long as there is room for them; the first that does not fit ends the list.
  private struct Listing {
    private(set) var text: String
    private(set) var count = 0
    private var room: Int
    private var isFull = false

    init(head: String, room: Int) {
      text = head
      self.room = room - head.utf8.count
    }

    mutating func add(_ row: String) {
      room -= row.utf8.count
      isFull = isFull || room < 0
      guard !isFull else { return }
      text += row
      count += 1
    }
  }
}
