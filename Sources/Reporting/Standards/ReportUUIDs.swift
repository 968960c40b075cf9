import Descriptors
import Assessment
import Inventory

/// The identifiers of a report and of what it speaks of, for formats that want UUIDs.
///
/// Those of resources and findings last as long as their logical key or fingerprint, across runs; twins are told
/// apart by their order. What belongs to one run only is named within ``run``.
struct ReportUUIDs: Sendable {
  /// The namespace of everything that this program names.
  static let namespace = NamedUUID("urn:x-bornage", in: .url)

  /// This input, read with these policies by this program.
  let run: NamedUUID
  /// By resource.
  let resources: [String]
  /// By finding.
  let findings: [NamedUUID]

  init(_ report: ScanReport, time: ReportTime) {
    run = Self.run(report, time)
    var seen: [String: Int] = [:]
    func name(_ text: String) -> String {
      let before = seen[text, default: 0]
      seen[text] = before + 1
      return before == 0 ? text : "\(text)\0\(before)"
    }
    resources = report.resources.map {
      NamedUUID(name("resource\0\($0.dialect)\0\($0.key)"), in: Self.namespace).description
    }
    findings = report.assessment.findings.map {
      NamedUUID(name("finding\0\($0.policy)\0\($0.fingerprint)"), in: Self.namespace)
    }
  }

  /// The identifier of something that belongs to this run.
  func ofRun(_ name: String) -> String { NamedUUID(name, in: run).description }

  private static func run(_ report: ScanReport, _ time: ReportTime) -> NamedUUID {
    var lines = ["run", report.version, report.atlasAsOf, time.stamp, report.outcome.reason.english]
    for policy in report.assessment.policies {
      lines.append("\(policy.id)\0\(policy.version)\0\(policy.sha256)")
    }
    if let provenance = report.provenance {
      lines += provenance.contexts + provenance.parameters + [provenance.atlasSHA256, provenance.cardsSHA256]
      for input in provenance.inputs { lines.append("\(input.sha256)\0\(input.path)") }
    }
    for resource in report.resources { lines.append(resource.id) }
    for finding in report.assessment.findings {
      lines.append(
        "\(finding.policy)\0\(finding.fingerprint)\0\(finding.verdict.rawValue)\0\(finding.isWaived)")
    }
    return NamedUUID(lines.joined(separator: "\n"), in: namespace)
  }
}
