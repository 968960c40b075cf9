import Assessment
import Descriptors
import Inventory

/// GitLab's security report for static analysis, schema 15: vulnerabilities of merge requests and dashboards.
///
/// The schema demands the times of the scan. A report knows no clock: it takes `--source-date` if that was given, and
/// else the epoch, which nobody can take for a real time, and says so in a message.
public enum GitLabSASTReport: ReportFormat {
  /// The name on the command line.
  public static let name = "gitlab-sast"
  /// The time stamp that was given stands there.
  public static var needsProvenance: Bool { true }
  static let schemaVersion = "15.0.7"
  static let noTime = "1970-01-01T00:00:00"
  /// What is not read is listed up to this many; the rest is counted.
  static let mostMessages = 50

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    let findings = report.assessment.findings
    let places = FindingPlaces(report)
    var prints = UniqueFingerprints()
    // Fingerprints depend on those before them; all else can be written side by side.
    let rows = Ranking(findings).all.map { (finding: findings[$0], fingerprint: prints.next(findings[$0])) }
    var writer = JSONWriter(capacity: 1 << 20)
    writer.object { writer in
      writer.member("version", schemaVersion)
      writer.member("scan", object: { scan(report, &$0) })
      writer.member("vulnerabilities", parallelLines: rows) { writer, row in
        vulnerability(row.finding, row.fingerprint, places, report, &writer)
      }
    }
    writer.newline()
    return writer.pieces
  }

  // MARK: The scan

  private static func scan(_ report: ScanReport, _ writer: inout JSONWriter) {
    for key in ["analyzer", "scanner"] as [StaticString] {
      writer.member(
        key,
        object: { writer in
          writer.member("id", "bornage")
          writer.member("name", "bornage")
          writer.member("version", report.version)
          writer.member("vendor", object: { $0.member("name", "bornage") })
        })
    }
    let time = report.provenance?.sourceDate.flatMap(time)
    writer.member("start_time", time ?? noTime)
    writer.member("end_time", time ?? noTime)
    writer.member("type", "sast")
    writer.member("status", report.outcome.exitCode == 3 ? "failure" : "success")
    writer.member("messages", lines: messages(report, hasTime: time != nil)) { writer, message in
      writer.object {
        $0.member("level", message.level)
        $0.member("value", SafeText.line(message.text))
      }
    }
  }

  /// `2026-11-28T06:00:00Z` as the schema wants it: in UTC, without a zone.
  static func time(_ stamp: String) -> String? {
    let time = stamp.hasSuffix("Z") ? stamp.dropLast() : stamp[...]
    let pattern = "dddd-dd-ddTdd:dd:dd"
    guard time.utf8.count == pattern.utf8.count else { return nil }
    let matches = zip(time.utf8, pattern.utf8).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == wanted
    }
    return matches ? String(time) : nil
  }

  private static func messages(_ report: ScanReport, hasTime: Bool) -> [(level: String, text: String)] {
    let coverage = report.coverage
    var messages: [(level: String, text: String)] = [
      (report.outcome.exitCode == 3 ? "fatal" : "info", report.outcome.reason.english),
      (
        "info",
        "\(coverage.found) files: \(coverage.understood) understood, \(coverage.notInfrastructure) not infrastructure, "
          + "\(coverage.notUnderstood) not understood, \(coverage.unreadable) unreadable; "
          + "\(coverage.dataBearing) data-bearing resources, \(coverage.located) located"
      ),
    ]
    let serious = coverage.unread.filter(\.makesIncomplete)
    messages += serious.prefix(mostMessages).map { unread in
      ("warn", "\(unread.path)\(unread.line.map { ":\($0)" } ?? ""): \(unread.reason.english)")
    }
    let more = serious.count - mostMessages
    if more > 0 { messages.append(("warn", "\(more) more could not be read")) }
    messages += report.notices.map { ("info", $0.english) }
    if !hasTime {
      messages.append(
        (
          "info",
          "start_time and end_time are fixed values: the same input gives the same report, and no `--source-date` was given"
        ))
    }
    return messages
  }

  // MARK: Vulnerabilities

  private static let findings = NamedUUID("bornage:finding", in: .url)

  private static func vulnerability(
    _ finding: Finding, _ fingerprint: String, _ places: FindingPlaces, _ report: ScanReport,
    _ writer: inout JSONWriter
  ) {
    let span = places.span(of: finding)
    writer.object { writer in
      writer.member("id", NamedUUID(fingerprint, in: findings).description)
      writer.member("name", Clip.text(SafeText.line(finding.markedMessage), to: 255))
      // GitLab reads these two as Markdown.
      writer.member("description", description(finding))
      writer.member("severity", severity(finding))
      writer.member("solution", MarkdownText.prose(Clip.text(finding.remedy.english, to: 3000)))
      writer.member("identifiers", array: { identifiers(finding, &$0) })
      writer.member(
        "location",
        object: { writer in
          lines(span, &writer)
          if let index = finding.resource {
            writer.member("class", SafeText.line(report.resources[index].type))
            writer.member("method", SafeText.line(report.resources[index].name))
          }
        })
      flags(finding, &writer)
      details(finding, &writer)
      tracking(fingerprint, span, &writer)
    }
  }

  private static func lines(_ span: SourceSpan, _ writer: inout JSONWriter) {
    writer.member("file", FindingPlaces.path(span.file))
    writer.member("start_line", span.start.line)
    writer.member("end_line", max(span.start.line, span.end.line))
  }

  private static func description(_ finding: Finding) -> String {
    var lines = [MarkdownText.prose(finding.markedMessage)]
    if finding.span == nil { lines.append("Asked of the whole scan, shown at its first file.") }
    let evidence = finding.evidenceLines.map { "- \(MarkdownText.prose($0))" }
    if !evidence.isEmpty { lines.append("Because:\n\n" + evidence.joined(separator: "\n")) }
    return lines.joined(separator: "\n\n")
  }

  /// What a waiver accepts counts for no threshold, so it must not hold up a merge here.
  private static func severity(_ finding: Finding) -> String {
    if finding.isWaived { return "Info" }
    switch finding.severity {
    case .critical: return "Critical"
    case .high: return "High"
    case .medium: return "Medium"
    case .low: return "Low"
    case .info: return "Info"
    }
  }

  /// The rule first, since GitLab tells findings apart by the first identifier; then the clauses.
  private static func identifiers(_ finding: Finding, _ writer: inout JSONWriter) {
    identifier("bornage_rule", SafeText.line(finding.ruleName), SafeText.line(finding.ruleName), &writer)
    for cite in finding.cites.prefix(19) {
      let catalog = SafeText.line(cite.catalog)
      identifier(catalog, SafeText.line(cite.shown), SafeText.line(cite.control), &writer)
    }
  }

  private static func identifier(
    _ type: String, _ name: String, _ value: String, _ writer: inout JSONWriter
  ) {
    writer.object {
      $0.member("type", type)
      $0.member("name", name)
      $0.member("value", value)
    }
  }

  /// The one kind of waiver that GitLab has a word for.
  private static func flags(_ finding: Finding, _ writer: inout JSONWriter) {
    guard case .waived(let id, Waiver.Kind.falsePositive.rawValue, let reason, _, _)? = finding.waiver else {
      return
    }
    writer.member(
      "flags",
      array: {
        $0.object {
          $0.member("type", "flagged-as-likely-false-positive")
          $0.member("origin", SafeText.line("waiver \(id)"))
          $0.member("description", SafeText.line(reason))
        }
      })
  }

  private static func details(_ finding: Finding, _ writer: inout JSONWriter) {
    writer.member(
      "details",
      object: { writer in
        detail("verdict", "Verdict", finding.verdict.rawValue, &writer)
        detail("severity", "Severity by the policy", finding.severity.rawValue, &writer)
        detail("fingerprint", "Fingerprint", finding.fingerprint, &writer)
        switch finding.waiver {
        case .waived(let id, let kind, let reason, let approver, let expires)?:
          let text = "\(id) (\(kind)), approved by \(approver), until \(expires): \(reason)"
          detail("waiver", "Waived", SafeText.line(text), &writer)
        case .requested(let reason)?:
          detail("waiver", "Waiver requested, approved by nobody", SafeText.line(reason), &writer)
        case nil: break
        }
      })
  }

  private static func detail(
    _ key: StaticString, _ name: String, _ value: String, _ writer: inout JSONWriter
  ) {
    writer.member(
      key,
      object: {
        $0.member("type", "text")
        $0.member("name", name)
        $0.member("value", value)
      })
  }

  /// Keeps a vulnerability the same when its lines move.
  private static func tracking(_ fingerprint: String, _ span: SourceSpan, _ writer: inout JSONWriter) {
    writer.member(
      "tracking",
      object: { writer in
        writer.member("type", "source")
        writer.member(
          "items",
          array: {
            $0.object { writer in
              lines(span, &writer)
              writer.member(
                "signatures",
                array: {
                  $0.object {
                    $0.member("algorithm", "hash")
                    $0.member("value", fingerprint)
                  }
                })
            }
          })
      })
  }
}
