public import Assessment
public import Atlas
public import Inventory

import Descriptors

/// Makes the compact record of a finished scan.
public struct SnapshotMaker {
  /// The word for the countries of a place without borders.
  public static let anywhere = "anywhere"

  private let atlas: Atlas
  private let resources: [Resource]

  /// The record of a report, with its digest.
  public static func make(_ report: ScanReport) -> ScanSnapshot {
    make(
      report.resources, report.assessment, report.coverage, atlas: report.atlas, version: report.version,
      asOf: report.asOf)
  }

  /// The record of a scan.
  ///
  /// - Parameters:
  ///   - version: the program's version.
  ///   - asOf: the day whose law holds.
  ///   - takesDigests: false where nobody asks for digests, which cost a pass over everything.
  public static func make(
    _ resources: [Resource], _ assessment: AssessmentResult, _ coverage: Coverage, atlas: Atlas,
    version: String, asOf: String, takesDigests: Bool = true
  ) -> ScanSnapshot {
    let maker = SnapshotMaker(atlas: atlas, resources: resources)
    var snapshot = ScanSnapshot(
      tool: ScanSnapshot.Tool(
        version: version, atlasAsOf: atlas.asOf, atlasSHA256: takesDigests ? digest(of: atlas) : ""),
      asOf: asOf,
      policies: assessment.policies.map {
        ScanSnapshot.Policy(id: $0.id, version: $0.version, sha256: $0.sha256)
      },
      coverage: counts(coverage), findings: assessment.findings.map(maker.finding),
      resources: resources.filter(isKept).map(maker.resource), flows: resources.flatMap(maker.flows))
    if takesDigests { snapshot.digest = SnapshotWriter.digest(of: snapshot) }
    return snapshot
  }

  private static func digest(of atlas: Atlas) -> String {
    var files = Digest.Collection()
    atlas.forEachFile { files.add($0, $1) }
    return files.finish()
  }

  private static func counts(_ coverage: Coverage) -> ScanSnapshot.Counts {
    var counts = ScanSnapshot.Counts()
    counts.found = coverage.found
    counts.understood = coverage.understood
    counts.notInfrastructure = coverage.notInfrastructure
    counts.notUnderstood = coverage.notUnderstood
    counts.unreadable = coverage.unreadable
    counts.resources = coverage.resources
    counts.dataBearing = coverage.dataBearing
    counts.located = coverage.located
    counts.isIncomplete = coverage.isIncomplete
    return counts
  }

  /// Keys and certificates hold no data; they are kept since data depends on them.
  private static func isKept(_ resource: Resource) -> Bool {
    resource.holdsData || resource.kind == .key || resource.kind == .certificate
  }

  // MARK: Findings

  private func finding(_ finding: Finding) -> SnapshotFinding {
    SnapshotFinding(
      fingerprint: finding.fingerprint, decision: finding.decision, rule: finding.rule,
      policy: finding.policy,
      category: finding.category.rawValue, severity: finding.severity, verdict: finding.verdict,
      resource: finding.resource.map { resources[$0].key }, file: finding.span?.file,
      line: finding.span?.start.line, message: finding.message, value: finding.value,
      waiver: finding.waiver.map(Self.waiver))
  }

  private static func waiver(_ state: WaiverState) -> SnapshotFinding.Waiver {
    switch state {
    case .waived(let id, _, _, let approvedBy, let expires):
      SnapshotFinding.Waiver(state: "waived", id: id, expires: expires, approvedBy: approvedBy)
    case .requested: SnapshotFinding.Waiver(state: "requested")
    }
  }

  // MARK: Resources

  private func resource(_ resource: Resource) -> SnapshotResource {
    let places: [Place] = resource.place.candidates.map(\.value)
    let operators: [String] = Self.set(resource.operatorID.candidates.map(\.value))
    let keys: [KeyState] = (resource.keyState?.candidates ?? []).map(\.value)
    return SnapshotResource(
      key: resource.key, name: resource.name, file: resource.span.file, line: resource.span.start.line,
      service: resource.service, kind: resource.kind.rawValue, holdsData: resource.holdsData,
      classes: DataLabels.of(resource), places: Self.set(places.map(\.code)),
      countries: Self.countries(places), isLocated: resource.place.unknown == nil, operators: operators,
      control: control(operators), custody: keys.map(\.custody).min()?.code,
      keys: keys.map {
        SnapshotResource.Key(
          custody: $0.custody.code, reference: $0.reference, place: $0.place?.code, operatorID: $0.operatorID,
          rotationDays: $0.rotationDays)
      },
      algorithms: Self.set((resource.keyAlgorithm?.candidates ?? []).map(\.value.name)))
  }

  private func flows(_ resource: Resource) -> [SnapshotFlow] {
    resource.flows.map { flow in
      let places: [Place] = flow.place.candidates.map(\.value)
      let operators: [String] = Self.set(flow.operatorID.candidates.map(\.value))
      return SnapshotFlow(
        source: resource.key, file: flow.span.file, line: flow.span.start.line, kind: flow.kind.rawValue,
        target: flow.target, host: Self.host(flow), targetKey: flow.targetKey,
        places: Self.set(places.map(\.code)), countries: Self.countries(places), operators: operators,
        control: control(operators))
    }
  }

  /// A host has dots and no blanks; regions and names of resources have not.
  private static func host(_ flow: Flow) -> String? {
    guard flow.targetKey == nil else { return nil }
    let host = AtlasAnswer.host(in: flow.target)
    return host.contains(".") && !host.contains(" ") ? host.lowercased() : nil
  }

  // MARK: Sets

  private func control(_ operators: [String]) -> [String] {
    Self.set(operators.compactMap { atlas.operatorEntry($0)?.control?.code })
  }

  private static func countries(_ places: [Place]) -> [String] {
    set(places.flatMap { $0.countries.isEmpty ? [anywhere] : $0.countries.map(\.code) })
  }

  private static func set(_ words: [String]) -> [String] { words.count < 2 ? words : Set(words).sorted() }
}
