import Assessment
import Atlas
import Testing

@testable import Reporting

/// A week's scans made by hand.
struct HandMadeHistory {
  var scans: [RecordedScan] = []

  /// A finding on a resource.
  static func finding(
    _ name: String, on resource: String? = nil, severity: Severity = .high, verdict: Verdict = .fail,
    policy: String = "eu-gdpr", category: String = "residency", file: String = "main.yaml", line: Int = 1,
    value: String = "US", waiver: (id: String, expires: String)? = nil
  ) -> SnapshotFinding {
    SnapshotFinding(
      fingerprint: "\(name)-\(resource ?? "")-\(value)", rule: name, policy: policy, category: category,
      severity: severity, verdict: verdict, resource: resource, file: file, line: line,
      message: "\(name) is broken by \(value)", value: value,
      waiver: waiver.map {
        SnapshotFinding.Waiver(
          state: "waived", id: $0.id, expires: $0.expires, approvedBy: "ciso@example.org")
      })
  }

  /// A resource that holds data.
  static func bucket(
    _ key: String, countries: [String] = ["FR"], places: [String] = ["eu-west-3"],
    operators: [String] = ["aws"], control: [String] = ["US"], classes: [String] = [],
    file: String = "main.yaml", line: Int = 1, custody: String? = nil, rotation: Int? = nil
  ) -> SnapshotResource {
    SnapshotResource(
      key: key, name: key, file: file, line: line, service: "aws/s3", kind: "object-store", classes: classes,
      places: places, countries: countries, isLocated: true, operators: operators, control: control,
      custody: custody,
      keys: custody.map { [SnapshotResource.Key(custody: $0, rotationDays: rotation)] } ?? [])
  }

  /// What a scan knows and finds.
  static func snapshot(
    _ findings: [SnapshotFinding], _ resources: [SnapshotResource] = [], flows: [SnapshotFlow] = [],
    version: String = "1.0.0", atlas: String = "2026-11-01", policy: String = "aa",
    policies: [String] = ["eu-gdpr"], understood: Int = 10, notUnderstood: Int = 0, incomplete: Bool = false
  ) -> ScanSnapshot {
    var coverage = ScanSnapshot.Counts()
    coverage.found = understood + notUnderstood
    coverage.understood = understood
    coverage.notUnderstood = notUnderstood
    coverage.resources = resources.count
    coverage.dataBearing = resources.count
    coverage.located = resources.count { $0.isLocated }
    coverage.isIncomplete = incomplete
    return ScanSnapshot(
      tool: ScanSnapshot.Tool(version: version, atlasAsOf: atlas), asOf: atlas,
      policies: policies.map { ScanSnapshot.Policy(id: $0, version: "1.0.0", sha256: policy) },
      coverage: coverage, findings: findings, resources: resources, flows: flows, digest: "d")
  }

  mutating func add(_ time: String, _ snapshot: ScanSnapshot, tree: String = "shop", owner: String? = nil) {
    scans.append(
      RecordedScan(
        id: "scan\(scans.count)", recordedAt: time.count == 10 ? "\(time)T06:00:00Z" : time, tree: tree,
        owner: owner, snapshot: snapshot))
  }

  /// The report at a moment.
  func report(
    at time: String = "2026-11-30T06:00:00Z", period: Int = 7, previous: WeeklyReport.Previous? = nil
  ) throws -> WeeklyReport {
    let settings = WeeklySettings(at: try #require(Moment(time)), period: period)
    var trees = WeeklyTrees(settings: settings)
    trees.add(scans)
    return try #require(WeeklyReport(trees, version: "1.0.0", atlas: Atlas(), previous: previous))
  }

  /// Two scans a week apart, and the report at the second.
  static func week(_ before: ScanSnapshot, _ after: ScanSnapshot) throws -> WeeklyReport {
    var history = HandMadeHistory()
    history.add("2026-11-23", before)
    history.add("2026-11-30", after)
    return try history.report()
  }
}
