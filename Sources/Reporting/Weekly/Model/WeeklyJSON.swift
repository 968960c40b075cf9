import Assessment
import Atlas

/// The report for programs; `docs/monday-report.schema.json` describes it.
enum WeeklyJSON {
  static let format = "bornage-report"
  /// A removed or changed member raises the first number, an added one the second.
  static let formatVersion = "1.0"

  /// The report; its last member is the digest of everything before it.
  static func bytes(_ report: WeeklyReport) -> [UInt8] {
    var bytes = content(report)
    let digest = Digest.hexadecimal(of: bytes)
    // The object is reopened for its last member.
    bytes.removeLast()
    bytes += "\n,\"sha256\":\"\(digest)\"}\n".utf8
    return bytes
  }

  /// SHA-256 over the report without this very member.
  static func digest(_ report: WeeklyReport) -> String { Digest.hexadecimal(of: content(report)) }

  /// The digest that a report carries, if its bytes are those it was taken over; nil otherwise.
  static func checkedDigest(_ bytes: [UInt8]) -> String? {
    let tail = "\n,\"sha256\":\"".utf8.count + 64 + "\"}\n".utf8.count
    guard bytes.count > tail else { return nil }
    let digest = Digest.hexadecimal(of: Array(bytes.dropLast(tail)) + "}".utf8)
    return bytes.suffix(tail).elementsEqual("\n,\"sha256\":\"\(digest)\"}\n".utf8) ? digest : nil
  }

  private static func content(_ report: WeeklyReport) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 18)
    writer.object { writer in
      writer.member("format", format)
      writer.member("formatVersion", formatVersion)
      head(report, &writer)
      headline(report, &writer)
      movement(report, &writer)
      ages(report, &writer)
      waivers(report.waivers, &writer)
      places(report, &writer)
      keys(report, &writer)
      dependence(report.dependence, &writer)
      coverage(report, &writer)
    }
    return Array(writer.pieces.joined())
  }

  private static func head(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    writer.member("version", report.version)
    writer.member("atlasAsOf", report.atlas.asOf)
    writer.member("at", report.settings.at.text)
    writer.member("periodDays", report.settings.period)
    writer.member("stale", report.isStale)
    writer.member("doubtful", report.isDoubtful)
    if let previous = report.previous {
      writer.member(
        "previous",
        object: {
          $0.member("at", previous.at)
          $0.member("sha256", previous.digest)
        })
    }
    writer.member("trees", lines: report.trees) { writer, tree in
      writer.object { writer in
        writer.member("tree", tree.name)
        writer.member("owner", tree.owner)
        writer.member("base", tree.base?.text)
        writer.member("latest", tree.latest.text)
        writer.member("scans", strings: tree.scans)
        writer.member("scansInPeriod", tree.inPeriod)
        writer.member("stale", tree.isStale)
        writer.member("open", object: { severities(tree.open, &$0) })
        writer.member("balance", object: { balance(tree.balance, &$0) })
      }
    }
    writer.member("gaps", lines: report.gaps) { writer, gap in
      writer.object {
        $0.member("tree", gap.tree)
        $0.member("from", gap.from.text)
        $0.member("to", gap.to.text)
        $0.member("weeks", strings: gap.weeks)
      }
    }
    writer.member("changed", lines: report.knowledge) { writer, change in
      writer.object {
        $0.member("what", change.kind.rawValue)
        if !change.name.isEmpty { $0.member("name", change.name) }
        $0.member("from", change.from)
        $0.member("to", change.to)
      }
    }
  }

  static func severities(_ counts: [Severity: Int], _ writer: inout JSONWriter) {
    for severity in Severity.allCases.reversed() {
      writer.member(named: severity.rawValue, counts[severity] ?? 0)
    }
  }

  private static func balance(_ balance: WeeklyBalance, _ writer: inout JSONWriter) {
    writer.member("then", balance.then)
    writer.member("new", balance.new)
    writer.member("reopened", balance.reopened)
    writer.member("waiverEnded", balance.waiverEnded)
    writer.member("fixed", balance.fixed)
    writer.member("waived", balance.waived)
    writer.member("regraded", balance.regraded)
    writer.member("net", balance.net)
    writer.member("now", balance.now)
  }

  private static func headline(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    writer.member("balance", object: { balance(report.balance, &$0) })
    writer.member("undetermined", report.undecided)
    writer.member("bySeverity", lines: Severity.allCases.reversed()) { writer, severity in
      writer.object {
        $0.member("severity", severity.rawValue)
        balance(report.bySeverity[severity] ?? WeeklyBalance(), &$0)
      }
    }
    writer.member("byCategory", lines: report.byCategory.sorted { $0.key < $1.key }) { writer, row in
      writer.object {
        $0.member("category", row.key)
        balance(row.value, &$0)
      }
    }
    writer.member("trend", lines: report.points) { writer, point in
      writer.object { writer in
        writer.member("at", point.at.text)
        if point.isCarried { writer.member("carried", true) }
        if let open = point.open { writer.member("open", object: { severities(open, &$0) }) }
        if let share = point.understood { writer.member("understoodPerThousand", share) }
        if let share = point.located { writer.member("locatedPerThousand", share) }
      }
    }
  }

  private static func movement(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    writer.member("cameAndWent", report.passing)
    writer.member("causes", lines: report.causes) { writer, row in
      writer.object { writer in
        writer.member("causes", strings: row.causes.map(\.rawValue))
        for kind in WeeklyMovement.Kind.allCases {
          writer.member(named: kind.rawValue, row.counts[kind] ?? 0)
        }
      }
    }
    writer.member("movements", lines: report.movements) { writer, movement in
      writer.object { writer in
        writer.member("kind", movement.kind.rawValue)
        writer.member("causes", strings: movement.causes.map(\.rawValue))
        writer.member("tree", movement.tree)
        writer.member("owner", movement.owner)
        writer.member("seenAt", movement.at.text)
        writer.member("firstSeen", movement.firstSeen.text)
        if let before = movement.before { writer.member("before", object: { state(before, &$0) }) }
        if let after = movement.after { writer.member("after", object: { state(after, &$0) }) }
        if let finding = movement.finding { members(finding, &writer) }
      }
    }
  }

  private static func state(_ finding: SnapshotFinding, _ writer: inout JSONWriter) {
    writer.member("severity", finding.severity.rawValue)
    writer.member("verdict", finding.verdict.rawValue)
    writer.member("waived", finding.isWaived)
  }

  static func members(_ finding: SnapshotFinding, _ writer: inout JSONWriter) {
    writer.member("severity", finding.severity.rawValue)
    writer.member("category", finding.category)
    writer.member("policy", finding.policy)
    writer.member("rule", finding.rule)
    writer.member("resource", finding.resource)
    writer.member("file", finding.file)
    if let line = finding.line { writer.member("line", line) }
    writer.member("message", finding.message)
    writer.member("fingerprint", finding.fingerprint)
  }
}
