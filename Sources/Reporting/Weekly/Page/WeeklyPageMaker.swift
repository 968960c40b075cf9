import Assessment
import Atlas

/// Puts the report into words, tables and charts.
struct WeeklyPageMaker {
  let report: WeeklyReport
  let words: WeeklyWords
  /// How many entries of a list are told; the rest is counted.
  let most: Int
  let facts: HTMLFacts

  init(_ report: WeeklyReport, language: Language, most: Int) {
    self.report = report
    self.most = most
    words = WeeklyWords(language)
    facts = HTMLFacts(atlas: report.atlas, words: words.base)
  }

  var page: WeeklyPage {
    WeeklyPage(
      language: words.language, title: words.fill("title", report.settings.at.day), subject: subject,
      head: head, notes: notes, figures: figures,
      sections: [
        headline, arrivals, movement, ageing, due, waivers, places, keys, dates, dependence, coverage,
        requests, trees, integrity,
      ], foot: [words["foot"]])
  }

  private var overdue: Int { report.due.count { $0.daysLeft < 0 } }
  private var openCritical: Int { report.bySeverity[.critical]?.now ?? 0 }

  private var subject: String {
    let day = report.settings.at.day
    if report.isStale, let last = report.trees.map(\.latest).max() {
      return words.fill("subjectStale", day, last.day)
    }
    // Signs of ASCII leave the header readable where nothing decodes it.
    let net = report.balance.net > 0 ? "+\(report.balance.net)" : "\(report.balance.net)"
    guard report.hasBase else {
      return words.fill(
        "subjectFirst", day, words.base.number(report.balance.now), words.base.number(openCritical),
        words.base.number(overdue))
    }
    return words.fill(
      "subject", day, words.base.number(report.balance.now), net,
      words.base.number(openCritical), words.base.number(overdue))
  }

  private var head: [String] {
    let trees = words.count("tree", report.trees.count)
    let period =
      report.start.map { words.fill("headPeriod", $0.shown, report.settings.at.shown, trees) }
      ?? words.fill("headFirst", report.settings.at.shown)
    return [period, words.fill("headMade", report.version, report.atlas.asOf)]
  }

  // MARK: What has to be known first

  private var notes: [PageNote] {
    var notes: [PageNote] = []
    func add(_ tone: PageNote.Tone, _ text: String) { notes.append(PageNote(tone: tone, text: text)) }
    for text in staleTrees { add(.alarm, text) }
    if report.isDoubtful { add(.alarm, words.fill("noteDoubtful", listed(report.coverage.doubtful))) }
    if !report.coverage.incomplete.isEmpty {
      add(.alarm, words.fill("noteIncomplete", listed(report.coverage.incomplete)))
    }
    if let note = criticalNote { add(.alarm, note) }
    let arrived = report.hasBase ? report.arrivals.filter { !$0.wasKnown }.map(brief) : []
    if !arrived.isEmpty { add(.alarm, words.fill("noteArrivals", listed(arrived))) }
    let expired = report.waivers.list.count { $0.state == .expired }
    if expired > 0 { add(.alarm, words.count("noteWaivers", expired)) }
    let expiring = report.waivers.list.count { $0.state == .expiring }
    if expiring > 0 {
      let name = "noteExpiring_\(expiring == 1 ? "one" : "many")"
      add(.warning, words.fill(name, words.base.number(expiring), "\(report.settings.waiverSoon)"))
    }
    let unsure = report.movements.count { $0.kind == .fixed && $0.causes.contains(.coverage) }
    if unsure > 0 {
      add(
        .warning, words.fill("noteUnsure", words.base.number(unsure), words.base.number(report.balance.fixed))
      )
    }
    for text in gaps(since: report.settings.at.adding(days: -5 * report.settings.period)).prefix(5) {
      add(.warning, text)
    }
    let age = CalendarDay.days(from: report.atlas.asOf, to: report.settings.at.day) ?? 0
    if age > 183 { add(.warning, words.fill("noteAtlas", "\(age)")) }
    if let note = knowledgeNote { add(.plain, note) }
    return notes
  }

  /// Trees that were not scanned within the period, those together that were scanned last on the same day.
  var staleTrees: [String] {
    let groups = Dictionary(grouping: report.trees.filter(\.isStale), by: \.latest.day)
    return groups.sorted { $0.key < $1.key }.compactMap { _, trees in
      trees.map(\.latest).min().map { words.fill("noteStale", listed(trees.map(\.name)), $0.shown) }
    }
  }

  /// Critical findings that came, and why: those of a new policy are another matter than those of a new bucket.
  private var criticalNote: String? {
    let came = report.movements.filter {
      ($0.kind == .new || $0.kind == .reopened) && $0.finding?.severity == .critical
    }
    guard !came.isEmpty else { return nil }
    let causes = Dictionary(grouping: came, by: \.causes).map { (words.causes($0.key), $0.value.count) }
      .sorted {
        ($1.1, $0.0) < ($0.1, $1.0)
      }
    let told = causes.count == 1 ? causes.map(\.0) : causes.map { "\($0.0) (\(words.base.number($0.1)))" }
    return words.count("noteCritical", came.count) + " "
      + words.fill("noteCause", told.joined(separator: words.language.pick("; ", " ; ")))
  }

