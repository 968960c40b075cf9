import Assessment

typealias SnapshotKey = SnapshotResource.Key

/// A scan's parts as records.
struct ScanRecords {
  /// By kind, in no order that means anything.
  private(set) var byKind: [[LedgerRecord]]

  subscript(kind: RecordKind) -> [LedgerRecord] { byKind[kind.rawValue] }

  init(byKind: [[LedgerRecord]]) {
    self.byKind = byKind
  }

  /// The records of a snapshot.
  init(_ snapshot: ScanSnapshot) {
    let findings = SnapshotOrder.sorted(snapshot.findings)
    byKind = [
      LedgerRecord.distinct(.finding, findings.map(Self.values)),
      LedgerRecord.distinct(.waiver, Self.waivers(findings)),
      LedgerRecord.distinct(.resource, snapshot.resources.map(Self.values)),
      LedgerRecord.distinct(.flow, snapshot.flows.map(Self.values)),
    ]
  }

  private static func values(_ finding: SnapshotFinding) -> [SQLValue] {
    [
      LedgerText.value(finding.fingerprint), LedgerText.value(finding.decision),
      LedgerText.value(finding.rule), LedgerText.value(finding.policy), LedgerText.value(finding.category),
      .text(finding.severity.rawValue), .text(finding.verdict.rawValue), LedgerText.value(finding.resource),
      LedgerText.value(finding.file), .number(orNull: finding.line), LedgerText.value(finding.message),
      LedgerText.value(finding.value),
    ]
  }

  /// Waivers come and go while the findings stay, so they are records of their own.
  private static func waivers(_ findings: [SnapshotFinding]) -> [[SQLValue]] {
    var seen: [String: Int] = [:]
    var rows: [[SQLValue]] = []
    for finding in findings {
      let occurrence = seen[finding.fingerprint, default: 0]
      seen[finding.fingerprint] = occurrence + 1
      guard let waiver = finding.waiver else { continue }
      rows.append([
        LedgerText.value(finding.fingerprint), .number(occurrence), LedgerText.value(waiver.state),
        LedgerText.value(waiver.id), LedgerText.value(waiver.expires), LedgerText.value(waiver.approvedBy),
      ])
    }
    return rows
  }

  private static func values(_ resource: SnapshotResource) -> [SQLValue] {
    [
      LedgerText.value(resource.key), LedgerText.value(resource.name), LedgerText.value(resource.file),
      .number(resource.line), LedgerText.value(resource.service), LedgerText.value(resource.kind),
      .flag(resource.holdsData), .text(LedgerText.list(resource.classes)),
      .text(LedgerText.list(resource.places)), .text(LedgerText.list(resource.countries)),
      .flag(resource.isLocated), .text(LedgerText.list(resource.operators)),
      .text(LedgerText.list(resource.control)), LedgerText.value(resource.custody),
      .text(LedgerText.keys(resource.keys)), .text(LedgerText.list(resource.algorithms)),
    ]
  }

  private static func values(_ flow: SnapshotFlow) -> [SQLValue] {
    [
      LedgerText.value(flow.source), LedgerText.value(flow.file), .number(flow.line),
      LedgerText.value(flow.kind), LedgerText.value(flow.target), LedgerText.value(flow.host),
      LedgerText.value(flow.targetKey), .text(LedgerText.list(flow.places)),
      .text(LedgerText.list(flow.countries)), .text(LedgerText.list(flow.operators)),
      .text(LedgerText.list(flow.control)),
    ]
  }
}

/// The order in which a recorded scan is given back: of files, lines and names.
enum SnapshotOrder {
  static func sorted(_ findings: [SnapshotFinding]) -> [SnapshotFinding] {
    findings.sorted { left, right in
      if left.file != right.file { return precedes(left.file, right.file) }
      if left.line != right.line { return (left.line ?? .max) < (right.line ?? .max) }
      if left.policy != right.policy { return left.policy < right.policy }
      if left.rule != right.rule { return left.rule < right.rule }
      if left.fingerprint != right.fingerprint { return left.fingerprint < right.fingerprint }
      if left.resource != right.resource { return precedes(left.resource, right.resource) }
      if left.message != right.message { return left.message < right.message }
      return left.value < right.value
    }
  }

  static func sorted(_ resources: [SnapshotResource]) -> [SnapshotResource] {
    resources.sorted { left, right in
      if left.file != right.file { return left.file < right.file }
      if left.line != right.line { return left.line < right.line }
      return (left.key, left.name, left.kind) < (right.key, right.name, right.kind)
    }
  }

  static func sorted(_ flows: [SnapshotFlow]) -> [SnapshotFlow] {
    flows.sorted { left, right in
      if left.file != right.file { return left.file < right.file }
      if left.line != right.line { return left.line < right.line }
      return (left.source, left.kind, left.target) < (right.source, right.kind, right.target)
    }
  }

  /// What has no file or resource comes last, as in reports.
  private static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return left < right
  }
}
