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
    [Array(MarkdownComment(report, style: style).text.utf8)]
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
  private let speech: Speech

  init(_ report: ScanReport, style: ReportStyle) {
    self.report = report
    language = style.language
    speech = style.speech
  }

  private func pick(_ english: String, _ french: String) -> String { language.pick(english, french) }

  private func number(_ number: Int) -> String { speech.text("\(count: number)") }

  private var colon: String { language.colon }

  var text: String {
    let head = headline + notices + states + coverage + policies + graces
    let foot = footer
    var room = MarkdownReport.mostBytes - head.utf8.count - foot.utf8.count
    return head + findings(&room) + waiting(&room) + waived(&room) + compared(&room) + foot
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
        "\(number(count)) constat\(count < 2 ? "" : "s") à partir de : \(threshold)")
    if report.outcome.exitCode == 3 {
      title += pick(", and the scan is incomplete", ", et l'analyse est incomplète")
    }
    let outcome = MarkdownText.prose(Clip.text(speech.text(report.outcome.reason), to: 500))
    return "<!-- bornage report -->\n## bornage\(colon) \(title)\n\n"
      + pick("Exit code", "Code de sortie") + " \(report.outcome.exitCode)\(colon) \(outcome)\n\n"
  }

  private var notices: String {
    report.notices.prefix(5).map { "> \(MarkdownText.prose(Clip.text(speech.text($0), to: 500)))\n\n" }
      .joined()
  }

  private var coverage: String {
    let coverage = report.coverage
    var text = "**\(pick("Coverage", "Couverture"))**\(colon) "
    text += pick(
      "\(coverage.found) files: \(coverage.understood) understood, \(coverage.notInfrastructure) not infrastructure, "
        + "\(coverage.notUnderstood) not understood, \(coverage.unreadable) unreadable. "
        + "\(coverage.dataBearing) data-bearing resources: \(coverage.located) located, "
        + "\(coverage.undetermined) with an undetermined place.",
      "\(number(coverage.found)) fichiers : \(number(coverage.understood)) compris, "
        + "\(number(coverage.notInfrastructure)) hors infrastructure, "
        + "\(number(coverage.notUnderstood)) non compris, \(number(coverage.unreadable)) illisibles. "
        + "\(number(coverage.dataBearing)) ressources porteuses de données : \(number(coverage.located)) localisées, "
        + "\(number(coverage.undetermined)) d'emplacement indéterminé.")
    text += "\n\n"
    let serious = coverage.unread.filter(\.makesIncomplete)
    for unread in serious.prefix(Self.mostUnread) {
      let place = Clip.text(unread.path, to: 200) + (unread.line.map { ":\($0)" } ?? "")
      let reason = MarkdownText.prose(Clip.text(speech.text(unread.reason), to: 300))
      text += "- \(pick("not read", "non lu"))\(colon) \(MarkdownText.code(place))\(colon) \(reason)\n"
    }
    let more = serious.count - Self.mostUnread
    if more > 0 { text += "- \(pick("and \(more) more", "et \(number(more)) de plus"))\n" }
    return serious.isEmpty ? text : text + "\n"
  }

  private var policies: String {
    let severities = Array(Severity.allCases.reversed())
    let findings = report.assessment.findings
    let isCompared = report.comparison != nil
    let rest = [pick("waived", "dérogation")] + (isCompared ? [pick("known", "connus")] : [])
    var text = row([pick("Policy", "Politique")] + severities.map(word) + rest)
    text += row([":--"] + severities.map { _ in "--:" } + rest.map { _ in "--:" })
    for part in PolicyPart.all(of: report).prefix(30) {
      let open = part.findings.filter { !findings[$0].isSilenced }
      let counts = severities.map { severity in number(open.count { findings[$0].severity == severity }) }
      let name = Clip.text("\(part.policy.id) \(part.policy.version)", to: 100)
      let known = part.findings.count { findings[$0].isKnown }
      let waived = part.findings.count - open.count - known
      let silenced = [number(waived)] + (isCompared ? [number(known)] : [])
      text += row([MarkdownText.code(name)] + counts + silenced)
    }
    return text + "\n"
  }

  /// What does not count yet, by what brought it.
  private var graces: String {
    let lines = TextGraces.phrases(report).prefix(5).map {
      "- \(MarkdownText.prose(Clip.text(speech.text($0), to: 300)))\n"
    }
    return lines.isEmpty ? "" : lines.joined() + "\n"
  }

  // MARK: Findings

  private func findings(_ room: inout Int) -> String {
    // What does not count yet has a list of its own, so that it does not stand in front of what does.
    let ranking = Ranking(report.assessment.findings) { !$0.isSilenced && !isInGrace($0) }
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
    text += details(pick("\(folded.count) more", "\(number(folded.count)) de plus"), folded)
    let left = rest.dropFirst(folded.count).reduce(0) { $0 + $1.count }
    if left > 0 {
      text += pick(
        "\(left) more findings do not fit into a comment: see the whole report.\n\n",
        "\(number(left)) autres constats ne tiennent pas dans un commentaire : voir le rapport entier.\n\n")
    }
    room -= text.utf8.count
    return text
  }

  private func isInGrace(_ finding: Finding) -> Bool { report.graces[finding.fingerprint] != nil }

  private func waiting(_ room: inout Int) -> String {
    let findings = report.assessment.findings
    let waiting = Ranking(findings) { !$0.isSilenced && isInGrace($0) }.all.map { findings[$0] }
    return folded(waiting, fourHeads, &room) {
      pick(
        "\($0) in grace: they do not count yet",
        "\(number($0)) en délai de grâce : ils ne comptent pas encore")
    }
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
        "\(id), \(speech.text(Phrase(term: kind))), approuvée par \(approver), jusqu'au \(FrenchNumbers.day(expires)) : \(reason)"
      )
      table.add(
        row([
          severity(finding), MarkdownText.code(finding.rule), what(finding),
          MarkdownText.prose(Clip.text(why, to: 300)),
        ]))
    }
    var text = details(pick("\(waived.count) waived", "\(number(waived.count)) sous dérogation"), table)
    let left = waived.count - table.count
    if left > 0 {
      text += pick("\(left) more are waived.\n\n", "\(number(left)) autres sont sous dérogation.\n\n")
    }
    room -= text.utf8.count
    return text
  }

  // MARK: What was known before

  /// How many findings stand in which of the four groups.
  private var states: String {
    guard let since = report.comparison?.since else { return "" }
    let name = MarkdownText.code(Clip.text(since.shown, to: 200))
    func count(_ state: Prior.State) -> Int { since.counts[state] ?? 0 }
    let words = pick(
      "**\(count(.new)) new**, **\(count(.worsened)) worsened**, \(count(.unchanged)) unchanged, "
        + "\(since.fixed.count) fixed",
      "**nouveaux : \(count(.new))**, **aggravés : \(count(.worsened))**, inchangés : \(count(.unchanged)), "
        + "corrigés : \(since.fixed.count)")
    return "\(pick("Against", "Par rapport à")) \(name): \(words)\n\n"
  }

  /// What is fixed and what was there before, folded away.
  private func compared(_ room: inout Int) -> String {
    var text = ""
    let fixed = report.comparison?.since?.fixed ?? []
    text += folded(fixed, fourHeads, &room) {
      pick("\($0) fixed since", "\($0) corrigés depuis")
    }
    let findings = report.assessment.findings
    let known = Ranking(findings, isListed: \.isKnown).all.map { findings[$0] }
    text += folded(known, fourHeads, &room) {
      pick("\($0) known from before", "\($0) connus auparavant")
    }
    return text
  }

  private var fourHeads: String {
    row([pick("Severity", "Gravité"), pick("Rule", "Règle"), pick("Finding", "Constat"), pick("Where", "Où")])
      + row(["--", "--", "--", "--"])
  }

  private func folded(
    _ findings: [Finding], _ head: String, _ room: inout Int, _ title: (Int) -> String
  ) -> String {
    guard !findings.isEmpty else { return "" }
    var table = Listing(head: head, room: room / 2 - 300)
    for finding in findings {
      let place =
        finding.span.map { MarkdownText.code(Clip.text("\($0.file):\($0.start.line)", to: 200)) } ?? ""
      table.add(
        row([
          severity(finding), MarkdownText.code(finding.rule),
          MarkdownText.prose(Clip.text(speech.text(finding.message), to: 200)) + grace(finding), place,
        ]))
    }
    var text = details(title(findings.count), table)
    let left = findings.count - table.count
    if left > 0, table.count > 0 { text += pick("\(left) more of these.\n\n", "\(left) autres.\n\n") }
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
      place += " " + pick("and \(group.count - 1) more", "et \(number(group.count - 1)) de plus")
      message = MarkdownText.prose(Clip.text(speech.text(first.cause ?? first.message), to: 400))
    }
    return row([severity(first), MarkdownText.code(first.rule), message, place, remedy(first)])
  }

  private func what(_ finding: Finding) -> String {
    var text = MarkdownText.prose(Clip.text(speech.text(finding.message), to: 400))
    if let note = finding.prior?.note {
      text += " (\(MarkdownText.prose(Clip.text(speech.text(note), to: 200))))"
    }
    if case .requested(let reason)? = finding.waiver {
      let why = reason.isEmpty ? "" : "\(colon) \(MarkdownText.prose(Clip.text(reason, to: 200)))"
      text += " " + pick("(a waiver is requested, nobody approved it", "(dérogation demandée, non approuvée")
      text += "\(why))"
    }
    return text
  }

  /// Behind a message: that the finding does not count yet, and why.
  private func grace(_ finding: Finding) -> String {
    report.graces[finding.fingerprint].map {
      " (\(MarkdownText.prose(Clip.text(speech.text(TextGraces.mark($0)), to: 200))))"
    } ?? ""
  }

  private func remedy(_ finding: Finding) -> String {
    MarkdownText.prose(Clip.text(speech.text(finding.remedy), to: 300))
  }

  // MARK: Foot

  private var footer: String {
    let date = speech.text("\(day: report.atlasAsOf)")
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
    let isReached = report.thresholds.isReached(by: finding) && !isInGrace(finding)
    let name = isReached ? "**\(word(finding.severity))**" : word(finding.severity)
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
    case .info: pick("info", "info")
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