  /// Stretches without a scan, those of several trees together.
  func gaps(since start: Moment? = nil) -> [String] {
    let shown = report.gaps.filter { gap in start.map { gap.to > $0 } ?? true }
    let groups = Dictionary(grouping: shown) { "\($0.from.day)\0\($0.to.day)" }
    return groups.sorted { $0.key < $1.key }.compactMap { _, gaps in
      guard let gap = gaps.first else { return nil }
      let weeks = gap.weeks.isEmpty ? "" : words.fill("weeks", gap.weeks.joined(separator: ", "))
      return words.fill("noteGap", listed(gaps.map(\.tree)), gap.from.day, gap.to.day, weeks)
    }
  }

  /// New findings that nobody's infrastructure brought.
  private var knowledgeNote: String? {
    let new = report.movements.filter { $0.kind == .new && $0.causes != [.firstScan] }
    let others: Set<ChangeCause> = [.policy, .atlas, .tool]
    let count = new.count { others.isSuperset(of: $0.causes) }
    return count == 0
      ? nil : words.fill("noteOnlyKnowledge", words.base.number(count), words.base.number(new.count))
  }

  private func brief(_ arrival: WeeklyArrival) -> String {
    words.fill("b_\(arrival.kind.rawValue)", name(of: arrival))
  }

  func listed(_ items: [String]) -> String {
    items.count <= 6
      ? items.joined(separator: ", ") : items.prefix(6).joined(separator: ", ") + ", +\(items.count - 6)"
  }

  func name(of arrival: WeeklyArrival) -> String {
    switch arrival.kind {
    case .country, .control, .flowCountry: words.country(arrival.name)
    case .holder, .flowOperator: facts.operatorName(arrival.name)
    case .host: arrival.name
    }
  }

  /// True if what went may only be unread.
  private var isUnsure: Bool {
    report.isDoubtful || report.movements.contains { $0.kind == .fixed && $0.causes.contains(.coverage) }
  }

  /// Fewer is good only if as much was looked at as before.
  private var openTone: PageNote.Tone {
    let net = report.balance.net
    if net > 0 { return report.hasBase ? .alarm : .plain }
    guard net < 0 else { return .plain }
    return isUnsure || report.trees.contains(where: \.isStale) ? .warning : .good
  }

  // MARK: Figures

  private var figures: [PageFigure] {
    let balance = report.balance
    let soon = report.due.count { $0.daysLeft >= 0 }
    let understood = WeeklyCoverage.understood(report.coverage.now)
    let before = report.coverage.then.flatMap(WeeklyCoverage.understood)
    let fell = (understood ?? 1000) < before ?? 0
    return [
      PageFigure(
        value: words.base.number(balance.now), label: words["figOpen"],
        change: [
          words.fill("figOf", words.base.number(openCritical)),
          report.hasBase ? words.fill("figNet", words.signed(balance.net)) : nil,
        ].compactMap { $0 }.joined(separator: ", "),
        tone: openTone),
      PageFigure(
        value: words.base.number(balance.new + balance.reopened), label: words["figNew"], change: "",
        tone: .plain),
      PageFigure(
        value: words.base.number(balance.fixed), label: words["figFixed"],
        change: report.ageing.closed.tenths.map { words.fill("figMean", words.tenths($0)) } ?? "",
        tone: isUnsure ? .warning : balance.fixed > 0 ? .good : .plain),
      PageFigure(
        value: words.base.number(overdue), label: words["figOverdue"],
        change: words.fill("figSoon", words.base.number(soon), "\(report.settings.dueSoon)"),
        tone: overdue > 0 ? .alarm : .good),
      PageFigure(
        value: words.percent(understood), label: words["figUnderstood"],
        change: before.map { words.fill("figWas", words.percent($0)) } ?? "", tone: fell ? .alarm : .plain),
    ]
  }

  // MARK: Pieces that several sections use

  func section(_ name: String, lead: String? = nil, _ blocks: [PageBlock]) -> PageSection {
    PageSection(anchor: name, title: words[name], lead: lead ?? words["\(name)Lead"], blocks: blocks)
  }

  func cell(_ number: Int) -> PageTable.Cell { PageTable.Cell(words.base.number(number)) }

  func note(_ text: String, _ tone: PageNote.Tone = .plain) -> PageBlock {
    .note(PageNote(tone: tone, text: text))
  }

  /// What is left out of a list of so many.
  func rest(_ count: Int) -> String? { left(count - most) }

  /// What is left out.
  func left(_ count: Int) -> String? { count > 0 ? words.fill("more", words.base.number(count)) : nil }

  func tag(_ severity: Severity) -> PageTag {
    PageTag(label: words.severity(severity), look: severity.rawValue)
  }
}
