public import Assessment

extension Ledger {
  /// The names of the trees that have a history, sorted.
  public func trees() throws(LedgerError) -> [String] {
    try transaction(.reading) { () throws(LedgerError) in
      try store.rows("SELECT name FROM trees") { (row) throws(LedgerError) in try row.text(0) }.sorted()
    }
  }

  /// The recorded scans of a tree, oldest first; nil takes all trees, one after the other.
  public func scans(tree: String? = nil) throws(LedgerError) -> [ScanEntry] {
    try transaction(.reading) { () throws(LedgerError) in
      guard let tree else { return try entries("", []) }
      return try entries("WHERE t.name = ?1", [.text(tree)])
    }
  }

  /// A scan by its digest, or by the beginning of it that no other one has.
  public func scan(_ id: String) throws(LedgerError) -> ScanEntry {
    try transaction(.reading) { () throws(LedgerError) in try entry(id) }
  }

  /// The last scan of a tree at or before a moment; nil takes the last of all.
  public func latest(tree: String, at moment: Moment? = nil) throws(LedgerError) -> ScanEntry? {
    try transaction(.reading) { () throws(LedgerError) in
      let end = moment?.microseconds ?? Self.endOfTime
      return try entries(
        "WHERE s.at = (SELECT max(l.at) FROM scans l WHERE l.tree = s.tree AND l.at <= ?2) AND t.name = ?1",
        [.text(tree), .integer(end)]
      ).last
    }
  }

  /// Everything that a scan found, by its digest or the beginning of it.
  public func snapshot(of id: String) throws(LedgerError) -> RecordedScan {
    try transaction(.reading) { () throws(LedgerError) in
      let entry = try entry(id)
      let (tree, at) = try position(of: entry)
      var byKind: [[LedgerRecord]] = []
      for kind in RecordKind.allCases {
        let found = try records(
          kind, "WHERE x.tree = ?1 AND x.since <= ?2 AND x.until > ?2", [.integer(tree), .integer(at)])
        guard found.allSatisfy({ $0.record.digest == $0.digest }) else {
          throw LedgerError.damaged(location, "rows of \(kind.table) are not as they were written")
        }
        byKind.append(found.map(\.record))
      }
      var snapshot = entry.head
      var reader = RecordReader(location: location)
      try reader.fill(&snapshot, from: ScanRecords(byKind: byKind))
      return RecordedScan(
        id: entry.id, recordedAt: entry.recordedAt, tree: entry.tree, owner: entry.owner, snapshot: snapshot)
    }
  }

  /// When every finding that a tree ever had was there, by fingerprint; whether it was waived is said by the scans.
  ///
  /// - Parameter id: the scan to look back from, by its digest or the beginning of it; nil takes the last.
  public func histories(tree: String, asOf id: String? = nil) throws(LedgerError) -> [FindingHistory] {
    try transaction(.reading) { () throws(LedgerError) in
      var end = Self.endOfTime - 1
      if let id { end = try position(of: try entry(id)).at }
      let moments = try moments(of: tree)
      let reader = RecordReader(location: location)
      let found = try records(
        .finding,
        "WHERE x.tree = (SELECT id FROM trees WHERE name = ?1) AND x.since <= ?2 ORDER BY x.since, x.id",
        [.text(tree), .integer(end)])
      var order: [String] = []
      var rows: [String: [FindingStretches.Row]] = [:]
      for row in found {
        let finding = try reader.finding(row.record)
        if rows[finding.fingerprint] == nil { order.append(finding.fingerprint) }
        rows[finding.fingerprint, default: []].append(
          FindingStretches.Row(finding: finding, since: row.since, until: row.until > end ? nil : row.until))
      }
      return order.sorted().compactMap { FindingStretches.joined(rows[$0] ?? [], moments: moments) }
    }
  }

