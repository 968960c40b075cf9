import Assessment

/// Two scans of one tree that follow each other, and what may have made the difference.
///
/// A scan is a function of what is described, the policies, the atlas and the program. So what changed although
/// nothing else did, was changed by the description; and where the record of the resource is the same, by whatever
/// else changed. If that is more than one, nothing in the records can tell them apart, and all are named.
struct ScanStep {
  private let old: ScanSnapshot
  private let new: ScanSnapshot
  private let oldFacts: RecordedFacts
  private let newFacts: RecordedFacts
  private let toolChanged: Bool
  private let atlasChanged: Bool
  private let dayChanged: Bool
  private let sawLess: Bool
  /// Identifiers of policies that only one of the two applied.
  private let onlyOnce: Set<String>
  private let changedPolicies: Set<String>
  private let waiversChanged: Bool
  /// The later scan's day, for waivers that ran out.
  private let day: String

  /// What waivers are reported as.
  private static let waivers = WaiverOffice.policyID

  init(from old: ScanSnapshot, to new: ScanSnapshot, on day: String) {
    self.old = old
    self.new = new
    self.day = day
    oldFacts = RecordedFacts(old)
    newFacts = RecordedFacts(new)
    toolChanged = old.tool.version != new.tool.version
    let knowsBoth = !old.tool.atlasSHA256.isEmpty && !new.tool.atlasSHA256.isEmpty
    atlasChanged =
      old.tool.atlasAsOf != new.tool.atlasAsOf || knowsBoth && old.tool.atlasSHA256 != new.tool.atlasSHA256
    // Unless it is asked for, the day is the atlas's own.
    dayChanged = old.asOf != new.asOf && !atlasChanged
    sawLess =
      new.coverage.unreadable + new.coverage.notUnderstood
      > old.coverage.unreadable + old.coverage.notUnderstood
      || new.coverage.isIncomplete && !old.coverage.isIncomplete
    let before = Self.policies(old)
    let after = Self.policies(new)
    onlyOnce = Set(before.keys).symmetricDifference(after.keys).subtracting([Self.waivers])
    waiversChanged = before[Self.waivers] != after[Self.waivers]
    changedPolicies = Set(before.keys.filter { after[$0] != nil && after[$0] != before[$0] })
  }

  private static func policies(_ snapshot: ScanSnapshot) -> [String: String] {
    Dictionary(
      snapshot.policies.map { ($0.id, "\($0.version)\0\($0.sha256)") }, uniquingKeysWith: { "\($0)\0\($1)" })
  }

  /// Why a finding came, went or changed.
  func causes(before: SnapshotFinding?, after: SnapshotFinding?) -> [ChangeCause] {
    guard let subject = after ?? before else { return [] }
    if let before, let after, before.isWaived != after.isWaived {
      let ranOut = before.isWaived && (before.waiver?.expires).map { !$0.isEmpty && $0 < day } ?? false
      return [ranOut ? .calendar : .waivers]
    }
    if subject.policy == Self.waivers {
      if waiversChanged { return [.waivers] }
      if subject.rule == WaiverOffice.expiredRule { return [.calendar] }
    }
    if onlyOnce.contains(subject.policy) { return [.policy] }
    let change = change(of: subject.resource, before: before?.file, after: after?.file)
    return causes(change, policyChanged: changedPolicies.contains(subject.policy))
  }

  /// Why a resource stands somewhere else, is run by somebody else or sends its data somewhere else.
  func causes(ofResource key: String, file: String) -> [ChangeCause] {
    causes(change(of: key, before: nil, after: file), policyChanged: false)
  }

  private func causes(_ change: FactChange, policyChanged: Bool) -> [ChangeCause] {
    var causes: Set<ChangeCause> = []
    let others: [(Bool, ChangeCause)] = [
      (policyChanged, .policy), (atlasChanged, .atlas), (toolChanged, .tool), (dayChanged, .calendar),
    ]
    switch change {
    case .came, .described:
      causes = [.infrastructure]
      // Another program may read more, or read it differently.
      if toolChanged { causes.insert(.tool) }
    case .went:
      causes = [.infrastructure]
      if toolChanged { causes.insert(.tool) }
      if sawLess { causes.insert(.coverage) }
    case .judgedOtherwise:
      if atlasChanged { causes.insert(.atlas) }
      if toolChanged { causes.insert(.tool) }
    case .none:
      for (changed, cause) in others where changed { causes.insert(cause) }
    case .unrecorded:
      for (changed, cause) in others where changed { causes.insert(cause) }
      if !causes.isEmpty { causes.insert(.infrastructure) }
    }
    if causes.isEmpty { causes = [.infrastructure] }
    return ChangeCause.allCases.filter(causes.contains)
  }

  /// How the record of a resource changed.
  private enum FactChange {
    case came
    case went
    /// What its description says is different.
    case described
    /// It is described as before, and other countries or other powers over it follow from that.
    case judgedOtherwise
    case none
    /// It is not among what the scans record.
    case unrecorded
  }

  private func change(of key: String?, before: String?, after: String?) -> FactChange {
    guard let key else { return .unrecorded }
    let file = after ?? before
    let was = oldFacts.record(key, in: before ?? file, notIn: newFacts)
    let now = newFacts.record(key, in: after ?? file, notIn: oldFacts)
    switch (was, now) {
    case (nil, nil): return .unrecorded
    case (nil, _): return .came
    case (_, nil): return .went
    case (let was?, let now?):
      if was.described != now.described { return .described }
      return was == now ? .none : .judgedOtherwise
    }
  }
}

/// What a scan recorded of its resources, without where in the files they stand.
private struct RecordedFacts {
  struct Facts: Hashable {
    var resource: SnapshotResource
    var flows: Set<SnapshotFlow>

    /// Without what the atlas adds to the description.
    var described: Facts {
      var facts = self
      facts.resource.countries = []
      facts.resource.control = []
      facts.resource.isLocated = false
      facts.flows = Set(
        flows.map { flow in
          var flow = flow
          flow.countries = []
          flow.operators = []
          flow.control = []
          return flow
        })
      return facts
    }
  }

  private struct Place: Hashable {
    let key: String
    let file: String
  }

  private var resources: [Place: SnapshotResource] = [:]
  private var files: [String: [String]] = [:]
  private var flows: [Place: Set<SnapshotFlow>] = [:]

  init(_ snapshot: ScanSnapshot) {
    for resource in snapshot.resources {
      let place = Place(key: resource.key, file: resource.file)
      guard resources[place] == nil else { continue }
      var bare = resource
      bare.file = ""
      bare.line = 0
      resources[place] = bare
      files[resource.key, default: []].append(resource.file)
    }
    for flow in snapshot.flows {
      var bare = flow
      bare.file = ""
      bare.line = 0
      flows[Place(key: flow.source, file: flow.file), default: []].insert(bare)
    }
  }

  /// The record of a resource: the one of its file, or else the one that has moved.
  ///
  /// One has moved if it stands, under the same key, in a file in which the other scan has none.
  func record(_ key: String, in file: String?, notIn other: RecordedFacts) -> Facts? {
    let here = Place(key: key, file: file ?? "")
    if let resource = resources[here] { return Facts(resource: resource, flows: flows[here] ?? []) }
    let moved = (files[key] ?? []).map { Place(key: key, file: $0) }.filter { other.resources[$0] == nil }
    guard moved.count == 1, let there = moved.first else { return nil }
    return resources[there].map { Facts(resource: $0, flows: flows[there] ?? []) }
  }
}
