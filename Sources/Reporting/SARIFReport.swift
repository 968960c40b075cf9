import Assessment
import Descriptors
import Inventory

/// SARIF 2.1.0 for code scanning (OASIS standard, 27 March 2020).
///
/// A run for each policy, with all its rules, fired or not, so that a platform can close alerts that went away.
/// Results come gravest first, and within what uploaders take (GitHub's documentation, SARIF results exceed limits):
/// what is left out is counted in a notification.
public enum SARIFReport: ReportFormat {
  /// The name on the command line.
  public static let name = "sarif"

  /// The whole report as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    pieces(report, limits: SARIFLimits())
  }

  static func pieces(_ report: ScanReport, limits: SARIFLimits) -> [[UInt8]] {
    let runs = SARIFRun.all(of: report, limits: limits)
    let links = Links(report)
    var writer = JSONWriter(capacity: 1 << 20)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.member(
        "runs",
        array: { writer in
          for (index, run) in runs.enumerated() {
            writer.object { self.run(run, isFirst: index == 0, report, links, &$0) }
          }
        })
    }
    writer.newline()
    return writer.pieces
  }

  private static func run(
    _ run: SARIFRun, isFirst: Bool, _ report: ScanReport, _ links: Links, _ writer: inout JSONWriter
  ) {
    tool(run, report, &writer)
    // Runs of one tool in one file are told apart by it.
    writer.member("automationDetails", object: { $0.member("id", "bornage/\(run.name)/") })
    invocation(run, isFirst: isFirst, report, &writer)
    writer.member("columnKind", "unicodeCodePoints")
    results(run, links, report, &writer)
    writer.member(
      "properties",
      object: {
        $0.member("atlasAsOf", report.atlasAsOf)
        $0.member("results", run.results.count)
        $0.member("leftOut", run.leftOut)
        $0.member("coverage", coverageSentence(report.coverage))
      })
  }

  private static func coverageSentence(_ coverage: Coverage) -> String {
    "\(coverage.found) files found: \(coverage.understood) understood, \(coverage.notInfrastructure) not infrastructure, "
      + "\(coverage.notUnderstood) not understood, \(coverage.unreadable) unreadable; "
      + "\(coverage.dataBearing) data-bearing resources, \(coverage.located) located"
  }

  // MARK: Tool

  private static func tool(_ run: SARIFRun, _ report: ScanReport, _ writer: inout JSONWriter) {
    writer.member(
      "tool",
      object: { writer in
        writer.member(
          "driver",
          object: { writer in
            writer.member("name", "bornage")
            writer.member("semanticVersion", report.version)
            writer.member("rules", lines: run.rules) { writer, rule in self.rule(rule, &writer) }
          })
        writer.member("extensions", lines: run.policies) { writer, policy in
          writer.object {
            $0.member("name", policy.id)
            $0.member("semanticVersion", policy.version)
            $0.member("shortDescription", object: { $0.member("text", policy.title) })
            $0.member("properties", object: { $0.member("sha256", policy.sha256) })
          }
        }
      })
  }

  private static func rule(_ rule: RuleOutcome, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", rule.id)
      writer.member("shortDescription", object: { $0.member("text", rule.title) })
      let clauses = rule.cites.map(\.shown).joined(separator: "; ")
      let full = clauses.isEmpty ? rule.title : "\(rule.title) (\(clauses))"
      writer.member("fullDescription", object: { $0.member("text", full) })
      writer.member(
        "help",
        object: {
          $0.member("text", "\(rule.remedy) (\(rule.policy)\(clauses.isEmpty ? "" : ": \(clauses)"))")
        })
      writer.member("defaultConfiguration", object: { $0.member("level", level(rule.severity)) })
      writer.member(
        "properties",
        object: { writer in
          writer.member("category", rule.category.rawValue)
          writer.member("policy", rule.policy)
          writer.member("severity", rule.severity.rawValue)
          writer.member("security-severity", score(rule.severity))
          writer.member("tags", strings: ["security", rule.category.rawValue, rule.policy])
        })
    }
  }

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  /// Code scanning sorts by a number in the ranges of CVSS: over 9 critical, over 7 high, over 4 medium.
  private static func score(_ severity: Severity) -> String {
    switch severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "3.0"
    case .info: "0.0"
    }
  }

  /// How the scan ended; what was not read stands in the first run, since it is the same for all.
  private static func invocation(
    _ run: SARIFRun, isFirst: Bool, _ report: ScanReport, _ writer: inout JSONWriter
  ) {
    writer.member(
      "invocations",
      array: { writer in
        writer.object { writer in
          writer.member("executionSuccessful", report.outcome.exitCode <= 1)
          writer.member("exitCode", Int(report.outcome.exitCode))
          writer.member("exitCodeDescription", report.outcome.reason)
          guard isFirst || run.leftOut > 0 else { return }
          writer.member("toolConfigurationNotifications", lines: isFirst ? report.notices.map(\.english) : [])
          {
            writer, notice in
            writer.object {
              $0.member("level", "note")
              $0.member("message", object: { $0.member("text", notice) })
            }
          }
          writer.member(
            "toolExecutionNotifications",
            array: { writer in
              if run.leftOut > 0 { leftOut(run, &writer) }
              if isFirst { writer.elements(report.coverage.unread) { unread($1, &$0) } }
            })
        }
      })
  }

  private static func leftOut(_ run: SARIFRun, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("level", "warning")
      $0.member(
        "message",
        object: {
          $0.member(
            "text",
            "\(run.leftOut) of \(run.leftOut + run.results.count) results are left out, the least grave: "
              + "uploaders refuse more; the JSON report has them all")
        })
    }
  }

  private static func unread(_ unread: Coverage.Unread, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("level", unread.makesIncomplete ? "error" : "note")
      writer.member("message", object: { $0.member("text", unread.reason) })
      writer.member(
        "locations",
        array: { writer in
          writer.object { writer in
            writer.member(
              "physicalLocation",
              object: { writer in
                writer.member("artifactLocation", object: { $0.member("uri", uri(unread.path)) })
                if let line = unread.line {
                  writer.member("region", object: { $0.member("startLine", line) })
                }
              })
          }
        })
    }
  }

  /// A path as a relative reference (RFC 3986): everything but unreserved characters and slashes is encoded.
  static func uri(_ path: String) -> String {
    if path.utf8.allSatisfy(isUnreserved), !path.hasPrefix("/"), !path.hasPrefix("./") { return path }
    var result: [UInt8] = []
    let relative = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    if relative.hasPrefix("/") { result.append(contentsOf: "file://".utf8) }
    for byte in relative.utf8 {
      if isUnreserved(byte) {
        result.append(byte)
      } else {
        result.append(contentsOf: [0x25, hexDigit(byte >> 4), hexDigit(byte & 15)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: true
    default: false
    }
  }
}
