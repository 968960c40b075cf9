import Assessment

/// One finding over time: the same rule on the same resource, however its severity, value or waiver changes.
struct FindingTrack: Sendable {
  /// How it stood from a moment on.
  struct State: Sendable {
    /// The scan that showed it first.
    let at: Moment
    /// The finding; nil if it was not there.
    var finding: SnapshotFinding?
    /// What brought this state about.
    let causes: [ChangeCause]
  }

  /// The states, in their order; two that follow each other differ.
  private(set) var states: [State]

  init(_ finding: SnapshotFinding?, at moment: Moment, causes: [ChangeCause]) {
    states = [State(at: moment, finding: finding, causes: causes)]
  }

  /// How it stands last.
  var last: SnapshotFinding? { states.last?.finding }

  /// What the next scan shows of it.
  mutating func record(_ finding: SnapshotFinding?, at moment: Moment, step: ScanStep?) {
    let before = last
    if Self.isSame(before, finding) {
      // Lines and files move without anything having changed.
      if let finding { states[states.count - 1].finding = finding }
      return
    }
    let causes = step?.causes(before: before, after: finding) ?? []
    states.append(State(at: moment, finding: finding, causes: causes))
  }

  private static func isSame(_ left: SnapshotFinding?, _ right: SnapshotFinding?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.severity == right.severity && left.verdict == right.verdict && left.decision == right.decision
      && left.isWaived == right.isWaived && (!left.isWaived || left.waiver == right.waiver)
  }

  /// The state at a moment; nil before the first.
  func state(at moment: Moment) -> State? { states.last { $0.at <= moment } }

  /// The finding as it stood; nil if it was not there.
  func finding(at moment: Moment) -> SnapshotFinding? { state(at: moment)?.finding }

  /// True if it was there at a moment and nobody had accepted it.
  func isOpen(at moment: Moment) -> Bool { finding(at: moment).map { !$0.isWaived } ?? false }

  /// When it was first seen: in the run of scans, up to a moment, that all show it.
  func firstSeen(at moment: Moment) -> Moment? {
    var first: Moment?
    for state in states where state.at <= moment {
      if state.finding == nil { first = nil } else if first == nil { first = state.at }
    }
    return first
  }

  /// The states since it came, or came back; empty if it is gone.
  var run: ArraySlice<State> {
    let gone = states.lastIndex { $0.finding == nil }
    return states[(gone.map { $0 + 1 } ?? 0)...]
  }

  /// True if it was there before a moment and had gone before the run of scans that shows it now.
  func wasThere(before moment: Moment) -> Bool { states.contains { $0.at < moment && $0.finding != nil } }

  /// Each time that it went: first seen, gone, and why.
  func closings(to end: Moment) -> [(first: Moment, gone: State)] {
    var closings: [(first: Moment, gone: State)] = []
    var first: Moment?
    for state in states where state.at <= end {
      if state.finding != nil {
        first = first ?? state.at
      } else if let seen = first {
        closings.append((first: seen, gone: state))
        first = nil
      }
    }
    return closings
  }
}
