public import Assessment
import Reporting

extension Ledger {
  /// Records a scan, whole or not at all.
  ///
  /// A scan that found exactly what the one before it found on the same day (in UTC) is not recorded again, nor is one
  /// that is there with the same time: so a job that is run twice leaves one scan, and a week without a change leaves its
  /// own.
  ///
  /// - Parameters:
  ///   - tree: what was scanned, by the name under which its history is kept.
  ///   - owner: who answers for it.
  ///   - moment: when; nil takes the clock.
  public func record(
    _ snapshot: ScanSnapshot, tree: String, owner: String? = nil, at moment: Moment? = nil
  ) throws(LedgerError) -> Recording {
    let scan = PendingScan(snapshot, tree: tree, owner: owner)
    return try transaction(.recording) { () throws(LedgerError) in
      try record(scan, at: moment ?? .now, mayShift: moment == nil, repeatsCount: false)
    }
  }

  /// Records a scan within a transaction.
  ///
  /// - Parameters:
  ///   - mayShift: true if a moment that another scan of the tree has may be moved on: the clock's, which has seconds.
  ///   - repeatsCount: true if a scan is kept although it found what the one before it found on the same day.
  func record(
    _ scan: PendingScan, at moment: Moment, mayShift: Bool, repeatsCount: Bool
  ) throws(LedgerError) -> Recording {
    let tree = try number(ofTree: scan.tree)
    if let same = try entries("WHERE s.digest = ?1", [.text(scan.id(at: moment))]).first {
      return .alreadyRecorded(id: same.id, at: same.recordedAt)
    }
    if !repeatsCount, let last = try twin(of: scan, tree, moment) {
      return .alreadyRecorded(id: last.id, at: last.recordedAt)
    }
    let moment = try free(moment, of: tree, scan, mayShift: mayShift)
    let id = scan.id(at: moment)
    try insert(scan, id: id, tree: tree, at: moment)
    let next = try store.rows(
      "SELECT min(at) FROM scans WHERE tree = ?1 AND at > ?2", [.integer(tree), .integer(moment.microseconds)]
    ) { (row) throws(LedgerError) in row.optionalInteger(0) }.first ?? nil
    for kind in RecordKind.allCases {
      let timeline = Timeline(store: store, kind: kind, tree: tree, at: moment.microseconds, next: next)
      try timeline.set(scan.records[kind])
    }
    return .stored(id: id)
  }

  /// The tree's number; a tree that is new gets one.
  private func number(ofTree name: String) throws(LedgerError) -> Int64 {
    let found = try store.rows("SELECT id FROM trees WHERE name = ?1", [.text(name)]) {
      (row) throws(LedgerError) in try row.integer(0)
    }
    if let id = found.first { return id }
    let id = try store.nextID("trees")
    try store.insert("trees", ["id", "name"], [[.integer(id), .text(name)]])
    return id
  }

  /// The scan before, if it is of the same day and found the same.
  private func twin(of scan: PendingScan, _ tree: Int64, _ moment: Moment) throws(LedgerError) -> ScanEntry? {
    let last = try store.rows(
      "SELECT content, owner, at, digest FROM scans WHERE tree = ?1 AND at <= ?2 ORDER BY at DESC LIMIT 1",
      [.integer(tree), .integer(moment.microseconds)]
    ) { (row) throws(LedgerError) in
      (try row.text(0), row.optionalText(1), Moment(microseconds: try row.integer(2)), try row.text(3))
    }.first
    guard let (content, owner, at, digest) = last, content == scan.content, owner == scan.owner,
      at.day == moment.day
    else { return nil }
    return try entries("WHERE s.digest = ?1", [.text(digest)]).first
  }

  /// A moment that no other scan of the tree has: a tree is in one state at a time.
  private func free(
    _ moment: Moment, of tree: Int64, _ scan: PendingScan, mayShift: Bool
  ) throws(LedgerError) -> Moment {
    var moment = moment
    while true {
      let taken = try store.rows(
        "SELECT digest FROM scans WHERE tree = ?1 AND at = ?2",
        [.integer(tree), .integer(moment.microseconds)]
      ) { (row) throws(LedgerError) in try row.text(0) }.first
      guard let taken else { return moment }
      guard mayShift else {
        throw LedgerError(
          .conflict, location,
          "has another scan of \(SafeText.line(scan.tree)) at \(moment.text), which found something else",
          detail: "scan \(taken.prefix(12))",
          remedy: "give another time with --at, or another name with --tree; nothing was stored")
      }
      moment = Moment(microseconds: moment.microseconds + 1)
    }
  }

  private func insert(_ scan: PendingScan, id: String, tree: Int64, at moment: Moment) throws(LedgerError) {
    let number = try store.nextID("scans")
    let values: [SQLValue] =
      [
        .integer(number), .text(id), .integer(tree), .integer(moment.microseconds), .text(moment.text),
        .text(orNull: scan.owner), .text(scan.content),
      ] + ScanHead.values(scan.head)
    try store.insert(
      "scans", ["id", "digest", "tree", "at", "recorded_at", "owner", "content"] + ScanHead.columns, [values])
    let policies: [[SQLValue]] = scan.head.policies.enumerated().map { position, policy in
      [
        .integer(number), .number(position), .text(policy.id), .text(policy.version), .text(policy.sha256),
      ]
    }
    try store.insert("scan_policies", ["scan", "position", "policy", "version", "sha256"], policies)
  }
}
