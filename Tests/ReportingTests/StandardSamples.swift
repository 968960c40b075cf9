import Assessment
import Foundation
import Reporting
import Testing

/// The shared sample with what an auditor wants beside it: the files with their digests, and a time.
extension SampleReport {
  static func audited(sourceDate: String? = "2026-11-28T06:00:00Z", resources scale: Int = 1) -> ScanReport {
    let report = report
    let findings = (0..<scale).flatMap { _ in report.assessment.findings }
    return ScanReport(
      version: report.version, atlasAsOf: report.atlasAsOf, notices: report.notices,
      coverage: report.coverage,
      resources: report.resources,
      assessment: AssessmentResult(
        policies: report.assessment.policies, rules: report.assessment.rules,
        ceilings: report.assessment.ceilings, findings: findings),
      threshold: report.threshold, outcome: report.outcome, atlas: report.atlas,
      provenance: Provenance(
        commandLine: ["bornage", "scan", "."], contexts: ["aws.region=us-east-1"], parameters: [],
        inputs: [
          Provenance.Input(path: "infra/a b.yaml", size: 42, sha256: String(repeating: "1f", count: 32)),
          Provenance.Input(path: "k8s/db.yaml", size: 7, sha256: String(repeating: "2e", count: 32)),
        ],
        atlasSHA256: String(repeating: "a1", count: 32), cardsSHA256: String(repeating: "c2", count: 32),
        sourceDate: sourceDate))
  }
}

/// A document of JSON, to be walked through.
struct JSONWalk {
  let root: Any

  init(_ bytes: [UInt8]) throws {
    root = try JSONSerialization.jsonObject(with: Data(bytes))
  }

  /// Calls `body` for every member of every object, at any depth, with the path of names that leads there.
  func members(_ body: (_ path: [String], _ value: Any) -> Void) { Self.walk(root, [], body) }

  private static func walk(_ value: Any, _ path: [String], _ body: ([String], Any) -> Void) {
    if let object = value as? [String: Any] {
      for (key, member) in object {
        body(path + [key], member)
        walk(member, path + [key], body)
      }
    } else if let array = value as? [Any] {
      for element in array { walk(element, path, body) }
    }
  }

  /// What stands at a path of names, an array's elements all together.
  func at(_ path: String...) -> [Any] {
    var found = [root]
    for name in path {
      found = found.flatMap { ($0 as? [Any]) ?? [$0] }.compactMap { ($0 as? [String: Any])?[name] }
    }
    return found.flatMap { ($0 as? [Any]) ?? [$0] }
  }

  /// The same, of texts.
  func texts(_ path: String...) -> [String] {
    var found = [root]
    for name in path {
      found = found.flatMap { ($0 as? [Any]) ?? [$0] }.compactMap { ($0 as? [String: Any])?[name] }
    }
    return found.flatMap { ($0 as? [Any]) ?? [$0] }.compactMap { $0 as? String }
  }
}
