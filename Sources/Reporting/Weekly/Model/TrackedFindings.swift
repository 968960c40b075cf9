import Assessment

/// The findings of one tree over its scans, each followed through moves, renames and changes.
struct TrackedFindings: Sendable {
  private(set) var tracks: [FindingTrack] = []
  /// Tracks of what the last scan showed, and of what is gone, by decision.
  private var present: [Key: [Int]] = [:]
  private var gone: [Key: [Int]] = [:]

  /// What makes two findings of two scans the same decision.
  private struct Key: Hashable {
    let policy: String
    let decision: String

    init(_ finding: SnapshotFinding) {
      policy = finding.policy
      decision = finding.decision
    }
  }

  /// A rule on a resource in a file, whatever the value that breaks it.
  private struct Subject: Hashable {
    let policy: String
    let rule: String
    let resource: String
    let file: String?

    init?(_ finding: SnapshotFinding) {
      guard let resource = finding.resource else { return nil }
      policy = finding.policy
      rule = finding.rule
      self.resource = resource
      file = finding.file
    }
  }

  /// The history of some findings.
  ///
  /// - Parameter scans: those of one tree, the earliest first.
  init(_ scans: [DatedScan], steps: [ScanStep?], where isFollowed: (SnapshotFinding) -> Bool) {
    for (index, scan) in scans.enumerated() {
      add(scan.snapshot.findings.filter(isFollowed), at: scan.at, step: steps[index])
    }
  }

  private mutating func add(_ findings: [SnapshotFinding], at moment: Moment, step: ScanStep?) {
    var left: [SnapshotFinding] = []
    var kept: [Key: [Int]] = [:]
    for group in Self.grouped(findings) {
      let key = Key(group[0])
      var tracks = present.removeValue(forKey: key) ?? []
      // Twins are told apart by their files; those that moved take what is left, in their order.
      var moved: [SnapshotFinding] = []
      for finding in group {
        if let index = tracks.firstIndex(where: { self.tracks[$0].last?.file == finding.file }) {
          keep(tracks.remove(at: index), finding, moment, step, &kept)
        } else {
          moved.append(finding)
        }
      }
      for finding in moved {
        if tracks.isEmpty {
          left.append(finding)
        } else {
          keep(tracks.removeFirst(), finding, moment, step, &kept)
        }
      }
      if !tracks.isEmpty { present[key] = tracks }
    }
    left = takeChanged(left, moment, step, &kept)
    close(at: moment, step)
    for finding in left { open(finding, moment, step, &kept) }
    present = kept
  }

  private mutating func keep(
    _ track: Int, _ finding: SnapshotFinding, _ moment: Moment, _ step: ScanStep?, _ kept: inout [Key: [Int]]
  ) {
    tracks[track].record(finding, at: moment, step: step)
    kept[Key(finding), default: []].append(track)
  }

  /// The same rule on the same resource, broken by another value than before, is the same debt.
  private mutating func takeChanged(
    _ findings: [SnapshotFinding], _ moment: Moment, _ step: ScanStep?, _ kept: inout [Key: [Int]]
  ) -> [SnapshotFinding] {
    var waiting: [Subject: [Int]] = [:]
    for track in present.values.flatMap({ $0 }).sorted() {
      if let subject = tracks[track].last.flatMap({ Subject($0) }) {
        waiting[subject, default: []].append(track)
      }
    }
    var left: [SnapshotFinding] = []
    for finding in findings {
      guard let subject = Subject(finding), let track = waiting[subject]?.first else {
        left.append(finding)
        continue
      }
      waiting[subject]?.removeFirst()
      if let key = tracks[track].last.map({ Key($0) }) { present[key]?.removeAll { $0 == track } }
      keep(track, finding, moment, step, &kept)
    }
    return left
  }

  private mutating func close(at moment: Moment, _ step: ScanStep?) {
    for track in present.values.flatMap({ $0 }).sorted() {
      if let key = tracks[track].last.map({ Key($0) }) { gone[key, default: []].append(track) }
      tracks[track].record(nil, at: moment, step: step)
    }
    present = [:]
  }

  /// A finding that the last scan did not show: one that is back, or a new one.
  private mutating func open(
    _ finding: SnapshotFinding, _ moment: Moment, _ step: ScanStep?, _ kept: inout [Key: [Int]]
  ) {
    let key = Key(finding)
    // What went with this very scan was matched above; what went before it may be back.
    if var old = gone[key], let index = old.lastIndex(where: { tracks[$0].states.last?.at != moment }) {
      keep(old.remove(at: index), finding, moment, step, &kept)
      gone[key] = old
      return
    }
    let causes = step?.causes(before: nil, after: finding) ?? [.firstScan]
    tracks.append(FindingTrack(finding, at: moment, causes: causes))
    kept[key, default: []].append(tracks.count - 1)
  }

  /// Findings of one decision together, in the order in which they come.
  private static func grouped(_ findings: [SnapshotFinding]) -> [[SnapshotFinding]] {
    var places: [Key: Int] = [:]
    var groups: [[SnapshotFinding]] = []
    for finding in findings {
      let key = Key(finding)
      if let place = places[key] {
        groups[place].append(finding)
      } else {
        places[key] = groups.count
        groups.append([finding])
      }
    }
    return groups
  }
}
