import Descriptors
import Assessment
import Inventory

/// The JSON report with a record a line, for log stores and for tools that read as they go.
///
/// The records have the members of ``JSONReport`` with `record` before them, in a fixed order: header, coverage, rules,
/// ceilings, resources, findings, outcome. A file without its outcome at the end was cut off.
public enum NDJSONReport: ReportFormat {
  /// The name on the command line.
  public static let name = "ndjson"

  /// The whole report as bytes, in pieces.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    var head = JSONWriter(breaksLines: false)
    head.record("header") { writer in
      writer.member("schemaVersion", JSONReport.schemaVersion)
      JSONReport.identity(report, &writer)
      writer.member("notices", strings: report.notices.map(\.english))
    }
    head.record("coverage") { JSONReport.coverageMembers(report.coverage, &$0) }
    for rule in report.assessment.rules { head.record("rule") { JSONReport.members(rule, &$0) } }
    for ceilings in report.assessment.ceilings {
      head.record("ceilings") { JSONReport.members(ceilings, &$0) }
    }
    let resources = JSONWriter.pieces(of: report.resources) { part in
      var writer = JSONWriter(capacity: part.count * 1024, breaksLines: false)
      for resource in part { writer.record("resource") { JSONResource.members(resource, &$0) } }
      return writer.bytes
    }
    let findings = JSONWriter.pieces(of: report.assessment.findings) { part in
      var writer = JSONWriter(capacity: part.count * 1024, breaksLines: false)
      for finding in part { writer.record("finding") { JSONReport.members(finding, report, &$0) } }
      return writer.bytes
    }
    var end = JSONWriter(breaksLines: false)
    end.record("outcome") { writer in
      JSONReport.outcomeMembers(report, &writer)
      writer.member("resources", report.resources.count)
      writer.member("findings", report.assessment.findings.count)
    }
    return [head.bytes] + resources + findings + [end.bytes]
  }
}

extension JSONWriter {
  /// An object on a line of its own, which belongs to no array.
  fileprivate mutating func record(_ kind: String, _ body: (inout JSONWriter) -> Void) {
    document { writer in
      writer.member("record", kind)
      body(&writer)
    }
    newline()
  }
}