  /// When the scans of a tree were recorded, as text.
  private func moments(of tree: String) throws(LedgerError) -> [Int64: String] {
    let pairs = try store.rows(
      "SELECT s.at, s.recorded_at FROM scans s JOIN trees t ON t.id = s.tree WHERE t.name = ?1", [.text(tree)]
    ) { (row) throws(LedgerError) in (try row.integer(0), try row.text(1)) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// How many findings each scan had, by its digest.
  public func findingCounts() throws(LedgerError) -> [String: Int] {
    try transaction(.reading) { () throws(LedgerError) in
      var steps: [Int64: [Int64: Int]] = [:]
      for (column, sign) in [("since", 1), ("until", -1)] {
        try store.each("SELECT tree, \(column), count(*) FROM findings GROUP BY tree, \(column)") {
          (row) throws(LedgerError) in
          steps[try row.integer(0), default: [:]][try row.integer(1), default: 0] += sign * (try row.int(2))
        }
      }
      let scans = try store.rows("SELECT tree, at, digest FROM scans ORDER BY tree, at") {
        (row) throws(LedgerError) in (tree: try row.integer(0), at: try row.integer(1), id: try row.text(2))
      }
      var counts: [String: Int] = [:]
      var (tree, count): (Int64, Int) = (0, 0)
      for scan in scans {
        if scan.tree != tree { (tree, count) = (scan.tree, 0) }
        count += steps[tree]?[scan.at] ?? 0
        counts[scan.id] = count
      }
      return counts
    }
  }

  // MARK: Rows

  /// The scans that a condition on `s` (scans) and `t` (trees) names, by tree and time.
  func entries(_ condition: String, _ values: [SQLValue]) throws(LedgerError) -> [ScanEntry] {
    let columns = ScanHead.columns.map { "s.\($0)" }.joined(separator: ", ")
    var found = try store.rows(
      "SELECT s.id, s.digest, s.recorded_at, t.name, s.owner, s.at, \(columns) "
        + "FROM scans s JOIN trees t ON t.id = s.tree \(condition)", values
    ) { (row) throws(LedgerError) in
      (
        number: try row.integer(0), id: try row.text(1), recordedAt: try row.text(2), tree: try row.text(3),
        owner: row.optionalText(4), at: try row.integer(5), head: try ScanHead.read(row, from: 6)
      )
    }
    // Not in SQL: each back end has an order of letters of its own.
    found.sort { $0.tree != $1.tree ? $0.tree < $1.tree : $0.at < $1.at }
    var policies: [Int64: [ScanSnapshot.Policy]] = [:]
    try store.inParts(
      "SELECT scan, policy, version, sha256 FROM scan_policies WHERE scan IN ({list}) ORDER BY scan, position",
      found.map { .integer($0.number) }
    ) { (row) throws(LedgerError) in
      policies[try row.integer(0), default: []].append(
        ScanSnapshot.Policy(id: try row.text(1), version: try row.text(2), sha256: try row.text(3)))
    }
    return found.map { scan in
      var head = scan.head
      head.policies = policies[scan.number] ?? []
      return ScanEntry(
        id: scan.id, recordedAt: scan.recordedAt, tree: scan.tree, owner: scan.owner, head: head)
    }
  }

  private func entry(_ id: String) throws(LedgerError) -> ScanEntry {
    // Only digits and letters are looked for, so that nothing in it means anything to SQL.
    let digits = id.lowercased()
    let isDigest = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    let found =
      isDigest && digits.utf8.count >= 4 && digits.utf8.count <= 64
      ? try entries("WHERE s.digest LIKE ?1", [.text(digits + "%")]) : []
    guard found.count < 2 else {
      throw LedgerError(
        .missing, location, "has \(found.count) scans whose digest begins with \(digits)",
        remedy: "give more of its digits; `bornage ledger list` shows them")
    }
    guard let entry = found.first else {
      throw LedgerError(
        .missing, location, "has no scan \(digits.prefix(64))",
        remedy: "`bornage ledger list` shows those it has; four digits of the digest are enough")
    }
    return entry
  }

  /// The number of a scan's tree and its moment.
  private func position(of entry: ScanEntry) throws(LedgerError) -> (tree: Int64, at: Int64) {
    let found = try store.rows("SELECT tree, at FROM scans WHERE digest = ?1", [.text(entry.id)]) {
      (row) throws(LedgerError) in (try row.integer(0), try row.integer(1))
    }
    guard let position = found.first else { throw LedgerError.damaged(location, "a scan is missing") }
    return position
  }

  /// A record and when it is there.
  struct DatedRecord {
    let record: LedgerRecord
    /// The digest that its row names, which is that of the record unless the row was changed.
    let digest: String
    let id: Int64
    let since: Int64
    let until: Int64
  }

  /// Records with their texts written out, by a condition on `x`, the table.
  func records(
    _ kind: RecordKind, _ condition: String, _ values: [SQLValue]
  ) throws(LedgerError) -> [DatedRecord] {
    var columns: [String] = []
    var joins: [String] = []
    for (index, column) in kind.columns.enumerated() {
      guard column.form == .shared else {
        columns.append("x.\(column.name)")
        continue
      }
      columns.append("t\(index).body")
      joins.append("LEFT JOIN texts t\(index) ON t\(index).id = x.\(column.name)")
    }
    let sql =
      "SELECT x.id, x.digest, x.since, x.until, \(columns.joined(separator: ", ")) "
      + "FROM \(kind.table) x \(joins.joined(separator: " ")) \(condition)"
    return try store.rows(sql, values) { (row) throws(LedgerError) in
      let values: [SQLValue] = kind.columns.enumerated().map { index, column in
        column.form == .integer
          ? row.optionalInteger(index + 4).map { .integer($0) } ?? .null : .text(orNull: row.optionalText(index + 4))
      }
      return DatedRecord(
        record: LedgerRecord(kind, values), digest: try row.text(1), id: try row.integer(0),
        since: try row.integer(2), until: try row.integer(3))
    }
  }
}

/// The rows of one finding, which has a new one whenever a line or a word of it changes, as stretches of time.
enum FindingStretches {
  struct Row {
    let finding: SnapshotFinding
    let since: Int64
    /// Nil if it is there still.
    let until: Int64?
  }

  /// A history; nil if there are no rows.
  ///
  /// - Parameters:
  ///   - rows: by `since`.
  ///   - moments: the text of every moment.
  static func joined(_ rows: [Row], moments: [Int64: String]) -> FindingHistory? {
    guard let last = rows.max(by: { ($0.until ?? .max) < ($1.until ?? .max) }) else { return nil }
    var spans: [(since: Int64, until: Int64)] = []
    for row in rows {
      let until = row.until ?? .max
      if let open = spans.last, row.since <= open.until {
        spans[spans.count - 1].until = max(open.until, until)
      } else {
        spans.append((row.since, until))
      }
    }
    return FindingHistory(
      finding: last.finding,
      stretches: spans.map {
        FindingHistory.Stretch(since: moments[$0.since] ?? "", until: $0.until == .max ? nil : moments[$0.until])
      })
  }
}
