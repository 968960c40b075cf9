import Assessment
import Descriptors
import Inventory

/// What was seen: one observation for the coverage, one for the population of each rule, one for each finding.
extension OSCALResults {
  private enum Seen: Sendable {
    case coverage
    case population(Int)
    case finding(Int)
  }

  func observations(_ rules: [Int], _ findings: [[Int]], isFirst: Bool, _ writer: inout JSONWriter) {
    var seen: [Seen] = isFirst ? [.coverage] : []
    for (rule, findings) in zip(rules, findings) {
      seen.append(.population(rule))
      seen += findings.map(Seen.finding)
    }
    guard !seen.isEmpty else { return }
    writer.member("observations", parallelLines: seen) { writer, seen in
      writer.object { writer in
        switch seen {
        case .coverage: coverage(&writer)
        case .population(let rule): population(rule, &writer)
        case .finding(let finding): instance(finding, &writer)
        }
      }
    }
  }

  func populationUUID(_ rule: Int) -> String {
    let rule = report.assessment.rules[rule]
    return uuids.ofRun("population\0\(rule.policy)\0\(rule.id)")
  }

  func observationUUID(_ finding: Int) -> String { uuids.ofRun("observation\0\(uuids.findings[finding])") }

  /// What every observation has behind its text.
  private func made(_ type: String, _ writer: inout JSONWriter) {
    writer.member("methods", array: { $0.element("EXAMINE") })
    writer.member("types", array: { $0.element(type) })
    head.origins(&writer)
  }

  // MARK: Coverage

  /// What was not understood belongs to every report: nothing can be said of it.
  private func coverage(_ writer: inout JSONWriter) {
    let coverage = report.coverage
    writer.member("uuid", uuids.ofRun("coverage"))
    writer.member("title", "Coverage: what was read and what was not")
    writer.member(
      "description",
      markup: "\(coverage.found) files found: \(coverage.understood) understood, "
        + "\(coverage.notInfrastructure) not infrastructure, \(coverage.notUnderstood) not understood, "
        + "\(coverage.unreadable) unreadable. \(coverage.dataBearing) resources hold data, \(coverage.located) of "
        + "them located. Nothing is said of what was not understood.")
    writer.member(
      "props",
      array: { writer in
        writer.prop("files-found", coverage.found)
        writer.prop("files-understood", coverage.understood)
        writer.prop("files-not-infrastructure", coverage.notInfrastructure)
        writer.prop("files-not-understood", coverage.notUnderstood)
        writer.prop("files-unreadable", coverage.unreadable)
        writer.prop("files-ignored", coverage.ignored)
        if coverage.excluded > 0 { writer.prop("files-excluded", coverage.excluded) }
        writer.prop("resources", coverage.resources)
        writer.prop("resources-data-bearing", coverage.dataBearing)
        writer.prop("resources-located", coverage.located)
        for (type, count) in coverage.unknownTypes.sorted(by: { $0.key < $1.key }) {
          writer.prop("type-not-known", "\(type): \(count)")
        }
      })
    made("discovery", &writer)
    if !coverage.unread.isEmpty {
      writer.member("relevant-evidence", lines: coverage.unread) { writer, unread in
        writer.object { writer in
          writer.member("href", href(unread.path))
          writer.member("description", markup: "Not read: \(unread.reason.english)")
          writer.member(
            "props",
            array: { writer in
              writer.prop("file", unread.path)
              if let line = unread.line { writer.prop("line", line) }
              writer.prop("makes-incomplete", unread.makesIncomplete ? "true" : "false")
            })
        }
      }
    }
    writer.member("collected", head.time.stamp)
  }

  // MARK: Populations

  /// Passes are evidence too: how often a rule said what.
  private func population(_ index: Int, _ writer: inout JSONWriter) {
    let rule = report.assessment.rules[index]
    writer.member("uuid", populationUUID(index))
    writer.member("title", markup: "Population of \(rule.id)")
    writer.member("description", markup: "Of all resources, by verdict: \(Self.counts(rule)).")
    writer.member(
      "props",
      array: { writer in
        writer.prop("rule", rule.id)
        for verdict in Verdict.allCases {
          if let count = rule.counts[verdict], count > 0 {
            writer.prop("verdict", "\(verdict.rawValue): \(count)")
          }
        }
      })
    made("control-objective", &writer)
    writer.member("collected", head.time.stamp)
  }

  /// `3 fail, 7 pass`.
  static func counts(_ rule: RuleOutcome) -> String {
    let words = Verdict.allCases.compactMap { verdict in
      rule.counts[verdict].flatMap { $0 > 0 ? "\($0) \(verdict.rawValue)" : nil }
    }
    return words.isEmpty ? "none" : words.joined(separator: ", ")
  }

  // MARK: Findings

  private func instance(_ index: Int, _ writer: inout JSONWriter) {
    let finding = report.assessment.findings[index]
    writer.member("uuid", observationUUID(index))
    writer.member("title", markup: "\(finding.rule): \(finding.verdict.rawValue)")
    writer.member("description", markup: finding.message.english)
    writer.member(
      "props",
      array: { writer in
        writer.prop("rule", finding.rule)
        writer.prop("verdict", finding.verdict.rawValue)
        writer.prop("severity", finding.severity.rawValue)
        writer.prop("fingerprint", finding.fingerprint)
        writer.prop("cause", finding.cause?.english)
      })
    made("finding", &writer)
    if let resource = finding.resource { subject(resource, &writer) }
    evidence(finding, &writer)
    writer.member("collected", head.time.stamp)
    let restsOnFacts = finding.evidence.contains { $0.kind == .atlas || $0.kind == .card }
    if restsOnFacts { writer.member("expires", head.time.factsExpire) }
    writer.member("remarks", "To see it again: bornage explain \(finding.fingerprint), with the same input.")
  }

  func subject(_ resource: Int, _ writer: inout JSONWriter) {
    writer.member(
      "subjects",
      array: { writer in
        writer.object {
          $0.member("subject-uuid", uuids.resources[resource])
          $0.member("type", "inventory-item")
          $0.member("title", markup: report.resources[resource].name)
        }
      })
  }

  private func evidence(_ finding: Finding, _ writer: inout JSONWriter) {
    guard finding.span != nil || !finding.evidence.isEmpty else { return }
    writer.member(
      "relevant-evidence",
      array: { writer in
        if let span = finding.span {
          writer.object { writer in
            writer.member("href", href(span.file))
            writer.member("description", "Where to look first.")
            writer.member("props", array: { writer in place(span, &writer) })
          }
        }
        for link in finding.evidence {
          writer.object { writer in
            if let span = link.span { writer.member("href", href(span.file)) }
            writer.member("description", markup: link.text.english)
            writer.member(
              "props",
              array: { writer in
                writer.prop("kind", link.kind.rawValue)
                if let span = link.span { place(span, &writer) }
              })
            if let source = link.source { writer.member("remarks", markup: "Source: \(source)") }
          }
        }
      })
  }

  private func place(_ span: SourceSpan, _ writer: inout JSONWriter) {
    writer.prop("file", span.file)
    writer.prop("line", span.start.line)
    writer.prop("column", span.start.column)
  }

  /// The resource of the back matter that holds a file, or its path.
  private func href(_ file: String) -> String { files[file].map { "#\($0)" } ?? SARIFReport.uri(file) }
}
